// The sizes of cards and of what stands in them, in logical pixels at zoom 1. The layout reserves
// by them and the drawing keeps to them, so that arrows meet their rows. Pure.
#pragma once

#include <vector>

#include "app/panels/stage/scene.h"
#include "app/panels/stage/stage_layout.h"

namespace viv::panels::stage {

inline constexpr float kFrameHead = 34;
inline constexpr float kObjectHead = 45;
inline constexpr float kSlotRow = 25;
inline constexpr float kCellHeight = 24;
inline constexpr float kCellGap = 4;
inline constexpr float kSide = 12;       // between a card's side and its content
inline constexpr float kDotInset = 13;   // of a row's dot from the card's right side
inline constexpr float kTitleLine = 16;  // the middle of a card's title, where arrows arrive
inline constexpr float kRowText = 12.5f;

// The number of characters, for widths of text in the fixed-width face.
std::size_t characters(const std::string& utf8);

float head_height(const Card& card);
float card_width(const Card& card);
float card_height(const Card& card);
// From the card's top to the middle of the row.
float row_middle(const Card& card, std::size_t row);
float row_height(const Card& card, const Row& row);

// Where a row's cells stand, from the row's top left.
struct CellBox {
    float x = 0, y = 0, width = 0;
};
std::vector<CellBox> cell_boxes(const Row& row, float card_width);

// What the layout needs of the scene.
std::vector<Shape> shapes_of(const Scene& scene);

}  // namespace viv::panels::stage
