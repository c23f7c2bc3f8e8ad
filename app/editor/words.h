// Python's words: keywords, and the names of the builtins module (3.11 to 3.15).
// For the lexer only.
#pragma once

#include <string_view>

namespace viv::editor {

bool is_keyword(std::string_view name);
bool is_builtin(std::string_view name);

}  // namespace viv::editor
