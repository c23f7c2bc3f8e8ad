// Draws one card of the stage: head, rows, cells, badge. It draws what the scene says and decides
// nothing; hues are the theme's, and every state has a word or a shape besides its colour.
#pragma once

#include "app/panels/stage/canvas.h"
#include "app/panels/stage/scene.h"

namespace viv::panels::stage {

struct CardLook {
    float alpha = 1;
    bool is_selected = false;
    bool is_hovered = false;
};

void draw_card(const Canvas& canvas, const Card& card, const ui::Rect& rect, const CardLook& look);

}  // namespace viv::panels::stage
