// From GLFW's callbacks to frames' input: keys as the learner's keyboard bears them, characters in
// 32 bits, the mouse one button change a frame, so that no click is too quick.
#pragma once

#include <deque>
#include <vector>

#include "app/widgets/imgui_ui.h"

struct GLFWwindow;

namespace viv::shell {

class GlfwInput {
public:
    // Sets the window's callbacks and its user pointer. The window must not outlive this.
    explicit GlfwInput(GLFWwindow* window);

    // Fills in mouse, wheel and keys of the next frame and forgets them.
    void take(ui::FrameInput& input);
    // Something came in since the last call of take(), or is still waiting.
    [[nodiscard]] bool has_news() const { return m_has_news || !m_buttons.empty(); }

private:
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
    static void on_char(GLFWwindow* window, unsigned codepoint);
    static void on_button(GLFWwindow* window, int button, int action, int mods);
    static void on_cursor(GLFWwindow* window, double x, double y);
    static void on_scroll(GLFWwindow* window, double x, double y);
    static void on_leave(GLFWwindow* window, int is_inside);
    static void on_change(GLFWwindow* window);
    static GlfwInput& of(GLFWwindow* window);

    GLFWwindow* m_window;
    ImVec2 m_mouse{-1, -1};
    struct Button {
        bool is_down;
        ImVec2 at;
    };
    std::deque<Button> m_buttons;
    bool m_is_down = false;
    ImVec2 m_wheel{};
    std::vector<ui::KeyEvent> m_keys;
    bool m_has_news = true;
};

}  // namespace viv::shell
