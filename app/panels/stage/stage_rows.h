// From a recording and a step to the scene that the stage shows. Pure: the same step gives the same
// scene, whichever way one came to it. "Changed" always means: since the step before.
#pragma once

#include "app/panels/stage/bodies.h"
#include "app/panels/stage/calm.h"
#include "app/panels/stage/scene.h"

namespace viv::panels::stage {

// Walking through thousands of steps for the layout needs shapes, not what changed.
enum class Detail : std::uint8_t { Shapes, Everything };

// REQUIRES: 1 <= step <= step_count() of the recording.
Scene build_scene(Bodies& bodies, StepId step, const Calm& calm, Detail detail);

}  // namespace viv::panels::stage
