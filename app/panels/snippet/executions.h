// When each line of the snippet ran: an index over a recording's steps, made once and extended as
// the recording grows, so that "the last time line 3 ran before the cursor" is a search by halves.
// For the snippet's rows only.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "app/session/query.h"

namespace viv::panels::snippet {

// One run of a line in one frame, over and done at `finish`: that step shows what it did.
struct Execution {
    StepId start;   // about to run the line; none: a call, which binds the arguments at the `def`
    StepId finish;  // the next step of the same frame
    FrameId frame;
    CodeId code;
};

class Executions {
public:
    // Takes in the steps that came since the last call. REQUIRES: always the same recording.
    void update(const wire::Recording& recording);
    // In the order in which they finished; empty for a line that never ran.
    [[nodiscard]] const std::vector<Execution>& of_line(std::uint32_t line) const;
    // The last line that ran at all.
    [[nodiscard]] std::uint32_t last_line() const {
        return static_cast<std::uint32_t>(m_by_line.size());
    }

private:
    struct Open {
        StepId start;
        std::uint32_t line = 0;
    };
    void take(const wire::Recording& recording, StepId step);

    std::uint32_t m_taken = 0;
    std::unordered_map<std::uint32_t, Open> m_open;  // by frame
    std::vector<std::vector<Execution>> m_by_line;   // line n at n - 1
};

}  // namespace viv::panels::snippet
