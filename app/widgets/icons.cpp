// The program's icons, as paths in the square from -1 to 1 around their centre: crisp at every
// size, and in every theme's colours.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/widgets/draw.h"

namespace viv::ui {
namespace {

// Draws in units: 1 is half the icon's size.
class Pen {
public:
    Pen(ImDrawList& list, ImVec2 at, float size, Color color)
        : m_list(list), m_at(at), m_unit(size / 2), m_color(color) {
        m_thickness = std::max(1.2f, size * 0.105f);
    }
    [[nodiscard]] ImVec2 at(float x, float y) const { return m_at + ImVec2(x, y) * m_unit; }

    void line(std::initializer_list<ImVec2> points, bool is_closed = false) {
        for (const ImVec2 p : points) m_list.PathLineTo(at(p.x, p.y));
        m_list.PathStroke(m_color, is_closed ? ImDrawFlags_Closed : ImDrawFlags_None, m_thickness);
    }
    void fill(std::initializer_list<ImVec2> points) {
        for (const ImVec2 p : points) m_list.PathLineTo(at(p.x, p.y));
        m_list.PathFillConvex(m_color);
    }
    void box(float x0, float y0, float x1, float y1, float rounding) {
        m_list.AddRectFilled(at(x0, y0), at(x1, y1), m_color, rounding * m_unit);
    }
    void frame(float x0, float y0, float x1, float y1, float rounding) {
        m_list.AddRect(at(x0, y0), at(x1, y1), m_color, rounding * m_unit, 0, m_thickness);
    }
    void ring(float x, float y, float radius) {
        m_list.AddCircle(at(x, y), radius * m_unit, m_color, 0, m_thickness);
    }
    void dot(float x, float y, float radius) {
        m_list.AddCircleFilled(at(x, y), radius * m_unit, m_color);
    }
    void arc(float x, float y, float radius, float from, float to) {
        m_list.PathArcTo(at(x, y), radius * m_unit, from, to, 24);
        m_list.PathStroke(m_color, ImDrawFlags_None, m_thickness);
    }
    // The outline of a crescent: a circle, and another one that cuts into it. The angles are where
    // the two meet.
    void moon() {
        constexpr float kTowards = -0.668f;  // direction from this circle's centre to the other's
        constexpr float kHere = 0.969f, kThere = 1.524f;
        m_list.PathArcTo(at(0, 0), 0.8f * m_unit, kTowards + kHere, kTowards + 2 * IM_PI - kHere,
                         28);
        m_list.PathArcTo(at(0.38f, -0.3f), 0.66f * m_unit, kTowards + IM_PI + kThere,
                         kTowards + IM_PI - kThere, 20);
        m_list.PathStroke(m_color, ImDrawFlags_Closed, m_thickness);
    }

private:
    ImDrawList& m_list;
    ImVec2 m_at;
    float m_unit;
    float m_thickness;
    Color m_color;
};

void transport(Pen& pen, Icon which) {
    const float way = which == Icon::First || which == Icon::Back ? -1.0f : 1.0f;
    // Corners in an order that keeps ImGui's anti-aliased edge on the outside.
    const auto triangle = [&](float base, float tip, float half) {
        if (way > 0) {
            pen.fill({{base, -half}, {tip, 0}, {base, half}});
        } else {
            pen.fill({{-base, half}, {-tip, 0}, {-base, -half}});
        }
    };
    const auto bar = [&](float x) {
        pen.box(std::min(way * x, way * (x + 0.2f)), -0.66f, std::max(way * x, way * (x + 0.2f)),
                0.66f, 0.08f);
    };
    if (which == Icon::First || which == Icon::Last) {
        triangle(-0.6f, 0.34f, 0.64f);
        bar(0.42f);
    } else {
        bar(-0.62f);
        triangle(-0.22f, 0.7f, 0.64f);
    }
}

void state_sign(Pen& pen, Icon which) {
    switch (which) {
        case Icon::Warning:
            pen.line({{0, -0.8f}, {0.86f, 0.7f}, {-0.86f, 0.7f}}, true);
            pen.line({{0, -0.25f}, {0, 0.22f}});
            pen.dot(0, 0.46f, 0.12f);
            break;
        case Icon::Error:
            pen.ring(0, 0, 0.82f);
            pen.line({{-0.3f, -0.3f}, {0.3f, 0.3f}});
            pen.line({{-0.3f, 0.3f}, {0.3f, -0.3f}});
            break;
        case Icon::Info:
            pen.ring(0, 0, 0.82f);
            pen.line({{0, -0.05f}, {0, 0.42f}});
            pen.dot(0, -0.36f, 0.13f);
            break;
        case Icon::Bulb:
            pen.arc(0, -0.2f, 0.56f, 2.3f, 7.12f);
            pen.line({{-0.37f, 0.2f}, {-0.26f, 0.46f}, {0.26f, 0.46f}, {0.37f, 0.2f}});
            pen.line({{-0.2f, 0.8f}, {0.2f, 0.8f}});
            break;
        default:
            break;
    }
}

void logo(Pen& pen) {
    // Two names on one object.
    pen.line({{-0.5f, -0.55f}, {0.45f, 0.0f}});
    pen.line({{-0.5f, 0.55f}, {0.45f, 0.0f}});
    pen.dot(-0.56f, -0.58f, 0.27f);
    pen.dot(-0.56f, 0.58f, 0.27f);
    pen.dot(0.5f, 0, 0.4f);
}

}  // namespace

void icon(ImDrawList& list, Icon which, ImVec2 at, float size, Color color) {
    Pen pen(list, at, size, color);
    switch (which) {
        case Icon::Logo:
            logo(pen);
            break;
        case Icon::First:
        case Icon::Back:
        case Icon::Forward:
        case Icon::Last:
            transport(pen, which);
            break;
        case Icon::Play:
            pen.fill({{-0.5f, -0.76f}, {0.78f, 0}, {-0.5f, 0.76f}});
            break;
        case Icon::Stop:
            pen.box(-0.58f, -0.58f, 0.58f, 0.58f, 0.16f);
            break;
        case Icon::Sun:
            pen.dot(0, 0, 0.38f);
            for (int i = 0; i < 8; ++i) {
                const float a = static_cast<float>(i) * IM_PI / 4;
                pen.line({{std::cos(a) * 0.62f, std::sin(a) * 0.62f},
                          {std::cos(a) * 0.92f, std::sin(a) * 0.92f}});
            }
            break;
        case Icon::Moon:
            pen.moon();
            break;
        case Icon::Warning:
        case Icon::Error:
        case Icon::Info:
        case Icon::Bulb:
            state_sign(pen, which);
            break;
        case Icon::Check:
            pen.line({{-0.7f, 0.02f}, {-0.2f, 0.54f}, {0.72f, -0.5f}});
            break;
        case Icon::Cross:
            pen.line({{-0.55f, -0.55f}, {0.55f, 0.55f}});
            pen.line({{-0.55f, 0.55f}, {0.55f, -0.55f}});
            break;
        case Icon::ChevronLeft:
            pen.line({{0.28f, -0.6f}, {-0.34f, 0}, {0.28f, 0.6f}});
            break;
        case Icon::ChevronRight:
            pen.line({{-0.28f, -0.6f}, {0.34f, 0}, {-0.28f, 0.6f}});
            break;
        case Icon::Reset:
            pen.arc(0, 0.05f, 0.66f, -2.2f, 2.9f);
            pen.fill({{-0.78f, -0.86f}, {-0.06f, -0.5f}, {-0.74f, -0.12f}});
            break;
        case Icon::Copy:
            pen.frame(-0.3f, -0.3f, 0.76f, 0.76f, 0.2f);
            pen.line(
                {{-0.5f, 0.3f}, {-0.76f, 0.3f}, {-0.76f, -0.76f}, {0.3f, -0.76f}, {0.3f, -0.5f}});
            break;
    }
}

}  // namespace viv::ui
