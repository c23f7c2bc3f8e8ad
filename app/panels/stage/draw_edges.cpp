// See draw_edges.h.
#include "app/panels/stage/draw_edges.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/panels/stage/edge_route.h"
#include "app/panels/stage/measures.h"
#include "app/widgets/draw.h"

namespace viv::panels::stage {

namespace {

using ui::Color;

constexpr float kLane = 6;  // between arrows that arrive at one card
constexpr float kMostSpread = 12;
constexpr std::size_t kMostObstacles = 120;
constexpr std::size_t kCrowd = 50;  // so many arrows cover each other: only near ones are drawn

void path(ImDrawList& list, const Route& route, ImVec2 end, Color color, float thickness) {
    for (std::size_t i = 0; i + 1 < route.points.size(); ++i) list.PathLineTo(route.points[i]);
    list.PathLineTo(end);
    list.PathStroke(color, ImDrawFlags_None, thickness);
}

// Strokes and gaps of one length along the whole way.
void dashes(ImDrawList& list, const Route& route, ImVec2 end, Color color, float thickness,
            float length) {
    float done = 0;
    for (std::size_t i = 1; i < route.points.size(); ++i) {
        const ImVec2 from = route.points[i - 1];
        const ImVec2 to = i + 1 < route.points.size() ? route.points[i] : end;
        const float whole = std::hypot(to.x - from.x, to.y - from.y);
        for (float at = 0; at < whole;) {
            const float phase = std::fmod(done + at, 2 * length);
            const float left = phase < length ? length - phase : 2 * length - phase;
            const float until = std::min(whole, at + std::max(left, 0.5f));
            const ImVec2 step = (to - from) / whole;
            if (phase < length)
                list.AddLine(from + step * at, from + step * until, color, thickness);
            at = until;
        }
        done += whole;
    }
}

// The line ends inside the head, so that its tip stays sharp.
void stroke(const Canvas& canvas, const Route& r, Color color, float thickness, bool is_dashed) {
    ImDrawList& list = canvas.ui.draw();
    const float size = canvas.px(7.5f) + thickness;
    // The head points the way that the last stretch of its own length goes.
    std::size_t tail = r.points.size() - 1;
    ImVec2 direction{1, 0};
    float length = 0;
    while (tail > 0 && length < size) {
        direction = r.to() - r.points[--tail];
        length = std::hypot(direction.x, direction.y);
    }
    direction = direction / std::max(0.001f, length);
    const ImVec2 end = r.to() - direction * (size * 0.75f);
    Route line{{r.points.begin(), r.points.begin() + static_cast<std::ptrdiff_t>(tail) + 1}};
    line.points.push_back(end);
    if (is_dashed) {
        dashes(list, line, end, color, thickness, canvas.px(5));
    } else {
        path(list, line, end, color, thickness);
    }
    const ImVec2 side(-direction.y, direction.x);
    const ImVec2 back = r.to() - direction * size;
    const ImVec2 notch = r.to() - direction * (size * 0.72f);
    list.AddTriangleFilled(r.to(), back + side * (size * 0.45f), notch, color);
    list.AddTriangleFilled(r.to(), notch, back - side * (size * 0.45f), color);
}

class EdgePainter {
public:
    EdgePainter(const Canvas& canvas, const Scene& scene, CardKey selected, const EndOf& end_of)
        : m_canvas(canvas), m_scene(scene), m_selected(selected) {
        m_ends.reserve(scene.cards.size());
        for (std::uint32_t i = 0; i < scene.cards.size(); ++i) m_ends.push_back(end_of(i));
        if (scene.cards.size() > kMostObstacles) return;
        for (const EdgeEnd& end : m_ends) {
            if (end.rect.width() > 0) m_obstacles.push_back(end.rect);
        }
    }

