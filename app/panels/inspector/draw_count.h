// Draws an object's count over its life as a line of steps that can be clicked.
#pragma once

#include "app/panels/inspector/inspector_rows.h"
#include "app/widgets/ui.h"

namespace viv::panels::inspector {

// Returns the step that a click asks for; none: no click.
StepId draw_count(ui::Ui& ui, const Inspection& seen, const wire::Recording& recording, StepId step,
                  const ui::Rect& rect);

}  // namespace viv::panels::inspector
