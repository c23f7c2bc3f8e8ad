// What a step's changes of frames become: short records. See log_writer.h.
#include <algorithm>

#include "bindings/base/assert.h"
#include "bindings/wire/log_writer.h"

namespace viv::wire {

namespace {

// May the difference be told by Set and Stack records?
bool has_same_shape(const FrameState& a, const FrameState& b) {
    if (a.back != b.back || a.thread != b.thread || a.code != b.code || a.kinds != b.kinds ||
        a.cells != b.cells || a.hidden != b.hidden || a.variables.size() != b.variables.size() ||
        (a.stack && !b.stack)) {
        return false;
    }
    for (std::size_t i = 0; i < a.variables.size(); ++i) {
        const Slot &x = a.variables[i], &y = b.variables[i];
        if (x.name != y.name || x.place != y.place || x.payment != y.payment) return false;
    }
    return true;
}

bool is_plain(const Slot& slot) {
    return slot.place == PlaceKind::Item && slot.payment == Payment::Owned;
}

// Entries of the stack that are as they were, from the bottom. REQUIRES: now.stack.
std::size_t same_at_bottom(const FrameState& before, const FrameState& now) {
    const std::size_t shorter =
        std::min(before.stack ? before.stack->size() : 0, now.stack->size());
    std::size_t kept = 0;
    while (kept < shorter && (*before.stack)[kept] == (*now.stack)[kept]) ++kept;
    return kept;
}

// Can what came onto the stack be told by numbers alone?
bool has_plain_change(const FrameState& before, const FrameState& now) {
    if (!now.stack) return true;
    const std::size_t kept = same_at_bottom(before, now);
    return std::all_of(now.stack->begin() + static_cast<std::ptrdiff_t>(kept), now.stack->end(),
                       is_plain);
}

std::size_t size_of_number(std::uint64_t number) {
    std::size_t size = 1;
    for (; number >= 0x80; number >>= 7) ++size;
    return size;
}

}  // namespace

LogWriter::KnownFrame* LogWriter::find_frame(FrameId frame) {
    if (frame.value >= m_frame_places.size()) return nullptr;
    const std::uint32_t place = m_frame_places[frame.value];
    return place == 0 ? nullptr : m_frames[place - 1].get();
}

LogWriter::KnownFrame& LogWriter::make_frame(FrameId frame) {
    if (KnownFrame* known = find_frame(frame)) return *known;
    if (frame.value >= m_frame_places.size()) m_frame_places.resize(frame.value + 1);
    if (m_free_frames.empty()) {
        m_frames.push_back(std::make_unique<KnownFrame>());
        m_free_frames.push_back(static_cast<std::uint32_t>(m_frames.size()));
    }
    // The room that another's had is kept.
    m_frame_places[frame.value] = m_free_frames.back();
    m_free_frames.pop_back();
    return *find_frame(frame);
}

void LogWriter::left(FrameId frame) {
    if (find_frame(frame) == nullptr) return;
    m_free_frames.push_back(m_frame_places[frame.value]);
    m_frame_places[frame.value] = 0;
}

void LogWriter::new_frame(const FrameState& frame) {
    KnownFrame& known = make_frame(frame.id);
    known.state = frame;
    known.place = frame.place;
    known.changes = 0;
    m_after.clear();
    to_sections(frame, m_after);
    Encoder& out = m_changes.begin(Record::Frame);
    out.number(frame.id.value);
    std::unique_ptr<Template>* pattern =
        frame.code ? &m_frame_templates[frame.code.value - 1] : nullptr;
    if (pattern != nullptr && *pattern) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::TemplateSplice));
        out.number(frame.code.value);
        if (!encode_splices((*pattern)->sections, m_after, out)) out.number(0);
    } else {
        out.byte(static_cast<std::uint8_t>(pattern != nullptr ? DeltaForm::WholeTemplate
                                                              : DeltaForm::Whole));
        encode_sections(m_after, out);
        if (pattern != nullptr) *pattern = std::make_unique<Template>(Template{m_after, {}});
    }
    m_changes.end();
}

