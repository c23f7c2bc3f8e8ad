// See edge_route.h. Ways to the left are those to the right in a mirror.
#include "app/panels/stage/edge_route.h"

#include <algorithm>
#include <cmath>

namespace viv::panels::stage {

namespace {

using ui::Rect;

constexpr int kPieces = 20;         // of a curve
constexpr float kBend = 44;         // a little less than the room between columns
constexpr float kBerth = 6;         // of a card, above and below it
constexpr float kClearance = 0.5f;  // between that and a way across the card's column
constexpr float kMostLane = 12;

class Way {
public:
    explicit Way(ImVec2 from) { m_route.points.push_back(from); }

    void line(ImVec2 to) {
        const ImVec2 last = m_route.points.back();
        if (std::fabs(last.x - to.x) + std::fabs(last.y - to.y) > 0.01f) {
            m_route.points.push_back(to);
        }
    }
    void curve(ImVec2 out, ImVec2 in, ImVec2 to) {
        const ImVec2 from = m_route.points.back();
        for (int i = 1; i < kPieces; ++i) {
            m_route.points.push_back(
                ImBezierCubicCalc(from, out, in, to, static_cast<float>(i) / kPieces));
        }
        m_route.points.push_back(to);
    }
    // To the right: leaves and arrives level, and stays between the two ends.
    void level(ImVec2 to) {
        const ImVec2 from = m_route.points.back();
        if (std::fabs(from.y - to.y) < 0.01f) return line(to);
        const float pull = (to.x - from.x) * 0.6f;
        curve({from.x + pull, from.y}, {to.x - pull, to.y}, to);
    }
    [[nodiscard]] Route take() { return std::move(m_route); }

private:
    Route m_route;
};

bool same(const Rect& a, const Rect& b) {
    return a.min.x == b.min.x && a.min.y == b.min.y && a.max.x == b.max.x;
}

bool overlap_across(const Rect& a, const Rect& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x;
}

// Does the straight piece from `a` to `b` enter the card?
bool enters(ImVec2 a, ImVec2 b, const Rect& card) {
    float low = 0, high = 1;
    const auto cut = [&](float at, float by, float least, float most) {
        if (by == 0) return at > least && at < most;
        const float one = (least - at) / by, other = (most - at) / by;
        low = std::max(low, std::min(one, other));
        high = std::min(high, std::max(one, other));
        return low < high;
    };
    return cut(a.x, b.x - a.x, card.min.x, card.max.x) &&
           cut(a.y, b.y - a.y, card.min.y, card.max.y);
}

// To a card on the right.
class Forward {
public:
    Forward(const RouteRequest& request, const std::vector<Rect>& others)
        : m_from{request.from.max.x, request.row_y},
          m_to{request.to.min.x, request.arrive_y},
          m_clearance(kClearance * request.scale +
                      (request.lane + kMostLane * request.scale) * 0.2f) {
        // The columns' edges: cards of one column are not equally wide.
        m_first = m_from.x;
        m_last = m_to.x;
        for (const Rect& card : others) {
            if (same(card, request.from) || same(card, request.to)) continue;
            if (overlap_across(card, request.from)) m_first = std::max(m_first, card.max.x);
            if (overlap_across(card, request.to)) m_last = std::min(m_last, card.min.x);
            // Touching a card's edge would look like leaving from it.
            m_others.push_back({{card.min.x, card.min.y - kBerth * request.scale},
                                {card.max.x, card.max.y + kBerth * request.scale}});
        }
        m_bend = std::min(kBend * request.scale, (m_last - m_first) / 2);
    }

