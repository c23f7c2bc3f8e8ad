// Columns take their shares, but never less than they need to be of use.
#include "app/shell/layout.h"

#include <algorithm>
#include <cmath>

namespace viv::shell {
namespace {

using panels::Place;
using ui::Rect;

// Logical pixels.
constexpr float kTop = kTopHeight, kGap = 8, kMargin = 8, kBottom = 100;
constexpr float kMinLeft = 250, kMinMiddle = 300, kMinRight = 330, kMinRow = 96;
// Below this the three columns don't fit side by side.
constexpr float kNarrow = kMinLeft + kMinMiddle + kMinRight + 2 * kGap + 2 * kMargin;
constexpr float kMaxLeft = 620, kSingle = 520;

struct Frame {
    float scale;
    ImVec2 size;
    [[nodiscard]] float px(float logical) const { return std::round(logical * scale); }
    [[nodiscard]] float width() const { return size.x - 2 * px(kMargin); }
    [[nodiscard]] bool is_narrow() const { return columns_that_fit(size, scale) < 3; }
    [[nodiscard]] float top() const { return px(kTop); }
    // A low window has a low time line.
    [[nodiscard]] float bottom() const { return px(size.y < 520 * scale ? 72 : kBottom); }
    [[nodiscard]] float end() const { return size.y - px(kMargin) - bottom() - px(kGap); }
    [[nodiscard]] float height() const { return end() - top(); }
};

float between(float value, float low, float high) {
    return std::max(low, std::min(value, high));
}

struct Columns {
    float left, middle, right;  // widths; 0: not shown
};

Columns columns(const Frame& f, const Splits& s, Preset preset) {
    const float gap = f.px(kGap);
    if (f.is_narrow()) {
        const float room = f.width() - gap;
        if (columns_that_fit(f.size, f.scale) == 1) {  // one column at a time
            return {preset == Preset::Read ? f.width() : 0, preset == Preset::Code ? f.width() : 0,
                    preset == Preset::Inspect ? f.width() : 0};
        }
        const float first = std::round(room * 0.48f);
        if (preset == Preset::Read) return {first, room - first, 0};
        return {0, first, room - first};
    }
    const float room = f.width() - 2 * gap;
    const float left =
        std::round(between(room * s.left, f.px(kMinLeft),
                           std::min(f.px(kMaxLeft), room - f.px(kMinMiddle) - f.px(kMinRight))));
    const float middle =
        std::round(between(room * s.middle, f.px(kMinMiddle), room - left - f.px(kMinRight)));
    return {left, middle, room - left - middle};
}

float lower_row(const Frame& f, float share) {
    const float room = f.height() - f.px(kGap);
    const float least = std::min(f.px(kMinRow), std::round(room * 0.35f));
    return std::round(between(room * share, least, room - least));
}

}  // namespace

int columns_that_fit(ImVec2 size, float scale) {
    if (size.x >= kNarrow * scale) return 3;
    return size.x >= kSingle * scale ? 2 : 1;
}

Splits preset_splits(Preset preset) {
    switch (preset) {
        case Preset::Read:
            return {};
        case Preset::Code:
            return {.left = 0.2f, .middle = 0.44f, .middle_bottom = 0.3f};
        case Preset::Inspect:
            return {.left = 0.19f, .middle = 0.29f, .right_bottom = 0.5f};
    }
    return {};
}

Areas lay_out(ImVec2 size, float scale, const Splits& splits, Preset preset) {
    const Frame f{scale, size};
    Areas areas;
    const auto put = [&](Place place, Rect rect) {
        areas.places[static_cast<std::size_t>(place)] = rect;
    };
    const auto divide = [&](Divider divider, Rect rect) {
        areas.dividers[static_cast<std::size_t>(divider)] = rect;
    };
    const float gap = f.px(kGap);
    const float margin = f.px(kMargin);
    const Columns widths = columns(f, splits, preset);
    put(Place::Top, {{0, 0}, {size.x, f.top()}});
    put(Place::Bottom, {{margin, f.end() + gap}, {size.x - margin, size.y - margin}});
    float x = margin;
    if (widths.left > 0) {
        put(Place::Left, {{x, f.top()}, {x + widths.left, f.end()}});
        x += widths.left + gap;
    }
    if (widths.middle > 0) {
        if (widths.left > 0) divide(Divider::Left, {{x - gap, f.top()}, {x, f.end()}});
        const float split = f.end() - lower_row(f, splits.middle_bottom);
        put(Place::Middle, {{x, f.top()}, {x + widths.middle, split - gap}});
        put(Place::MiddleBottom, {{x, split}, {x + widths.middle, f.end()}});
        divide(Divider::MiddleBottom, {{x, split - gap}, {x + widths.middle, split}});
        x += widths.middle + gap;
    }
    if (widths.right > 0) {
        if (widths.middle > 0) divide(Divider::Middle, {{x - gap, f.top()}, {x, f.end()}});
        const float split = f.end() - lower_row(f, splits.right_bottom);
        put(Place::Right, {{x, f.top()}, {x + widths.right, split - gap}});
        put(Place::RightBottom, {{x, split}, {x + widths.right, f.end()}});
        divide(Divider::RightBottom, {{x, split - gap}, {x + widths.right, split}});
    }
    // In a narrow window the columns' widths are fixed: their gaps can't be dragged.
    if (f.is_narrow()) {
        areas.dividers[static_cast<std::size_t>(Divider::Left)].reset();
        areas.dividers[static_cast<std::size_t>(Divider::Middle)].reset();
    }
    return areas;
}

Splits drag(const Splits& splits, Divider divider, ImVec2 by, ImVec2 size, float scale) {
    const Frame f{scale, size};
    Splits s = splits;
    const float room = f.width() - 2 * f.px(kGap);
    const float rows = f.height() - f.px(kGap);
    // From the widths as they are shown, not from shares that a limit had cut.
    const Columns now = columns(f, splits, Preset::Read);
    switch (divider) {
        case Divider::Left:
            s.left = (now.left + by.x) / room;
            s.middle = (now.middle - by.x) / room;
            break;
        case Divider::Middle:
            s.middle = (now.middle + by.x) / room;
            break;
        case Divider::MiddleBottom:
            s.middle_bottom = (lower_row(f, splits.middle_bottom) - by.y) / rows;
            break;
        case Divider::RightBottom:
            s.right_bottom = (lower_row(f, splits.right_bottom) - by.y) / rows;
            break;
    }
    return s;
}

}  // namespace viv::shell
