// Shapes of our own on ImGui's draw lists: soft shadows, cards, pills, arrows, bars. They draw what
// they are told, hold no state, and know nothing of recordings. Measures are screen pixels.
#pragma once

#include <string_view>

#include "app/widgets/ui.h"

namespace viv::ui {

// A soft shadow or, in colour, a glow around a rounded rectangle.
void shadow(ImDrawList& list, const Rect& rect, float rounding, float spread, Color color);
// A filled rounded rectangle with a border of one crisp pixel.
void card(ImDrawList& list, const Rect& rect, float rounding, Color fill, Color border);

// Covers what was drawn outside of the rounded corners of a rectangle: panels needn't mind them.
void mask_corners(ImDrawList& list, const Rect& rect, float rounding, Color ground);

enum class Arrowhead : std::uint8_t { Swept, None };
// A curve that leaves `from` to the right and arrives at `to` from the left; an arrow back, or one
// in its own column, makes an arc around. `lane` spreads arrows that arrive at the same place.
void arrow(ImDrawList& list, ImVec2 from, ImVec2 to, Color color, float thickness,
           Arrowhead head = Arrowhead::Swept);
// From the right side of a card to its own top: a reference to itself.
void arrow_to_self(ImDrawList& list, const Rect& card_rect, ImVec2 from, Color color,
                   float thickness);

// A small rounded label; returns its rect. `at` is its left middle.
Rect pill(Ui& ui, ImVec2 at, std::string_view text, Color ink, Color fill, Face face = Face::Medium,
          float size = 11.5f);
// A panel's header line: title in bold, what it says beside it in muted; returns the rest below.
Rect panel_header(Ui& ui, const Rect& area, std::string_view title, std::string_view detail);
// A squiggle under a piece of text.
void squiggle(ImDrawList& list, ImVec2 from, float width, Color color, float scale);

// Small pictures drawn as paths, in a square of the given size, its centre at `at`.
enum class Icon : std::uint8_t {
    Logo,
    First,
    Back,
    Play,
    Forward,
    Last,
    Stop,
    Sun,
    Moon,
    Warning,
    Error,
    Check,
    Cross,
    Info,
    Bulb,
    ChevronLeft,
    ChevronRight,
    Reset,
    Copy,
};
void icon(ImDrawList& list, Icon which, ImVec2 at, float size, Color color);

}  // namespace viv::ui
