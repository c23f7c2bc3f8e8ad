// Reaching everything by key: the stops of the Tab key and the mark that goes from one to the next.
// The mark never takes a key that is meant for text: moving the focus takes it away.
#include <algorithm>
#include <cmath>

#include "app/widgets/draw.h"
#include "app/widgets/imgui_ui.h"

namespace viv::ui {
namespace {

std::string_view panel_of(std::string_view id) {
    return id.substr(0, id.find('/'));
}

}  // namespace

void ImGuiUi::stop(std::string_view id, const Rect& rect, StopKind kind) {
    if (m_layer < m_top_layer) return;
    if (std::find(m_stops.begin(), m_stops.end(), id) != m_stops.end()) return;
    m_stops.emplace_back(id);
    m_stop_kinds[m_stops.back()] = kind;
    if (m_revealed != id) return;
    m_revealed.clear();
    reveal(rect);
}

bool ImGuiUi::press_stop(std::string_view id, const Rect& rect) {
    if (m_mark != id) return false;
    draw().AddRect(rect.min - ImVec2(px(2), px(2)), rect.max + ImVec2(px(2), px(2)), theme().accent,
                   px(9), 0, std::max(1.0f, std::round(px(2))));
    const auto is_press = [](const KeyEvent& e) {
        return is(e, Key::Enter) || is(e, Key::Space) ||
               (e.key == Key::None && e.codepoint == U' ');
    };
    return std::erase_if(m_input.keys, is_press) > 0;
}

// Scrolls the region being drawn so far that the whole of it is in sight.
void ImGuiUi::reveal(const Rect& rect) {
    if (m_open_scrolls.empty()) return;
    const OpenScroll& open = m_open_scrolls.back();
    Scroll& scroll = m_scrolls[open.id];
    const float margin = px(16);
    const float above = open.rect.min.y + margin - rect.min.y;
    const float below = rect.max.y - (open.rect.max.y - margin);
    if (above > 0) {
        scroll_to(open.id, scroll.offset - above);
    } else if (below > 0) {
        scroll_to(open.id, scroll.offset + below);
    }
}

void ImGuiUi::move_mark(int by) {
    // Keys that come before anything is drawn go by the frame before.
    const std::vector<std::string>& stops = m_stops.empty() ? m_last_stops : m_stops;
    if (stops.empty()) return;
    const auto count = static_cast<int>(stops.size());
    const std::string_view here = m_mark.empty() ? m_focus : m_mark;
    const auto at = std::find(stops.begin(), stops.end(), here);
    int index = static_cast<int>(at - stops.begin()) + by;
    if (at == stops.end()) {
        const auto is_its = [&](const std::string& id) {
            return panel_of(id) == panel_of(m_focus);
        };
        const auto first = std::find_if(stops.begin(), stops.end(), is_its);
        const auto last = std::find_if(stops.rbegin(), stops.rend(), is_its);
        index = by > 0 ? 0 : count - 1;
        if (first != stops.end()) {
            index = static_cast<int>(by > 0 ? first - stops.begin() : stops.rend() - last - 1);
        }
    }
    const std::string next = stops[static_cast<std::size_t>((index + count) % count)];
    if (m_stop_kinds[next] == StopKind::Type) {
        set_focus(next);
    } else {
        // Out of a field, but not out of its panel.
        if (m_focus.find('/') != std::string::npos) set_focus(std::string(panel_of(m_focus)));
        m_mark = next;
    }
    m_revealed = next;
    m_is_moving = true;
}

}  // namespace viv::ui
