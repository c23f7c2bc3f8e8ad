// One way through all containers, and the places that it has found. See outside.h.
#include "bindings/cpython/events/outside.h"

#include <algorithm>

#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/layout/tracing.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Places that are remembered; each is read again at each step that asks.
constexpr std::size_t kMostPlaces = 64;
// References told of one pass.
constexpr std::size_t kMostHits = 1024;
// An owner that visits more than this isn't read again.
constexpr std::uint64_t kMostVisitsAgain = 1000;
// Code objects whose stacks are known.
constexpr std::size_t kMostMaps = 256;
constexpr int kGenerations = 4;  // with what is frozen

}  // namespace

// Through tp_traverse nothing may be thrown: all room is made before.
struct Outside::Visit {
    Outside& outside;
    std::vector<Hit>& hits;
    PyObject* owner = nullptr;
    std::uint64_t visits = 0;

    static int target(PyObject* object, void* context) {
        auto& visit = *static_cast<Visit*>(context);
        ++visit.visits;
        const std::uint32_t number = visit.outside.wanted(object);
        if (number != 0 && visit.hits.size() < kMostHits)
            visit.hits.push_back({visit.owner, number});
        return 0;
    }
    static void container(PyObject* object, void* context) {
        auto& visit = *static_cast<Visit*>(context);
        visit.owner = object;
        const traverseproc traverse = Py_TYPE(object)->tp_traverse;
        if (traverse != nullptr) traverse(object, target, context);
    }
};

std::uint32_t Outside::wanted(PyObject* object) const {
    const std::uint32_t number = object == nullptr ? 0 : Heap::instance().number_of(object);
    return number != 0 && m_ledger.remainder(number) > 0 ? number : 0;
}

// What recorded objects hold is known already.
bool Outside::is_left_out(PyObject* owner) const {
    if (owner == m_globals) return true;
    const std::uint32_t number = Heap::instance().number_of(owner);
    return number != 0 && m_ledger.is_recorded(number);
}

void Outside::add_place(Place place, const std::string& text) {
    place.text = m_texts.text(text);
    m_places.push_back(place);
}

void Outside::remember_entries(PyObject* dict, Place place, const OwnerName& name) {
    const bool is_of_module = name.way.size() == 1;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(dict);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(dict, i, &key, &value) == 0) continue;
        place.entry = {place.owner, i, key, GuardedEntry::hash_of(key)};
        place.kind = Kind::Key;
        if (wanted(key) != 0) add_place(place, name.text + "{key}");
        place.kind = Kind::Value;
        if (wanted(value) != 0) add_place(place, name.text + entry_text(key, is_of_module));
    }
}

void Outside::remember_items(PyObject* list, Place place, const OwnerName& name) {
    place.kind = Kind::Item;
    PyObject** items = PySequence_Fast_ITEMS(list);
    for (place.index = 0; place.index < Py_SIZE(list); ++place.index) {
        if (wanted(items[place.index]) == 0) continue;
        add_place(place, name.text + "[" + std::to_string(place.index) + "]");
    }
}

void Outside::remember(PyObject* owner, const OwnerName& name) {
    Place place;
    place.owner = Guarded::of(owner);
    place.name = m_names.size();
    m_names.push_back(name);
    if (PyDict_Check(owner)) remember_entries(owner, place, name);
    if (PyDict_CheckExact(owner)) return;
    if (PyList_CheckExact(owner) || PyTuple_CheckExact(owner)) {
        return remember_items(owner, place, name);
    }
    place.kind = Kind::Whole;
    m_places.push_back(place);
}

void Outside::add(PyObject* target, const std::string& place, std::vector<Found>& found) {
    if (const std::uint32_t number = wanted(target)) found.push_back({number, m_texts.text(place)});
}

// REQUIRES: the place's words are as its memory is.
const std::vector<TextId>& Outside::words_for(Place& place, std::uint32_t number) {
    for (const auto& [known, words] : place.words) {
        if (known == number) return words;
    }
    std::vector<TextId> words;
    for (const std::string& text : places_in(m_names[place.name], m_ledger.object(number))) {
        words.push_back(m_texts.text(text));
    }
    return place.words.emplace_back(number, std::move(words)).second;
}

void Outside::read_whole(Place& place, std::vector<Found>& found) {
    m_hits.clear();
    m_hits.reserve(kMostHits);
    Visit visit{*this, m_hits};
    Visit::container(place.owner.object, &visit);
    std::sort(m_hits.begin(), m_hits.end(),
              [](const Hit& a, const Hit& b) { return a.number < b.number; });
    Pieces pieces;
    const Decoder& decoder = decoder_for(place.owner.object);
    if (decoder.pieces != nullptr) decoder.pieces(place.owner.object, pieces);
    const bool can_tell = decoder.pieces != nullptr && !pieces.is_elsewhere;
    if (!can_tell || pieces.take_changes(place.memory)) place.words.clear();
    const TextId whole = m_texts.text(m_names[place.name].text);
    // The entries of a dict have places of their own; what a generator's frame holds is that
    // frame's to tell while it runs.
    const bool is_told = PyDict_Check(place.owner.object) || decoder.kind == ObjectKind::Generator;
    for (std::size_t i = 0; i < m_hits.size();) {
        const std::uint32_t number = m_hits[i].number;
        const std::vector<TextId>& words = words_for(place, number);
        std::size_t nth = 0;
        for (; i < m_hits.size() && m_hits[i].number == number; ++i, ++nth) {
            if (nth >= words.size() && is_told) continue;
            const TextId text = nth < words.size() ? words[nth] : whole;
            found.push_back({number, text, visit.visits <= kMostVisitsAgain});
        }
    }
}

