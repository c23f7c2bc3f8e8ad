// The text being edited: lines of valid UTF-8 without their endings, at least one. edit() is the
// only thing that changes it, so whatever has to follow a change needs to listen in one place.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace viv::editor {

// Both count from 0. A byte is always the start of a codepoint, or the line's end.
struct Position {
    std::size_t line = 0;
    std::size_t byte = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
};

// REQUIRES: begin <= end.
struct Range {
    Position begin, end;
    [[nodiscard]] bool is_empty() const { return begin == end; }
    friend bool operator==(const Range&, const Range&) = default;
};

// A change that was made, with all that is needed to take it back.
struct Edit {
    Position begin;
    std::string removed;
    std::string inserted;
    [[nodiscard]] Edit reversed() const { return {begin, inserted, removed}; }
};

// Where a text that starts at `begin` ends.
Position end_of(Position begin, std::string_view text);

class TextBuffer {
public:
    [[nodiscard]] std::size_t line_count() const { return m_lines.size(); }
    // REQUIRES: line < line_count().
    [[nodiscard]] const std::string& line(std::size_t line) const;
    [[nodiscard]] Position end() const;
    [[nodiscard]] Range all() const { return {{}, end()}; }
    // Lines joined by `\n`.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string text(const Range& range) const;
    // The nearest position that exists.
    [[nodiscard]] Position clamp(Position position) const;

    // Puts `text` (made valid first) in the place of the range. Returns what was done.
    Edit edit(const Range& range, std::string_view text);

private:
    std::vector<std::string> m_lines{1};
};

}  // namespace viv::editor
