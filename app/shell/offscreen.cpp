// Run, go to the step, draw until nothing moves, rasterise.
#include "app/shell/offscreen.h"

#include <fmt/format.h>

#include "app/shell/raster.h"
#include "app/shell/screen.h"

namespace viv::shell {

Result<std::string> draw_png(const OffscreenRequest& request) {
    constexpr int kLargest = 16384;
    if (request.width < 320 || request.height < 240 || request.width > kLargest ||
        request.height > kLargest) {
        return error(
            fmt::format("a picture of {}x{} can't be drawn", request.width, request.height),
            "sizes go from 320x240 to 16384x16384");
    }
    if (!(request.scale >= 0.8f && request.scale <= 3.0f)) {
        return error(fmt::format("the scale {} can't be drawn", request.scale),
                     "scales go from 0.8 to 3");
    }
    const std::unique_ptr<Desk> desk = Desk::create(request.desk);
    VIV_TRY_VOID(desk->open(request.target));
    desk->wait_until_idle();
    if (!request.target.recording) desk->run_and_wait();
    session::Sitting& sitting = desk->sitting();
    if (const wire::Recording* recording = sitting.recording()) {
        if (request.step > recording->step_count()) {
            return error(fmt::format("the recording has no step {}", request.step),
                         fmt::format("its last one is {}", recording->step_count()));
        }
        if (request.step == 0) {
            sitting.post(session::GoToLast{});
        } else {
            sitting.post(session::GoToStep{StepId{request.step}});
        }
        sitting.apply_posted();
    }
    VIV_TRY(const std::unique_ptr<Screen> screen, Screen::create(*desk));
    screen->set_theme(request.theme);
    ui::FrameInput input;
    input.size = {static_cast<float>(request.width), static_cast<float>(request.height)};
    input.scale = request.scale;
    return draw_png(*screen, input);
}

Result<std::string> draw_png(Screen& screen, const ui::FrameInput& input) {
    ui::FrameInput still = input;
    still.is_motion_allowed = false;
    screen.settle(still);
    const Picture picture =
        rasterise(*ImGui::GetDrawData(), font_texture(), ui::theme(screen.theme()).ground);
    return to_png(picture);
}

}  // namespace viv::shell
