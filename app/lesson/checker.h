// Holds a lesson against real runs: every snippet is run, every point, fact, quiz, prediction,
// live value and exercise is tried. For `vivarium check`; it waits for the worker.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/lesson/lesson.h"
#include "app/session/sitting.h"

namespace viv::lesson {

// Something false: "lesson.md:31: fact `p is q`, expected True, got False".
struct Finding {
    std::string file;
    std::uint32_t line = 0;
    std::string what;
    std::string expected;
    std::string got;

    [[nodiscard]] std::string message() const;
};

struct CheckReport {
    std::vector<Finding> findings;
    std::uint32_t runs = 0;    // programs that were run
    std::uint32_t checks = 0;  // things that were tried
};

// `progress` is told what is being done: "mutable-defaults: snippet s1".
// REQUIRES: the sitting has a worker.
CheckReport check_lesson(session::Sitting& sitting, const Lesson& lesson,
                         const std::function<void(const std::string&)>& progress);

}  // namespace viv::lesson
