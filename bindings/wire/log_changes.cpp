// What a step's changes become: objects and frames as short records. See log_writer.h.
#include "bindings/base/assert.h"
#include "bindings/wire/log_writer.h"

namespace viv::wire {

namespace {

// A thing is written whole again after this many changes, so that a reader's way is never long.
constexpr std::uint32_t kMaxSplices = 256;

// Kinds whose content stays as it was made: their sections needn't be kept. Should one change all
// the same (the hash of a str), it is written whole.
bool is_constant(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Int:
        case ObjectKind::Float:
        case ObjectKind::Bool:
        case ObjectKind::None:
        case ObjectKind::Str:
        case ObjectKind::Bytes:
            return true;
        default:
            return false;
    }
}

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

}  // namespace

Standing LogWriter::standing(const Birth& birth) const {
    return {birth.address, birth.type ? m_types[birth.type.value - 1] : 0};
}

void LogWriter::born(const Birth& birth) {
    VIV_ASSERT(birth.id.value == m_counts.size() + 1,
               "objects are born in the order of their numbers");
    m_counts.push_back(0);
    m_standings.push_back(standing(birth));
    m_bodies.emplace_back();
    Young young;
    young.birth = birth;
    m_young.push_back(young);
}

LogWriter::Young* LogWriter::young_of(ObjectId object) {
    if (m_young.empty() || object.value < m_young.front().birth.id.value) return nullptr;
    return &m_young[object.value - m_young.front().birth.id.value];
}

void LogWriter::count(ObjectId object, std::int64_t refcount) {
    std::int64_t& known = m_counts[object.value - 1];
    if (Young* young = young_of(object)) {
        young->count = refcount;
    } else {
        m_counted.push_back({object.value, refcount - known});
    }
    known = refcount;
}

void LogWriter::body(ObjectId object, const Body& body) {
    // Tracked again, it will start over with the young ones.
    if (!body.is_tracked && !m_generations.empty()) generation(object, 0);
    Young* young = young_of(object);
    if (young != nullptr && young->begin == young->end) {
        young_body(*young, body);
        return;
    }
    std::unique_ptr<KnownBody>& known = m_bodies[object.value - 1];
    m_after.clear();
    to_sections(body, m_standings[object.value - 1], m_after);
    m_out.clear();
    m_out.number(object.value);
    if (known && can_splice(known->sections, m_after) && known->splices < kMaxSplices) {
        m_out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
        if (!encode_splices(known->sections, m_after, m_out)) return;
        ++known->splices;
    } else {
        m_out.byte(static_cast<std::uint8_t>(DeltaForm::Whole));
        encode_sections(m_after, m_out);
        if (!known && !is_constant(body.kind)) known = std::make_unique<KnownBody>();
        if (known) known->splices = 0;
    }
    change(Record::Body, m_out);
    if (known) std::swap(known->sections, m_after);
}

void LogWriter::young_body(Young& young, const Body& body) {
    m_after.clear();
    to_sections(body, m_standings[young.birth.id.value - 1], m_after);
    Encoder& out = m_young_deltas;
    young.begin = out.bytes().size();
    std::unique_ptr<Packed>* pattern =
        young.birth.type ? &m_body_templates[young.birth.type.value - 1] : nullptr;
    bool is_spliced = pattern != nullptr && *pattern && can_splice(**pattern, m_after);
    if (is_spliced) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
        if (!encode_splices(**pattern, m_after, out)) out.number(0);
        // Not worth it: this one is a better pattern for the next.
        is_spliced = out.bytes().size() - young.begin <= m_after.byte_count() / 2 + 8;
        if (!is_spliced) out.cut(young.begin);
    }
    if (!is_spliced) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Whole));
        encode_sections(m_after, out);
        young.is_template = pattern != nullptr;
        if (pattern != nullptr) {
            if (!*pattern) *pattern = std::make_unique<Packed>();
            **pattern = m_after;
        }
    }
    young.end = out.bytes().size();
    if (is_constant(body.kind)) return;
    std::unique_ptr<KnownBody>& known = m_bodies[young.birth.id.value - 1];
    known = std::make_unique<KnownBody>();
    known->sections = m_after;
}

void LogWriter::gather_young() {
    for (const Young& young : m_young) {
        const Birth& birth = young.birth;
        Encoder& out = m_out_young;
        out.clear();
        const std::uint8_t flags = static_cast<std::uint8_t>(
            (birth.is_older ? kOlderFlag : 0) | (birth.is_static ? kStaticFlag : 0) |
            (young.is_template ? kTemplateFlag : 0));
        out.number(birth.type.value);
        out.signed_number(static_cast<std::int64_t>(birth.address - m_last_address));
        out.byte(flags);
        out.signed_number(young.count);
        out.raw(
            std::string_view(m_young_deltas.bytes()).substr(young.begin, young.end - young.begin));
        m_last_address = birth.address;
        record(Record::Fresh, out.bytes());
    }
    m_young.clear();
    m_young_deltas.clear();
}

