// splice() is the one place where text changes: everything that follows the text hears of it
// there. Undo goes through it like any other edit.
#include "app/editor/document.h"

#include <algorithm>

#include "app/editor/brackets.h"
#include "app/editor/utf8.h"

namespace viv::editor {

Edit Document::splice(const Range& range, std::string_view text) {
    const Position begin = m_buffer.clamp(range.begin);
    const Position removed_end = std::max(begin, m_buffer.clamp(range.end));
    Edit edit = m_buffer.edit({begin, removed_end}, text);
    const Position end = end_of(begin, edit.inserted);
    const std::size_t old_count = removed_end.line - begin.line + 1;
    const std::size_t new_count = end.line - begin.line + 1;
    m_highlighting.on_edit(begin.line, old_count, new_count);
    m_origins.on_edit(m_buffer, begin.line, old_count, new_count);
    follow_edit(m_diagnostics, {begin, removed_end}, end);
    ++m_revision;
    return edit;
}

void Document::change(const Range& range, std::string_view text) {
    if (!range.is_empty() || !text.empty()) m_pending.push_back(splice(range, text));
}

void Document::finish_step(EditKind kind, const Caret& before) {
    if (m_pending.empty()) return;
    m_history.add({std::move(m_pending), before, m_caret, kind});
    m_pending.clear();
}

void Document::replay(const HistoryStep& step, Direction direction) {
    const auto put = [&](const Edit& edit) {
        splice({edit.begin, end_of(edit.begin, edit.removed)}, edit.inserted);
    };
    if (direction == Direction::Forward) {
        std::for_each(step.edits.begin(), step.edits.end(), put);
        m_caret = step.after;
    } else {
        std::for_each(step.edits.rbegin(), step.edits.rend(),
                      [&](const Edit& edit) { put(edit.reversed()); });
        m_caret = step.before;
    }
}

void Document::set_text(std::string_view text) {
    splice(m_buffer.all(), text);
    m_origins.judge(m_buffer);
    ++m_openings;
    m_opened = m_buffer.text();
    m_caret = {};
    m_goal_column.reset();
    m_history.clear();
    m_diagnostics.clear();
}

void Document::replace_text(std::string_view text) {
    const std::string wanted = sanitized(text);
    const std::string current = m_buffer.text();
    if (wanted == current) return;
    // Only what differs is replaced, so that marks of the lines around it stay.
    const auto [a, b] = std::mismatch(current.begin(), current.end(), wanted.begin(), wanted.end());
    auto same = static_cast<std::size_t>(a - current.begin());
    while (same > 0 && current[same - 1] != '\n') --same;
    const std::size_t most = std::min(current.size(), wanted.size()) - same;
    std::size_t tail = 0;
    while (tail < most && current[current.size() - tail - 1] == wanted[wanted.size() - tail - 1]) {
        ++tail;
    }
    while (tail > 0 && current[current.size() - tail] != '\n') --tail;

    const Caret before = m_caret;
    const Position begin = end_of({}, std::string_view(current).substr(0, same));
    const Position end = end_of({}, std::string_view(current).substr(0, current.size() - tail));
    m_history.seal();
    change({begin, end}, std::string_view(wanted).substr(same, wanted.size() - tail - same));
    m_caret = {begin, begin};
    m_goal_column.reset();
    finish_step(EditKind::Other, before);
}

bool Document::is_edited() const {
    if (m_is_edited.first != m_revision) m_is_edited = {m_revision, m_buffer.text() != m_opened};
    return m_is_edited.second;
}

Range Document::selection() const {
    return {std::min(m_caret.at, m_caret.anchor), std::max(m_caret.at, m_caret.anchor)};
}

std::string Document::text_to_copy() const {
    const Range range = selection();
    return range.is_empty() ? m_buffer.line(m_caret.at.line) + "\n" : m_buffer.text(range);
}

const std::vector<Token>& Document::tokens(std::size_t line) const {
    return m_highlighting.tokens(m_buffer, line);
}

std::optional<std::pair<Position, Position>> Document::matching_brackets() const {
    return viv::editor::matching_brackets(m_buffer, m_highlighting, m_caret.at);
}

void Document::mark_recorded(std::string_view source) {
    m_origins.mark_recorded(m_buffer, source);
}

std::uint32_t Document::recorded_line(std::size_t line) const {
    const Origin origin = m_origins.of(line);
    return origin.is_changed ? 0 : origin.line;
}

void Document::set_diagnostics(std::vector<Diagnostic> diagnostics) {
    m_diagnostics = std::move(diagnostics);
    std::erase_if(m_diagnostics, [this](const Diagnostic& d) {
        return d.line == 0 || d.line > m_buffer.line_count();
    });
}

}  // namespace viv::editor
