// Draws a block of memory: a title, then rows of bytes in hexadecimal on their field's hue, with
// the field's name and what the bytes mean.
#pragma once

#include "app/panels/inspector/inspector_rows.h"
#include "app/widgets/ui.h"

namespace viv::panels::inspector {

// Returns where it ends. `clicked` is the object that a click on a pointer asks for.
float draw_block(ui::Ui& ui, const BlockRows& block, std::size_t number, const ui::Rect& area,
                 ObjectId& clicked);

}  // namespace viv::panels::inspector
