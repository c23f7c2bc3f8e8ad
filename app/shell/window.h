// The real window: GLFW for events, OpenGL for the picture, a Screen for everything in it. It draws
// when something happened and sleeps otherwise.
#pragma once

#include "app/shell/desk.h"
#include "app/widgets/theme.h"
#include "bindings/base/result.h"

namespace viv::shell {

struct WindowRequest {
    Target target;
    DeskOptions desk;
    ui::ThemeName theme = ui::ThemeName::Dark;
    float scale = 0;  // 0: what the display says
    int width = 0;    // 0: as large as fits well on the display
    int height = 0;
    bool tells_frame_times = false;  // on standard error, once it has been closed
};

// Opens the window and returns the exit code once it has been closed. Fails with a sentence where
// there is no display, or the target can't be opened.
Result<int> run_window(const WindowRequest& request);

}  // namespace viv::shell
