// The colour of a piece of Python, the same in the editor and in the lesson's prose.
#pragma once

#include "app/editor/lexer.h"
#include "app/widgets/theme.h"

namespace viv::panels {

ui::Color syntax_color(const ui::Theme& theme, editor::Role role);

}  // namespace viv::panels
