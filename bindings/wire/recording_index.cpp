// Parsing groups into the index, and answering "as of step N" from it. See recording_index.h.
#include "bindings/wire/recording_index.h"

#include <algorithm>

#include "bindings/wire/values.h"

namespace viv::wire {

namespace {

std::uint32_t u32(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

// The last element whose step is at or before `step`; end() if there is none.
template <class List, class StepOf>
auto last_before(const List& list, StepId step, StepOf step_of) {
    auto after = std::upper_bound(
        list.begin(), list.end(), step.value,
        [&](std::uint32_t value, const auto& entry) { return value < step_of(entry); });
    return after == list.begin() ? list.end() : std::prev(after);
}

}  // namespace

void RecordingIndex::mark_damage(std::uint64_t offset, std::string what) {
    if (!damage) damage = Damage{offset, std::move(what)};
}

void RecordingIndex::parse() {
    if (parsed_bytes == 0) {
        if (bytes.size() < kPreambleSize) return;
        Decoder in(std::string_view(bytes).substr(kMagic.size()));
        const std::uint32_t format = in.fixed32();
        if (format != kFormat) {
            mark_damage(kMagic.size(), "the recording has format " + std::to_string(format) +
                                           ", this program reads format " +
                                           std::to_string(kFormat));
            return;
        }
        if (in.fixed32() != kPreambleSize) {
            mark_damage(kMagic.size() + 4, "the preamble has another size than it should");
            return;
        }
        parsed_bytes = kPreambleSize;
    }
    while (!damage && !end) {
        const std::uint64_t size = read_group(parsed_bytes);
        if (size == 0) return;
        parsed_bytes += size;
    }
}

std::uint64_t RecordingIndex::read_group(std::uint64_t start) {
    struct Piece {
        Record kind;
        std::uint64_t offset, size;
    };
    std::vector<Piece> pieces;
    std::uint64_t at = start;
    while (true) {
        Decoder in(std::string_view(bytes).substr(at));
        const auto kind = static_cast<Record>(in.byte());
        const std::uint64_t size = in.number();
        if (!in.ok() || size > in.left()) return 0;
        const std::uint64_t payload = bytes.size() - in.left();
        pieces.push_back({kind, payload, size});
        at = payload + size;
        if (!ends_group(kind)) continue;

        if (size < kChecksumSize) {
            mark_damage(payload, "a step has no checksum");
            return 0;
        }
        const std::string_view group(bytes.data() + start, at - kChecksumSize - start);
        Decoder checksum(std::string_view(bytes).substr(at - kChecksumSize));
        if (checksum.fixed32() != group_checksum(group)) {
            mark_damage(start, "the bytes of a step were changed: its checksum is wrong");
            return 0;
        }
        pieces.back().size -= kChecksumSize;
        break;
    }
    for (const Piece& piece : pieces) {
        if (take_record(piece.kind, piece.offset, piece.size)) continue;
        mark_damage(piece.offset, "a record makes no sense");
        return 0;
    }
    return at - start;
}

bool RecordingIndex::take_record(Record kind, std::uint64_t offset, std::uint64_t size) {
    const std::string_view payload(bytes.data() + offset, size);
    Decoder in(payload);
    switch (kind) {
        case Record::Header:
        case Record::Layout:
        case Record::Text:
        case Record::Type:
        case Record::Code:
        case Record::Place:
        case Record::End:
            return take_definition(kind, in, payload);
        case Record::Born:
        case Record::Count:
        case Record::Body:
        case Record::Died:
        case Record::Lost:
        case Record::Thread:
        case Record::Output:
            return take_change(kind, in, offset + size);
        case Record::Fresh:
            return take_fresh(in, offset + size);
        case Record::Counts:
        case Record::Deaths:
            return take_batch(kind, in);
        case Record::Frame:
        case Record::Set:
        case Record::Stack:
            return take_frame(kind, in, offset + size);
        case Record::Step:
            return take_step(in);
        case Record::Seal:
            return true;
    }
    ++unknown_records;  // a newer program's record: skipped
    return true;
}

bool RecordingIndex::take_definition(Record kind, Decoder& in, std::string_view payload) {
    const auto read_into = [&](auto& list) {
        list.emplace_back();
        read(in, list.back());
        return in.ok();
    };
    switch (kind) {
        case Record::Header:
            header.emplace();
            read(in, *header);
            return in.ok();
        case Record::Layout:
            return read_into(layouts);
        case Record::Text:
            texts.emplace_back(payload);
            return true;
        case Record::Type:
            return read_into(types);
        case Record::Code:
            return read_into(codes);
        case Record::Place:
            return read_into(places);
        default:
            break;
    }
    RunEnd last;
    read(in, last);
    if (in.ok()) end = std::move(last);
    return in.ok();
}

bool RecordingIndex::take_change(Record kind, Decoder& in, std::uint64_t end_offset) {
    const StepId step{u32(steps.size()) + 1};
    if (kind == Record::Output) {
        const std::uint8_t stream = in.byte();
        if (stream != 1 && stream != 2) return false;
        outputs.push_back(
            {step, static_cast<Stream>(stream), end_offset - in.left(), u32(in.left())});
        return in.ok();
    }
    const std::uint32_t id = in.number32();
    if (!in.ok() || id == 0) return false;
    if (kind == Record::Thread) {
        threads[id].emplace_back(step, FrameId{in.number32()});
        return in.ok();
    }
    if (kind == Record::Born) {
        if (id != objects.size() + 1) return false;
        ObjectEntry entry;
        entry.birth.id = ObjectId{id};
        entry.birth.step = step;
        entry.birth.address = in.number();
        entry.birth.type = TypeId{in.number32()};
        const std::uint8_t flags = in.byte();
        entry.birth.is_older = (flags & 1) != 0;
        entry.birth.is_static = (flags & 2) != 0;
        if (!in.ok() || entry.birth.type.value > types.size()) return false;
        by_address[entry.birth.address].push_back(entry.birth.id);
        objects.push_back(std::move(entry));
        return true;
    }
    if (id > objects.size()) return false;
    if (kind == Record::Count) return take_count(id, in.signed_number()) && in.ok();
    if (kind == Record::Died || kind == Record::Lost) return take_death(id);
    ObjectEntry& entry = objects[id - 1];
    const std::string_view delta = in.raw(in.left());
    if (delta.empty() || (entry.bodies.empty() && !is_whole(delta))) return false;
    const auto form = is_whole(delta) ? Version::Form::Whole : Version::Form::Splice;
    entry.bodies.push_back(
        {step.value, u32(delta.size()) - 1, end_offset - delta.size() + 1, form, 0, 0});
    return true;
}

bool RecordingIndex::take_count(std::uint32_t id, std::int64_t difference) {
    if (id == 0 || id > objects.size()) return false;
    ObjectEntry& entry = objects[id - 1];
    const std::int64_t before = entry.counts.empty() ? 0 : entry.counts.back().second;
    const auto sum = static_cast<std::uint64_t>(before) + static_cast<std::uint64_t>(difference);
    entry.counts.emplace_back(StepId{u32(steps.size()) + 1}, static_cast<std::int64_t>(sum));
    return true;
}

bool RecordingIndex::take_death(std::uint32_t id) {
    if (id == 0 || id > objects.size() || objects[id - 1].died) return false;
    const StepId step{u32(steps.size()) + 1};
    objects[id - 1].died = step;
    deaths.emplace_back(step, ObjectId{id});
    return true;
}

bool RecordingIndex::take_fresh(Decoder& in, std::uint64_t end_offset) {
    const StepId step{u32(steps.size()) + 1};
    ObjectEntry entry;
    entry.birth.id = ObjectId{u32(objects.size()) + 1};
    entry.birth.step = step;
    entry.birth.type = TypeId{in.number32()};
    m_last_address += static_cast<std::uint64_t>(in.signed_number());
    entry.birth.address = m_last_address;
    const std::uint8_t flags = in.byte();
    entry.birth.is_older = (flags & kOlderFlag) != 0;
    entry.birth.is_static = (flags & kStaticFlag) != 0;
    entry.counts.emplace_back(step, in.signed_number());
    if (!in.ok() || entry.birth.type.value > types.size()) return false;
    if (!in.at_end()) {
        const auto form = static_cast<DeltaForm>(in.byte());
        Version version{step.value, u32(in.left()), end_offset - in.left(), Version::Form::Whole, 0,
                        0};
        if (form == DeltaForm::Splice) {
            const auto pattern = m_body_patterns.find(entry.birth.type.value);
            if (pattern == m_body_patterns.end()) return false;
            version.form = Version::Form::Splice;
            version.pattern_offset = pattern->second.offset_bytes;
            version.pattern_size = pattern->second.size_bytes;
        } else if (form != DeltaForm::Whole) {
            return false;
        } else if ((flags & kTemplateFlag) != 0) {
            m_body_patterns[entry.birth.type.value] = {version.offset_bytes, version.size_bytes};
        }
        entry.bodies.push_back(version);
    }
    by_address[entry.birth.address].push_back(entry.birth.id);
    objects.push_back(std::move(entry));
    return true;
}

bool RecordingIndex::take_batch(Record kind, Decoder& in) {
    std::int64_t object = 0;
    while (in.ok() && !in.at_end()) {
        object += in.signed_number();
        if (object <= 0 || object > static_cast<std::int64_t>(objects.size())) return false;
        const auto id = static_cast<std::uint32_t>(object);
        const bool taken =
            kind == Record::Deaths ? take_death(id) : take_count(id, in.signed_number());
        if (!taken) return false;
    }
    return in.ok();
}

bool RecordingIndex::take_frame(Record kind, Decoder& in, std::uint64_t end_offset) {
    const StepId step{u32(steps.size()) + 1};
    const std::uint32_t id = in.number32();
    if (!in.ok() || id == 0) return false;
    Versions& versions = frames[id];
    Version version{step.value, 0, 0, Version::Form::Splice, 0, 0};
    if (kind == Record::Frame) {
        const auto form = static_cast<DeltaForm>(in.byte());
        const std::uint32_t code = form == DeltaForm::TemplateSplice ? in.number32() : 0;
        version.size_bytes = u32(in.left());
        version.offset_bytes = end_offset - in.left();
        if (form == DeltaForm::TemplateSplice) {
            const auto pattern = m_frame_patterns.find(code);
            if (pattern == m_frame_patterns.end()) return false;
            version.pattern_offset = pattern->second.offset_bytes;
            version.pattern_size = pattern->second.size_bytes;
        } else if (form == DeltaForm::Whole || form == DeltaForm::WholeTemplate) {
            version.form = Version::Form::Whole;
        } else if (form != DeltaForm::Splice) {
            return false;
        }
        if (form == DeltaForm::WholeTemplate) {
            Sections sections;
            if (!apply(version, sections) || sections.empty()) return false;
            Decoder head(sections[0]);
            head.number32();
            head.number32();
            m_frame_patterns[head.number32()] = {version.offset_bytes, version.size_bytes};
        }
        const bool is_placed =
            form != DeltaForm::Splice || (Decoder(in).number() >> kPlaceSection & 1) != 0;
        if (is_placed) m_placed[id].push_back(step);
    } else {
        version.form = kind == Record::Set ? Version::Form::Set : Version::Form::Stack;
        version.size_bytes = u32(in.left());
        version.offset_bytes = end_offset - in.left();
    }
    if (versions.empty() && !version.is_start()) return false;
    versions.push_back(version);
    return true;
}

bool RecordingIndex::apply(const Version& version, Sections& sections) const {
    Decoder in(std::string_view(bytes).substr(version.offset_bytes, version.size_bytes));
    switch (version.form) {
        case Version::Form::Whole:
            return read_sections(in, sections);
        case Version::Form::Splice: {
            if (version.pattern_size != 0) {
                Decoder pattern(
                    std::string_view(bytes).substr(version.pattern_offset, version.pattern_size));
                if (!read_sections(pattern, sections)) return false;
            }
            return apply_splices(in, sections);
        }
        case Version::Form::Set:
            while (in.ok() && !in.at_end()) {
                const std::uint64_t index = in.number();
                if (!set_variable(sections, index, ObjectId{in.number32()})) return false;
            }
            return in.ok();
        case Version::Form::Stack: {
            const std::uint64_t kept = in.number();
            std::vector<ObjectId> pushed;
            while (in.ok() && !in.at_end()) pushed.emplace_back(in.number32());
            return in.ok() && set_stack(sections, kept, pushed);
        }
    }
    return false;
}

bool RecordingIndex::take_step(Decoder& in) {
    StepMark mark;
    const std::uint8_t event = in.byte();
    if (event > static_cast<std::uint8_t>(StepEvent::Instruction)) return false;
    mark.event = static_cast<StepEvent>(event);
    mark.thread = ThreadId{in.number32()};
    mark.frame = FrameId{in.number32()};
    mark.place = PlaceId{in.number32()};
    if (!in.ok() || mark.place.value > places.size()) return false;
    steps.push_back(mark);
    m_stepped[mark.frame.value].emplace_back(StepId{u32(steps.size())}, mark.place);
    return true;
}

Sections RecordingIndex::sections_at(const Versions& versions, StepId step) const {
    const auto found =
        last_before(versions, step, [](const Version& version) { return version.step; });
    if (found == versions.end()) return {};
    auto from = found;
    while (!from->is_start() && from != versions.begin()) --from;
    Sections sections;
    for (auto it = from;; ++it) {
        if (!apply(*it, sections)) return {};
        if (it == found) return sections;
    }
}

FrameState RecordingIndex::frame_at(FrameId frame, StepId step) const {
    FrameState state;
    const auto found = frames.find(frame.value);
    if (found == frames.end() || !from_sections(sections_at(found->second, step), state)) {
        state = {};
    }
    state.id = frame;
    // The place of a step's own frame is the step's.
    const auto stepped = m_stepped.find(frame.value);
    if (stepped != m_stepped.end()) {
        const auto last =
            last_before(stepped->second, step, [](const auto& entry) { return entry.first.value; });
        const auto placed = m_placed.find(frame.value);
        if (last != stepped->second.end() && placed != m_placed.end()) {
            const auto own =
                last_before(placed->second, step, [](const StepId& entry) { return entry.value; });
            if (own == placed->second.end() || *own <= last->first) state.place = last->second;
        }
    }
    // A file's word is not trusted: a reference to what doesn't exist is no reference.
    const auto known = [&](Slot& slot) {
        if (slot.target.value > objects.size()) slot.target = {};
    };
    std::for_each(state.variables.begin(), state.variables.end(), known);
    std::for_each(state.hidden.begin(), state.hidden.end(), known);
    if (state.stack) std::for_each(state.stack->begin(), state.stack->end(), known);
    for (ObjectId& cell : state.cells) {
        if (cell.value > objects.size()) cell = {};
    }
    if (state.code.value > codes.size()) state.code = {};
    if (state.place.value > places.size()) state.place = {};
    return state;
}

std::vector<FrameState> RecordingIndex::chain(FrameId innermost, StepId step) const {
    std::vector<FrameState> chain;
    FrameId at = innermost;
    while (at && chain.size() <= frames.size()) {
        chain.push_back(frame_at(at, step));
        at = chain.back().back;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

Body RecordingIndex::body_at(ObjectId object, StepId step) const {
    Body body;
    const Birth& birth = objects[object.value - 1].birth;
    const Standing standing{birth.address, birth.type ? types[birth.type.value - 1].address : 0};
    if (!from_sections(sections_at(objects[object.value - 1].bodies, step), standing, body)) {
        body = {};
    }
    for (Slot& slot : body.slots) {
        if (slot.target.value > objects.size()) slot.target = {};
    }
    return body;
}

const std::vector<bool>& RecordingIndex::reached(const Recording& recording, StepId step) {
    if (m_reached_step == step.value && m_reached_steps_known == steps.size()) return m_reached;
    m_reached_step = step.value;
    m_reached_steps_known = steps.size();
    m_reached.assign(objects.size() + 1, false);

    std::vector<ObjectId> todo;
    const auto reach = [&](ObjectId object) {
        if (!object || m_reached[object.value] || !recording.alive(object, step)) return;
        m_reached[object.value] = true;
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
    return m_reached;
}

}  // namespace viv::wire
