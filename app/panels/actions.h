// What more than one place can ask for: the toolbar's buttons and the window's keys do the same
// thing, because both call these.
#pragma once

#include <string>

#include "app/panels/panel.h"
#include "app/session/sitting.h"

namespace viv::panels {

[[nodiscard]] bool can_run(const PanelContext& context);
[[nodiscard]] bool is_running(const PanelContext& context);
// The editor's text, as part of the lesson where there is one.
void run_snippet(PanelContext& context);
void stop_run(PanelContext& context);
// "ready", "running": a word for the worker's state.
const char* state_word(session::RunState state);

}  // namespace viv::panels
