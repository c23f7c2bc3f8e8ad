// Which key does what to the snippet's text. Pure, so that the table can be tested; the clipboard's
// keys and those of the whole window are not in it.
#pragma once

#include <optional>

#include "app/editor/commands.h"
#include "app/widgets/input.h"

namespace viv::panels::snippet {

// nullopt: the editor has no use for the key.
std::optional<editor::EditCommand> command_of(const ui::KeyEvent& key);

}  // namespace viv::panels::snippet
