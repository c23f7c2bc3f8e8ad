// The line recording that is inside an instruction recording: its line steps, with what happened in
// between. Of a line recording it is the recording itself.
#pragma once

#include <cstdint>
#include <vector>

#include "bindings/wire/recording.h"

namespace viv::wire {

class LineView {
public:
    // Of the steps that the recording has now. It must outlive the view.
    explicit LineView(const Recording& recording);

    [[nodiscard]] std::uint32_t step_count() const {
        return static_cast<std::uint32_t>(m_steps.size());
    }
    // The step of the recording that is the n-th of the view. REQUIRES: 1 <= n <= step_count().
    [[nodiscard]] StepId step(std::uint32_t n) const { return m_steps[n - 1]; }
    // The last step of the view at or before that step of the recording; 0: there is none.
    [[nodiscard]] std::uint32_t at(StepId step) const;
    // What was written, and which objects died, since the step of the view before the n-th. Objects
    // that came and went in between are left out.
    [[nodiscard]] std::vector<Output> output(std::uint32_t n) const;
    [[nodiscard]] std::vector<ObjectId> died(std::uint32_t n) const;
    // The same of those that were lost from sight.
    [[nodiscard]] std::vector<ObjectId> lost(std::uint32_t n) const;

private:
    using Gone = std::vector<ObjectId> (Recording::*)(StepId) const;
    [[nodiscard]] std::vector<ObjectId> gone(std::uint32_t n, Gone which) const;
    [[nodiscard]] StepId before(std::uint32_t n) const { return n == 1 ? StepId{} : step(n - 1); }

    const Recording& m_recording;
    std::vector<StepId> m_steps;
};

}  // namespace viv::wire
