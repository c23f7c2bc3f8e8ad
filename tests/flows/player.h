// A learner without a screen: the whole window, minus the window. Every act is a frame; widgets are
// found by the names that they note; nothing depends on the clock.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/shell/screen.h"

namespace viv::test {

struct PlayerOptions {
    shell::Target target = {};
    ImVec2 size{1600, 1000};
    float scale = 1;
    shell::DeskOptions desk = {};
};

class Player {
public:
    explicit Player(const PlayerOptions& options = {});

    // --- what a learner does ---
    void frame();                     // nothing
    void click(std::string_view id);  // REQUIRES: it can be seen
    void click_at(ImVec2 at);
    void double_click(std::string_view id);
    // Down at one point, over to the other, up.
    void drag(ImVec2 from, ImVec2 to);
    void hover(std::string_view id);
    void wheel(std::string_view id, float notches);
    void key(ui::Key key, std::uint8_t mods = ui::kNoMods);
    void letter(char32_t letter, std::uint8_t mods);
    void type(std::string_view utf8);                               // a newline is Enter
    void keys_in_one_frame(const std::vector<ui::KeyEvent>& keys);  // as a slow frame brings them
    void resize(ImVec2 size, float scale);

    // --- waiting for the worker, never for a time ---
    void wait_until_idle();
    // Frames until the condition holds; sleeps on the worker in between. Fails the test when the
    // worker has nothing more to say and it still doesn't hold.
    void wait_until(std::string_view what, const std::function<bool()>& condition);

    // --- what the learner sees ---
    [[nodiscard]] bool sees(std::string_view id);  // on the screen, not scrolled away
    [[nodiscard]] const ui::Widget& widget(std::string_view id);
    [[nodiscard]] std::string text(std::string_view id) { return widget(id).text; }
    [[nodiscard]] std::vector<std::string> ids(std::string_view prefix);
    [[nodiscard]] ImVec2 middle(std::string_view id);

    [[nodiscard]] shell::Screen& screen() { return *m_screen; }
    [[nodiscard]] const shell::FrameTimes& frame_times() { return m_desk->frame_times(); }
    [[nodiscard]] session::Sitting& sitting() { return m_desk->sitting(); }
    [[nodiscard]] lesson::Reading& reading() { return m_desk->reading(); }
    [[nodiscard]] editor::Document& document() { return m_desk->document(); }
    [[nodiscard]] const wire::Recording& recording();  // REQUIRES: there is one

private:
    std::unique_ptr<shell::Desk> m_desk;
    std::unique_ptr<shell::Screen> m_screen;
    ui::FrameInput m_input;
};

// Controls that overlap, stand outside the window or are too small to hit, as sentences.
std::vector<std::string> layout_faults(Player& player);

}  // namespace viv::test
