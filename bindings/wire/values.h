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
Sections to_sections(const FrameState& frame);
[[nodiscard]] bool from_sections(const Sections& sections, FrameState& frame);
Sections to_sections(const Body& body);
[[nodiscard]] bool from_sections(const Sections& sections, Body& body);

}  // namespace viv::wire
