// The snippet: always editable. The recording's marks and values stand beside the lines that they
// belong to, as long as these read as they did when they ran.
#include <algorithm>
#include <cmath>

#include "app/editor/document.h"
#include "app/editor/utf8.h"
#include "app/panels/snippet/code_view.h"
#include "app/panels/snippet/keys.h"
#include "app/session/sitting.h"
#include "app/widgets/draw.h"

namespace viv::panels {

namespace snippet {

using editor::Selecting;
using ui::Face;
using ui::is;
using ui::is_letter;
using ui::kCtrl;
using ui::Key;
using ui::KeyEvent;
using ui::kShift;
using ui::Rect;

namespace {

constexpr const char* kScroll = "snippet/scroll";

}  // namespace

class SnippetPanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "snippet"; }
    [[nodiscard]] const char* title() const override { return "Snippet"; }
    [[nodiscard]] Place place() const override { return Place::Middle; }
    void draw(PanelContext& context, const Rect& area) override;
    [[nodiscard]] std::string text(PanelContext& context) override;

private:
    void follow_recording(PanelContext& context);
    Rect draw_header(PanelContext& context, const Rect& area);
    void take_keys(PanelContext& context);
    bool take_clipboard_key(PanelContext& context, const KeyEvent& key);
    void take_mouse(PanelContext& context, const Geometry& geometry, float scroll_y);
    void reveal_caret(ui::Ui& ui, const editor::Document& document, const Geometry& geometry,
                      float scroll_y);
    void reveal_mark(PanelContext& context, const Geometry& geometry, float scroll_y);
    void wake_caret() { m_reveals_caret = true; }
    [[nodiscard]] CodeView view(PanelContext& context, const Geometry& geometry) {
        return {context, geometry, m_rows ? m_rows.get() : nullptr};
    }

    std::unique_ptr<SnippetRows> m_rows;
    std::uint64_t m_recording_number = 0;
    StepId m_seen_cursor;
    std::uint64_t m_seen_opening = 0;
    bool m_reveals_caret = false;
    bool m_reveals_mark = false;
    bool m_drags = false;  // the press began a selection by characters
    float m_scroll_x = 0;
    float m_widest = 0;
};

void SnippetPanel::draw(PanelContext& context, const Rect& area) {
    ui::Ui& ui = context.ui;
    follow_recording(context);
    const Rect body = draw_header(context, area);
    const bool is_focused = ui.focus() == id();
    if (is_focused) take_keys(context);

    const Geometry geometry(ui, context.document, body);
    context.document.set_page_lines(geometry.visible_lines());
    if (context.document.openings() != m_seen_opening) {
        m_seen_opening = context.document.openings();
        m_scroll_x = 0;
        ui.scroll_to(kScroll, 0);
    }
    const float scroll_y = ui.begin_scroll(kScroll, body, geometry.content_height());
    take_mouse(context, geometry, scroll_y);
    if (m_reveals_caret) reveal_caret(ui, context.document, geometry, scroll_y);
    if (m_reveals_mark) reveal_mark(context, geometry, scroll_y);

    CodeView code = view(context, geometry);
    code.scroll_y = scroll_y;
    code.scroll_x = m_scroll_x;
    code.is_focused = is_focused;
    code.is_caret_lit = is_focused && ui.caret_is_lit();
    m_widest = draw_code(code);
    ui.end_scroll();
}

void SnippetPanel::follow_recording(PanelContext& context) {
    const session::Sitting& sitting = context.sitting;
    const wire::Recording* recording = sitting.recording();
    if (recording == nullptr) {
        m_rows.reset();
        return;
    }
    if (!m_rows || sitting.recording_number() != m_recording_number) {
        m_recording_number = sitting.recording_number();
        m_rows = std::make_unique<SnippetRows>();
    }
    m_rows->set_moment(*recording, sitting.cursor());
    if (sitting.cursor() != m_seen_cursor) {
        m_seen_cursor = sitting.cursor();
        m_reveals_mark = true;
    }
}

Rect SnippetPanel::draw_header(PanelContext& context, const Rect& area) {
    ui::Ui& ui = context.ui;
    editor::Document& document = context.document;
    std::string detail;
    if (document.is_edited()) detail = "edited";
    if (document.is_recorded_program() && !document.is_as_recorded()) {
        detail += detail.empty() ? "" : " · ";
        detail += "changed since the run";
    }
    const float button = document.is_edited() ? ui.button_width("Reset") : 0;
    const Rect title{area.min, {area.max.x - button, area.max.y}};
    Rect body = ui::panel_header(ui, title, document.name(), detail);
    body.max.x = area.max.x;
    ui.note("snippet/header", {area.min, {area.max.x, body.min.y}},
            detail.empty() ? document.name() : document.name() + " · " + detail);
    if (button > 0) {
        const float line = body.min.y - 1;
        ui.draw().AddRectFilled({title.max.x, line}, {area.max.x, line + 1}, ui.theme().border);
        const Rect rect{{area.max.x - button - ui.px(6), area.min.y + ui.px(6)},
                        {area.max.x - ui.px(6), line - ui.px(6)}};
        if (ui.button("snippet/reset", rect, "Reset", ui::ButtonLook::Ghost, true,
                      "Back to the lesson's own snippet (Ctrl+Z takes it back)")) {
            document.reset_text();
            wake_caret();
        }
    }
    return body;
}

void SnippetPanel::take_keys(PanelContext& context) {
    ui::Ui& ui = context.ui;
    std::erase_if(ui.keys(), [&](const KeyEvent& key) {
        // The character comes as an event of its own; the key would press a button elsewhere.
        if (is(key, Key::Space) || is(key, Key::Space, kShift)) return true;
        if (is(key, Key::Escape) && !context.document.selection().is_empty()) {
            context.document.apply(editor::PlaceCaret{context.document.caret()});
            wake_caret();
            return true;
        }
        if (take_clipboard_key(context, key)) return true;
        const auto command = command_of(key);
        if (!command) return false;
        context.document.apply(*command);
        wake_caret();
        return true;
    });
}

