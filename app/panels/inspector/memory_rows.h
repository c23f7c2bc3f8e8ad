// An object's blocks of memory as rows of at most eight bytes, each row of one field, with what the
// bytes mean. Pure; called by inspector_rows only. Struct tables come from the recording.
#pragma once

#include <vector>

#include "app/panels/inspector/inspector_rows.h"

namespace viv::panels::inspector {

// `before` is the object a step earlier, to mark the bytes that changed; null: don't.
std::vector<BlockRows> memory_rows(const wire::Recording& recording, const wire::ObjectView& now,
                                   const wire::ObjectView* before, StepId step);

}  // namespace viv::panels::inspector
