// Icon buttons, text fields, byte rows, state dots.
#include "app/widgets/controls.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/widgets/text.h"

namespace viv::ui {
namespace {

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
        return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const std::uint32_t lead[] = {0, 0xc0, 0xe0, 0xf0};
    text += static_cast<char>(lead[more] | (c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f));
}

void erase_last(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80) {
        text.pop_back();
    }
    if (!text.empty()) text.pop_back();
}

// Takes what a field understands; leaves the rest. Returns whether Enter was among it.
bool edit(Ui& ui, std::string& text) {
    bool is_entered = false;
    std::erase_if(ui.keys(), [&](const KeyEvent& e) {
        if (e.key == Key::None && e.codepoint >= 0x20) {
            append_utf8(text, e.codepoint);
        } else if (is(e, Key::Backspace)) {
            erase_last(text);
        } else if (is(e, Key::Backspace, kCtrl)) {
            text.clear();
        } else if (is_letter(e, 'v', kCtrl)) {
            const std::string pasted = ui.clipboard();
            text += pasted.substr(0, pasted.find('\n'));
        } else if (is_letter(e, 'c', kCtrl)) {
            ui.set_clipboard(text);
        } else if (is(e, Key::Enter)) {
            is_entered = true;
        } else {
            // The arrows and their like would otherwise step through the recording.
            return e.mods == kNoMods && (e.key == Key::Left || e.key == Key::Right ||
                                         e.key == Key::Home || e.key == Key::End);
        }
        return true;
    });
    return is_entered;
}

}  // namespace

bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon which, ButtonLook look,
                 bool is_enabled, std::string_view tooltip, float icon_size) {
    const bool is_clicked = ui.button(id, rect, {}, look, is_enabled, tooltip);
    const Theme& t = ui.theme();
    const Color ink = !is_enabled ? t.faint : look == ButtonLook::Primary ? t.on_accent : t.text;
    const ImVec2 middle((rect.min.x + rect.max.x) / 2, (rect.min.y + rect.max.y) / 2);
    icon(ui.draw(), which, middle, ui.px(icon_size), ink);
    return is_clicked;
}

bool text_field(Ui& ui, std::string_view id, const Rect& rect, std::string& text,
                std::string_view hint, bool is_enabled) {
    const Theme& t = ui.theme();
    const Pointer p = ui.pointer(id, rect);
    if (is_enabled) ui.stop(id, rect, StopKind::Type);
    if (p.is_pressed && is_enabled) ui.set_focus(id);
    const bool is_focused = ui.focus() == id && is_enabled;
    const bool is_entered = is_focused && edit(ui, text);
    card(ui.draw(), rect, ui.px(6), t.well,
         is_focused ? t.accent : (p.is_hovered && is_enabled ? t.border_strong : t.border));
    const float y = rect.min.y + (rect.height() - ui.line_height(Face::Mono, 13)) / 2;
    const float x = rect.min.x + ui.px(10);
    ui.push_clip(rect.inset(ui.px(2)));
    const float width = ui.measure(Face::Mono, 13, text);
    const float shift = std::min(0.0f, rect.width() - ui.px(22) - width);  // the end stays in sight
    if (text.empty() && !is_focused) {
        ui.text(Face::Text, 13, {x, y}, t.muted, hint);
    } else {
        ui.text(Face::Mono, 13, {x + shift, y}, is_enabled ? t.text : t.muted, text);
    }
    if (is_focused) {
        const float at = std::round(x + shift + width + 1);
        if (ui.caret_is_lit()) {
            ui.draw().AddRectFilled(
                {at, y},
                {at + std::max(1.0f, std::round(ui.px(1.5f))), y + ui.line_height(Face::Mono, 13)},
                t.accent);
        }
    }
    ui.pop_clip();
    ui.note(id, rect, text.empty() ? hint : text);
    return is_entered;
}

float byte_row(Ui& ui, ImVec2 at, std::string_view bytes, Color ink, Color fill,
               std::size_t max_bytes, float size) {
    std::string row;
    for (std::size_t i = 0; i < std::min(bytes.size(), max_bytes); ++i) {
        if (i > 0) row += ' ';
        row += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
    }
    if (bytes.size() > max_bytes) row += " …";
    const float width = std::round(ui.measure(Face::Mono, size, row) + ui.px(8));
    const float height = ui.line_height(Face::Mono, size);
    ui.draw().AddRectFilled({at.x, at.y - ui.px(1)}, {at.x + width, at.y + height + ui.px(1)}, fill,
                            ui.px(4));
    ui.text(Face::Mono, size, {at.x + ui.px(4), at.y}, ink, row);
    return width;
}

float state_dot(Ui& ui, ImVec2 left_middle, std::string_view word, Color color, float size) {
    const float radius = ui.px(3.5f);
    ui.draw().AddCircleFilled({left_middle.x + radius, left_middle.y}, radius, color);
    const float gap = radius * 2 + ui.px(6);
    return gap +
           ui.text(Face::Medium, size,
                   {left_middle.x + gap, left_middle.y - ui.line_height(Face::Medium, size) / 2},
                   color, word);
}

}  // namespace viv::ui
