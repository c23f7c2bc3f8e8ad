// The picture without a window: what `vivarium screenshot` draws.
#pragma once

#include <cstdint>
#include <string>

#include "app/shell/desk.h"
#include "app/widgets/theme.h"

namespace viv::ui {
struct FrameInput;
}

namespace viv::shell {

class Screen;

struct OffscreenRequest {
    Target target;
    DeskOptions desk;
    std::uint32_t step = 0;  // of the recording; 0: the last
    ui::ThemeName theme = ui::ThemeName::Dark;
    float scale = 1;
    int width = 1600;
    int height = 1000;
};

// The bytes of a PNG file. A lesson's or a snippet's run is waited for; without a worker the
// picture says that there is none.
Result<std::string> draw_png(const OffscreenRequest& request);

// The picture of the screen as it stands now, for callers that hold a Screen of their own.
Result<std::string> draw_png(Screen& screen, const ui::FrameInput& input);

}  // namespace viv::shell
