// A thing that changes is written as sections of bytes; a change is written as one splice for each
// section that differs. So what changes is what costs. Used for objects and frames alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace viv::wire {

using Sections = std::vector<std::string>;

// The change from `before` to `after`; empty when they are equal. Whole sections are written where
// `before` has another number of them.
std::string encode_delta(const Sections& before, const Sections& after);
// All of it, so that a reader can start here.
std::string encode_whole(const Sections& sections);

bool is_whole(std::string_view delta);
// Applies a delta in place; false when the bytes make no sense (`sections` is then undefined).
[[nodiscard]] bool apply_delta(std::string_view delta, Sections& sections);

}  // namespace viv::wire
