// Mouse, buttons, scrolling, tooltips. What is hot is found at the beginning of a frame among the
// areas of the frame before: the last one drawn over the mouse wins.
#include <algorithm>
#include <cmath>

#include "app/widgets/draw.h"
#include "app/widgets/imgui_ui.h"

namespace viv::ui {
namespace {

constexpr double kDoubleClickSeconds = 0.4;
constexpr float kWheelStep = 56;  // logical pixels for a notch
constexpr double kTooltipDelay = 0.45;

std::size_t hash_of(std::string_view id) {
    return std::hash<std::string_view>{}(id) | 1;
}

float length(ImVec2 v) {
    return std::hypot(v.x, v.y);
}

}  // namespace

void ImGuiUi::take_mouse(const FrameInput& last) {
    m_mouse_pressed = m_input.is_mouse_down && !last.is_mouse_down;
    m_mouse_released = !m_input.is_mouse_down && last.is_mouse_down;
    m_drag = m_input.is_mouse_down && last.is_mouse_down ? m_input.mouse - last.mouse : ImVec2{};
    find_hot();
    if (m_mouse_pressed) {
        const bool is_again = m_now - m_last_press_time < kDoubleClickSeconds &&
                              length(m_input.mouse - m_last_press) < px(5);
        m_clicks = is_again ? m_clicks + 1 : 1;
        m_last_press = m_input.mouse;
        m_last_press_time = m_now;
        m_active = m_hot;
        m_mark.clear();
    }
    if (!m_input.is_mouse_down && !m_mouse_released) m_active = 0;
}

void ImGuiUi::find_hot() {
    m_top_layer = 0;
    for (const Area& area : m_last_areas) m_top_layer = std::max(m_top_layer, area.layer);
    m_hot = m_wheel_owner = 0;
    for (const Area& area : m_last_areas) {
        if (area.layer < m_top_layer || !area.rect.contains(m_input.mouse)) continue;
        if (area.is_scroll) {
            m_wheel_owner = area.id;
        } else {
            m_hot = area.id;
        }
    }
}

Pointer ImGuiUi::pointer(std::string_view id, const Rect& rect) {
    const Hash hash = hash_of(id);
    const Rect seen = entry(id, rect).rect;
    m_areas.push_back({hash, seen, m_layer, false});
    const bool is_over = seen.contains(m_input.mouse);
    Pointer p;
    p.position = m_input.mouse;
    p.is_hovered = m_hot == hash && is_over && (m_active == 0 || m_active == hash);
    p.is_pressed = m_mouse_pressed && m_active == hash;
    p.is_held = m_input.is_mouse_down && m_active == hash;
    p.is_clicked = m_mouse_released && m_active == hash && is_over && m_hot == hash;
    p.clicks = p.is_pressed || p.is_clicked ? m_clicks : 0;
    if (p.is_held) p.drag = m_drag;
    // The wheel passes through what lies on top, but not through a region that scrolls.
    if (is_over && m_layer >= m_top_layer && m_wheel_owner == 0) {
        p.wheel = m_input.wheel;
        p.wheel_x = m_input.wheel_x;
    }
    m_last_rect = seen;
    m_last_hovered = p.is_hovered;
    return p;
}

bool ImGuiUi::button(std::string_view id, const Rect& rect, std::string_view label, ButtonLook look,
                     bool is_enabled, std::string_view tooltip_text) {
    Pointer p = pointer(id, rect);
    Widget& widget = entry(id, rect);
    widget.text = label.empty() ? tooltip_text : label;
    widget.is_enabled = is_enabled;
    if (is_enabled) stop(id, rect, StopKind::Press);
    draw_button(rect, label, look, is_enabled, p);
    const bool is_by_key = is_enabled && press_stop(id, rect);
    if (!tooltip_text.empty()) tooltip(tooltip_text);
    return is_enabled && (p.is_clicked || is_by_key);
}

void ImGuiUi::draw_button(const Rect& rect, std::string_view label, ButtonLook look,
                          bool is_enabled, const Pointer& p) {
    const Theme& t = theme();
    const float radius = px(7);
    const bool is_down = p.is_held && p.is_hovered && is_enabled;
    const bool is_hot = p.is_hovered && is_enabled;
    Color fill = t.card_raised, border = t.border, ink = t.text;
    if (look == ButtonLook::Primary) {
        fill = border = t.accent;
        ink = t.on_accent;
        if (is_hot) fill = mix(t.accent, t.text, 0.12f);
        if (is_down) fill = mix(t.accent, t.ground, 0.2f);
    } else {
        if (look == ButtonLook::Ghost) fill = border = 0;
        if (is_hot) fill = t.hover;
        if (is_hot && look == ButtonLook::Plain) border = t.border_strong;
        if (is_down) fill = t.selected_row;
    }
    if (!is_enabled) {
        ink = t.faint;
        if (look == ButtonLook::Primary) fill = border = t.card_raised;
    }
    if ((fill >> 24) != 0) card(draw(), rect, radius, fill, (border >> 24) != 0 ? border : fill);
    if (label.empty()) return;
    const float room = rect.width() - px(8);
    const float width = std::min(measure(Face::Medium, 13, label), room);
    const ImVec2 at(rect.min.x + (rect.width() - width) / 2,
                    rect.min.y + (rect.height() - line_height(Face::Medium, 13)) / 2);
    text_fit(Face::Medium, 13, at, ink, label, room + 1);
}

float ImGuiUi::button_width(std::string_view label) {
    return std::round(measure(Face::Medium, 13, label) + px(26));
}

void ImGuiUi::tooltip(std::string_view tip) {
    if (!m_last_hovered || m_input.is_mouse_down) return;
    m_tooltip = tip;
}

void ImGuiUi::draw_tooltip() {
    if (m_tooltip != m_shown_tooltip) {
        m_shown_tooltip = m_tooltip;
        m_tooltip_since = m_now;
    }
    if (m_tooltip.empty()) return;
    if (m_now - m_tooltip_since < kTooltipDelay) {
        draw_at(m_tooltip_since + kTooltipDelay);
        return;
    }
    begin_overlay();
    std::vector<std::string_view> lines;
    float width = 0;
    for (std::size_t from = 0; from <= m_tooltip.size();) {
        const std::size_t end = std::min(m_tooltip.find('\n', from), m_tooltip.size());
        lines.push_back(std::string_view(m_tooltip).substr(from, end - from));
        width = std::max(width, measure(Face::Text, 12.5f, lines.back()));
        from = end + 1;
    }
    const float row = std::round(px(18));
    const ImVec2 size(width + px(20), row * static_cast<float>(lines.size()) + px(12));
    ImVec2 at = m_input.mouse + ImVec2(px(12), px(18));
    at.x = std::max(px(4), std::min(at.x, m_input.size.x - size.x - px(6)));
    if (at.y + size.y > m_input.size.y - px(4)) at.y = m_input.mouse.y - size.y - px(8);
    const Rect rect{at, at + size};
    shadow(draw(), rect, px(7), px(10), theme().shadow);
    card(draw(), rect, px(7), theme().card_raised, theme().border_strong);
    float y = at.y + px(6) + (row - line_height(Face::Text, 12.5f)) / 2;
    for (const std::string_view line : lines) {
        text(Face::Text, 12.5f, {at.x + px(10), y}, theme().text, line);
        y += row;
    }
    note("tooltip", rect, m_tooltip);
    end_overlay();
}

// --- scrolling ---

void ImGuiUi::settle(Scroll& scroll) {
    scroll.target = std::clamp(scroll.target, 0.0f, scroll.limit);
    const float distance = scroll.target - scroll.offset;
    if (!motion_allowed() || std::abs(distance) < 0.5f) {
        scroll.offset = scroll.target;
        return;
    }
    scroll.offset += distance * (1 - std::exp2(-delta_seconds() / 0.045f));
    scroll.offset = std::clamp(scroll.offset, 0.0f, scroll.limit);
    keep_drawing();
}

float ImGuiUi::begin_scroll(std::string_view id, const Rect& rect, float content_height) {
    Scroll& scroll = m_scrolls[std::string(id)];
    scroll.limit = std::max(0.0f, std::ceil(content_height - rect.height()));
    if (scroll.limit > 0) {
        const Hash hash = hash_of(id);
        m_areas.push_back({hash, visible(rect), m_layer, true});
        if (m_wheel_owner == hash) scroll.target -= m_input.wheel * px(kWheelStep);
    }
    settle(scroll);
    m_scrolls_drawn.emplace_back(id);
    m_open_scrolls.push_back({std::string(id), rect, content_height});
    push_clip(rect);
    return std::round(scroll.offset);
}

void ImGuiUi::end_scroll() {
    const OpenScroll open = std::move(m_open_scrolls.back());
    m_open_scrolls.pop_back();
    Scroll& scroll = m_scrolls[open.id];
    if (scroll.limit > 0) draw_bar(open, scroll);
    pop_clip();
}

void ImGuiUi::draw_bar(const OpenScroll& open, Scroll& scroll) {
    const float track = open.rect.height() - px(8);
    const float thumb = std::max(px(24), track * open.rect.height() / open.content_height);
    const float room = std::max(1.0f, track - thumb);
    const Rect lane{{open.rect.max.x - px(10), open.rect.min.y + px(4)},
                    {open.rect.max.x, open.rect.max.y - px(4)}};
    const Pointer p = pointer(open.id + "/bar", lane);
    if (p.is_held) {
        const float wanted = p.is_pressed ? p.position.y - lane.min.y - thumb / 2
                                          : scroll.target / scroll.limit * room + p.drag.y;
        const float top = scroll.target / scroll.limit * room;
        const bool is_on_thumb =
            p.position.y >= lane.min.y + top && p.position.y < lane.min.y + top + thumb;
        if (!(p.is_pressed && is_on_thumb)) scroll.target = wanted / room * scroll.limit;
        scroll.target = scroll.offset = std::clamp(scroll.target, 0.0f, scroll.limit);
    }
    const float width = p.is_hovered || p.is_held ? px(6) : px(4);
    const float y = lane.min.y + scroll.offset / scroll.limit * room;
    draw().AddRectFilled({lane.max.x - px(2) - width, y}, {lane.max.x - px(2), y + thumb},
                         p.is_hovered || p.is_held ? theme().muted : theme().border_strong,
                         width / 2);
}

void ImGuiUi::scroll_to(std::string_view id, float offset) {
    Scroll& scroll = m_scrolls[std::string(id)];
    if (scroll.target != std::round(offset)) keep_drawing();
    scroll.target = std::round(offset);
}

bool ImGuiUi::scroll_region_of(std::string_view panel, float by) {
    for (auto id = m_scrolls_drawn.rbegin(); id != m_scrolls_drawn.rend(); ++id) {
        const bool is_its =
            id->starts_with(panel) && (id->size() == panel.size() || (*id)[panel.size()] == '/');
        Scroll& scroll = m_scrolls[*id];
        if (!is_its || scroll.limit <= 0) continue;
        scroll.target = std::clamp(scroll.target + by, 0.0f, scroll.limit);
        keep_drawing();
        return true;
    }
    return false;
}

}  // namespace viv::ui
