// An instruction recording has each line step right before the line's first instruction.
#include "bindings/wire/line_view.h"

#include <algorithm>

namespace viv::wire {

LineView::LineView(const Recording& recording) : m_recording(recording) {
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        if (recording.step(step).event != StepEvent::Instruction) m_steps.push_back(step);
    }
}

std::uint32_t LineView::at(StepId step) const {
    const auto after = std::upper_bound(m_steps.begin(), m_steps.end(), step);
    return static_cast<std::uint32_t>(after - m_steps.begin());
}

std::vector<Output> LineView::output(std::uint32_t n) const {
    std::vector<Output> all;
    for (StepId at{before(n).value + 1}; at <= step(n); ++at.value) {
        for (Output& piece : m_recording.output(at)) {
            if (!all.empty() && all.back().stream == piece.stream) {
                all.back().text += piece.text;
            } else {
                all.push_back(std::move(piece));
            }
        }
    }
    return all;
}

std::vector<ObjectId> LineView::died(std::uint32_t n) const {
    return gone(n, &Recording::died);
}

std::vector<ObjectId> LineView::lost(std::uint32_t n) const {
    return gone(n, &Recording::lost_at);
}

std::vector<ObjectId> LineView::gone(std::uint32_t n, Gone which) const {
    std::vector<ObjectId> all;
    for (StepId at{before(n).value + 1}; at <= step(n); ++at.value) {
        for (const ObjectId object : (m_recording.*which)(at)) {
            if (m_recording.birth(object).step <= before(n)) all.push_back(object);
        }
    }
    return all;
}

}  // namespace viv::wire
