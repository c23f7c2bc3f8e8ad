// Looks, at a step, at the objects that may have changed: their contents, then their counts. See
// objects_seen.h.
#include <algorithm>
#include <cstring>

#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

bool ObjectsSeen::refers_to_dead(const Content& content) const {
    return std::any_of(content.targets.begin(), content.targets.end(),
                       [&](std::uint32_t number) { return m_places[number - 1] == kNone; });
}

// While an object is deallocated, what it held goes piece by piece, and each piece can run code of
// the program's: then it is shown as an empty box until it is gone, or alive again.
bool ObjectsSeen::check_dying(Content& content) {
    const bool was_dying = content.is_dying;
    content.is_dying = Py_REFCNT(content.object) == 0;
    if (content.is_dying && !was_dying) {
        content.targets.clear();
        reset_body();
        m_body.kind = m_about[content.place].decoder->kind;
        m_body.size_bytes = viv_pre_header_size(Py_TYPE(content.object)) + sizeof(PyObject);
        m_sink.body(ObjectId{m_about[content.place].number}, m_body);
    }
    if (was_dying && !content.is_dying) content.is_suspect = true;
    return content.is_dying;
}

// Is it as it was, but for the bytes of its counter? Then those are written down.
bool ObjectsSeen::has_only_counted(Content& content) {
    // What is kept begins behind the count (objects/common.h, struct_pieces).
    constexpr std::size_t kBefore = sizeof(PyObject) - sizeof(Py_ssize_t);
    const char* now = reinterpret_cast<const char*>(content.object) + sizeof(Py_ssize_t);
    std::string& kept = content.memory;
    const std::size_t counted = kBefore + content.counter_bytes;
    if (kept.size() < counted || std::memcmp(kept.data(), now, kBefore) != 0 ||
        std::memcmp(kept.data() + counted, now + counted, kept.size() - counted) != 0) {
        return false;
    }
    if (std::memcmp(kept.data(), now, counted) == 0) return true;
    const std::string_view bytes(now + kBefore, kept.size() - kBefore);
    if (!m_sink.struct_bytes(ObjectId{m_about[content.place].number}, bytes)) return false;
    std::memcpy(kept.data(), now, counted);
    return true;
}

// Is it a generator that was among a thread's frames and still is, and has nothing but its frame
// changed? Its references are the frame's to tell then (objects/generator.cpp).
bool ObjectsSeen::has_only_run(Content& content) {
    constexpr std::size_t kCount = sizeof(Py_ssize_t), kBefore = sizeof(PyObject) - kCount;
    const std::size_t size = viv_generator_size(content.object) - kCount;
    std::string& kept = content.memory;
    if (kept.size() != size + 1 || kept.back() != 'r' || size > kMaxBlockBytes ||
        generator_waits(content.object)) {
        return false;
    }
    // Once it is finished it is held together in another way (3.13: its code).
    int is_running = 0;
    if (viv_generator_frame(content.object, &is_running) == nullptr) return false;
    const char* now = reinterpret_cast<const char*>(content.object) + kCount;
    const auto is_same = [&](std::size_t begin, std::size_t end) {
        return std::memcmp(kept.data() + begin - kCount, now + begin - kCount, end - begin) == 0;
    };
    constexpr std::size_t kOrigin = offsetof(PyGenObject, gi_origin_or_finalizer);
    const std::size_t handled = offsetof(PyGenObject, gi_exc_state.exc_value);
    if (!is_same(kCount, offsetof(PyGenObject, gi_weakreflist)) ||
        !is_same(offsetof(PyGenObject, gi_name), handled + sizeof(PyObject*)) ||
        !is_same(kOrigin, kOrigin + sizeof(PyObject*))) {
        return false;
    }
    if (std::memcmp(kept.data(), now, size) == 0) return true;
    const std::string_view bytes(now + kBefore, size - kBefore);
    if (!m_sink.struct_bytes(ObjectId{m_about[content.place].number}, bytes)) return false;
    std::memcpy(kept.data(), now, size);
    return true;
}

