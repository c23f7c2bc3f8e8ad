// The names beside a line, drawn as small labels at the right edge: `bucket = [1, 2]  ×3
// 0x7f…c3c0`. What doesn't fit loses first its address, then the end of its value; where the code
// leaves no room the name alone lies over its end. For the snippet panel only.
#pragma once

#include <vector>

#include "app/panels/panel.h"
#include "app/panels/snippet/snippet_rows.h"

namespace viv::panels::snippet {

struct PillRow {
    std::size_t line = 0;  // of the text, from 1: part of the pills' ids
    ui::Rect room;         // of the line, from the code's end to the right edge; may be none at all
};

// A click on a pill selects its object.
void draw_pills(PanelContext& context, const PillRow& row, const std::vector<ValueRow>& values);

}  // namespace viv::panels::snippet
