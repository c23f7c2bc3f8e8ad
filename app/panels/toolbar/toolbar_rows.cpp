// The lesson's number is its place in the course.
#include "app/panels/toolbar/toolbar_rows.h"

#include <fmt/format.h>

#include "app/lesson/reading.h"
#include "app/panels/actions.h"

namespace viv::panels {

ToolbarRows toolbar_rows(const PanelContext& context) {
    ToolbarRows rows;
    const lesson::Reading& reading = context.reading;
    if (const lesson::Lesson* lesson = reading.lesson()) {
        const auto number = static_cast<std::size_t>(lesson - reading.course().lessons.data()) + 1;
        rows.lesson = fmt::format("{} · {}", number, lesson->title);
        rows.step = reading.step_index();
        rows.steps = reading.step_count();
    }
    const session::Sitting& sitting = context.sitting;
    rows.python =
        sitting.python_version().empty() ? "CPython" : "CPython " + sitting.python_version();
    rows.state = state_word(sitting.state());
    if (sitting.state() == session::RunState::NoWorker) {
        rows.problem = sitting.worker_problem().message();
    }
    if (const wire::Recording* recording = sitting.recording()) {
        const StepId cursor = sitting.cursor();
        rows.can_go_back = cursor.value > 1;
        rows.can_go_on = cursor.value < recording->step_count();
    }
    return rows;
}

std::string toolbar_text(const ToolbarRows& rows) {
    std::string text = "Vivarium\n";
    if (!rows.lesson.empty()) {
        text += fmt::format("Lesson {}, step {} of {}\n", rows.lesson, rows.step + 1, rows.steps);
    }
    text += fmt::format("{}, {}\n", rows.python, rows.state);
    if (!rows.problem.empty()) text += rows.problem + "\n";
    return text;
}

}  // namespace viv::panels
