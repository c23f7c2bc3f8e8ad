// From the back to the front: bands of lines, selection, text, errors, caret; values come last, so
// that they take the mouse before the code does.
#include "app/panels/snippet/code_view.h"

#include <algorithm>
#include <cmath>

#include "app/editor/document.h"
#include "app/editor/utf8.h"
#include "app/panels/snippet/value_pills.h"
#include "app/panels/syntax.h"
#include "app/session/sitting.h"
#include "app/widgets/draw.h"

namespace viv::panels::snippet {

using ui::Color;
using ui::Face;
using ui::Rect;
using ui::Ui;

namespace {

constexpr float kNumberSize = 13;
constexpr float kWordsSize = 11.5f;

class Drawer {
public:
    explicit Drawer(const CodeView& view)
        : m_view(view),
          m_g(view.geometry),
          m_ui(view.context.ui),
          m_theme(view.context.ui.theme()),
          m_document(view.context.document),
          m_left(view.geometry.code().min.x - view.scroll_x) {}

    float run() {
        const editor::TextBuffer& buffer = m_document.buffer();
        const std::size_t first = m_g.line_at(m_view.scroll_y);
        const std::size_t last = m_g.line_at(m_view.scroll_y + m_g.body().height());
        for (std::size_t line = first; line <= last; ++line) bands(line);
        m_ui.push_clip(m_g.code());
        selection(first, last);
        bracket_boxes();
        for (std::size_t line = first; line <= last; ++line) tokens(line);
        for (const Message& message : m_g.messages()) error(message);
        caret();
        m_ui.pop_clip();
        float widest = 0;
        for (std::size_t line = first; line <= last; ++line) {
            widest = std::max(widest, m_g.x_of(line, buffer.line(line).size()));
            beside(line);
        }
        return widest;
    }

private:
    [[nodiscard]] float top(std::size_t line) const {
        return m_g.body().min.y - m_view.scroll_y + m_g.top_of(line);
    }
    [[nodiscard]] Rect line_rect(std::size_t line) const {
        return {{m_g.body().min.x, top(line)}, {m_g.body().max.x, top(line) + m_g.line_height()}};
    }
    [[nodiscard]] float x_of(editor::Position at) const {
        return std::round(m_left + m_g.x_of(at.line, at.byte));
    }
    [[nodiscard]] float text_top(std::size_t line, float size) const {
        return std::round(top(line) + (m_g.line_height() - m_ui.line_height(Face::Mono, size)) / 2);
    }

    void bands(std::size_t line);
    void selection(std::size_t first, std::size_t last);
    void bracket_boxes();
    void tokens(std::size_t line);
    void error(const Message& message);
    void caret();
    void beside(std::size_t line);
    float words(std::size_t line, float x, const LineMark& mark);

