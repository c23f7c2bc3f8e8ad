// From the bottom to the top: areas (to know what is hovered), boxes, lines, text, controls.
#include "app/panels/lesson/page.h"

#include <algorithm>
#include <cmath>

#include "app/widgets/controls.h"

namespace viv::panels {
namespace {

ImVec2 moved(ImVec2 at, ImVec2 by) {
    return {at.x + by.x, at.y + by.y};
}
ui::Rect moved(const ui::Rect& rect, ImVec2 by) {
    return {moved(rect.min, by), moved(rect.max, by)};
}

bool is_seen(const ui::Rect& rect, const ui::Rect& area) {
    return rect.max.y >= area.min.y && rect.min.y <= area.max.y;
}

void draw_box(ui::Ui& ui, const PageBox& box, const ui::Rect& rect, bool is_hovered) {
    const ui::Color fill = is_hovered ? ui.theme().hover : box.fill;
    if (box.border != 0) {
        ui::card(ui.draw(), rect, box.rounding, fill, box.border);
    } else if (fill != 0) {
        ui.draw().AddRectFilled(rect.min, rect.max, fill, box.rounding);
    }
    if (box.bar != 0)
        ui.draw().AddRectFilled(rect.min, {rect.min.x + ui.px(3), rect.max.y}, box.bar,
                                box.rounding, ImDrawFlags_RoundCornersLeft);
}

void draw_line(ui::Ui& ui, const PageLine& line, ImVec2 origin) {
    const float y = std::floor(line.from.y + origin.y) + 0.5f;
    const float end = line.to.x + origin.x;
    const float thickness = std::max(1.0f, std::round(ui.px(1)));
    if (!line.is_dotted) {
        ui.draw().AddLine({line.from.x + origin.x, y}, {end, y}, line.color, thickness);
        return;
    }
    const float dash = ui.px(2);
    for (float x = std::floor(line.from.x + origin.x); x < end; x += 2 * dash)
        ui.draw().AddLine({x, y}, {std::min(x + dash, end), y}, line.color, thickness);
}

// The Tab key goes down the page, whatever the order of drawing.
void put_stops(ui::Ui& ui, const Page& page, ImVec2 origin) {
    struct Stop {
        std::string_view id;
        ui::Rect rect;
        ui::StopKind kind = ui::StopKind::Press;
    };
    std::vector<Stop> stops;
    for (const PageHot& hot : page.hots)
        if (hot.act && hot.ring.width() > 0) stops.push_back({hot.id, hot.ring});
    for (const PageButton& button : page.buttons)
        if (button.is_enabled) stops.push_back({button.id, button.rect});
    for (const PageField& field : page.fields)
        stops.push_back({field.id, field.rect, ui::StopKind::Type});
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) {
        return a.rect.min.y != b.rect.min.y ? a.rect.min.y < b.rect.min.y
                                            : a.rect.min.x < b.rect.min.x;
    });
    for (const Stop& stop : stops) ui.stop(stop.id, moved(stop.rect, origin), stop.kind);
}

}  // namespace

void draw_page(ui::Ui& ui, const Page& page, ImVec2 origin, const ui::Rect& area) {
    int hovered = -1;
    std::function<void()> act;
    put_stops(ui, page, origin);
    for (std::size_t i = 0; i < page.hots.size(); ++i) {
        const PageHot& hot = page.hots[i];
        const ui::Pointer pointer = ui.pointer(hot.id, moved(hot.rect, origin));
        ui.note(hot.id, moved(hot.rect, origin), hot.text);
        if (pointer.is_hovered) {
            if (hot.act) {
                hovered = static_cast<int>(i);
                ui.cursor(ui::Cursor::Hand);
            }
            if (!hot.tip.empty()) ui.tooltip(hot.tip);
        }
        if (pointer.is_clicked && hot.act) act = hot.act;
    }
    for (const PageBox& box : page.boxes) {
        const ui::Rect rect = moved(box.rect, origin);
        if (is_seen(rect, area)) draw_box(ui, box, rect, box.hot >= 0 && box.hot == hovered);
    }
    for (const PageLine& line : page.lines)
        if (line.from.y + origin.y >= area.min.y && line.from.y + origin.y <= area.max.y)
            draw_line(ui, line, origin);
    for (const PagePiece& piece : page.pieces) {
        const ImVec2 at = moved(piece.at, origin);
        if (at.y > area.max.y || at.y + ui.px(piece.size * 2) < area.min.y) continue;
        const bool is_hot = piece.hot >= 0 && piece.hot == hovered;
        ui.text(piece.face, piece.size, at, is_hot ? ui.theme().accent : piece.ink, piece.text);
    }
    for (const PageIcon& icon : page.icons) {
        const ImVec2 at = moved(icon.at, origin);
        if (at.y > area.min.y - ui.px(30) && at.y < area.max.y + ui.px(30))
            ui::icon(ui.draw(), icon.which, at, ui.px(icon.size), icon.color);
    }
    for (const PageNote& note : page.notes) ui.note(note.id, moved(note.rect, origin), note.text);
    for (const PageButton& button : page.buttons)
        if (ui.button(button.id, moved(button.rect, origin), button.label, button.look,
                      button.is_enabled) &&
            button.act)
            act = button.act;
    for (const PageField& field : page.fields) {
        std::string text = field.text;
        ui::text_field(ui, field.id, moved(field.rect, origin), text, field.hint);
        if (text != field.text) field.changed(text);
    }
    for (const PageHot& hot : page.hots)
        if (hot.act && ui.press_stop(hot.id, moved(hot.ring, origin))) act = hot.act;
    if (act) act();
}

}  // namespace viv::panels
