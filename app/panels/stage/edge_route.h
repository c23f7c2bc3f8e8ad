// The way of an arrow from a card's row to another card. It keeps to the room between the columns
// and crosses a column only where no card stands, so it never passes behind one. Pure.
#pragma once

#include <vector>

#include "app/widgets/ui.h"

namespace viv::panels::stage {

// The points of the way in order, close enough for curves to look round. At least two.
struct Route {
    std::vector<ImVec2> points;
    [[nodiscard]] ImVec2 from() const { return points.front(); }
    [[nodiscard]] ImVec2 to() const { return points.back(); }
};

struct RouteRequest {
    ui::Rect from, to;  // the two cards; the same for a reference to itself
    bool is_self = false;
    float row_y = 0;     // where the arrow leaves
    float arrive_y = 0;  // where it arrives
    float scale = 1;     // screen pixels for a logical one
    float lane = 0;      // -12 to 12 times the scale: apart from others that go the same way
};

// `others` are the cards that the arrow must not enter; the two ends may be among them. Cards that
// overlap across stand in one column; between columns there is room for arrows.
Route route_of(const RouteRequest& request, const std::vector<ui::Rect>& others);

// The smallest rectangle that holds the route.
ui::Rect bounds_of(const Route& route);

}  // namespace viv::panels::stage
