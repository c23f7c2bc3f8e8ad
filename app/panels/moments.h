// What a step is, beyond its event, for the panels that tell it in words: so that the code and the
// time line never disagree. Made from the recording alone.
#pragma once

#include "app/session/query.h"

namespace viv::panels {

// A class statement's body: it runs once, in a frame of its own, without being called.
inline bool is_class_body(const CodeInfo& code) {
    return !code.is_optimized && code.name != "<module>";
}

// A Return step without a returned value: the exception of the step before goes on to the caller.
inline bool is_left_by_exception(const wire::Recording& recording, StepId step) {
    if (step.value < 2 || recording.step(step).event != StepEvent::Return) return false;
    const StepMark& before = recording.step(StepId{step.value - 1});
    if (before.event != StepEvent::Exception || before.frame != recording.step(step).frame) {
        return false;
    }
    const FrameState frame = recording.frame(before.frame, step);
    return !frame.stack || frame.stack->empty();
}

}  // namespace viv::panels
