// Moments with a name in a run: from `#(inside)` at a line of a snippet to a step of a recording,
// also when the learner has changed the snippet in between. Pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/lesson/lesson.h"
#include "app/session/query.h"

namespace viv::lesson {

// What became of each line of `before` in `after`: its new number, or 0 if it is gone. A line that
// was changed where it stands is the same line. Both count from 1; the result's index 0 is unused.
std::vector<std::uint32_t> follow_lines(std::string_view before, std::string_view after);

// The moment just after a line: the next event in the frame that last ran it. None: the line never
// ran, or nothing came after it.
StepId step_after_line(const wire::Recording& recording, std::uint32_t line);

struct Moment {
    StepId step;      // none: see `why`
    std::string why;  // "line 3 was not reached"
};

// Every point of the snippet in a run of `source` (the snippet's own, or an edited one).
std::map<std::string, Moment> find_moments(const Snippet& snippet, const wire::Recording& recording,
                                           std::string_view source);

}  // namespace viv::lesson