// A place that was written long ago must be written again to count.
void LogWriter::place_change(FrameId frame, PlaceId before, PlaceId now) {
    Encoder& out = m_changes.begin(Record::Frame);
    out.number(frame.value);
    out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
    out.number(std::uint64_t{1} << kPlaceSection);
    // One piece (splice.h).
    out.number(0);
    out.number(size_of_number(before.value));
    out.number(size_of_number(now.value) << 2);
    out.number(now.value);
    m_changes.end();
}

// REQUIRES: has_same_shape(), has_plain_change().
void LogWriter::small_change(const FrameState& before, const FrameState& now) {
    Encoder& set = m_changes.begin(Record::Set);
    set.number(now.id.value);
    const std::size_t head = m_changes.payload_size();
    for (std::size_t i = 0; i < now.variables.size(); ++i) {
        if (before.variables[i].target == now.variables[i].target) continue;
        set.number(i);
        set.number(now.variables[i].target.value);
    }
    if (m_changes.payload_size() > head) m_changes.end();
    if (!now.stack || now.stack == before.stack) return;
    const std::size_t kept = same_at_bottom(before, now);
    Encoder& stack = m_changes.begin(Record::Stack);
    stack.number(now.id.value);
    stack.number(kept);
    for (std::size_t i = kept; i < now.stack->size(); ++i) {
        stack.number((*now.stack)[i].target.value);
    }
    m_changes.end();
}

void LogWriter::set(FrameId frame, std::span<const std::pair<std::uint32_t, ObjectId>> variables) {
    KnownFrame* known = find_frame(frame);
    VIV_ASSERT(known != nullptr, "a frame is written before its variables change");
    Encoder& out = m_changes.begin(Record::Set);
    out.number(frame.value);
    for (const auto& [index, target] : variables) {
        known->state.variables[index].target = target;
        out.number(index);
        out.number(target.value);
    }
    m_changes.end();
}

bool LogWriter::stack(FrameId frame, std::size_t kept, std::size_t /*kept_paying*/,
                      std::span<const ObjectId> pushed) {
    KnownFrame* known = find_frame(frame);
    if (known == nullptr || known->changes >= kMaxSplices || !known->state.stack) return false;
    ++known->changes;
    std::vector<Slot>& stack = *known->state.stack;
    stack.resize(kept);
    Encoder& out = m_changes.begin(Record::Stack);
    out.number(frame.value);
    out.number(kept);
    for (const ObjectId target : pushed) {
        stack.push_back({PlaceKind::Item, Payment::Owned, TextId{}, target});
        out.number(target.value);
    }
    m_changes.end();
    return true;
}

void LogWriter::large_change(KnownFrame& known, const FrameState& now, bool is_placed) {
    m_before.clear();
    to_sections(known.state, m_before);
    const PlaceId written = known.state.place;
    known.state = now;
    if (is_placed) known.state.place = written;
    m_after.clear();
    to_sections(known.state, m_after);
    Encoder& out = m_changes.begin(Record::Frame);
    out.number(now.id.value);
    out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
    // A place that was written long ago must be written again to count.
    const std::uint64_t forced = is_placed ? 0 : std::uint64_t{1} << kPlaceSection;
    if (encode_splices(m_before, m_after, out, forced)) m_changes.end();
}

void LogWriter::frame(const FrameState& now) {
    KnownFrame* found = find_frame(now.id);
    if (found == nullptr || found->changes >= kMaxSplices) {
        new_frame(now);
        return;
    }
    KnownFrame& known = *found;
    // A reader takes the place of a step's own frame from the step.
    const bool is_placed = now.is_innermost || known.place == now.place;
    ++known.changes;
    if (has_same_shape(known.state, now) && has_plain_change(known.state, now)) {
        if (!is_placed) place_change(now.id, known.state.place, now.place);
        small_change(known.state, now);
        const PlaceId written = is_placed ? known.state.place : now.place;
        known.state = now;
        known.state.place = written;
    } else {
        large_change(known, now, is_placed);
    }
    known.place = now.place;
}

}  // namespace viv::wire
