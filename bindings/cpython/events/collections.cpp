// See collections.h. Young objects stand near the end of their list, so that most new ones are
// placed by a few steps along it.
#include "bindings/cpython/events/collections.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "bindings/cpython/events/heap.h"

namespace viv::cpython {

namespace {

constexpr int kOldest = 2;
constexpr int kNearby = 64;  // steps along a list before it is walked as a whole

bool is_tracked(PyObject* object) {
    return PyObject_IS_GC(object) && PyObject_GC_IsTracked(object) != 0;
}

struct Found {
    Sink& sink;
    std::uint8_t generation = 0;
    std::unordered_map<std::uint32_t, bool> missing;  // fresh objects that weren't met yet
};

void meet(PyObject* object, void* context) {
    auto& found = *static_cast<Found*>(context);
    const std::uint32_t number = Heap::instance().number_of(object);
    if (number == 0) return;
    found.sink.generation(ObjectId{number}, found.generation);
    found.missing.erase(number);
}

}  // namespace

void Collections::start() {
    m_frozen = viv_frozen_mark();
    for (int i = 0; i <= kOldest; ++i)
        viv_collector_stats(i, &m_stats[static_cast<std::size_t>(i)]);
    m_total = viv_collections();
}

void Collections::look() {
    const std::uint64_t total = viv_collections();
    if (total == m_total) return;
    m_total = total;
    for (int i = 0; i <= kOldest; ++i) {
        viv_gc_stats& known = m_stats[static_cast<std::size_t>(i)];
        viv_gc_stats now;
        viv_collector_stats(i, &now);
        if (now.collections == known.collections) continue;
        // What survives goes into the next list.
        m_moved = std::max(m_moved, i == 0 ? Moved::Young : Moved::All);
        m_ended.push_back({static_cast<std::uint8_t>(i), now.collected - known.collected,
                           now.uncollectable - known.uncollectable});
        for (std::uint64_t more = known.collections + 1; more < now.collections; ++more) {
            m_ended.push_back({static_cast<std::uint8_t>(i), 0, 0});
        }
        known = now;
    }
}

void Collections::write(const Fresh& fresh) {
    look();
    for (const Collection& collection : m_ended) m_sink.collection(collection);
    m_ended.clear();
    const void* frozen = viv_frozen_mark();
    // While one goes on, its lists are not to be walked.
    const bool is_running = viv_collector_is_running() != 0;
    if (frozen != m_frozen || is_running) m_moved = Moved::All;
    m_frozen = frozen;
    if (!is_running) write_generations(fresh, std::exchange(m_moved, Moved::None));
}

void Collections::write_generations(const Fresh& fresh, Moved moved) {
    Found found{m_sink, 0, {}};
    for (const auto& [object, number] : fresh) {
        if (!is_tracked(object)) continue;
        const int generation = moved != Moved::None ? -1 : viv_generation_nearby(object, kNearby);
        if (generation >= 0) {
            m_sink.generation(number, static_cast<std::uint8_t>(generation));
        } else {
            found.missing[number.value] = true;
        }
    }
    if (moved == Moved::None && found.missing.empty()) return;
    // The oldest are the most: they are walked through only if something may have come to them.
    for (const int generation : {0, 1, static_cast<int>(kFrozen), kOldest}) {
        if (generation == kOldest && moved != Moved::All) break;
        found.generation = static_cast<std::uint8_t>(generation);
        viv_each_of_generation(generation, meet, &found);
    }
    for (const auto& [number, is_missing] : found.missing) {
        m_sink.generation(ObjectId{number}, kOldest);
    }
}

}  // namespace viv::cpython
