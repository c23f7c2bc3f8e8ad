// Where a caret goes: pure functions of the text. Words are runs of one class of characters
// (utf8.h); a move by word also stops at line ends. For the commands, and for the mouse's clicks.
#pragma once

#include <cstddef>

#include "app/editor/commands.h"
#include "app/editor/text.h"

namespace viv::editor {

// Left, Right, WordLeft, WordRight, LineStart, LineEnd, TextStart, TextEnd.
Position moved(const TextBuffer& buffer, Position from, Move move);
// By lines, keeping the column `goal` where the line is long enough. Beyond the first or last
// line: the text's start or end.
Position moved_by_lines(const TextBuffer& buffer, Position from, std::ptrdiff_t lines,
                        std::size_t goal);
// The run of characters of one class around the position.
Range word_at(const TextBuffer& buffer, Position at);
// The bytes of blanks that the line begins with.
std::size_t indentation_bytes(const std::string& line);

}  // namespace viv::editor