void ObjectsSeen::check_content(Content& content, bool is_asked) {
    if (check_dying(content)) return;
    const bool tracked = content.is_gc && PyObject_GC_IsTracked(content.object) != 0;
    const bool has_moved = tracked != content.is_tracked;
    content.is_tracked = tracked;
    if (content.counter_bytes > 0 && !has_moved && !is_asked && !content.is_suspect &&
        has_only_counted(content)) {
        return;
    }
    if (content.is_generator && !has_moved && !is_asked && !content.is_suspect &&
        has_only_run(content)) {
        return;
    }
    if (content.is_list && !has_moved && !is_asked && !content.is_suspect &&
        has_only_items(m_about[content.place].content)) {
        return;
    }
    if (has_changed(content) || has_moved || content.is_suspect || is_asked) decode(content.place);
}

void ObjectsSeen::scan_contents() {
    const bool is_all_suspect = m_is_all_suspect, has_room = m_has_room;
    const bool has_lost_target = m_has_lost_target;
    m_is_all_suspect = m_has_room = m_has_lost_target = m_has_deep_death = false;
    const std::size_t known = m_contents.size();
    for (std::size_t i = 0; i < known; ++i) {
        Content& content = m_contents[i];
        const bool is_asked = (is_all_suspect && m_about[content.place].is_open) ||
                              (has_lost_target && refers_to_dead(content)) ||
                              (has_room && content.has_refused);
        check_content(content, is_asked);
    }
}

namespace {

std::int64_t surplus_of(PyObject* object, const ObjectsSeen::Corrections& corrections) {
    std::int64_t surplus = 0;
    for (const auto& [corrected, by] : corrections) surplus += corrected == object ? by : 0;
    return surplus;
}

}  // namespace

void ObjectsSeen::check_count(std::size_t place, const Corrections& corrections) {
    Watched& watched = m_watched[place];
    if (watched.difference() == 0) return;
    const std::int64_t count = Py_REFCNT(watched.object) - surplus_of(watched.object, corrections);
    if (count == watched.count) return;
    watched.count = count;
    m_sink.count(ObjectId{m_about[place].number}, count);
}

// Those whose count with the surplus is what it was without.
void ObjectsSeen::check_corrected(const Corrections& corrections) {
    for (const auto& [object, by] : corrections) {
        const std::uint32_t number = Heap::instance().number_of(object);
        if (number == 0) continue;
        Watched& watched = m_watched[m_places[number - 1]];
        const std::int64_t count = Py_REFCNT(object) - surplus_of(object, corrections);
        if (count == watched.count) continue;
        watched.count = count;
        m_sink.count(ObjectId{number}, count);
    }
}

void ObjectsSeen::scan_counts(const Corrections& corrections) {
    // Four at a time: nearly always none of them has changed.
    const std::size_t size = m_watched.size();
    const Watched* row = m_watched.data();
    std::size_t place = 0;
    for (; place + 4 <= size; place += 4) {
        if ((row[place].difference() | row[place + 1].difference() | row[place + 2].difference() |
             row[place + 3].difference()) == 0) {
            continue;
        }
        for (std::size_t i = 0; i < 4; ++i) check_count(place + i, corrections);
    }
    for (; place < size; ++place) check_count(place, corrections);
    check_corrected(corrections);
}

void ObjectsSeen::scan(StepId step, const Corrections& corrections) {
    m_step = step;
    decode_new();
    scan_contents();
    decode_new();
    scan_counts(corrections);
    m_touched.clear();
}

void ObjectsSeen::scan_touched(StepId step, const Corrections& corrections,
                               std::span<PyObject* const> contents) {
    m_step = step;
    decode_new();
    for (PyObject* object : contents) {
        const std::uint32_t number = Heap::instance().number_of(object);
        if (number == 0) continue;
        m_touched.push_back(number);
        const std::uint32_t content = m_about[m_places[number - 1]].content;
        if (content != kNone) check_content(m_contents[content], false);
    }
    decode_new();
    for (const std::uint32_t number : m_touched) {
        const std::uint32_t place = m_places[number - 1];
        if (place != kNone) check_count(place, corrections);
    }
    m_touched.clear();
    check_corrected(corrections);
}

}  // namespace viv::cpython
