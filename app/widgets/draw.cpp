// Shadows, cards, arrows, pills, headers. A shadow is a mesh of rings around the outline with
// falling opacity: no texture, no blur.
#include "app/widgets/draw.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace viv::ui {
namespace {

constexpr int kRings = 5;
constexpr int kCornerPoints = 5;  // of each corner's arc
constexpr int kOutlinePoints = 4 * kCornerPoints;

struct Outline {
    std::array<ImVec2, kOutlinePoints> points, normals;
};

Outline outline_of(const Rect& rect, float rounding) {
    const float r = std::min({rounding, rect.width() / 2, rect.height() / 2});
    const std::array<ImVec2, 4> centres = {
        ImVec2{rect.max.x - r, rect.max.y - r}, ImVec2{rect.min.x + r, rect.max.y - r},
        ImVec2{rect.min.x + r, rect.min.y + r}, ImVec2{rect.max.x - r, rect.min.y + r}};
    Outline outline;
    for (int corner = 0; corner < 4; ++corner) {
        for (int i = 0; i < kCornerPoints; ++i) {
            const float turn = static_cast<float>(corner) +
                               static_cast<float>(i) / static_cast<float>(kCornerPoints - 1);
            const float angle = turn * IM_PI / 2;
            const ImVec2 normal(std::cos(angle), std::sin(angle));
            const auto at = static_cast<std::size_t>(corner * kCornerPoints + i);
            outline.normals[at] = normal;
            outline.points[at] = centres[static_cast<std::size_t>(corner)] + normal * r;
        }
    }
    return outline;
}

// The head sweeps back along its sides; its tip is where the arrow points.
void arrowhead(ImDrawList& list, ImVec2 tip, ImVec2 direction, float size, Color color) {
    const ImVec2 side(-direction.y, direction.x);
    const ImVec2 back = tip - direction * size;
    const ImVec2 notch = tip - direction * (size * 0.72f);
    const ImVec2 left = back + side * (size * 0.46f);
    const ImVec2 right = back - side * (size * 0.46f);
    // Two triangles: the shape is not convex.
    list.AddTriangleFilled(tip, left, notch, color);
    list.AddTriangleFilled(tip, notch, right, color);
}

struct Curve {
    ImVec2 from, out, in, to;
};

void stroke(ImDrawList& list, const Curve& c, Color color, float thickness, Arrowhead head) {
    ImVec2 end = c.to;
    ImVec2 direction = c.to - c.in;
    const float length = std::max(0.001f, std::hypot(direction.x, direction.y));
    direction = direction / length;
    const float size = 4.5f + thickness * 3.2f;
    if (head == Arrowhead::Swept) end = c.to - direction * (size * 0.7f);
    list.AddBezierCubic(c.from, c.out, c.in, end, color, thickness);
    if (head == Arrowhead::Swept) arrowhead(list, c.to, direction, size, color);
}

}  // namespace

void shadow(ImDrawList& list, const Rect& rect, float rounding, float spread, Color color) {
    if ((color >> 24) == 0 || spread <= 0) return;
    const Outline outline = outline_of(rect, rounding);
    list.PrimReserve(kRings * kOutlinePoints * 6, (kRings + 1) * kOutlinePoints);
    const ImVec2 white = list._Data->TexUvWhitePixel;
    const auto first = static_cast<unsigned>(list._VtxCurrentIdx);
    for (int ring = 0; ring <= kRings; ++ring) {
        const float out = static_cast<float>(ring) / kRings;
        const Color tone = with_alpha(color, (1 - out) * (1 - out));
        for (std::size_t i = 0; i < kOutlinePoints; ++i) {
            list.PrimWriteVtx(outline.points[i] + outline.normals[i] * (spread * out), white, tone);
        }
    }
    const auto index = [&](int ring, int i) {
        return static_cast<ImDrawIdx>(
            first + static_cast<unsigned>(ring * kOutlinePoints + i % kOutlinePoints));
    };
    for (int ring = 0; ring < kRings; ++ring) {
        for (int i = 0; i < kOutlinePoints; ++i) {
            list.PrimWriteIdx(index(ring, i));
            list.PrimWriteIdx(index(ring, i + 1));
            list.PrimWriteIdx(index(ring + 1, i + 1));
            list.PrimWriteIdx(index(ring, i));
            list.PrimWriteIdx(index(ring + 1, i + 1));
            list.PrimWriteIdx(index(ring + 1, i));
        }
    }
}

void card(ImDrawList& list, const Rect& rect, float rounding, Color fill, Color border) {
    const ImVec2 min(std::round(rect.min.x), std::round(rect.min.y));
    const ImVec2 max(std::round(rect.max.x), std::round(rect.max.y));
    list.AddRectFilled(min, max, fill, rounding);
    // ImGui strokes from min + 0.5 to max - 0.5: one crisp pixel on whole coordinates.
    if (border != fill) list.AddRect(min, max, border, rounding);
}

