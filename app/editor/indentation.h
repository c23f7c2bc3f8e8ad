// What Python wants a line to begin with: pure functions of a line and its tokens.
// For the commands only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/editor/lexer.h"

namespace viv::editor {

inline constexpr std::size_t kIndentColumns = 4;

// The blanks for a line broken off `line` at `byte`: one level more after a colon that opens a
// block or a bracket that stays open, one less after a statement that leaves the block (return,
// pass, break, continue, raise). `before` is the state that the line begins in.
std::string indentation_after(const std::string& line, std::size_t byte, const LexState& before);

// How many bytes to erase before `byte` so that the caret stands at the level before: in the
// blanks that a line begins with, back to the last stop; elsewhere one character.
std::size_t bytes_to_erase_back(const std::string& line, std::size_t byte);

// The bytes that a dedent takes from the line's start.
std::size_t bytes_to_dedent(const std::string& line);

}  // namespace viv::editor
