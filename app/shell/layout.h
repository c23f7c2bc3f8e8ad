// Where each panel stands: three columns between a bar above and a time line below, with gaps that
// can be dragged. Three presets give a column more room. A window too narrow for three columns
// shows those that the preset is about. Pure: sizes in, rectangles out.
#pragma once

#include <array>
#include <optional>

#include "app/panels/panel.h"

namespace viv::shell {

enum class Preset : std::uint8_t { Read = 0, Code, Inspect };
inline constexpr std::size_t kPlaces = static_cast<std::size_t>(panels::Place::Bottom) + 1;

// The gaps that the learner moves, as shares of the room there is.
struct Splits {
    float left = 0.25f;           // the lesson's column
    float middle = 0.33f;         // the snippet's column
    float middle_bottom = 0.27f;  // the output's height
    float right_bottom = 0.40f;   // the inspector's height
};
Splits preset_splits(Preset preset);

enum class Divider : std::uint8_t { Left = 0, Middle, MiddleBottom, RightBottom };
inline constexpr std::size_t kDividers = 4;

struct Areas {
    std::array<std::optional<ui::Rect>, kPlaces> places;  // none: not shown
    // Where each divider is grabbed, and along which axis it moves.
    std::array<std::optional<ui::Rect>, kDividers> dividers;
    [[nodiscard]] const std::optional<ui::Rect>& at(panels::Place place) const {
        return places[static_cast<std::size_t>(place)];
    }
};

inline constexpr float kTopHeight = 52;  // of the bar above, in logical pixels

// How many columns fit side by side: 3, 2 or 1. With 2, Read shows lesson and snippet, the others
// snippet and stage; with 1, each preset shows its own.
int columns_that_fit(ImVec2 size, float scale);

// `size` in screen pixels; `scale` makes logical pixels of them.
Areas lay_out(ImVec2 size, float scale, const Splits& splits, Preset preset);
// The splits after a divider was dragged by so many screen pixels.
Splits drag(const Splits& splits, Divider divider, ImVec2 by, ImVec2 size, float scale);

}  // namespace viv::shell