bool SnippetPanel::take_clipboard_key(PanelContext& context, const KeyEvent& key) {
    ui::Ui& ui = context.ui;
    if (is_letter(key, 'c', kCtrl)) {
        ui.set_clipboard(context.document.text_to_copy());
    } else if (is_letter(key, 'x', kCtrl) || is(key, Key::Delete, kShift)) {
        ui.set_clipboard(context.document.text_to_copy());
        context.document.apply(editor::CutText{});
        wake_caret();
    } else if (is_letter(key, 'v', kCtrl)) {
        const std::string pasted = ui.clipboard();
        if (!pasted.empty()) context.document.apply(editor::PasteText{pasted});
        wake_caret();
    } else {
        return false;
    }
    return true;
}

// Click, drag, double and triple click; a click on a number takes the line.
void SnippetPanel::take_mouse(PanelContext& context, const Geometry& geometry, float scroll_y) {
    ui::Ui& ui = context.ui;
    editor::Document& document = context.document;
    const ui::Pointer pointer = ui.pointer("snippet/code", geometry.body());
    if (pointer.is_hovered || pointer.is_held) ui.cursor(ui::Cursor::Text);
    const float most = std::max(0.0f, m_widest + ui.px(60) - geometry.code().width());
    m_scroll_x = std::clamp(m_scroll_x - pointer.wheel_x * ui.px(40), 0.0f, most);
    if (!pointer.is_pressed && !pointer.is_held) return;

    const std::size_t line =
        geometry.line_at(pointer.position.y - geometry.body().min.y + scroll_y);
    const float x = pointer.position.x - geometry.code().min.x + m_scroll_x;
    const editor::Position at{line, geometry.byte_at(line, x)};
    if (pointer.is_pressed) {
        ui.set_focus(id());
        const bool is_in_gutter = pointer.position.x < geometry.code().min.x - ui.px(10);
        if (pointer.clicks >= 3 || is_in_gutter) {
            document.apply(editor::SelectLine{line});
        } else if (pointer.clicks == 2) {
            document.apply(editor::SelectWord{at});
        } else {
            document.apply(editor::PlaceCaret{at});
        }
        m_drags = pointer.clicks < 2 && !is_in_gutter;
    } else if (m_drags && (pointer.drag.x != 0 || pointer.drag.y != 0)) {
        document.apply(editor::PlaceCaret{at, Selecting::Yes});
        wake_caret();
    }
}

void SnippetPanel::reveal_caret(ui::Ui& ui, const editor::Document& document,
                                const Geometry& geometry, float scroll_y) {
    m_reveals_caret = false;
    const float margin = geometry.line_height() / 2;
    const float top = geometry.top_of(document.caret().line) - margin;
    const float bottom = top + geometry.line_height() + 2 * margin;
    if (top < scroll_y) ui.scroll_to(kScroll, std::max(0.0f, top));
    if (bottom > scroll_y + geometry.body().height()) {
        ui.scroll_to(kScroll, bottom - geometry.body().height());
    }
    const float x = geometry.x_of(document.caret().line, document.caret().byte);
    const float room = geometry.code().width() - ui.px(30);
    if (x < m_scroll_x) m_scroll_x = std::max(0.0f, x - ui.px(40));
    if (x > m_scroll_x + room) m_scroll_x = x - room;
    m_widest = std::max(m_widest, x);
}

// A step to a line that is out of sight brings it to the middle.
void SnippetPanel::reveal_mark(PanelContext& context, const Geometry& geometry, float scroll_y) {
    m_reveals_mark = false;
    if (!m_rows) return;
    const CodeView code = view(context, geometry);
    for (std::size_t line = 0; line < context.document.buffer().line_count(); ++line) {
        const LineMark* mark = mark_at(code, line);
        if (mark == nullptr || !mark->is_innermost) continue;
        const float top = geometry.top_of(line);
        const float height = geometry.body().height();
        if (top < scroll_y || top + geometry.line_height() > scroll_y + height) {
            context.ui.scroll_to(kScroll, std::max(0.0f, top - height / 2));
        }
        return;
    }
}

// "> 3  return bucket    # returns [1, 2] | bucket = [1, 2]  ×3  0x7f…c3c0"
std::string SnippetPanel::text(PanelContext& context) {
    follow_recording(context);
    const Geometry geometry(context.ui, context.document, {{0, 0}, {1000, 1000}});
    const CodeView code = view(context, geometry);
    const editor::TextBuffer& buffer = context.document.buffer();
    std::string text = context.document.name();
    if (context.document.is_edited()) text += " (edited)";
    text += "\n";
    for (std::size_t line = 0; line < buffer.line_count(); ++line) {
        const LineMark* mark = mark_at(code, line);
        const char* sign = mark == nullptr ? "  " : mark->is_innermost ? "> " : "- ";
        text += sign + std::to_string(line + 1) + "  " + buffer.line(line);
        if (mark != nullptr) text += "    # " + mark->words;
        for (const ValueRow& value : values_beside(code, line)) text += " | " + row_text(value);
        if (context.document.origin(line).is_changed) text += "  (changed since the run)";
        text += "\n";
        for (const Message& message : geometry.messages()) {
            if (message.line == line) text += "     error: " + message.text + "\n";
        }
    }
    return text;
}

}  // namespace snippet

std::unique_ptr<Panel> make_snippet_panel() {
    return std::make_unique<snippet::SnippetPanel>();
}

}  // namespace viv::panels
