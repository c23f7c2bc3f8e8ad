// What the bar above everything says: the lesson, where in it, and the state of the interpreter.
// Pure: from what is open to words; the panel draws them.
#pragma once

#include <string>

#include "app/panels/panel.h"
#include "app/session/sitting.h"

namespace viv::panels {

struct ToolbarRows {
    std::string lesson;  // "1 · Mutable defaults"; empty: none is open
    std::size_t step = 0, steps = 0;
    std::string python;   // "CPython 3.11.2"
    std::string state;    // "ready"
    std::string problem;  // a sentence, where no worker can be had
    bool can_go_back = false, can_go_on = false;
};

ToolbarRows toolbar_rows(const PanelContext& context);
std::string toolbar_text(const ToolbarRows& rows);

}  // namespace viv::panels
