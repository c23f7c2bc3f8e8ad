// Everything is measured with the kit that draws it, so a caret stands where its character does
// whatever the characters are.
#include "app/panels/snippet/geometry.h"

#include <algorithm>
#include <cmath>

#include "app/editor/utf8.h"

namespace viv::panels::snippet {

namespace {

constexpr std::size_t kTabColumns = 4;
constexpr std::size_t kMostMessageRows = 4;

std::vector<std::string> wrap(ui::Ui& ui, std::string_view text, float width) {
    std::vector<std::string> rows(1);
    while (!text.empty()) {
        const std::size_t space = text.find_first_of(" \n");
        std::string_view word = text.substr(0, space);
        text.remove_prefix(space == text.npos ? text.size() : space + 1);
        const std::string longer =
            rows.back().empty() ? std::string(word) : rows.back() + " " + std::string(word);
        const bool fits = rows.back().empty() || rows.size() == kMostMessageRows ||
                          ui.measure(ui::Face::Text, kMessageSize, longer) <= width;
        if (fits) {
            rows.back() = longer;
        } else {
            rows.emplace_back(word);
        }
    }
    return rows;
}

// The message and where it holds: a squiggle alone is easily overlooked.
std::string message_text(const editor::Diagnostic& diagnostic) {
    std::string text = diagnostic.message + " (line " + std::to_string(diagnostic.line);
    if (diagnostic.column > 0) text += ", column " + std::to_string(diagnostic.column);
    return text + ")";
}

}  // namespace

std::string shown(std::string_view line, std::size_t byte) {
    const std::string_view head = line.substr(0, byte);
    if (head.find('\t') == head.npos) return std::string(head);
    std::string text;
    std::size_t column = 0;
    for (std::size_t at = 0; at < head.size();) {
        const std::size_t next = editor::next_codepoint(head, at);
        if (head[at] == '\t') {
            const std::size_t blanks = kTabColumns - column % kTabColumns;
            text.append(blanks, ' ');
            column += blanks;
        } else {
            text.append(head.substr(at, next - at));
            ++column;
        }
        at = next;
    }
    return text;
}

Geometry::Geometry(ui::Ui& ui, const editor::Document& document, const ui::Rect& body)
    : m_ui(ui), m_document(document), m_body(body) {
    m_line_height = std::round(ui.px(22.5f));
    m_message_row = std::round(ui.px(19));
    m_pad = std::round(ui.px(10));
    const std::size_t lines = document.buffer().line_count();
    const std::string digits(std::max<std::size_t>(2, std::to_string(lines).size()), '0');
    m_gutter = std::round(ui.px(20) + ui.measure(ui::Face::Mono, 13, digits) + ui.px(16));
    wrap_messages();
    m_content_height = 2 * m_pad + static_cast<float>(lines) * m_line_height;
    for (const Message& message : m_messages) m_content_height += message_height(message);
}

void Geometry::wrap_messages() {
    const float width = m_body.width() - m_gutter - m_ui.px(60);
    for (const editor::Diagnostic& diagnostic : m_document.diagnostics()) {
        if (diagnostic.message.empty()) continue;
        m_messages.push_back({diagnostic.line - 1, &diagnostic, message_text(diagnostic), {}});
        m_messages.back().rows = wrap(m_ui, m_messages.back().text, width);
    }
    std::stable_sort(m_messages.begin(), m_messages.end(),
                     [](const Message& a, const Message& b) { return a.line < b.line; });
}

float Geometry::message_height(const Message& message) const {
    return static_cast<float>(message.rows.size()) * m_message_row + m_ui.px(10);
}

float Geometry::top_of(std::size_t line) const {
    float top = m_pad + static_cast<float>(line) * m_line_height;
    for (const Message& message : m_messages) {
        if (message.line < line) top += message_height(message);
    }
    return std::round(top);
}

std::size_t Geometry::line_at(float y) const {
    float extra = 0;
    for (const Message& message : m_messages) {
        const float end = top_of(message.line) + m_line_height;
        if (y < end) break;
        // On the message itself: its line.
        if (y < end + message_height(message)) return message.line;
        extra += message_height(message);
    }
    const float line = std::floor((y - m_pad - extra) / m_line_height);
    const auto last = static_cast<float>(m_document.buffer().line_count() - 1);
    return static_cast<std::size_t>(std::clamp(line, 0.0f, last));
}

float Geometry::x_of(std::size_t line, std::size_t byte) const {
    return m_ui.measure(ui::Face::Mono, kCodeSize, shown(m_document.buffer().line(line), byte));
}

std::size_t Geometry::byte_at(std::size_t line, float x) const {
    const std::string& text = m_document.buffer().line(line);
    // Halving over columns; the answer is the boundary nearest to x.
    std::size_t low = 0;
    std::size_t high = editor::column_of_byte(text, text.size());
    const auto x_of_column = [&](std::size_t column) {
        return x_of(line, editor::byte_of_column(text, column));
    };
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if ((x_of_column(middle) + x_of_column(middle + 1)) / 2 <= x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return editor::byte_of_column(text, low);
}

std::size_t Geometry::visible_lines() const {
    return static_cast<std::size_t>(std::max(1.0f, m_body.height() / m_line_height - 1));
}

}  // namespace viv::panels::snippet