    void paint() {
        std::vector<std::uint32_t> order = lanes();
        // What matters is drawn last, above the rest.
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return weight(m_scene.edges[a]) < weight(m_scene.edges[b]);
        });
        for (const std::uint32_t edge : order) paint(edge);
    }

private:
    int weight(const Edge& edge) const {
        return (is_of_selected(edge) ? 2 : 0) + (edge.is_changed ? 1 : 0);
    }
    bool is_of_selected(const Edge& edge) const {
        return m_scene.cards[edge.to].key == m_selected ||
               m_scene.cards[edge.from].key == m_selected;
    }
    float row_y(const Edge& edge) const {
        return m_ends[edge.from].rect.min.y +
               m_canvas.px(row_middle(m_scene.cards[edge.from], edge.row));
    }

    // Gives the arrows of each target their lanes, from top to bottom as they come.
    std::vector<std::uint32_t> lanes() {
        std::vector<std::uint32_t> order(m_scene.edges.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Edge &x = m_scene.edges[a], &y = m_scene.edges[b];
            return x.to != y.to ? x.to < y.to : row_y(x) < row_y(y);
        });
        m_lane.assign(order.size(), 0);
        for (std::size_t first = 0; first < order.size();) {
            std::size_t last = first;
            while (last < order.size() &&
                   m_scene.edges[order[last]].to == m_scene.edges[order[first]].to) {
                ++last;
            }
            const float count = static_cast<float>(last - first);
            const float lane = count > 1 ? std::min(kLane, 2 * kMostSpread / (count - 1)) : 0;
            for (std::size_t i = first; i < last; ++i) {
                m_lane[order[i]] = (static_cast<float>(i - first) - (count - 1) / 2) * lane;
            }
            first = last;
        }
        return order;
    }

    void paint(std::uint32_t index) {
        const Edge& edge = m_scene.edges[index];
        const EdgeEnd &from = m_ends[edge.from], &to = m_ends[edge.to];
        if (from.rect.width() <= 0 || to.rect.width() <= 0) return;
        const bool is_far = !m_canvas.sees(from.rect) && !m_canvas.sees(to.rect);
        if (m_scene.edges.size() > kCrowd && is_far) return;
        const bool is_self = edge.from == edge.to;
        const float head = to.rect.min.y + m_canvas.px(kTitleLine);
        const Route route = route_of({from.rect, to.rect, is_self, row_y(edge),
                                      is_self ? head : head + m_canvas.px(4 + m_lane[index]),
                                      m_canvas.scale(), m_canvas.px(m_lane[index])},
                                     m_obstacles);
        if (!m_canvas.sees(bounds_of(route))) return;

        const Card& target = m_scene.cards[edge.to];
        const bool is_hot = is_of_selected(edge);
        const bool is_quiet = m_selected.kind != CardKey::Kind::None && !is_hot;
        const float alpha = std::min(from.alpha, to.alpha) * (is_hot     ? 1.f
                                                              : is_quiet ? 0.5f
                                                                         : 0.8f);
        const Color color = ui::with_alpha(m_canvas.ui.theme().of(target.kind), alpha);
        if (!m_canvas.has_titles()) {
            m_canvas.ui.draw().AddLine(route.from(), route.to(), ui::with_alpha(color, 0.6f));
            return;
        }
        const float thickness = std::max(1.f, m_canvas.px(is_hot || edge.is_changed ? 2.f : 1.5f));
        if (edge.is_changed || is_hot) {
            path(m_canvas.ui.draw(), route, route.to(),
                 ui::with_alpha(color, edge.is_changed ? 0.28f : 0.16f), thickness * 4);
        }
        stroke(m_canvas, route, color, thickness, edge.is_borrowed);
    }

    const Canvas& m_canvas;
    const Scene& m_scene;
    CardKey m_selected;
    std::vector<EdgeEnd> m_ends;
    std::vector<ui::Rect> m_obstacles;  // the cards; none where there are too many to look at
    std::vector<float> m_lane;
};

}  // namespace

void draw_edges(const Canvas& canvas, const Scene& scene, CardKey selected, const EndOf& end_of) {
    EdgePainter(canvas, scene, selected, end_of).paint();
}

}  // namespace viv::panels::stage
