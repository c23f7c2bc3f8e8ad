// Each command as a function of the document; apply() seals the undo step around those that only
// move the caret.
#include "app/editor/commands.h"

#include <algorithm>

#include "app/editor/document.h"
#include "app/editor/indentation.h"
#include "app/editor/movement.h"
#include "app/editor/utf8.h"

namespace viv::editor {

class CommandRunner {
public:
    explicit CommandRunner(Document& document) : d(document), m_before(document.m_caret) {}

    void operator()(const TypeText& command) { replace_selection(command.text, EditKind::Typing); }
    void operator()(const PasteText& command) { replace_selection(command.text, EditKind::Other); }

    void operator()(const NewLine&) {
        const Range range = d.selection();
        const std::string& line = d.m_buffer.line(range.begin.line);
        const LexState& state = d.m_highlighting.state_before(d.m_buffer, range.begin.line);
        const std::string indent = indentation_after(line, range.begin.byte, state);
        // Blanks after the break would add to the indentation that the new line gets.
        Range whole = range;
        const std::string& last = d.m_buffer.line(range.end.line);
        const bool breaks_text = range.begin.byte > indentation_bytes(line);
        while (breaks_text && whole.end.byte < last.size() && last[whole.end.byte] == ' ') {
            ++whole.end.byte;
        }
        d.change(whole, "\n" + indent);
        place(end_of(whole.begin, "\n" + indent));
        d.finish_step(EditKind::Other, m_before);
    }

    void operator()(const Erase& command) {
        if (!d.selection().is_empty()) return replace_selection("", EditKind::Other);
        const Position at = d.m_caret.at;
        const bool is_back = command.direction == Direction::Back;
        Position to;
        if (command.unit == Unit::Word) {
            to = moved(d.m_buffer, at, is_back ? Move::WordLeft : Move::WordRight);
        } else if (is_back && at.byte > 0) {
            to = {at.line, at.byte - bytes_to_erase_back(d.m_buffer.line(at.line), at.byte)};
        } else {
            to = moved(d.m_buffer, at, is_back ? Move::Left : Move::Right);
        }
        d.change({std::min(at, to), std::max(at, to)}, "");
        place(std::min(at, to));
        d.finish_step(EditKind::Erasing, m_before);
    }

    void operator()(const CutText&) {
        if (!d.selection().is_empty()) return replace_selection("", EditKind::Other);
        const std::size_t line = d.m_caret.at.line;
        const bool is_last = line + 1 == d.m_buffer.line_count();
        d.change({{line, 0}, is_last ? d.m_buffer.end() : Position{line + 1, 0}}, "");
        place({line, 0});
        d.finish_step(EditKind::Other, m_before);
    }

    void operator()(const MoveCaret& command) {
        d.m_history.seal();
        const bool is_kept = command.selecting == Selecting::Yes;
        const Range selected = d.selection();
        if (const std::ptrdiff_t lines = lines_of(command.move); lines != 0) {
            const Position at = d.m_caret.at;
            const std::size_t goal =
                d.m_goal_column.value_or(column_of_byte(d.m_buffer.line(at.line), at.byte));
            place(moved_by_lines(d.m_buffer, at, lines, goal), command.selecting);
            d.m_goal_column = goal;
        } else if (!is_kept && !selected.is_empty() && command.move == Move::Left) {
            place(selected.begin);
        } else if (!is_kept && !selected.is_empty() && command.move == Move::Right) {
            place(selected.end);
        } else {
            place(moved(d.m_buffer, d.m_caret.at, command.move), command.selecting);
        }
    }

    void operator()(const PlaceCaret& command) {
        d.m_history.seal();
        place(d.m_buffer.clamp(command.at), command.selecting);
    }
    void operator()(const SelectAll&) { select(d.m_buffer.all()); }
    void operator()(const SelectWord& command) {
        select(word_at(d.m_buffer, d.m_buffer.clamp(command.at)));
    }
    void operator()(const SelectLine& command) {
        const std::size_t line = std::min(command.line, d.m_buffer.line_count() - 1);
        const bool is_last = line + 1 == d.m_buffer.line_count();
        select({{line, 0}, is_last ? d.m_buffer.end() : Position{line + 1, 0}});
    }

