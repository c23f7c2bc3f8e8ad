// See edge_route.h.
#include "app/panels/stage/edge_route.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace viv::panels::stage {

namespace {

constexpr int kSamples = 24;

Route curve(ImVec2 from, ImVec2 out, ImVec2 in, ImVec2 to) {
    return {from, from, out, in, to, to};
}

// To the right: leaves and arrives level.
Route level(ImVec2 from, ImVec2 begin, ImVec2 end, ImVec2 to, float pull) {
    return {from, begin, {begin.x + pull, begin.y}, {end.x - pull, end.y}, end, to};
}

bool same(const ui::Rect& a, const ui::Rect& b) {
    return a.min.x == b.min.x && a.min.y == b.min.y && a.max.x == b.max.x;
}

// How much of the way lies behind other cards.
int hidden(const Route& route, const RouteRequest& request, const std::vector<ui::Rect>& others) {
    const ui::Rect bounds = bounds_of(route);
    std::array<ImVec2, 3 * kSamples> points;
    for (std::size_t i = 0; i < kSamples; ++i) {
        const float t = (static_cast<float>(i) + 0.5f) / kSamples;
        points[i] = route.from + (route.begin - route.from) * t;
        points[kSamples + i] = ImBezierCubicCalc(route.begin, route.out, route.in, route.end, t);
        points[2 * kSamples + i] = route.end + (route.to - route.end) * t;
    }
    int count = 0;
    for (const ui::Rect& card : others) {
        if (card.min.x > bounds.max.x || card.max.x < bounds.min.x || card.min.y > bounds.max.y ||
            card.max.y < bounds.min.y || same(card, request.from) || same(card, request.to)) {
            continue;
        }
        count += static_cast<int>(std::count_if(
            points.begin(), points.end(), [&](ImVec2 point) { return card.contains(point); }));
    }
    return count;
}

// To a card on the right: straight over, or down in the first gap, or in the last.
Route forward(const RouteRequest& request, const std::vector<ui::Rect>& others) {
    const float scale = request.scale;
    const ImVec2 from{request.from.max.x, request.row_y}, to{request.to.min.x, request.arrive_y};
    const float gap = to.x - from.x;
    const float pull = std::clamp(gap * 0.5f, 22 * scale, 150 * scale);
    const Route direct = level(from, from, to, to, std::min(pull, gap * 0.9f));
    const float bend = 46 * scale;  // as wide as the room between columns
    if (gap < 2 * bend) return direct;
    const Route early = level(from, from, {from.x + bend, to.y}, to, bend * 0.6f);
    const Route late = level(from, {to.x - bend, from.y}, to, to, bend * 0.6f);
    Route best = direct;
    int least = hidden(direct, request, others);
    for (const Route& way : {early, late}) {
        if (least == 0) break;
        const int behind = hidden(way, request, others);
        if (behind >= least) continue;
        least = behind;
        best = way;
    }
    return best;
}

}  // namespace

Route route_of(const RouteRequest& request, const std::vector<ui::Rect>& others) {
    const float scale = request.scale;
    const ImVec2 right{request.from.max.x, request.row_y};
    if (request.is_self) {
        const ImVec2 to{request.to.max.x, request.arrive_y};
        const float swing = 46 * scale;
        return curve(right, {right.x + swing, right.y}, {to.x + swing, to.y - 6 * scale}, to);
    }
    if (request.to.min.x - right.x > 12 * scale) return forward(request, others);
    const ImVec2 to{request.to.max.x, request.arrive_y};
    if (request.to.max.x >= request.from.min.x) {
        // The same column: out to the right and back in from the right.
        const float swing = 26 * scale + std::min(60 * scale, std::fabs(to.y - right.y) * 0.22f);
        const float far = std::max(right.x, to.x) + swing;
        return curve(right, {far, right.y}, {far, to.y}, to);
    }
    // Back to a column on the left: from the row's left side.
    const ImVec2 left{request.from.min.x, request.row_y};
    const float pull = std::clamp((left.x - to.x) * 0.5f, 22 * scale, 150 * scale);
    return curve(left, {left.x - pull, left.y}, {to.x + pull, to.y}, to);
}

ui::Rect bounds_of(const Route& route) {
    ui::Rect bounds{route.from, route.from};
    for (const ImVec2 point : {route.begin, route.out, route.in, route.end, route.to}) {
        bounds.min = {std::min(bounds.min.x, point.x), std::min(bounds.min.y, point.y)};
        bounds.max = {std::max(bounds.max.x, point.x), std::max(bounds.max.y, point.y)};
    }
    return bounds;
}

}  // namespace viv::panels::stage
