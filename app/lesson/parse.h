// A lesson's file, made into a Lesson. Everything that is wrong with it is told at once, each with
// its line; lessons/README.md is the format.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/lesson/lesson.h"

namespace viv::lesson {

struct ParsedLesson {
    Lesson lesson;
    std::vector<Mistake> mistakes;  // empty: the lesson is whole
};

// `file` names the lesson in its mistakes; its folder's name gives the slug.
ParsedLesson parse_lesson(std::string_view text, const std::filesystem::path& file);

}  // namespace viv::lesson
