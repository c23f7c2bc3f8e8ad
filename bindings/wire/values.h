// How the plain values of bindings/trace are laid out as bytes: one function to write and one to
// read each, side by side so that they can't drift.
#pragma once

#include "bindings/trace/layout.h"
#include "bindings/trace/object.h"
#include "bindings/trace/step.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/delta.h"

namespace viv::wire {

void write(Encoder& out, const Header& value);
void read(Decoder& in, Header& value);
void write(Encoder& out, const Layout& value);
void read(Decoder& in, Layout& value);
void write(Encoder& out, const TypeInfo& value);
void read(Decoder& in, TypeInfo& value);
void write(Encoder& out, const CodeInfo& value);
void read(Decoder& in, CodeInfo& value);
void write(Encoder& out, const CodePlace& value);
void read(Decoder& in, CodePlace& value);
void write(Encoder& out, const RunEnd& value);
void read(Decoder& in, RunEnd& value);

// Sections for delta.h. Frames: head, place, variables, stack, hidden. Bodies: head, value, slots,
// then one for each block. The reading ones return false when the bytes make no sense.
inline constexpr std::size_t kPlaceSection = 1;  // of a frame
void to_sections(const FrameState& frame, Packed& sections);
[[nodiscard]] bool from_sections(const Sections& sections, FrameState& frame);

// Where a body's object stands, and its type: the struct's own address and its first 16 bytes are
// known from them, so they aren't written.
struct Standing {
    std::uint64_t address = 0;
    std::uint64_t type_address = 0;
};
void to_sections(const Body& body, const Standing& standing, Packed& sections);
// The same with slots that are given as they are written; body.slots is not looked at.
void to_sections(const Body& body, const Standing& standing, std::string_view slots,
                 Packed& sections);
inline constexpr std::size_t kSlotsSection = 2;  // of a body
// An owned Item, as it is written; and how many bytes the first so many of them take.
void write_item(Encoder& out, ObjectId target);
[[nodiscard]] std::size_t size_of_items(std::string_view slots, std::size_t count);
[[nodiscard]] bool from_sections(const Sections& sections, const Standing& standing, Body& body);

// Changes to a frame's sections that have records of their own (FORMAT.md: Set and Stack).
[[nodiscard]] bool set_variable(Sections& frame, std::uint64_t index, ObjectId target);
[[nodiscard]] bool set_stack(Sections& frame, std::uint64_t kept,
                             const std::vector<ObjectId>& pushed);

}  // namespace viv::wire
