// Answers that take more than one look into the history: bodies, frames, what is reached, how a
// count went. A file's word is not trusted: a reference to what doesn't exist is no reference.
#include <algorithm>
#include <unordered_set>

#include "bindings/wire/recording_index.h"
#include "bindings/wire/values.h"
#include "bindings/wire/versions.h"

namespace viv::wire {

namespace {

// Follows one object's count through the log.
struct Counting {
    std::uint32_t object;
    std::uint32_t step;
    std::uint32_t born;
    std::vector<std::pair<StepId, std::int64_t>>& list;

    bool fresh(std::uint32_t, std::int64_t, std::uint8_t, std::int64_t count, const Change*) {
        if (++born == object) list.emplace_back(StepId{step}, count);
        return true;
    }
    bool count(std::uint32_t id, std::int64_t difference) {
        if (id != object) return true;
        const std::int64_t before = list.empty() ? 0 : list.back().second;
        const auto now =
            static_cast<std::uint64_t>(before) + static_cast<std::uint64_t>(difference);
        list.emplace_back(StepId{step}, static_cast<std::int64_t>(now));
        return true;
    }
    static bool died(std::uint32_t) { return true; }
    static bool lost(std::uint32_t) { return true; }
    static bool body(std::uint32_t, const Change&) { return true; }
    static bool frame(std::uint32_t, const Change&) { return true; }
    static bool thread(std::uint32_t, std::uint32_t) { return true; }
    static bool output(Stream, std::uint64_t, std::uint32_t) { return true; }
    bool mark(const StepMark&) {
        ++step;
        return true;
    }
};

}  // namespace

Birth RecordingIndex::birth(ObjectId object) const {
    if (!object || object.value > history.object_count()) return {};
    const std::uint32_t block = history.block_of_birth(object.value);
    const auto contents = history.contents(block);
    const std::size_t index = object.value - history.block(block).born - 1;
    if (index >= contents->births.size()) return {};
    const BlockContents::Birth& found = contents->births[index];
    return {object,
            found.address,
            TypeId{found.type},
            StepId{found.step},
            (found.flags & kOlderFlag) != 0,
            (found.flags & kStaticFlag) != 0};
}

bool RecordingIndex::is_alive(ObjectId object, StepId step) const {
    if (!object || object.value > history.object_count()) return false;
    const std::uint32_t last = history.end_of(object.value);
    return (last == 0 || last > step.value) && object.value <= history.born_by(step.value);
}

Body RecordingIndex::body_at(ObjectId object, StepId step) const {
    Body body;
    const auto found = find_body(history, object.value, step.value);
    if (!found) return body;
    const Birth born = birth(object);
    const Standing standing{born.address, born.type ? types[born.type.value - 1].address : 0};
    const auto sections = sections_of(history, *found);
    if (!sections || !from_sections(*sections, standing, body)) body = {};
    for (Slot& slot : body.slots) {
        if (slot.target.value > history.object_count()) slot.target = {};
    }
    return body;
}

FrameState RecordingIndex::frame_at(FrameId frame, StepId step) const {
    FrameState state;
    const auto found = find_frame(history, frame.value, step.value);
    if (found) {
        const auto sections = sections_of(history, found->versions);
        if (!sections || !from_sections(*sections, state)) state = {};
        // The place of a step's own frame is the step's.
        if (found->place != 0) state.place = PlaceId{found->place};
    }
    state.id = frame;
    const auto check = [&](ObjectId& object) {
        if (object.value > history.object_count()) object = {};
    };
    for (Slot& slot : state.variables) check(slot.target);
    for (Slot& slot : state.hidden) check(slot.target);
    for (ObjectId& cell : state.cells) check(cell);
    if (state.stack) {
        for (Slot& slot : *state.stack) check(slot.target);
    }
    if (state.code.value > codes.size()) state.code = {};
    if (state.place.value > places.size()) state.place = {};
    return state;
}

std::vector<FrameState> RecordingIndex::chain(FrameId innermost, StepId step) const {
    std::vector<FrameState> chain;
    std::unordered_set<std::uint32_t> seen;
    for (FrameId at = innermost; at && seen.insert(at.value).second; at = chain.back().back) {
        chain.push_back(frame_at(at, step));
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

const std::vector<bool>& RecordingIndex::reached(const Recording& recording, StepId step) {
    if (m_reached.step == step.value) return m_reached.objects;
    m_reached.step = step.value;
    m_reached.objects.assign(history.born_by(step.value) + 1, false);

    std::vector<ObjectId> todo;
    const auto reach = [&](ObjectId object) {
        if (!is_alive(object, step) || m_reached.objects[object.value]) return;
        m_reached.objects[object.value] = true;
        todo.push_back(object);
    };
    const auto reach_frame = [&](const FrameState& frame) {
        for (const Slot& slot : frame.variables) reach(slot.target);
        for (const ObjectId cell : frame.cells) reach(cell);
        for (const Slot& slot : frame.hidden) reach(slot.target);
        if (!frame.stack) return;
        for (const Slot& slot : *frame.stack) reach(slot.target);
    };
    for (const FrameState& frame : recording.frames(step)) reach_frame(frame);
    for (const auto& [thread, frames_of_thread] : recording.others(step)) {
        for (const FrameState& frame : frames_of_thread) reach_frame(frame);
    }
    while (!todo.empty()) {
        const ObjectId object = todo.back();
        todo.pop_back();
        for (const Slot& slot : body_at(object, step).slots) reach(slot.target);
    }
    return m_reached.objects;
}

const std::vector<std::pair<StepId, std::int64_t>>& RecordingIndex::counts(ObjectId object) {
    if (m_counts.object != object) {
        m_counts = {object, history.block_of_birth(object.value), {}};
    }
    const std::uint32_t last = history.end_of(object.value);
    const std::uint32_t stop = last == 0 ? history.block_count() : history.block_of_step(last) + 1;
    for (std::uint32_t& block = m_counts.block;; ++block) {
        const Block& start = history.block(block);
        const std::uint64_t end_bytes = history.end_of_block(block);
        // The last block may have grown since: it is read anew.
        while (!m_counts.list.empty() && m_counts.list.back().first.value >= start.first_step) {
            m_counts.list.pop_back();
        }
        Counting counting{object.value, start.first_step, start.born, m_counts.list};
        RecordView record;
        for (std::uint64_t at = start.offset_bytes; at < end_bytes;) {
            if (!next_record(bytes.view(), at, record) || !tell(record, counting)) break;
        }
        if (block + 1 >= stop) return m_counts.list;
    }
}

const std::vector<std::pair<std::uint64_t, ObjectId>>& RecordingIndex::addresses(StepId step) {
    if (m_addresses.step == step.value) return m_addresses.list;
    m_addresses.step = step.value;
    m_addresses.list.clear();
    for (const AliveObject& entry : history.moment(step.value).objects()) {
        if (entry.block == AliveObject::kTombstone) continue;
        m_addresses.list.emplace_back(0, ObjectId{entry.id});
    }
    for (auto& [address, object] : m_addresses.list) address = birth(object).address;
    std::sort(m_addresses.list.begin(), m_addresses.list.end());
    return m_addresses.list;
}

}  // namespace viv::wire
