// The rows of one card: an object's slots in the words of its kind, a frame's variables. Pure;
// called by stage_rows only.
#pragma once

#include <vector>

#include "app/panels/stage/bodies.h"
#include "app/panels/stage/calm.h"
#include "app/panels/stage/scene.h"
#include "bindings/trace/step.h"

namespace viv::panels::stage {

struct RowSource {
    Bodies& bodies;
    StepId step;
    const Calm& calm;
};

// `before` is the body a step earlier; null: not asked for, or the object is new.
std::vector<Row> object_rows(const RowSource& source, const Body& now, const Body* before);
// `before` is the frame a step earlier; null: not asked for, or the frame is new.
std::vector<Row> frame_rows(const RowSource& source, const FrameState& now,
                            const FrameState* before);

}  // namespace viv::panels::stage
