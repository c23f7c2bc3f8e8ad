// Writers and readers of the plain values, in pairs. See values.h; FORMAT.md has the table.
#include "bindings/wire/values.h"

#include "bindings/base/assert.h"

namespace viv::wire {

namespace {

// An enumerator of at most `last`; anything else is damage.
template <class Enum>
Enum read_enum(Decoder& in, Enum last) {
    const std::uint8_t value = in.byte();
    if (value > static_cast<std::uint8_t>(last)) in.fail();
    return in.ok() ? static_cast<Enum>(value) : Enum{};
}

bool read_flag(Decoder& in) {
    return in.byte() != 0;
}

// A count of things that take at least one byte each: more than what is left is damage.
std::size_t read_count(Decoder& in) {
    const std::uint64_t count = in.number();
    if (count > in.left()) in.fail();
    return in.ok() ? count : 0;
}

void write_field(Encoder& out, const Field& field) {
    out.text(field.name);
    out.number(field.offset_bytes);
    out.number(field.size_bytes);
    out.byte(static_cast<std::uint8_t>(field.kind));
}

Field read_field(Decoder& in) {
    Field field;
    field.name = in.text();
    field.offset_bytes = in.number32();
    field.size_bytes = in.number32();
    field.kind = read_enum(in, FieldKind::Function);
    return field;
}

bool has_name(PlaceKind place) {
    return place == PlaceKind::Attribute || place == PlaceKind::Named;
}

constexpr std::uint8_t kBorrowedBit = 0x10;

void write_slot(Encoder& out, const Slot& slot) {
    out.byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(slot.place) |
                                       (slot.payment == Payment::Borrowed ? kBorrowedBit : 0)));
    if (has_name(slot.place)) out.number(slot.name.value);
    out.number(slot.target.value);
}

Slot read_slot(Decoder& in) {
    Slot slot;
    const std::uint8_t head = in.byte();
    if ((head & ~kBorrowedBit) > static_cast<std::uint8_t>(PlaceKind::Member)) in.fail();
    if (!in.ok()) return slot;
    slot.place = static_cast<PlaceKind>(head & ~kBorrowedBit);
    slot.payment = (head & kBorrowedBit) != 0 ? Payment::Borrowed : Payment::Owned;
    if (has_name(slot.place)) slot.name = TextId{in.number32()};
    slot.target = ObjectId{in.number32()};
    return slot;
}

std::string write_slots(const std::vector<Slot>& slots) {
    Encoder out;
    for (const Slot& slot : slots) write_slot(out, slot);
    return out.take();
}

bool read_slots(std::string_view bytes, std::vector<Slot>& slots) {
    Decoder in(bytes);
    slots.clear();
    while (in.ok() && !in.at_end()) slots.push_back(read_slot(in));
    return in.ok();
}

}  // namespace

void write(Encoder& out, const Header& value) {
    out.number(value.format);
    out.text(value.vivarium);
    out.text(value.python);
    out.text(value.file);
    out.text(value.source);
    out.byte(static_cast<std::uint8_t>(value.grain));
}

void read(Decoder& in, Header& value) {
    value.format = in.number32();
    value.vivarium = in.text();
    value.python = in.text();
    value.file = in.text();
    value.source = in.text();
    value.grain = read_enum(in, StepGrain::Instruction);
}

void write(Encoder& out, const Layout& value) {
    out.text(value.name);
    out.number(value.size_bytes);
    write_field(out, value.tail);
    out.number(value.fields.size());
    for (const Field& field : value.fields) write_field(out, field);
}

void read(Decoder& in, Layout& value) {
    value.name = in.text();
    value.size_bytes = in.number32();
    value.tail = read_field(in);
    value.fields.clear();
    for (std::size_t left = read_count(in); left > 0 && in.ok(); --left) {
        value.fields.push_back(read_field(in));
    }
}

void write(Encoder& out, const TypeInfo& value) {
    out.text(value.name);
    out.number(value.address);
    out.text(value.layout);
    out.byte(value.is_heap ? 1 : 0);
    out.byte(value.has_own_repr ? 1 : 0);
}

void read(Decoder& in, TypeInfo& value) {
    value.name = in.text();
    value.address = in.number();
    value.layout = in.text();
    value.is_heap = read_flag(in);
    value.has_own_repr = read_flag(in);
}

void write(Encoder& out, const CodeInfo& value) {
    out.text(value.name);
    out.text(value.qualname);
    out.number(value.first_line);
    out.byte(value.is_optimized ? 1 : 0);
    out.number(value.object.value);
    out.number(value.variables.size());
    for (std::size_t i = 0; i < value.variables.size(); ++i) {
        out.text(value.variables[i]);
        out.byte(static_cast<std::uint8_t>(value.variable_kinds[i]));
    }
}

void read(Decoder& in, CodeInfo& value) {
    value.name = in.text();
    value.qualname = in.text();
    value.first_line = in.number32();
    value.is_optimized = read_flag(in);
    value.object = ObjectId{in.number32()};
    for (std::size_t left = read_count(in); left > 0 && in.ok(); --left) {
        value.variables.emplace_back(in.text());
        value.variable_kinds.push_back(read_enum(in, VariableKind::Name));
    }
}

void write(Encoder& out, const CodePlace& value) {
    out.number(value.code.value);
    out.number(value.offset_bytes);
    out.number(value.line);
    out.number(value.end_line);
    out.signed_number(value.column);
    out.signed_number(value.end_column);
    out.text(value.opname);
    out.number(value.arg);
    out.text(value.argrepr);
}

