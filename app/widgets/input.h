// Keys and characters in the order in which they were pressed, free of ImGui and GLFW: the window
// fills it from its callbacks, tests fill it by hand. Letters are those printed on the key of the
// learner's own keyboard layout.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace viv::ui {

enum class Key : std::uint8_t {
    None = 0,  // a character was typed: `codepoint`
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Tab,
    Backspace,
    Delete,
    Escape,
    Space,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    Letter,  // a key that bears `codepoint`, pressed with Ctrl or Alt ('a'…'z', '0'…'9', '+', '-',
             // '/')
};

enum Mod : std::uint8_t { kNoMods = 0, kShift = 1, kCtrl = 2, kAlt = 4, kSuper = 8 };

struct KeyEvent {
    Key key = Key::None;
    std::uint8_t mods = kNoMods;
    char32_t codepoint = 0;
    bool is_repeat = false;
};

// What is this key event? `is(e, Key::Left, kCtrl)` wants exactly these modifiers.
inline bool is(const KeyEvent& e, Key key, std::uint8_t mods = kNoMods) {
    return e.key == key && e.mods == mods;
}
inline bool is_letter(const KeyEvent& e, char32_t letter, std::uint8_t mods) {
    return e.key == Key::Letter && e.codepoint == letter && e.mods == mods;
}

}  // namespace viv::ui
