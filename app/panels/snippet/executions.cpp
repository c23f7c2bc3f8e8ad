// A line that was about to run is done when its frame has its next line, return or exception. A
// generator's line goes on over its yields.
#include "app/panels/snippet/executions.h"

#include <algorithm>

namespace viv::panels::snippet {

namespace {

// A snippet longer than that has no place beside its code anyway.
constexpr std::uint32_t kMostLines = 1'000'000;

}  // namespace

void Executions::update(const wire::Recording& recording) {
    while (m_taken < recording.step_count()) take(recording, StepId{++m_taken});
}

void Executions::take(const wire::Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    const auto add = [&](std::uint32_t line, StepId start) {
        if (line == 0 || line > kMostLines) return;
        if (m_by_line.size() < line) m_by_line.resize(line);
        m_by_line[line - 1].push_back({start, step, mark.frame, place.code});
    };
    switch (mark.event) {
        case StepEvent::Call:
            add(place.line, {});
            return;
        case StepEvent::Yield:
        case StepEvent::Resume:
        case StepEvent::Instruction:
            return;
        case StepEvent::Line:
        case StepEvent::Return:
        case StepEvent::Exception:
            break;
    }
    const auto open = m_open.find(mark.frame.value);
    if (open != m_open.end()) {
        add(open->second.line, open->second.start);
        m_open.erase(open);
    }
    if (mark.event == StepEvent::Line) m_open[mark.frame.value] = {step, place.line};
}

const std::vector<Execution>& Executions::of_line(std::uint32_t line) const {
    static const std::vector<Execution> kNone;
    return line >= 1 && line <= m_by_line.size() ? m_by_line[line - 1] : kNone;
}

}  // namespace viv::panels::snippet