void read(Decoder& in, CodePlace& value) {
    value.code = CodeId{in.number32()};
    value.offset_bytes = in.number32();
    value.line = in.number32();
    value.end_line = in.number32();
    value.column = static_cast<std::int32_t>(in.signed_number());
    value.end_column = static_cast<std::int32_t>(in.signed_number());
    value.opname = in.text();
    value.arg = in.number32();
    value.argrepr = in.text();
}

void write(Encoder& out, const RunEnd& value) {
    out.byte(static_cast<std::uint8_t>(value.status));
    out.signed_number(value.exit_code);
    out.text(value.signal);
    out.text(value.message);
    out.real(value.seconds);
    out.number(value.line);
    out.number(value.column);
    out.number(value.end_line);
    out.number(value.end_column);
    out.byte(value.is_syntax_error ? 1 : 0);
}

void read(Decoder& in, RunEnd& value) {
    value.status = read_enum(in, RunStatus::LogLimit);
    value.exit_code = static_cast<std::int32_t>(in.signed_number());
    value.signal = in.text();
    value.message = in.text();
    value.seconds = in.real();
    value.line = in.number32();
    value.column = in.number32();
    value.end_line = in.number32();
    value.end_column = in.number32();
    value.is_syntax_error = read_flag(in);
}

Sections to_sections(const FrameState& frame) {
    VIV_ASSERT(frame.kinds.size() == frame.variables.size() &&
                   frame.cells.size() == frame.variables.size(),
               "a frame has one kind and one cell for each variable");
    Encoder head, place, variables, stack;
    head.number(frame.back.value);
    head.number(frame.thread.value);
    head.number(frame.code.value);
    place.number(frame.place.value);
    for (std::size_t i = 0; i < frame.variables.size(); ++i) {
        write_slot(variables, frame.variables[i]);
        variables.byte(static_cast<std::uint8_t>(frame.kinds[i]));
        variables.number(frame.cells[i].value);
    }
    stack.byte(frame.stack.has_value() ? 1 : 0);
    if (frame.stack) stack.raw(write_slots(*frame.stack));
    return {head.take(), place.take(), variables.take(), stack.take(), write_slots(frame.hidden)};
}

bool from_sections(const Sections& sections, FrameState& frame) {
    if (sections.size() != 5) return false;
    Decoder head(sections[0]), place(sections[1]), variables(sections[2]), stack(sections[3]);
    frame.back = FrameId{head.number32()};
    frame.thread = ThreadId{head.number32()};
    frame.code = CodeId{head.number32()};
    frame.place = PlaceId{place.number32()};
    while (variables.ok() && !variables.at_end()) {
        frame.variables.push_back(read_slot(variables));
        frame.kinds.push_back(read_enum(variables, VariableKind::Name));
        frame.cells.emplace_back(variables.number32());
    }
    if (read_flag(stack)) {
        frame.stack.emplace();
        if (!read_slots(std::string_view(sections[3]).substr(1), *frame.stack)) return false;
    }
    return head.ok() && place.ok() && variables.ok() && stack.ok() &&
           read_slots(sections[4], frame.hidden);
}

Sections to_sections(const Body& body) {
    Encoder head, value;
    head.byte(static_cast<std::uint8_t>(body.kind));
    head.byte(static_cast<std::uint8_t>((body.is_tracked ? 1 : 0) | (body.is_cut ? 2 : 0) |
                                        (body.is_immortal ? 4 : 0)));
    head.number(body.size_bytes);
    head.number(body.length);
    head.number(body.line);
    head.number(body.spare_slots);
    value.byte(static_cast<std::uint8_t>(body.value.kind));
    value.byte(body.value.is_cut ? 1 : 0);
    value.number(body.value.full_length);
    value.raw(body.value.text);
    Sections sections{head.take(), value.take(), write_slots(body.slots)};
    for (const Block& block : body.blocks) {
        Encoder out;
        out.number(block.name.value);
        out.fixed64(block.address);
        out.number(block.size_bytes);
        out.raw(block.bytes);
        sections.push_back(out.take());
    }
    return sections;
}

bool from_sections(const Sections& sections, Body& body) {
    if (sections.size() < 3) return false;
    Decoder head(sections[0]), value(sections[1]);
    body.kind = read_enum(head, ObjectKind::Builtin);
    const std::uint8_t flags = head.byte();
    body.is_tracked = (flags & 1) != 0;
    body.is_cut = (flags & 2) != 0;
    body.is_immortal = (flags & 4) != 0;
    body.size_bytes = head.number();
    body.length = head.number();
    body.line = head.number32();
    body.spare_slots = head.number32();
    body.value.kind = read_enum(value, Value::Kind::Name);
    body.value.is_cut = read_flag(value);
    body.value.full_length = value.number();
    body.value.text = value.raw(value.left());
    if (!head.ok() || !value.ok() || !read_slots(sections[2], body.slots)) return false;
    for (std::size_t i = 3; i < sections.size(); ++i) {
        Decoder in(sections[i]);
        Block block;
        block.name = TextId{in.number32()};
        block.address = in.fixed64();
        block.size_bytes = in.number();
        block.bytes = in.raw(in.left());
        if (!in.ok()) return false;
        body.blocks.push_back(std::move(block));
    }
    return true;
}

}  // namespace viv::wire
