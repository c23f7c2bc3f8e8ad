// The part of the line before the caret is lexed by itself: what stands after it moves down.
#include "app/editor/indentation.h"

#include <algorithm>
#include <string_view>

#include "app/editor/movement.h"
#include "app/editor/utf8.h"

namespace viv::editor {

namespace {

std::string_view token_text(std::string_view line, const Token& token) {
    return line.substr(token.begin, token.end - token.begin);
}

bool leaves_block(std::string_view word) {
    return word == "return" || word == "pass" || word == "break" || word == "continue" ||
           word == "raise";
}

bool is_all_spaces(std::string_view text) {
    return text.find_first_not_of(' ') == std::string_view::npos;
}

}  // namespace

std::string indentation_after(const std::string& line, std::size_t byte, const LexState& before) {
    const std::size_t blanks = std::min(indentation_bytes(line), byte);
    std::string indentation = line.substr(0, blanks);
    if (blanks == byte) return indentation;

    const std::string_view head = std::string_view(line).substr(0, byte);
    std::vector<Token> tokens;
    const LexState after = lex_line(before, head, tokens);
    while (!tokens.empty() && tokens.back().type == TokenType::Comment) tokens.pop_back();
    if (tokens.empty() || !after.strings.empty()) return indentation;

    const std::string_view last = token_text(head, tokens.back());
    const bool opens = last == "(" || last == "[" || last == "{";
    if (after.brackets > before.brackets ? opens : after.brackets == 0 && last == ":") {
        return indentation.append(kIndentColumns, ' ');
    }
    if (after.is_line_start() && before.is_line_start() &&
        leaves_block(token_text(head, tokens.front()))) {
        indentation.erase(0, bytes_to_dedent(indentation));
    }
    return indentation;
}

std::size_t bytes_to_erase_back(const std::string& line, std::size_t byte) {
    const std::string_view head = std::string_view(line).substr(0, byte);
    if (head.empty() || !is_all_spaces(head)) return byte - previous_codepoint(line, byte);
    return (byte - 1) % kIndentColumns + 1;
}

std::size_t bytes_to_dedent(const std::string& line) {
    if (line.starts_with('\t')) return 1;
    const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
    return std::min(spaces, kIndentColumns);
}

}  // namespace viv::editor
