// What lies on top of everything: the list of keys, and the text twin of a panel.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "app/shell/keys_help.h"
#include "app/shell/screen.h"
#include "app/widgets/controls.h"

namespace viv::shell {

using ui::ButtonLook;
using ui::Face;
using ui::Rect;

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Rect centred(ImVec2 size, float width, float height, float margin) {
    const float w = std::round(std::min(width, size.x - 2 * margin));
    const float h = std::round(std::min(height, size.y - 2 * margin));
    const ImVec2 min(std::round((size.x - w) / 2), std::round((size.y - h) / 2));
    return {min, {min.x + w, min.y + h}};
}

std::size_t keys_in(const KeyGroup& group) {
    return static_cast<std::size_t>(std::count_if(
        group.keys.begin(), group.keys.end(), [](const KeyHelp& k) { return !k.keys.empty(); }));
}

constexpr float kRow = 26, kTitleRow = 40;

float group_height(const KeyGroup& group) {
    return kTitleRow + kRow * static_cast<float>(keys_in(group));
}

}  // namespace

void Screen::draw_overlay(const ui::FrameInput& input) {
    if (m_overlay == Overlay::None) {
        m_overlay_keys.clear();
        if (m_has_overlay_mark) m_ui->clear_mark();
        m_has_overlay_mark = false;
        return;
    }
    m_ui->keys() = std::exchange(m_overlay_keys, {});
    if (!m_has_overlay_mark) m_ui->clear_mark();
    m_has_overlay_mark = true;
    m_ui->begin_overlay();
    const Rect all{{0, 0}, input.size};
    const ui::Theme& t = m_ui->theme();
    m_ui->draw().AddRectFilled(all.min, all.max,
                               t.name == ui::ThemeName::Dark ? 0x99000000u : 0x59201810u);
    const bool is_outside = m_ui->pointer("overlay/outside", all).is_clicked;
    const bool is_help = m_overlay == Overlay::Help;
    const Rect rect = centred(input.size, m_ui->px(is_help ? 860.0f : 720.0f),
                              m_ui->px(is_help ? 430.0f : 640.0f), m_ui->px(20));
    m_ui->pointer("overlay", rect);
    ui::shadow(m_ui->draw(), rect, m_ui->px(12), m_ui->px(28), t.shadow);
    ui::card(m_ui->draw(), rect, m_ui->px(12), t.panel, t.border_strong);
    is_help ? draw_help(rect) : draw_twin(rect);
    const float half = m_ui->px(13);
    const ImVec2 middle(rect.max.x - m_ui->px(24), rect.min.y + m_ui->px(24));
    const bool is_closed =
        ui::icon_button(*m_ui, "overlay/close",
                        {{middle.x - half, middle.y - half}, {middle.x + half, middle.y + half}},
                        ui::Icon::Cross, ButtonLook::Ghost, true, "Close (Esc)", 12);
    if (is_outside || is_closed) {
        m_overlay = Overlay::None;
        m_ui->keep_drawing();
    }
    m_ui->end_overlay();
    m_ui->keys().clear();
}

void Screen::draw_help(const Rect& area) {
    const ui::Theme& t = m_ui->theme();
    m_ui->text(Face::Bold, 17, area.min + ImVec2(m_ui->px(24), m_ui->px(18)), t.text, "Keys");
    const bool is_double = area.width() > m_ui->px(700);
    const float top = area.min.y + m_ui->px(52);
    const Rect body{{area.min.x, top}, {area.max.x, area.max.y - m_ui->px(12)}};
    // Groups go down the left half, then down the right one.
    float heights[2] = {0, 0};
    for (std::size_t i = 0; i < kKeyGroups.size(); ++i) {
        heights[is_double && i >= 2 ? 1 : 0] += m_ui->px(group_height(kKeyGroups[i]));
    }
    const float offset =
        m_ui->begin_scroll("overlay/keys", body, std::max(heights[0], heights[1]) + m_ui->px(8));
    const float column =
        is_double ? (area.width() - m_ui->px(48)) / 2 : area.width() - m_ui->px(48);
    float y[2] = {body.min.y - offset, body.min.y - offset};
    for (std::size_t i = 0; i < kKeyGroups.size(); ++i) {
        const int side = is_double && i >= 2 ? 1 : 0;
        const float x = area.min.x + m_ui->px(24) + static_cast<float>(side) * column;
        const KeyGroup& group = kKeyGroups[i];
        m_ui->text(Face::Bold, 13, {x, y[side] + m_ui->px(14)}, t.accent, group.title);
        y[side] += m_ui->px(kTitleRow);
        for (std::size_t k = 0; k < keys_in(group); ++k) {
            m_ui->text(Face::Medium, 12.5f, {x, y[side]}, t.text, group.keys[k].keys);
            m_ui->text_fit(Face::Text, 12.5f, {x + m_ui->px(154), y[side]}, t.muted,
                           group.keys[k].what, column - m_ui->px(162));
            y[side] += m_ui->px(kRow);
        }
    }
    m_ui->end_scroll();
    m_ui->note("overlay/help", body, "Keys");
}

void Screen::draw_twin(const Rect& area) {
    const ui::Theme& t = m_ui->theme();
    const float left = area.min.x + m_ui->px(24);
    const float title =
        m_ui->text(Face::Bold, 17, {left, area.min.y + m_ui->px(18)}, t.text, m_twin_title);
    m_ui->text(Face::Text, 13, {left + title + m_ui->px(10), area.min.y + m_ui->px(21)}, t.muted,
               "as text");
    const float width = m_ui->button_width("Copy");
    const Rect copy{{area.max.x - m_ui->px(48) - width, area.min.y + m_ui->px(10)},
                    {area.max.x - m_ui->px(48), area.min.y + m_ui->px(38)}};
    if (m_ui->button("overlay/copy", copy, "Copy", ButtonLook::Plain, true, "Copy it (Ctrl+C)")) {
        m_ui->set_clipboard(m_twin);
    }
    const std::vector<std::string_view> lines = lines_of(m_twin);
    const float row = std::round(m_ui->px(19));
    const Rect body{{area.min.x + m_ui->px(16), area.min.y + m_ui->px(52)},
                    {area.max.x - m_ui->px(16), area.max.y - m_ui->px(16)}};
    ui::card(m_ui->draw(), body, m_ui->px(8), t.well, t.border);
    const Rect inside = body.inset(m_ui->px(1));
    const float offset = m_ui->begin_scroll("overlay/text", inside,
                                            row * static_cast<float>(lines.size()) + m_ui->px(20));
    float y = inside.min.y + m_ui->px(10) - offset;
    for (const std::string_view line : lines) {
        m_ui->text(Face::Mono, 12.5f, {inside.min.x + m_ui->px(10), y}, t.text, line);
        y += row;
    }
    m_ui->end_scroll();
    m_ui->note("overlay/twin", body, m_twin);
}

}  // namespace viv::shell
