// Stale lines are lexed in order from the first; each hands its state to the next, which becomes
// stale itself when that is another one than before.
#include "app/editor/highlighting.h"

#include <algorithm>

#include "bindings/base/assert.h"

namespace viv::editor {

void Highlighting::on_edit(std::size_t first, std::size_t old_count, std::size_t new_count) {
    const auto at = m_lines.begin() + static_cast<std::ptrdiff_t>(first);
    const auto shared = static_cast<std::ptrdiff_t>(std::min(old_count, new_count));
    std::for_each(at, at + shared, [](Line& line) { line.is_stale = true; });
    if (old_count > new_count) {
        m_lines.erase(at + shared, at + static_cast<std::ptrdiff_t>(old_count));
    } else {
        m_lines.insert(at + shared, new_count - old_count, Line{});
    }
    m_first_stale = std::min(m_first_stale, first);
}

void Highlighting::lex_through(const TextBuffer& buffer, std::size_t last) {
    VIV_ASSERT(m_lines.size() == buffer.line_count(), "an edit that the tokens didn't see");
    for (; m_first_stale <= last; ++m_first_stale) {
        Line& line = m_lines[m_first_stale];
        if (!line.is_stale) continue;
        line.tokens.clear();
        LexState after = lex_line(line.before, buffer.line(m_first_stale), line.tokens);
        line.is_stale = false;
        if (m_first_stale + 1 == m_lines.size()) {
            m_at_end = std::move(after);
        } else if (Line& next = m_lines[m_first_stale + 1]; next.before != after) {
            next.before = std::move(after);
            next.is_stale = true;
        }
    }
}

const std::vector<Token>& Highlighting::tokens(const TextBuffer& buffer, std::size_t line) {
    lex_through(buffer, line);
    return m_lines[line].tokens;
}

const LexState& Highlighting::state_before(const TextBuffer& buffer, std::size_t line) {
    if (line > 0) lex_through(buffer, line - 1);
    return line < m_lines.size() ? m_lines[line].before : m_at_end;
}

}  // namespace viv::editor
