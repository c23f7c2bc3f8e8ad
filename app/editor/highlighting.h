// The tokens of each line, kept as the text is edited: only lines asked for are lexed, and after
// an edit only those whose state changed. Used by Document.
#pragma once

#include <cstddef>
#include <vector>

#include "app/editor/lexer.h"
#include "app/editor/text.h"

namespace viv::editor {

class Highlighting {
public:
    // `old_count` lines from `first` on became `new_count`.
    void on_edit(std::size_t first, std::size_t old_count, std::size_t new_count);
    // REQUIRES: line < buffer.line_count().
    const std::vector<Token>& tokens(const TextBuffer& buffer, std::size_t line);
    // What the line begins in; for line_count(): what the text ends in.
    const LexState& state_before(const TextBuffer& buffer, std::size_t line);

private:
    void lex_through(const TextBuffer& buffer, std::size_t line);

    struct Line {
        LexState before;
        std::vector<Token> tokens;
        bool is_stale = true;
    };
    std::vector<Line> m_lines{1};
    std::size_t m_first_stale = 0;  // no line before it is stale
    LexState m_at_end;
};

}  // namespace viv::editor