    const CodeView& m_view;
    const Geometry& m_g;
    Ui& m_ui;
    const ui::Theme& m_theme;
    const editor::Document& m_document;
    float m_left;
};

// The line about to run, callers' lines, the caret's line; and the number.
void Drawer::bands(std::size_t line) {
    const Rect rect = line_rect(line);
    const LineMark* mark = mark_at(m_view, line);
    const bool is_changed = m_document.origin(line).is_changed;
    ImDrawList& list = m_ui.draw();
    Color ink = m_theme.muted;
    if (mark != nullptr) {
        const float strength = mark->is_innermost ? 1.0f : 0.4f;
        list.AddRectFilled(rect.min, rect.max, ui::with_alpha(m_theme.accent_soft, strength));
        list.AddRectFilled(rect.min, {rect.min.x + std::round(m_ui.px(3)), rect.max.y},
                           ui::with_alpha(m_theme.accent, strength));
        if (mark->is_innermost) ink = m_theme.accent;
    }
    const bool is_caret_line = m_document.caret().line == line;
    if (is_caret_line && m_view.is_focused) {
        if (mark == nullptr) {
            list.AddRectFilled({m_g.code().min.x - m_ui.px(8), rect.min.y}, rect.max,
                               ui::with_alpha(m_theme.hover, 0.55f));
        }
        if (mark == nullptr || !mark->is_innermost) ink = m_theme.text;
    }
    const std::string number = std::to_string(line + 1);
    const float width = m_ui.measure(Face::Mono, kNumberSize, number);
    m_ui.text(Face::Mono, kNumberSize,
              {std::round(m_g.code().min.x - m_ui.px(16) - width), text_top(line, kNumberSize)},
              ink, number);
    if (is_changed) {
        // Edited since it was recorded: what ran is not what stands here, so nothing is beside it.
        list.AddRectFilled({m_g.code().min.x - m_ui.px(9), rect.min.y + m_ui.px(2)},
                           {m_g.code().min.x - m_ui.px(7), rect.max.y - m_ui.px(2)}, m_theme.warn);
    }
}

void Drawer::selection(std::size_t first, std::size_t last) {
    const editor::Range range = m_document.selection();
    if (range.is_empty()) return;
    const float strength = m_view.is_focused ? 0.32f : 0.18f;
    const Color color = ui::with_alpha(m_theme.accent, strength);
    for (std::size_t line = std::max(first, range.begin.line);
         line <= std::min(last, range.end.line); ++line) {
        const Rect rect = line_rect(line);
        const std::size_t size = m_document.buffer().line(line).size();
        const float from = line == range.begin.line ? x_of(range.begin) : std::round(m_left);
        // A selected line end shows as half a character.
        const float to =
            line == range.end.line ? x_of(range.end) : x_of({line, size}) + std::round(m_ui.px(5));
        m_ui.draw().AddRectFilled({from, rect.min.y}, {to, rect.max.y}, color);
    }
}

void Drawer::bracket_boxes() {
    if (!m_view.is_focused) return;
    const auto pair = m_document.matching_brackets();
    if (!pair) return;
    for (const editor::Position at : {pair->first, pair->second}) {
        const Rect rect = line_rect(at.line);
        const float from = x_of(at);
        const float to = x_of({at.line, at.byte + 1});
        const ImVec2 min(from - 0.5f, rect.min.y + m_ui.px(2.5f));
        const ImVec2 max(to + 0.5f, rect.max.y - m_ui.px(2.5f));
        m_ui.draw().AddRectFilled(min, max, ui::with_alpha(m_theme.accent, 0.15f), m_ui.px(3));
        m_ui.draw().AddRect(min, max, ui::with_alpha(m_theme.accent, 0.6f), m_ui.px(3));
    }
}

void Drawer::tokens(std::size_t line) {
    const std::string& text = m_document.buffer().line(line);
    const float y = text_top(line, kCodeSize);
    for (const editor::Token& token : m_document.tokens(line)) {
        const std::string head = shown(text, token.begin);
        const float x = m_left + m_ui.measure(Face::Mono, kCodeSize, head);
        if (x > m_g.body().max.x) break;
        m_ui.text(Face::Mono, kCodeSize, {x, y}, syntax_color(m_theme, token.role),
                  std::string_view(shown(text, token.end)).substr(head.size()));
    }
}

// A squiggle under what is wrong, and the message on rows of its own below the line.
void Drawer::error(const Message& message) {
    const editor::Diagnostic& diagnostic = *message.diagnostic;
    const std::string& text = m_document.buffer().line(message.line);
    const Rect rect = line_rect(message.line);
    const Color color = diagnostic.is_error ? m_theme.bad : m_theme.warn;
    const std::size_t blanks = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t begin =
        diagnostic.column == 0 ? blanks : editor::byte_of_column(text, diagnostic.column - 1);
    const std::size_t end = diagnostic.end_column > diagnostic.column
                                ? editor::byte_of_column(text, diagnostic.end_column - 1)
                                : text.size();
    const float from = x_of({message.line, begin});
    const float to = std::max(x_of({message.line, end}), from + m_ui.px(8));
    ui::squiggle(m_ui.draw(), {from, rect.max.y - m_ui.px(3.5f)}, to - from, color, m_ui.px(1));

    float widest = 0;
    for (const std::string& row : message.rows) {
        widest = std::max(widest, m_ui.measure(Face::Text, kMessageSize, row));
    }
    const float height = static_cast<float>(message.rows.size()) * m_g.message_row_height();
    const ImVec2 at(m_g.code().min.x, rect.max.y + m_ui.px(2));
    const Rect box{at, at + ImVec2(widest + m_ui.px(40), height + m_ui.px(5))};
    ui::card(m_ui.draw(), box, m_ui.px(6),
             diagnostic.is_error ? m_theme.bad_soft : m_theme.warn_soft,
             ui::mix(m_theme.border, color, 0.5f));
    ui::icon(m_ui.draw(), diagnostic.is_error ? ui::Icon::Error : ui::Icon::Warning,
             {box.min.x + m_ui.px(15), box.min.y + m_g.message_row_height() / 2 + m_ui.px(2.5f)},
             m_ui.px(13), color);
    float y = box.min.y + m_ui.px(2.5f) +
              (m_g.message_row_height() - m_ui.line_height(Face::Text, kMessageSize)) / 2;
    for (const std::string& row : message.rows) {
        m_ui.text(Face::Text, kMessageSize, {box.min.x + m_ui.px(28), std::round(y)}, m_theme.text,
                  row);
        y += m_g.message_row_height();
    }
    m_ui.note("snippet/error/" + std::to_string(message.line + 1), box, message.text);
}

void Drawer::caret() {
    const editor::Position at = m_document.caret();
    const Rect rect = line_rect(at.line);
    const float x = x_of(at);
    const float width = std::max(1.0f, std::round(m_ui.px(1.6f)));
    const Rect bar{{x, rect.min.y + m_ui.px(2)}, {x + width, rect.max.y - m_ui.px(2)}};
    m_ui.note(
        "snippet/caret", bar,
        std::to_string(at.line + 1) + ":" +
            std::to_string(editor::column_of_byte(m_document.buffer().line(at.line), at.byte) + 1));
    if (m_view.is_caret_lit) m_ui.draw().AddRectFilled(bar.min, bar.max, m_theme.accent);
}

// The mark's words after the code, and the values at the right edge.
void Drawer::beside(std::size_t line) {
    const std::string& text = m_document.buffer().line(line);
    const Rect rect = line_rect(line);
    m_ui.note("snippet/line/" + std::to_string(line + 1), rect, text);
    float x = std::max(m_left + m_g.x_of(line, text.size()), m_g.code().min.x) + m_ui.px(16);
    const LineMark* mark = mark_at(m_view, line);
    const std::vector<ValueRow>& values = values_beside(m_view, line);
    if (mark != nullptr) x = words(line, x, *mark);
    const PillRow row{line + 1, {{x, rect.min.y}, {m_g.body().max.x - m_ui.px(14), rect.max.y}}};
    draw_pills(m_view.context, row, values);
}

// Returns where the room for values begins.
float Drawer::words(std::size_t line, float x, const LineMark& mark) {
    const Rect rect = line_rect(line);
    const float room = m_g.body().max.x - m_ui.px(14) - x;
    const std::string id = "snippet/mark/" + std::to_string(line + 1);
    if (room < m_ui.px(40)) {
        m_ui.note(id, rect, mark.words);
        return x;
    }
    const float y = std::round(
        rect.min.y + (m_g.line_height() - m_ui.line_height(Face::Medium, kWordsSize)) / 2);
    const Color ink = mark.is_innermost ? m_theme.accent : m_theme.muted;
    const float width = m_ui.text_fit(Face::Medium, kWordsSize, {x, y}, ink, mark.words, room);
    m_ui.note(id, {{x, rect.min.y}, {x + width, rect.max.y}}, mark.words);
    return x + width + m_ui.px(16);
}

}  // namespace

const std::vector<ValueRow>& values_beside(const CodeView& view, std::size_t line) {
    static const std::vector<ValueRow> kNone;
    const std::uint32_t recorded = view.context.document.recorded_line(line);
    return view.rows != nullptr && recorded != 0 ? view.rows->values(recorded) : kNone;
}

const LineMark* mark_at(const CodeView& view, std::size_t line) {
    const std::uint32_t recorded = view.context.document.recorded_line(line);
    return view.rows != nullptr && recorded != 0 ? view.rows->mark(recorded) : nullptr;
}

float draw_code(const CodeView& view) {
    return Drawer(view).run();
}

}  // namespace viv::panels::snippet
