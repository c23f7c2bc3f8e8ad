// How one row of bytes becomes another: pieces that are cut out and put in, in the order in which
// they stand. Private to delta.cpp and those that write or read single sections; FORMAT.md has the
// bytes.
#pragma once

#include <string>
#include <string_view>

#include "bindings/wire/codec.h"

namespace viv::wire {

// Writes what leads from `before` to `after`, which stand behind `at` bytes that stay as they are.
// Bytes that are the same and stand between others are left out where that is shorter, and those
// that stand in `source` are told by their place there.
void encode_splice(std::string_view before, std::string_view after, Encoder& out,
                   std::size_t at = 0, std::string_view source = {});
// Applies it in place; false when the bytes make no sense (`section` is then undefined). Reads no
// further than its end. What is copied from `source` is no longer than that, all in all.
[[nodiscard]] bool apply_splice(Decoder& in, std::string& section, std::string_view source = {});

}  // namespace viv::wire
