// Frames and bodies as rows of sections, both ways. See values.h; FORMAT.md describes them.
#include <algorithm>
#include <cstring>

#include "bindings/base/assert.h"
#include "bindings/trace/numbers.h"
#include "bindings/wire/checked.h"
#include "bindings/wire/values.h"

namespace viv::wire {

namespace {

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

void write_slots(const std::vector<Slot>& slots, Encoder& out) {
    for (const Slot& slot : slots) write_slot(out, slot);
}

bool read_slots(std::string_view bytes, std::vector<Slot>& slots) {
    Decoder in(bytes);
    slots.clear();
    while (in.ok() && !in.at_end()) slots.push_back(read_slot(in));
    return in.ok();
}

// How a value is written: its Kind, or a number in fewer bytes than its digits.
constexpr std::uint8_t kSmallInt = kNumberValue;
constexpr std::uint8_t kDouble = 65;

void write_value(const Value& value, Encoder& out) {
    if (value.integer) {
        out.byte(kSmallInt);
        out.signed_number(*value.integer);
    } else if (value.real) {
        out.byte(kDouble);
        out.real(*value.real);
    } else {
        out.byte(static_cast<std::uint8_t>(value.kind));
        out.byte(value.is_cut ? 1 : 0);
        out.number(value.full_length);
        out.raw(value.text);
    }
}

bool read_value(std::string_view bytes, Value& value) {
    Decoder in(bytes);
    const std::uint8_t kind = Decoder(bytes).byte();
    if (kind == kSmallInt || kind == kDouble) {
        in.byte();
        value.full_length = 1;
        if (kind == kSmallInt) {
            value.kind = Value::Kind::Int;
            value.text = std::to_string(in.signed_number());
        } else {
            value.kind = Value::Kind::Float;
            value.text = float_text(in.real());
        }
        return in.ok() && in.at_end();
    }
    value.kind = read_enum(in, Value::Kind::Name);
    value.is_cut = read_flag(in);
    value.full_length = in.number();
    value.text = in.raw(in.left());
    return in.ok();
}

// What stands at the front of every object: its count and its type.
constexpr std::size_t kHeadBytes = 16;

std::string object_head(std::uint64_t type_address) {
    Encoder head;
    head.fixed64(0);
    head.fixed64(type_address);
    return head.take();
}

bool is_own_struct(const Block& block, const Standing& standing) {
    if (block.address != standing.address || block.bytes.size() < kHeadBytes) return false;
    std::uint64_t count = 0, type = 0;
    std::memcpy(&count, block.bytes.data(), sizeof count);
    std::memcpy(&type, block.bytes.data() + sizeof count, sizeof type);
    return count == 0 && type == standing.type_address;
}

// Where the bytes of a block stand.
enum class BlockForm : std::uint8_t { OwnStruct = 0, Elsewhere };

void write_block(const Block& block, const Standing& standing, Encoder& out) {
    out.number(block.name.value);
    if (is_own_struct(block, standing)) {
        out.byte(static_cast<std::uint8_t>(BlockForm::OwnStruct));
        out.number(block.size_bytes);
        out.raw(std::string_view(block.bytes).substr(kHeadBytes));
        return;
    }
    out.byte(static_cast<std::uint8_t>(BlockForm::Elsewhere));
    out.signed_number(static_cast<std::int64_t>(block.address - standing.address));
    out.number(block.size_bytes);
    out.raw(block.bytes);
}

bool read_block(std::string_view bytes, const Standing& standing, Block& block) {
    Decoder in(bytes);
    block.name = TextId{in.number32()};
    const BlockForm form = read_enum(in, BlockForm::Elsewhere);
    block.address = standing.address;
    if (form == BlockForm::Elsewhere) {
        block.address += static_cast<std::uint64_t>(in.signed_number());
    }
    block.size_bytes = in.number();
    if (form == BlockForm::OwnStruct) block.bytes = object_head(standing.type_address);
    block.bytes += in.raw(in.left());
    return in.ok();
}

}  // namespace

void to_sections(const FrameState& frame, Packed& sections) {
    VIV_ASSERT(frame.kinds.size() == frame.variables.size() &&
                   frame.cells.size() == frame.variables.size(),
               "a frame has one kind and one cell for each variable");
    Encoder& out = sections.out();
    out.number(frame.back.value);
    out.number(frame.thread.value);
    out.number(frame.code.value);
    sections.end_section();
    out.number(frame.place.value);
    sections.end_section();
    for (std::size_t i = 0; i < frame.variables.size(); ++i) {
        write_slot(out, frame.variables[i]);
        out.byte(static_cast<std::uint8_t>(frame.kinds[i]));
        out.number(frame.cells[i].value);
    }
    sections.end_section();
    out.byte(frame.stack.has_value() ? 1 : 0);
    if (frame.stack) write_slots(*frame.stack, out);
    sections.end_section();
    write_slots(frame.hidden, out);
    sections.end_section();
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

bool set_variable(Sections& frame, std::uint64_t index, ObjectId target) {
    if (frame.size() != 5) return false;
    std::string& variables = frame[2];
    Decoder in(variables);
    for (std::uint64_t i = 0; in.ok() && !in.at_end(); ++i) {
        const std::size_t begin = variables.size() - in.left();
        Slot slot = read_slot(in);
        const std::size_t end = variables.size() - in.left();
        in.byte();
        in.number32();
        if (i != index || !in.ok()) continue;
        slot.target = target;
        Encoder out;
        write_slot(out, slot);
        variables.replace(begin, end - begin, out.bytes());
        return true;
    }
    return false;
}

bool set_stack(Sections& frame, std::uint64_t kept, const std::vector<ObjectId>& pushed) {
    if (frame.size() != 5) return false;
    std::string& stack = frame[3];
    Decoder in(stack);
    const bool was_read = read_flag(in);
    for (std::uint64_t i = 0; i < kept && in.ok(); ++i) read_slot(in);
    if (!in.ok() || (kept > 0 && !was_read)) return false;
    Encoder out;
    out.byte(1);
    out.raw(std::string_view(stack).substr(1, stack.size() - in.left() - 1));
    for (const ObjectId target : pushed) {
        write_slot(out, {PlaceKind::Item, Payment::Owned, TextId{}, target});
    }
    stack = out.take();
    return true;
}

void write_item(Encoder& out, ObjectId target) {
    write_slot(out, {PlaceKind::Item, Payment::Owned, TextId{}, target});
}

std::size_t size_of_items(std::string_view slots, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < slots.size(); --count) {
        ++at;  // what it is; then a varint
        while (at < slots.size() && (static_cast<std::uint8_t>(slots[at]) & 0x80) != 0) ++at;
        ++at;
    }
    return at;
}

namespace {

void begin_sections(const Body& body, Packed& sections) {
    Encoder& out = sections.out();
    out.byte(static_cast<std::uint8_t>(body.kind));
    out.byte(static_cast<std::uint8_t>((body.is_tracked ? 1 : 0) | (body.is_cut ? 2 : 0) |
                                       (body.is_immortal ? 4 : 0)));
    out.number(body.size_bytes);
    out.number(body.length);
    out.number(body.line);
    out.number(body.spare_slots);
    sections.end_section();
    write_value(body.value, out);
    sections.end_section();
}

void end_sections(const Body& body, const Standing& standing, Packed& sections) {
    sections.end_section();  // the slots'
    for (const Block& block : body.blocks) {
        write_block(block, standing, sections.out());
        sections.end_section();
    }
}

}  // namespace

void to_sections(const Body& body, const Standing& standing, Packed& sections) {
    begin_sections(body, sections);
    write_slots(body.slots, sections.out());
    end_sections(body, standing, sections);
}

void to_sections(const Body& body, const Standing& standing, std::string_view slots,
                 Packed& sections) {
    begin_sections(body, sections);
    sections.out().raw(slots);
    end_sections(body, standing, sections);
}

bool from_sections(const Sections& sections, const Standing& standing, Body& body) {
    if (sections.size() < 3) return false;
    Decoder head(sections[0]);
    body.kind = read_enum(head, ObjectKind::Builtin);
    const std::uint8_t flags = head.byte();
    body.is_tracked = (flags & 1) != 0;
    body.is_cut = (flags & 2) != 0;
    body.is_immortal = (flags & 4) != 0;
    body.size_bytes = head.number();
    body.length = head.number();
    body.line = head.number32();
    body.spare_slots = head.number32();
    if (!head.ok() || !read_value(sections[1], body.value) ||
        !read_slots(sections[2], body.slots)) {
        return false;
    }
    for (std::size_t i = 3; i < sections.size(); ++i) {
        Block block;
        if (!read_block(sections[i], standing, block)) return false;
        body.blocks.push_back(std::move(block));
    }
    return true;
}

}  // namespace viv::wire