    void operator()(const Indent&) {
        const Range range = d.selection();
        if (range.begin.line == range.end.line) {
            const auto& line = d.m_buffer.line(range.begin.line);
            const std::size_t column = column_of_byte(line, range.begin.byte);
            const std::string blanks(kIndentColumns - column % kIndentColumns, ' ');
            return replace_selection(blanks, EditKind::Other);
        }
        for_selected_lines([&](std::size_t line) {
            if (!d.m_buffer.line(line).empty()) {
                replace_in_line(line, 0, 0, std::string(kIndentColumns, ' '));
            }
        });
    }
    void operator()(const Dedent&) {
        for_selected_lines([&](std::size_t line) {
            replace_in_line(line, 0, bytes_to_dedent(d.m_buffer.line(line)), "");
        });
    }
    void operator()(const ToggleComment&);

    void operator()(const Undo&) {
        if (const HistoryStep* step = d.m_history.undo()) d.replay(*step, Direction::Back);
        d.m_goal_column.reset();
    }
    void operator()(const Redo&) {
        if (const HistoryStep* step = d.m_history.redo()) d.replay(*step, Direction::Forward);
        d.m_goal_column.reset();
    }

private:
    void place(Position at, Selecting selecting = Selecting::No) {
        d.m_caret.at = at;
        if (selecting == Selecting::No) d.m_caret.anchor = at;
        d.m_goal_column.reset();
    }
    void select(const Range& range) {
        d.m_history.seal();
        d.m_caret = {range.end, range.begin};
        d.m_goal_column.reset();
    }

    void replace_selection(const std::string& text, EditKind kind) {
        const std::string valid = sanitized(text);
        const Range range = d.selection();
        d.change(range, valid);
        place(end_of(range.begin, valid));
        const bool is_run = kind != EditKind::Typing || valid.find('\n') == std::string::npos;
        d.finish_step(is_run ? kind : EditKind::Other, m_before);
    }

    [[nodiscard]] std::ptrdiff_t lines_of(Move move) const {
        const auto page = static_cast<std::ptrdiff_t>(std::max<std::size_t>(d.m_page_lines, 1));
        if (move == Move::Up) return -1;
        if (move == Move::Down) return 1;
        if (move == Move::PageUp) return -page;
        return move == Move::PageDown ? page : 0;
    }

    // The last selected line doesn't count when the selection only touches its start.
    [[nodiscard]] std::pair<std::size_t, std::size_t> selected_lines() const {
        const Range range = d.selection();
        const bool only_touches = range.end.byte == 0 && range.end.line > range.begin.line;
        return {range.begin.line, range.end.line - (only_touches ? 1 : 0)};
    }
    template <class Action>
    void for_selected_lines(Action action) {
        d.m_history.seal();
        const auto [first, last] = selected_lines();
        for (std::size_t line = first; line <= last; ++line) action(line);
        d.m_goal_column.reset();
        d.finish_step(EditKind::Other, m_before);
    }
    // An edit inside a line that takes the caret and the selection's other end along.
    void replace_in_line(std::size_t line, std::size_t byte, std::size_t count,
                         std::string_view text) {
        d.change({{line, byte}, {line, byte + count}}, text);
        for (Position* end : {&d.m_caret.at, &d.m_caret.anchor}) {
            if (end->line != line || end->byte < byte) continue;
            // A selection that starts a line keeps starting it.
            if (end->byte == byte && !d.selection().is_empty()) continue;
            end->byte = std::max(end->byte, byte + count) - count + text.size();
        }
    }

    Document& d;
    Caret m_before;
};

// Comments all lines that hold something, at the same column; or, where all are comments already,
// takes the signs away.
void CommandRunner::operator()(const ToggleComment&) {
    const auto [first, last] = selected_lines();
    std::size_t column = std::string::npos;
    bool are_comments = true;
    for (std::size_t n = first; n <= last; ++n) {
        const std::string& line = d.m_buffer.line(n);
        const std::size_t blanks = indentation_bytes(line);
        if (blanks == line.size()) continue;
        column = std::min(column, blanks);
        are_comments = are_comments && line[blanks] == '#';
    }
    if (column == std::string::npos) return;
    for_selected_lines([&](std::size_t n) {
        const std::string& line = d.m_buffer.line(n);
        const std::size_t blanks = indentation_bytes(line);
        if (blanks == line.size()) return;
        if (are_comments) {
            replace_in_line(n, blanks, line.substr(blanks).starts_with("# ") ? 2 : 1, "");
        } else {
            replace_in_line(n, column, 0, "# ");
        }
    });
}

bool Document::apply(const EditCommand& command) {
    const Caret before = m_caret;
    const std::uint64_t revision = m_revision;
    std::visit(CommandRunner(*this), command);
    return m_revision != revision || !(m_caret == before);
}

}  // namespace viv::editor
