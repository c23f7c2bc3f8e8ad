// The stage's own coordinates on the screen: logical pixels, scaled by the zoom, from the camera's
// corner. Text and shapes of the stage go through it, so that they stay together at any zoom.
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

#include "app/widgets/ui.h"

namespace viv::panels::stage {

struct Canvas {
    ui::Ui& ui;
    ui::Rect area;  // screen pixels
    float zoom = 1;
    ImVec2 corner{};

    [[nodiscard]] float scale() const { return ui.px(1) * zoom; }
    [[nodiscard]] float px(float logical) const { return logical * scale(); }
    [[nodiscard]] ImVec2 at(float x, float y) const {
        return {area.min.x + (x - corner.x) * scale(), area.min.y + (y - corner.y) * scale()};
    }
    [[nodiscard]] bool sees(const ui::Rect& rect) const {
        return rect.max.x >= area.min.x && rect.min.x <= area.max.x && rect.max.y >= area.min.y &&
               rect.min.y <= area.max.y;
    }
    // Below it, text is too small to be read and isn't drawn.
    [[nodiscard]] bool has_rows() const { return zoom >= 0.42f; }
    [[nodiscard]] bool has_titles() const { return zoom >= 0.25f; }

    // The smallest text where rows are meant to be read; farther out, text is there to be seen.
    static constexpr float kLeastText = 9.5f, kReadable = 0.7f;
    // Zoomed text comes in whole pixels: each size has to be rasterised once, so there are few.
    [[nodiscard]] float zoomed(float size) const {
        if (zoom == 1) return std::max(size, kLeastText);
        const float wanted = zoom >= kReadable ? std::max(size * zoom, kLeastText) : size * zoom;
        return std::max(4.f, std::round(ui.px(wanted))) / ui.px(1);
    }

    // One line with its middle at `middle` (screen pixels), cut to `width`; returns its width.
    float text(ui::Face face, float size, ImVec2 middle, ui::Color color, std::string_view words,
               float width) const {
        if (width <= 0 || words.empty()) return 0;
        const float top = middle.y - ui.line_height(face, zoomed(size)) / 2;
        return ui.text_fit(face, zoomed(size), {std::round(middle.x), std::round(top)}, color,
                           words, width);
    }
    // The same with its right end at `middle`.
    float text_right(ui::Face face, float size, ImVec2 middle, ui::Color color,
                     std::string_view words, float width) const {
        const float wanted = std::min(measure(face, size, words), std::max(0.f, width));
        return text(face, size, {middle.x - wanted, middle.y}, color, words, wanted + 1);
    }
    [[nodiscard]] float measure(ui::Face face, float size, std::string_view words) const {
        return ui.measure(face, zoomed(size), words);
    }
};

}  // namespace viv::panels::stage
