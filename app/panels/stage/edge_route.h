// The way of an arrow from a card's row to another card: a curve with a straight piece before or
// after it. Of several ways the one that passes behind the fewest cards is taken. Pure.
#pragma once

#include <vector>

#include "app/widgets/ui.h"

namespace viv::panels::stage {

// A line from `from` to `begin`, a cubic curve to `end`, a line to `to`. Either line may be
// nothing.
struct Route {
    ImVec2 from, begin, out, in, end, to;
};

struct RouteRequest {
    ui::Rect from, to;  // the two cards; the same for a reference to itself
    bool is_self = false;
    float row_y = 0;     // where the arrow leaves
    float arrive_y = 0;  // where it arrives
    float scale = 1;     // screen pixels for a logical one
};

// `others` are the cards that an arrow had better not pass behind; the two ends may be among them.
Route route_of(const RouteRequest& request, const std::vector<ui::Rect>& others);

// The smallest rectangle that holds the route.
ui::Rect bounds_of(const Route& route);

}  // namespace viv::panels::stage
