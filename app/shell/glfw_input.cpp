// A key that bears a letter counts as that letter, wherever it is on the keyboard: Ctrl+Z on a
// French one is where the Z is printed. Where a key bears no Latin letter (a Russian layout), its
// place on an American keyboard decides, as people there expect.
#include "app/shell/glfw_input.h"

#include <GLFW/glfw3.h>

#include <utility>

namespace viv::shell {
namespace {

using ui::Key;
using ui::KeyEvent;

constexpr std::pair<int, Key> kNamed[] = {
    {GLFW_KEY_LEFT, Key::Left},      {GLFW_KEY_RIGHT, Key::Right},
    {GLFW_KEY_UP, Key::Up},          {GLFW_KEY_DOWN, Key::Down},
    {GLFW_KEY_HOME, Key::Home},      {GLFW_KEY_END, Key::End},
    {GLFW_KEY_PAGE_UP, Key::PageUp}, {GLFW_KEY_PAGE_DOWN, Key::PageDown},
    {GLFW_KEY_ENTER, Key::Enter},    {GLFW_KEY_KP_ENTER, Key::Enter},
    {GLFW_KEY_TAB, Key::Tab},        {GLFW_KEY_BACKSPACE, Key::Backspace},
    {GLFW_KEY_DELETE, Key::Delete},  {GLFW_KEY_ESCAPE, Key::Escape},
};

Key named_key(int key) {
    for (const auto& [glfw, named] : kNamed) {
        if (glfw == key) return named;
    }
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) {
        return static_cast<Key>(static_cast<int>(Key::F1) + key - GLFW_KEY_F1);
    }
    return Key::None;
}

std::uint8_t mods_of(int mods) {
    std::uint8_t result = ui::kNoMods;
    if ((mods & GLFW_MOD_SHIFT) != 0) result |= ui::kShift;
    if ((mods & GLFW_MOD_CONTROL) != 0) result |= ui::kCtrl;
    if ((mods & GLFW_MOD_ALT) != 0) result |= ui::kAlt;
    if ((mods & GLFW_MOD_SUPER) != 0) result |= ui::kSuper;
    return result;
}

// The character that the key bears, in lower case; 0: none.
char32_t letter_of(int key, int scancode) {
    // A digit's key may bear another sign first ('&' on a French keyboard): it stays a digit.
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9)
        return U'0' + static_cast<char32_t>(key - GLFW_KEY_0);
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) {
        return U'0' + static_cast<char32_t>(key - GLFW_KEY_KP_0);
    }
    if (key == GLFW_KEY_KP_ADD) return U'+';
    if (key == GLFW_KEY_KP_SUBTRACT) return U'-';
    const char* name = glfwGetKeyName(key, scancode);
    const bool is_ascii = name != nullptr && name[0] > 0x20 && name[1] == '\0';
    if (is_ascii) {
        const char c = name[0];
        return static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z)
        return U'a' + static_cast<char32_t>(key - GLFW_KEY_A);
    if (key > GLFW_KEY_SPACE && key < GLFW_KEY_A) return static_cast<char32_t>(key);
    return 0;
}

}  // namespace

GlfwInput::GlfwInput(GLFWwindow* window) : m_window(window) {
    glfwSetWindowUserPointer(window, this);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_char);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetCursorPosCallback(window, on_cursor);
    glfwSetScrollCallback(window, on_scroll);
    glfwSetCursorEnterCallback(window, on_leave);
    // What was uncovered, resized, moved to another display or focused is drawn anew.
    glfwSetWindowRefreshCallback(window, on_change);
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { on_change(w); });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { on_change(w); });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { on_change(w); });
    glfwSetWindowIconifyCallback(window, [](GLFWwindow* w, int) { on_change(w); });
}

void GlfwInput::take(ui::FrameInput& input) {
    input.mouse = m_mouse;
    if (!m_buttons.empty()) {
        m_is_down = m_buttons.front().is_down;
        input.mouse = m_buttons.front().at;
        m_buttons.pop_front();
    }
    input.is_mouse_down = m_is_down;
    input.wheel = std::exchange(m_wheel.y, 0.0f);
    input.wheel_x = std::exchange(m_wheel.x, 0.0f);
    input.keys = std::exchange(m_keys, {});
    m_has_news = false;
}

GlfwInput& GlfwInput::of(GLFWwindow* window) {
    auto& input = *static_cast<GlfwInput*>(glfwGetWindowUserPointer(window));
    input.m_has_news = true;
    return input;
}

void GlfwInput::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
    GlfwInput& input = of(window);
    if (action == GLFW_RELEASE) return;
    KeyEvent event;
    event.key = named_key(key);
    event.mods = mods_of(mods);
    event.is_repeat = action == GLFW_REPEAT;
    if (event.key == Key::None) {
        // Plain characters come through on_char, as the layout and dead keys make them.
        const bool is_command = (event.mods & (ui::kCtrl | ui::kAlt | ui::kSuper)) != 0;
        if (!is_command) return;
        if (key == GLFW_KEY_SPACE) {
            event.key = Key::Space;
        } else {
            event.key = Key::Letter;
            event.codepoint = letter_of(key, scancode);
            if (event.codepoint == 0) return;
        }
    }
    input.m_keys.push_back(event);
}

void GlfwInput::on_char(GLFWwindow* window, unsigned codepoint) {
    KeyEvent event;
    event.codepoint = codepoint;
    of(window).m_keys.push_back(event);
}

void GlfwInput::on_button(GLFWwindow* window, int button, int action, int) {
    GlfwInput& input = of(window);
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    input.m_buttons.push_back({action == GLFW_PRESS, input.m_mouse});
}

void GlfwInput::on_cursor(GLFWwindow* window, double x, double y) {
    // Window coordinates to pixels: they differ where the display is scaled (Wayland).
    int width = 1, height = 1, pixels_x = 1, pixels_y = 1;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixels_x, &pixels_y);
    GlfwInput& input = of(window);
    if (width <= 0 || height <= 0) return;
    input.m_mouse = {static_cast<float>(x * pixels_x / width),
                     static_cast<float>(y * pixels_y / height)};
}

void GlfwInput::on_scroll(GLFWwindow* window, double x, double y) {
    GlfwInput& input = of(window);
    input.m_wheel.x += static_cast<float>(x);
    input.m_wheel.y += static_cast<float>(y);
}

void GlfwInput::on_leave(GLFWwindow* window, int is_inside) {
    GlfwInput& input = of(window);
    // While a button is held the mouse may wander outside: a drag goes on there.
    if (is_inside == GLFW_FALSE && !input.m_is_down) input.m_mouse = {-1, -1};
}

void GlfwInput::on_change(GLFWwindow* window) {
    of(window);
}

}  // namespace viv::shell