void LogWriter::died(ObjectId object) {
    m_bodies[object.value - 1].reset();
    m_generations.erase(object.value);
    m_dead.push_back(object.value);
}

void LogWriter::lost(ObjectId object) {
    m_bodies[object.value - 1].reset();
    m_generations.erase(object.value);
    m_out.clear();
    m_out.number(object.value);
    change(Record::Lost, m_out);
}

void LogWriter::new_frame(const FrameState& frame) {
    KnownFrame& known = m_frames[frame.id.value];
    known = {frame, frame.place, 0};
    m_after.clear();
    to_sections(frame, m_after);
    m_out.clear();
    m_out.number(frame.id.value);
    std::unique_ptr<Packed>* pattern =
        frame.code ? &m_frame_templates[frame.code.value - 1] : nullptr;
    if (pattern != nullptr && *pattern) {
        m_out.byte(static_cast<std::uint8_t>(DeltaForm::TemplateSplice));
        m_out.number(frame.code.value);
        if (!encode_splices(**pattern, m_after, m_out)) m_out.number(0);
    } else {
        m_out.byte(static_cast<std::uint8_t>(pattern != nullptr ? DeltaForm::WholeTemplate
                                                                : DeltaForm::Whole));
        encode_sections(m_after, m_out);
        if (pattern != nullptr) *pattern = std::make_unique<Packed>(m_after);
    }
    change(Record::Frame, m_out);
}

bool LogWriter::small_change(const FrameState& before, const FrameState& now) {
    if (!has_same_shape(before, now)) return false;
    std::size_t kept = 0;
    const bool has_stack = now.stack && now.stack != before.stack;
    if (has_stack) {
        const std::size_t shorter =
            std::min(before.stack ? before.stack->size() : 0, now.stack->size());
        while (kept < shorter && (*before.stack)[kept] == (*now.stack)[kept]) ++kept;
        for (std::size_t i = kept; i < now.stack->size(); ++i) {
            if (!is_plain((*now.stack)[i])) return false;
        }
    }
    m_out.clear();
    m_out.number(now.id.value);
    const std::size_t head = m_out.bytes().size();
    for (std::size_t i = 0; i < now.variables.size(); ++i) {
        if (before.variables[i].target == now.variables[i].target) continue;
        m_out.number(i);
        m_out.number(now.variables[i].target.value);
    }
    if (m_out.bytes().size() > head) change(Record::Set, m_out);
    if (!has_stack) return true;
    m_out.clear();
    m_out.number(now.id.value);
    m_out.number(kept);
    for (std::size_t i = kept; i < now.stack->size(); ++i) {
        m_out.number((*now.stack)[i].target.value);
    }
    change(Record::Stack, m_out);
    return true;
}

void LogWriter::set(FrameId frame, std::span<const std::pair<std::uint32_t, ObjectId>> variables) {
    const auto found = m_frames.find(frame.value);
    VIV_ASSERT(found != m_frames.end(), "a frame is written before its variables change");
    m_out.clear();
    m_out.number(frame.value);
    for (const auto& [index, target] : variables) {
        found->second.state.variables[index].target = target;
        m_out.number(index);
        m_out.number(target.value);
    }
    change(Record::Set, m_out);
}

void LogWriter::large_change(KnownFrame& known, const FrameState& now, bool is_placed) {
    m_before.clear();
    to_sections(known.state, m_before);
    const PlaceId written = known.state.place;
    known.state = now;
    if (is_placed) known.state.place = written;
    m_after.clear();
    to_sections(known.state, m_after);
    m_out.clear();
    m_out.number(now.id.value);
    m_out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
    // A place that was written long ago must be written again to count.
    const std::uint64_t forced = is_placed ? 0 : std::uint64_t{1} << kPlaceSection;
    if (encode_splices(m_before, m_after, m_out, forced)) change(Record::Frame, m_out);
}

void LogWriter::frame(const FrameState& now) {
    const auto found = m_frames.find(now.id.value);
    if (found == m_frames.end() || found->second.changes >= kMaxSplices) {
        new_frame(now);
        return;
    }
    KnownFrame& known = found->second;
    // A reader takes the place of a step's own frame from the step.
    const bool is_placed = now.is_innermost || known.place == now.place;
    ++known.changes;
    if (is_placed && small_change(known.state, now)) {
        const PlaceId written = known.state.place;
        known.state = now;
        known.state.place = written;
    } else {
        large_change(known, now, is_placed);
    }
    known.place = now.place;
}

}  // namespace viv::wire
