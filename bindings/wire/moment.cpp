// See moment.h. A checkpoint is, all as varints: objects (number, then for each: distance to the
// one before with a bit for "its body is elsewhere", count, where), frames, threads.
#include "bindings/wire/moment.h"

#include <algorithm>
#include <unordered_set>

namespace viv::wire {

namespace {

// Frames that stand in no chain but may go on (generators): so many of them are remembered.
constexpr std::size_t kMostWaitingFrames = 256;

template <class Objects>
auto* find_in(Objects& objects, std::uint32_t object) {
    const auto found = std::lower_bound(
        objects.begin(), objects.end(), object,
        [](const AliveObject& entry, std::uint32_t wanted) { return entry.id < wanted; });
    const bool is_alive =
        found != objects.end() && found->id == object && found->block != AliveObject::kTombstone;
    return is_alive ? &*found : nullptr;
}

}  // namespace

const AliveObject* Moment::find(std::uint32_t object) const {
    return find_in(m_objects, object);
}

AliveObject* Moment::find(std::uint32_t object) {
    return find_in(m_objects, object);
}

const LiveFrame* Moment::find_frame(std::uint32_t frame) const {
    const auto found = m_frames.find(frame);
    return found == m_frames.end() ? nullptr : &found->second;
}

void Moment::birth(bool has_body, std::int64_t first_count) {
    m_objects.push_back(
        {++born, has_body ? AliveObject::kAsBorn : AliveObject::kNoBody, first_count});
}

void Moment::count(std::uint32_t object, std::int64_t difference) {
    AliveObject* entry = find(object);
    if (entry == nullptr) return;
    entry->count = static_cast<std::int64_t>(static_cast<std::uint64_t>(entry->count) +
                                             static_cast<std::uint64_t>(difference));
}

void Moment::gone(std::uint32_t object) {
    AliveObject* entry = find(object);
    if (entry == nullptr) return;
    entry->block = AliveObject::kTombstone;
    ++m_tombstones;
    while (!m_objects.empty() && m_objects.back().block == AliveObject::kTombstone) {
        m_objects.pop_back();
        --m_tombstones;
    }
    if (m_tombstones <= 64 + m_objects.size() / 2) return;
    std::erase_if(m_objects, [](const AliveObject& object_entry) {
        return object_entry.block == AliveObject::kTombstone;
    });
    m_tombstones = 0;
}

void Moment::body(std::uint32_t object) {
    AliveObject* entry = find(object);
    if (entry != nullptr) entry->block = object > block_born ? AliveObject::kAsBorn : block;
}

void Moment::frame(std::uint32_t frame, const Change& change, const Templates& templates) {
    const auto [found, is_new] = m_frames.try_emplace(frame);
    LiveFrame& entry = found->second;
    entry.block = block;
    // It was forgotten and goes on: which place a step gave it, nobody remembers.
    if (is_new) entry.place = LiveFrame::kUnknownPlace;
    if (change.is_start()) {
        const std::string head = templates.head_of_frame(change);
        entry.caller = Decoder(head).number32();
        entry.place = 0;
        if (m_frames.size() > m_frame_limit) forget_frames();
        return;
    }
    constexpr std::uint64_t kPlaceBit = 1U << 1;
    if (change.form != Change::Form::Splice) return;
    if ((Decoder(templates.bytes_of(change)).number() & kPlaceBit) != 0) entry.place = 0;
}

void Moment::thread(std::uint32_t thread, std::uint32_t innermost) {
    if (innermost == 0) {
        m_threads.erase(thread);
    } else {
        m_threads[thread] = innermost;
    }
}

void Moment::mark(const StepMark& mark) {
    ++step;
    m_marked_frame = mark.frame.value;
    const auto found = m_frames.find(mark.frame.value);
    if (found == m_frames.end()) return;
    found->second.place = mark.place.value;
    found->second.marked_step = step;
    found->second.has_returned = mark.event == StepEvent::Return;
}

void Moment::forget_frames() {
    std::unordered_set<std::uint32_t> kept;
    const auto keep_chain = [&](std::uint32_t frame) {
        for (auto found = m_frames.find(frame); found != m_frames.end();) {
            if (!kept.insert(found->first).second) return;
            found = m_frames.find(found->second.caller);
        }
    };
    keep_chain(m_marked_frame);
    for (const auto& [thread, innermost] : m_threads) keep_chain(innermost);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> waiting;
    for (const auto& [id, entry] : m_frames) {
        if (!entry.has_returned && !kept.contains(id)) waiting.emplace_back(entry.marked_step, id);
    }
    std::sort(waiting.rbegin(), waiting.rend());
    if (waiting.size() > kMostWaitingFrames) waiting.resize(kMostWaitingFrames);
    for (const auto& [marked, id] : waiting) kept.insert(id);
    std::erase_if(m_frames, [&](const auto& entry) { return !kept.contains(entry.first); });
    m_frame_limit = 2 * m_frames.size() + 1024;
}

std::string Moment::checkpoint() {
    forget_frames();
    Encoder out;
    out.number(alive_count());
    std::uint32_t last = 0;
    for (const AliveObject& object : m_objects) {
        if (object.block == AliveObject::kTombstone) continue;
        const bool is_elsewhere = object.block != AliveObject::kAsBorn;
        out.number(std::uint64_t{object.id - last} << 1 | (is_elsewhere ? 1 : 0));
        out.signed_number(object.count);
        if (is_elsewhere) {
            out.number(object.block == AliveObject::kNoBody ? 0 : block - object.block);
        }
        last = object.id;
    }
    out.number(m_frames.size());
    last = 0;
    for (const auto& [id, frame] : m_frames) {
        out.number(id - last);
        out.signed_number(std::int64_t{id} - frame.caller);
        out.number(std::uint64_t{block - frame.block} << 1 | (frame.has_returned ? 1 : 0));
        out.number(frame.place);
        last = id;
    }
    out.number(m_threads.size());
    for (const auto& [thread, innermost] : m_threads) {
        out.number(thread);
        out.number(innermost);
    }
    out.number(m_marked_frame);
    std::string bytes = out.take();
    bytes.shrink_to_fit();
    return bytes;
}

void Moment::restore(std::string_view checkpoint) {
    Decoder in(checkpoint);
    m_objects.resize(in.number());
    m_tombstones = 0;
    std::uint32_t last = 0;
    for (AliveObject& object : m_objects) {
        const std::uint64_t head = in.number();
        object.id = last += static_cast<std::uint32_t>(head >> 1);
        object.count = in.signed_number();
        object.block = AliveObject::kAsBorn;
        if ((head & 1) == 0) continue;
        const auto distance = static_cast<std::uint32_t>(in.number());
        object.block = distance == 0 ? AliveObject::kNoBody : block - distance;
    }
    m_frames.clear();
    last = 0;
    for (std::uint64_t left = in.number(); left > 0; --left) {
        const std::uint32_t id = last += in.number32();
        LiveFrame& frame = m_frames[id];
        frame.caller = static_cast<std::uint32_t>(std::int64_t{id} - in.signed_number());
        const std::uint64_t where = in.number();
        frame.block = block - static_cast<std::uint32_t>(where >> 1);
        frame.has_returned = (where & 1) != 0;
        frame.place = in.number32();
        frame.marked_step = step;
    }
    m_threads.clear();
    for (std::uint64_t left = in.number(); left > 0; --left) {
        const std::uint32_t thread = in.number32();
        m_threads[thread] = in.number32();
    }
    m_marked_frame = in.number32();
}

}  // namespace viv::wire
