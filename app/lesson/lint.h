// The rules of lessons that can be seen without running anything (lessons/README.md lists them):
// no typed numbers, a prediction before its answer, one sentence a line.
#pragma once

#include <string_view>
#include <vector>

#include "app/lesson/lesson.h"

namespace viv::lesson {

// What the lesson does against the rules, by line. `text` is its file's text.
std::vector<Mistake> lint_lesson(const Lesson& lesson, std::string_view text);

}  // namespace viv::lesson
