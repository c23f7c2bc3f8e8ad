// A Ui to try widgets on: frames of 800 × 600 without a renderer, with a mouse and keys of our own.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "app/widgets/imgui_ui.h"

namespace viv::test {

class Bench {
public:
    using Draw = std::function<void(ui::Ui&)>;

    explicit Bench(Draw draw) : m_ui(std::move(ui::ImGuiUi::create().value())), m_draw(draw) {
        m_input.size = {800, 600};
        m_input.is_motion_allowed = false;
        frame();
        frame();  // fonts have come
    }

    void frame() {
        m_ui->begin_frame(m_input);
        m_draw(*m_ui);
        m_ui->end_frame();
        m_input.keys.clear();
        m_input.wheel = 0;
    }
    void move(float x, float y) {
        m_input.mouse = {x, y};
        frame();
    }
    void press() {
        m_input.is_mouse_down = true;
        frame();
    }
    void release() {
        m_input.is_mouse_down = false;
        frame();
    }
    void click(float x, float y) {
        move(x, y);
        press();
        release();
    }
    void wheel(float by) {
        m_input.wheel = by;
        frame();
    }
    void key(ui::Key key, std::uint8_t mods = ui::kNoMods) {
        m_input.keys.push_back({key, mods});
        frame();
    }
    void type(std::u32string_view text) {
        for (const char32_t c : text) {
            m_input.keys.push_back({ui::Key::None, ui::kNoMods, c});
            frame();
        }
    }
    void wait(float seconds) {
        const float usual = m_input.delta_seconds;
        m_input.delta_seconds = seconds;
        frame();
        m_input.delta_seconds = usual;
    }

    ui::ImGuiUi& ui() { return *m_ui; }
    ui::FrameInput& input() { return m_input; }

private:
    std::unique_ptr<ui::ImGuiUi> m_ui;
    Draw m_draw;
    ui::FrameInput m_input;
};

}  // namespace viv::test