    // Straight over, or down in the first gap, or in the last; else between the cards of the
    // columns that it skips.
    Route route() const {
        const Route straight = over();
        if (m_bend <= 0 || is_free(straight)) return straight;
        std::vector<float> levels{m_to.y, m_from.y};
        for (const Rect& card : m_others) {
            if (card.min.x >= m_last || card.max.x <= m_first) continue;
            levels.push_back(card.min.y - m_clearance);
            levels.push_back(card.max.y + m_clearance);
        }
        const auto detour = [&](float y) {
            return std::fabs(y - m_from.y) + std::fabs(y - m_to.y);
        };
        std::stable_sort(levels.begin(), levels.end(),
                         [&](float a, float b) { return detour(a) < detour(b); });
        for (const float y : levels) {
            if (!is_level_free(y)) continue;
            Route way = along(y);
            if (is_free(way)) return way;
        }
        return along(m_to.y);
    }

private:
    Route over() const {
        Way way(m_from);
        if (m_last - m_first <= 3 * m_bend) {
            way.line({m_first, m_from.y});
            way.level({m_last, m_to.y});
            way.line(m_to);
        } else {
            way.level(m_to);
        }
        return way.take();
    }
    Route along(float y) const {
        Way way(m_from);
        way.line({m_first, m_from.y});
        way.level({m_first + m_bend, y});
        way.line({m_last - m_bend, y});
        way.level({m_last, m_to.y});
        way.line(m_to);
        return way.take();
    }
    bool is_level_free(float y) const {
        const ImVec2 a{m_first + m_bend, y}, b{m_last - m_bend, y};
        return std::none_of(m_others.begin(), m_others.end(),
                            [&](const Rect& card) { return enters(a, b, card); });
    }
    bool is_free(const Route& route) const {
        const Rect bounds = bounds_of(route);
        for (const Rect& card : m_others) {
            if (card.min.x > bounds.max.x || card.max.x < bounds.min.x ||
                card.min.y > bounds.max.y || card.max.y < bounds.min.y) {
                continue;
            }
            for (std::size_t i = 1; i < route.points.size(); ++i) {
                if (enters(route.points[i - 1], route.points[i], card)) return false;
            }
        }
        return true;
    }

    ImVec2 m_from, m_to;
    float m_first = 0, m_last = 0;  // the right edge of the first column, the left of the last
    float m_bend = 0, m_clearance;
    std::vector<Rect> m_others;
};

Rect mirrored(const Rect& rect) {
    return {{-rect.max.x, rect.min.y}, {-rect.min.x, rect.max.y}};
}

// Back to a column on the left, from the row's left side.
Route backward(RouteRequest request, const std::vector<Rect>& others) {
    request.from = mirrored(request.from);
    request.to = mirrored(request.to);
    std::vector<Rect> cards;
    cards.reserve(others.size());
    for (const Rect& card : others) cards.push_back(mirrored(card));
    Route route = Forward(request, cards).route();
    for (ImVec2& point : route.points) point.x = -point.x;
    return route;
}

// In one column: out to the right, past the widest card of it, and back in from the right.
Route beside(const RouteRequest& request, const std::vector<Rect>& others) {
    const float scale = request.scale;
    const ImVec2 from{request.from.max.x, request.row_y}, to{request.to.max.x, request.arrive_y};
    const float top = std::min(from.y, to.y), bottom = std::max(from.y, to.y);
    float edge = std::max(from.x, to.x);
    for (const Rect& card : others) {
        const bool is_between = card.max.y > top && card.min.y < bottom;
        if (is_between && overlap_across(card, request.from)) edge = std::max(edge, card.max.x);
    }
    // The curve goes three quarters as far: into the room between columns, not beyond.
    const float swing = std::min(56.f, 26 + std::fabs(to.y - from.y) / scale * 0.22f) * scale;
    Way way(from);
    way.line({edge, from.y});
    way.curve({edge + swing, from.y}, {edge + swing, to.y}, {edge, to.y});
    way.line(to);
    return way.take();
}

}  // namespace

Route route_of(const RouteRequest& request, const std::vector<ui::Rect>& others) {
    const float scale = request.scale;
    if (request.is_self) {
        const ImVec2 from{request.from.max.x, request.row_y};
        const ImVec2 to{request.to.max.x, request.arrive_y};
        const float swing = 46 * scale;
        Way way(from);
        way.curve({from.x + swing, from.y}, {to.x + swing, to.y - 6 * scale}, to);
        return way.take();
    }
    if (request.to.min.x - request.from.max.x > 12 * scale) {
        return Forward(request, others).route();
    }
    if (request.to.max.x >= request.from.min.x) return beside(request, others);
    return backward(request, others);
}

ui::Rect bounds_of(const Route& route) {
    ui::Rect bounds{route.points.front(), route.points.front()};
    for (const ImVec2 point : route.points) {
        bounds.min = {std::min(bounds.min.x, point.x), std::min(bounds.min.y, point.y)};
        bounds.max = {std::max(bounds.max.x, point.x), std::max(bounds.max.y, point.y)};
    }
    return bounds;
}

}  // namespace viv::panels::stage