// False: it isn't there any more, or isn't called so.
bool Outside::read(Place& place, std::vector<Found>& found) {
    if (!place.owner.is_alive() || !m_names[place.name].holds()) return false;
    PyObject* target = nullptr;
    switch (place.kind) {
        case Kind::Value:
        case Kind::Key:
            target = place.entry.value();
            if (target == nullptr) return false;
            if (place.kind == Kind::Key) target = place.entry.key;
            break;
        case Kind::Item:
            if (place.index >= Py_SIZE(place.owner.object)) return false;
            target = PySequence_Fast_ITEMS(place.owner.object)[place.index];
            break;
        case Kind::Whole:
            read_whole(place, found);
            return true;
    }
    if (const std::uint32_t number = wanted(target)) {
        found.push_back({number, place.text, place.is_kept});
    }
    return true;
}

void Outside::read_known(std::vector<Found>& found) {
    std::size_t kept = 0;
    for (Place& place : m_places) {
        // What has become one of the recording's tells itself what it holds.
        if (is_left_out(place.owner.object) || !read(place, found)) continue;
        if (&m_places[kept] != &place) m_places[kept] = std::move(place);
        ++kept;
    }
    m_places.resize(kept);
}

std::uint64_t Outside::walk(std::vector<Found>& found) {
    if (viv_collector_is_running() != 0) return 0;
    std::vector<Hit> hits;
    hits.reserve(kMostHits);
    Visit visit{*this, hits};
    for (int i = 0; i < kGenerations; ++i) viv_each_of_generation(i, Visit::container, &visit);
    std::vector<PyObject*> owners;
    for (const Hit& hit : hits) {
        if (!is_left_out(hit.owner)) owners.push_back(hit.owner);
    }
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());

    m_places.clear();
    m_names.clear();
    const OwnerNames names(owners);
    for (PyObject* owner : owners) remember(owner, names.name(owner));
    for (std::size_t i = kMostPlaces; i < m_places.size(); ++i) m_places[i].is_kept = false;
    for (Place& place : m_places) static_cast<void>(read(place, found));
    if (m_places.size() > kMostPlaces) m_places.resize(kMostPlaces);
    return visit.visits + 1;
}

const StackMap& Outside::map_of(PyObject* code) {
    const auto known = m_maps.find(code);
    if (known != m_maps.end() && known->second.first.is_alive()) return known->second.second;
    if (m_maps.size() >= kMostMaps) m_maps.clear();
    const auto made = m_maps.insert_or_assign(code, std::pair(Guarded::of(code), StackMap(code)));
    return made.first->second.second;
}

void Outside::read_frame(const viv_frame& frame, const viv_frame* inner,
                         std::vector<Found>& found) {
    const std::string whole =
        utf8_of(reinterpret_cast<PyCodeObject*>(frame.code)->co_qualname) + "()";
    const bool is_saved = frame.stack_depth >= 0;
    // What a generator's frame holds while it isn't the innermost, the generator visits itself.
    if (frame.is_of_generator != 0 && is_saved) return;
    if (frame.is_of_generator == 0) add(frame.function, whole, found);
    for (int i = 0; i < frame.variable_count; ++i) {
        if (wanted(frame.slots[i]) == 0) continue;
        add(frame.slots[i], whole + "." + utf8_of(viv_variable_name(frame.code, i)), found);
    }
    if (is_saved) {
        for (int i = 0; i < frame.stack_depth; ++i) {
            add(frame.slots[frame.variable_count + i], whole + " stack", found);
        }
        return;
    }
    if (!read_open_stack(frame, map_of(frame.code), OpenBecause::Calls, {inner, nullptr, {}, {}},
                         m_open)) {
        return;
    }
    for (const OpenStack::Entry& entry : m_open.slots) {
        if (entry.payment == Payment::Owned) add(entry.object, whole + " stack", found);
    }
    for (const HeldByC& held : m_open.held) add(held.object, whole + ", " + held.name, found);
}

void Outside::read_threads(std::vector<Found>& found) {
    const char* name = nullptr;
    PyObject* target = nullptr;
    for (int i = 0; viv_exit_reference(i, &target) != 0; ++i) {
        if (wanted(target) != 0) add(target, "atexit callback", found);
    }
    for (PyThreadState* at = viv_first_thread(); at != nullptr; at = viv_next_thread(at)) {
        for (int i = 0; viv_thread_reference(at, i, &name, &target) != 0; ++i) {
            if (wanted(target) != 0) add(target, std::string("thread state.") + name, found);
        }
        viv_frame frame;
        viv_frame inner{};
        bool has_inner = false;
        for (const void* on = viv_innermost_frame(at); on != nullptr; on = viv_frame_back(on)) {
            if (viv_read_frame(on, &frame) == 0) continue;
            if (reinterpret_cast<PyCodeObject*>(frame.code)->co_filename != m_filename) {
                read_frame(frame, has_inner ? &inner : nullptr, found);
            }
            inner = frame;
            has_inner = true;
        }
    }
}

}  // namespace viv::cpython