// Fans between a corner's point and its arc. Their inner edge isn't smooth: a border goes over it.
void mask_corners(ImDrawList& list, const Rect& rect, float rounding, Color ground) {
    constexpr int kSteps = 8;
    const ImVec2 white = list._Data->TexUvWhitePixel;
    for (int corner = 0; corner < 4; ++corner) {
        const bool is_right = corner == 0 || corner == 3;
        const bool is_low = corner < 2;
        const ImVec2 tip(is_right ? rect.max.x : rect.min.x, is_low ? rect.max.y : rect.min.y);
        const ImVec2 centre(tip.x + (is_right ? -rounding : rounding),
                            tip.y + (is_low ? -rounding : rounding));
        list.PrimReserve(kSteps * 3, kSteps + 2);
        const auto first = static_cast<unsigned>(list._VtxCurrentIdx);
        list.PrimWriteVtx(tip, white, ground);
        for (int i = 0; i <= kSteps; ++i) {
            const float turn = static_cast<float>(corner) + static_cast<float>(i) / kSteps;
            const ImVec2 normal(std::cos(turn * IM_PI / 2), std::sin(turn * IM_PI / 2));
            list.PrimWriteVtx(centre + normal * rounding, white, ground);
        }
        for (unsigned i = 0; i < kSteps; ++i) {
            list.PrimWriteIdx(static_cast<ImDrawIdx>(first));
            list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 1 + i));
            list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 2 + i));
        }
    }
}

void arrow(ImDrawList& list, ImVec2 from, ImVec2 to, Color color, float thickness, Arrowhead head) {
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    if (dx > 24) {
        const float pull = std::clamp(dx * 0.5f, 24.0f, 160.0f);
        const float out = std::min(pull, dx * 0.8f);
        stroke(list, {from, {from.x + out, from.y}, {to.x - out, to.y}, to}, color, thickness,
               head);
        return;
    }
    // Backwards or straight below: out to the right, around, and in from the left.
    const float swing = 30 + std::min(90.0f, (std::abs(dx) + std::abs(dy)) * 0.28f);
    const float lift = std::abs(dy) < 40 ? (dy < 0 ? -44.0f : 44.0f) : 0;
    stroke(list, {from, {from.x + swing, from.y + lift}, {to.x - swing, to.y + lift}, to}, color,
           thickness, head);
}

void arrow_to_self(ImDrawList& list, const Rect& card_rect, ImVec2 from, Color color,
                   float thickness) {
    const ImVec2 to(card_rect.max.x - 22, card_rect.min.y);
    const float out = 34;
    const Curve curve{from,
                      {std::max(from.x, card_rect.max.x) + out, from.y},
                      {to.x + out * 0.6f, to.y - out},
                      to};
    stroke(list, curve, color, thickness, Arrowhead::Swept);
}

Rect pill(Ui& ui, ImVec2 at, std::string_view text, Color ink, Color fill, Face face, float size) {
    const float height = std::round(ui.line_height(face, size) + ui.px(5));
    const float width = std::round(ui.measure(face, size, text) + ui.px(14));
    const float top = std::round(at.y - height / 2);
    const Rect rect{{std::round(at.x), top}, {std::round(at.x) + width, top + height}};
    ui.draw().AddRectFilled(rect.min, rect.max, fill, height / 2);
    ui.text(face, size, {rect.min.x + ui.px(7), top + (height - ui.line_height(face, size)) / 2},
            ink, text);
    return rect;
}

Rect panel_header(Ui& ui, const Rect& area, std::string_view title, std::string_view detail) {
    const float height = std::round(ui.px(38));
    const float middle = area.min.y + height / 2;
    const float x = area.min.x + ui.px(14);
    const float width =
        ui.text_fit(Face::Bold, 13, {x, middle - ui.line_height(Face::Bold, 13) / 2},
                    ui.theme().text, title, area.max.x - x - ui.px(14));
    const float rest = x + width + ui.px(10);
    ui.text_fit(Face::Text, 12.5f, {rest, middle - ui.line_height(Face::Text, 12.5f) / 2},
                ui.theme().muted, detail, std::max(0.0f, area.max.x - rest - ui.px(14)));
    const float line = std::round(area.min.y + height) - 1;
    ui.draw().AddRectFilled({area.min.x, line}, {area.max.x, line + 1}, ui.theme().border);
    return {{area.min.x, area.min.y + height}, area.max};
}

void squiggle(ImDrawList& list, ImVec2 from, float width, Color color, float scale) {
    const float step = std::max(2.0f, std::round(2 * scale));
    const float height = 1.5f * scale;
    for (float x = 0; x <= width + step; x += step) {
        const bool is_up = static_cast<int>(x / step) % 2 == 0;
        list.PathLineTo({from.x + std::min(x, width), from.y + (is_up ? -height : height)});
        if (x >= width) break;
    }
    list.PathStroke(color, ImDrawFlags_None, std::max(1.0f, 1.2f * scale));
}

}  // namespace viv::ui
