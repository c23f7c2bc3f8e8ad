// Draws the arrows of the stage, beneath the cards: from a row's side to the head of its target.
// Arrows that arrive at one card are spread; those that lead back or down their own column go
// around; one to its own card is a loop.
#pragma once

#include <functional>

#include "app/panels/stage/canvas.h"
#include "app/panels/stage/scene.h"

namespace viv::panels::stage {

// Where a card stands on the screen; an empty rect: nowhere.
struct EdgeEnd {
    ui::Rect rect;
    float alpha = 1;
};
using EndOf = std::function<EdgeEnd(std::uint32_t card)>;

void draw_edges(const Canvas& canvas, const Scene& scene, CardKey selected, const EndOf& end_of);

}  // namespace viv::panels::stage
