// Where lines, columns and error messages of the code stand: made anew each frame, so that it
// follows the window's size and scale. Messages stand on rows of their own below their line.
// Heights are from the top of the content, widths from the left of the code; screen pixels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/editor/document.h"
#include "app/widgets/ui.h"

namespace viv::panels::snippet {

inline constexpr float kCodeSize = 14;
inline constexpr float kMessageSize = 12.5f;

// An error below its line, wrapped.
struct Message {
    std::size_t line = 0;  // from 0
    const editor::Diagnostic* diagnostic = nullptr;
    std::string text;               // "SyntaxError: invalid syntax (line 1, column 5)"
    std::vector<std::string> rows;  // the same, wrapped
};

class Geometry {
public:
    Geometry(ui::Ui& ui, const editor::Document& document, const ui::Rect& body);

    [[nodiscard]] float line_height() const { return m_line_height; }
    [[nodiscard]] float message_row_height() const { return m_message_row; }
    [[nodiscard]] float gutter() const { return m_gutter; }
    [[nodiscard]] const ui::Rect& body() const { return m_body; }
    // The code's part of the body, right of the numbers.
    [[nodiscard]] ui::Rect code() const {
        return {{m_body.min.x + m_gutter, m_body.min.y}, m_body.max};
    }
    [[nodiscard]] float content_height() const { return m_content_height; }
    [[nodiscard]] float top_of(std::size_t line) const;
    [[nodiscard]] std::size_t line_at(float y) const;
    [[nodiscard]] float x_of(std::size_t line, std::size_t byte) const;
    [[nodiscard]] std::size_t byte_at(std::size_t line, float x) const;
    [[nodiscard]] const std::vector<Message>& messages() const { return m_messages; }
    [[nodiscard]] std::size_t visible_lines() const;

private:
    [[nodiscard]] float message_height(const Message& message) const;
    void wrap_messages();

    ui::Ui& m_ui;
    const editor::Document& m_document;
    ui::Rect m_body;
    float m_line_height, m_message_row, m_gutter, m_pad;
    float m_content_height = 0;
    std::vector<Message> m_messages;  // by line
};

// The line up to `byte` as it is drawn: tabs go on to the next stop.
std::string shown(std::string_view line, std::size_t byte);

}  // namespace viv::panels::snippet
