// All the lessons there are, in the order of their folders' names. A lesson with mistakes is left
// out, its mistakes are kept, and the others still open.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "app/lesson/lesson.h"
#include "bindings/base/result.h"

namespace viv::lesson {

struct Course {
    std::vector<Lesson> lessons;
    std::vector<Mistake> mistakes;  // of the lessons that are left out, and of the folder

    // By slug ("mutable-defaults"), id ("L01"), or the folder's name ("a01-mutable-defaults").
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
};

// Reads every `<folder>/*/lesson.md`. Where the folder can't be read, that is a mistake too.
Course load_course(const std::filesystem::path& folder);

// One file. Fails with its first mistake.
Result<Lesson> load_lesson(const std::filesystem::path& file);

// Where the lessons are: $VIVARIUM_LESSONS, then `lessons/` beside the program or above it (a
// build folder in the sources), the installed `../share/vivarium/lessons`, then the sources that
// the program was built from.
Result<std::filesystem::path> find_lessons();

}  // namespace viv::lesson
