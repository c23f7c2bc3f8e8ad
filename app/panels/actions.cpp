// Running and stopping, for whoever asks.
#include "app/panels/actions.h"

#include "app/editor/document.h"
#include "app/lesson/reading.h"

namespace viv::panels {

using session::RunState;

bool can_run(const PanelContext& context) {
    const RunState state = context.sitting.state();
    return state == RunState::Ready || state == RunState::Starting;
}

bool is_running(const PanelContext& context) {
    const RunState state = context.sitting.state();
    return state == RunState::Running || state == RunState::Stopping;
}

void run_snippet(PanelContext& context) {
    if (!can_run(context)) return;
    if (context.reading.snippet() != nullptr) {
        context.reading.keep_text(context.document.text());
        context.reading.run();
        return;
    }
    session::RunSnippet command{context.document.text(), {}};
    command.options.file_name = context.document.name();
    command.options.is_interactive = true;
    context.sitting.post(std::move(command));
}

void stop_run(PanelContext& context) {
    context.sitting.post(session::StopRun{});
}

const char* state_word(RunState state) {
    switch (state) {
        case RunState::NoWorker:
            return "not found";
        case RunState::Starting:
            return "starting";
        case RunState::Ready:
            return "ready";
        case RunState::Running:
            return "running";
        case RunState::Stopping:
            return "stopping";
    }
    return "";
}

}  // namespace viv::panels
