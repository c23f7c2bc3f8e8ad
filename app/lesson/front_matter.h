// The lines between `---` at the top of a lesson: `key: value` and `[a, b]`. For parse.cpp.
#pragma once

#include <string_view>

#include "app/lesson/fences.h"

namespace viv::lesson {

// Reads it into the lesson; returns the number of lines it takes, its two `---` with it. Without
// front matter (a mistake) that is 0.
std::uint32_t parse_front_matter(std::string_view text, Lesson& lesson,
                                 const Complaints& complaints);

}  // namespace viv::lesson
