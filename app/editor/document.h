// The snippet as panels see it: text, caret, undo, colours, and how it relates to the recording.
// Lines and bytes of positions count from 0; recorded lines and diagnostics count from 1, as
// CPython tells them. Every change of the text goes through one function, so nothing lags behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/editor/commands.h"
#include "app/editor/diagnostics.h"
#include "app/editor/highlighting.h"
#include "app/editor/history.h"
#include "app/editor/origins.h"
#include "app/editor/text.h"

namespace viv::editor {

class Document {
public:
    // --- the text ---
    [[nodiscard]] std::string text() const { return m_buffer.text(); }
    [[nodiscard]] const TextBuffer& buffer() const { return m_buffer; }
    // Opens another snippet: this is what reset_text() comes back to; undo starts anew.
    void set_text(std::string_view text);
    // Puts another text in its place, as one step of undo (a learner's version kept from before).
    void replace_text(std::string_view text);
    // Back to the text that was opened, as one step of undo.
    void reset_text() { replace_text(m_opened); }
    [[nodiscard]] const std::string& original_text() const { return m_opened; }
    [[nodiscard]] bool is_edited() const;
    // The file's name as shown: "append_to.py".
    [[nodiscard]] const std::string& name() const { return m_name; }
    void set_name(std::string name) { m_name = std::move(name); }
    // Counts up with every snippet that is opened.
    [[nodiscard]] std::uint64_t openings() const { return m_openings; }
    // Counts up with every change of the text.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    // --- the caret and the selection ---
    [[nodiscard]] Position caret() const { return m_caret.at; }
    [[nodiscard]] Range selection() const;
    [[nodiscard]] std::string selected_text() const { return m_buffer.text(selection()); }
    // The selection; where nothing is selected, the caret's line with its ending.
    [[nodiscard]] std::string text_to_copy() const;
    // How far PageUp and PageDown go.
    void set_page_lines(std::size_t lines) { m_page_lines = lines; }

    // Does it. Returns whether text, caret or selection changed.
    bool apply(const EditCommand& command);
    [[nodiscard]] bool can_undo() const { return m_history.can_undo(); }
    [[nodiscard]] bool can_redo() const { return m_history.can_redo(); }

    // --- what is seen in it ---
    // REQUIRES: line < buffer().line_count().
    [[nodiscard]] const std::vector<Token>& tokens(std::size_t line) const;
    [[nodiscard]] std::optional<std::pair<Position, Position>> matching_brackets() const;

    // --- the recording and the text ---
    // The source that the recording shown was made from; lines are compared with it from now on.
    void mark_recorded(std::string_view source);
    // The recorded line (from 1) that this line still is; 0: none, or it has changed since.
    [[nodiscard]] std::uint32_t recorded_line(std::size_t line) const;
    // The same, but a changed line tells which one it was.
    [[nodiscard]] Origin origin(std::size_t line) const { return m_origins.of(line); }
    // The recording is of this text or of a version of it; otherwise no line has an origin.
    [[nodiscard]] bool is_recorded_program() const { return m_origins.is_related(); }
    // The text is line by line what was recorded.
    [[nodiscard]] bool is_as_recorded() const { return m_origins.is_as_recorded(); }

    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return m_diagnostics; }
    void set_diagnostics(std::vector<Diagnostic> diagnostics);

private:
    friend class CommandRunner;

    void change(const Range& range, std::string_view text);
    Edit splice(const Range& range, std::string_view text);
    void finish_step(EditKind kind, const Caret& before);
    void replay(const HistoryStep& step, Direction direction);

    TextBuffer m_buffer;
    Caret m_caret;
    std::optional<std::size_t> m_goal_column;  // kept while moving by lines
    std::size_t m_page_lines = 20;
    History m_history;
    std::vector<Edit> m_pending;  // edits of the command being done
    mutable Highlighting m_highlighting;
    Origins m_origins;
    std::vector<Diagnostic> m_diagnostics;
    std::string m_opened, m_name = "snippet.py";
    std::uint64_t m_revision = 1;
    std::uint64_t m_openings = 0;
    mutable std::pair<std::uint64_t, bool> m_is_edited{0, false};  // for which revision
};

}  // namespace viv::editor
