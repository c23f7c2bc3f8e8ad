// The words of the command line's contract for events and statuses.
#include "bindings/trace/step.h"

namespace viv {

const char* event_name(StepEvent event) {
    switch (event) {
        case StepEvent::Line:
            return "line";
        case StepEvent::Call:
            return "call";
        case StepEvent::Return:
            return "return";
        case StepEvent::Yield:
            return "yield";
        case StepEvent::Resume:
            return "resume";
        case StepEvent::Exception:
            return "exception";
        case StepEvent::Instruction:
            return "instruction";
    }
    return "unknown";
}

const char* status_name(RunStatus status) {
    switch (status) {
        case RunStatus::Finished:
            return "finished";
        case RunStatus::Exception:
            return "exception";
        case RunStatus::Exited:
            return "exited";
        case RunStatus::Timeout:
            return "timeout";
        case RunStatus::Stopped:
            return "stopped";
        case RunStatus::Memory:
            return "memory";
        case RunStatus::Crashed:
            return "crashed";
        case RunStatus::StepLimit:
            return "step-limit";
        case RunStatus::LogLimit:
            return "log-limit";
    }
    return "unknown";
}

}  // namespace viv
