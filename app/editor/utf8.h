// Steps through one line of UTF-8. Everything but sanitized() takes text that is valid already:
// the text buffer lets nothing else in. A column counts codepoints from 0, as CPython's do from 1;
// a combining mark is a column of its own. For the editor and the panels that draw it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace viv::editor {

// The text with each invalid sequence replaced by U+FFFD, and each line ending by `\n`.
std::string sanitized(std::string_view bytes);

// The start of the codepoint after (before) the one at `byte`; stays at the line's end (start).
std::size_t next_codepoint(std::string_view line, std::size_t byte);
std::size_t previous_codepoint(std::string_view line, std::size_t byte);
// The codepoint at `byte`; 0 at the line's end.
char32_t codepoint_at(std::string_view line, std::size_t byte);
// `byte` moved back to the start of the codepoint that it stands in, or to the line's end.
std::size_t codepoint_start(std::string_view line, std::size_t byte);

std::size_t column_of_byte(std::string_view line, std::size_t byte);
// Columns beyond the line's end give its end.
std::size_t byte_of_column(std::string_view line, std::size_t column);

void append_codepoint(std::string& text, char32_t codepoint);

// What a word is for moving and double clicks.
enum class CharacterClass : std::uint8_t { Space, Word, Punctuation };
CharacterClass character_class(char32_t codepoint);

}  // namespace viv::editor
