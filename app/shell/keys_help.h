// The keys that the help shows, as people read them. One list: the help overlay draws it and the
// text twin prints it.
#pragma once

#include <array>
#include <string_view>

namespace viv::shell {

struct KeyHelp {
    std::string_view keys;
    std::string_view what;
};

struct KeyGroup {
    std::string_view title;
    std::array<KeyHelp, 8> keys;  // those with an empty name aren't there
};

inline constexpr std::array<KeyGroup, 4> kKeyGroups = {{
    {"Run",
     {{{"Ctrl+Enter", "run the snippet"},
       {"Esc  Ctrl+.  Shift+F5", "stop it"},
       {"Ctrl+D", "end its input, where it asks for some"}}}},
    {"Walk through the recording",
     {{{"← →", "one step (outside the editor)"},
       {"Alt+← Alt+→", "one step, also in the editor"},
       {"F9 F10", "the same, with one finger"},
       {"Home End", "first, last step (outside the editor)"},
       {"PageUp PageDown", "previous, next step of the lesson"}}}},
    {"Move around",
     {{{"Ctrl+1 … Ctrl+5", "lesson, editor, stage, inspector, time line"},
       {"F6  Shift+F6", "next, previous panel"},
       {"Tab  Shift+Tab", "next, previous button, answer, field (outside the editor)"},
       {"Enter  Space", "press what is marked"},
       {"A  B  C …", "answer the lesson's question (Ctrl+1 first)"},
       {"↑ ↓", "scroll the panel that has the focus"}}}},
    {"Look",
     {{{"Ctrl+Shift+1 … 3", "room for reading, for code, for objects"},
       {"Ctrl+T", "dark or light"},
       {"Ctrl+=  Ctrl+-  Ctrl+0", "larger, smaller, as it was"},
       {"Ctrl+Shift+T", "the focused panel as text"},
       {"F1  ?", "these keys"}}}},
}};

}  // namespace viv::shell
