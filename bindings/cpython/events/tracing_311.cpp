// Events of 3.11: a C function as the trace function of each thread (Python/ceval.c, call_trace).
// See tracing.h.
#include <optional>

#include "bindings/cpython/events/threads.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

EventHandler g_handler = nullptr;

// Does a return event hand over a yielded value? One without a value is an exception passing
// through.
bool is_yield(int instruction, const PyObject* argument) {
    return instruction == VIV_YIELD && argument != nullptr;
}

// What an event of PyEval_SetTrace is; none for those that are no step.
std::optional<StepEvent> event_of(int what, int instruction, const PyObject* argument) {
    switch (what) {
        case PyTrace_LINE:
            return StepEvent::Line;
        case PyTrace_CALL:
            // throw() and close() wake a generator where it stands: at its yield.
            return instruction == VIV_RESUME_START ? StepEvent::Call : StepEvent::Resume;
        case PyTrace_RETURN:
            return is_yield(instruction, argument) ? StepEvent::Yield : StepEvent::Return;
        case PyTrace_EXCEPTION:
            return StepEvent::Exception;
        default:
            return std::nullopt;
    }
}

int trace(PyObject* /*self*/, PyFrameObject* /*frame*/, int what, PyObject* argument) {
    TracedEvent event;
    event.thread = PyThreadState_Get();
    event.frame = viv_innermost_frame(event.thread);
    if (event.frame == nullptr) return 0;

    // To report a call, CPython makes a frame object that the run would not have made. It counts as
    // a young container and would move the next collection, so the count gets its due back.
    const int instruction = viv_current_instruction(event.frame);
    if (what == PyTrace_CALL && instruction == VIV_RESUME_START) viv_adjust_young_count(-1);
    if (what == PyTrace_RETURN && !is_yield(instruction, argument)) viv_adjust_young_count(1);

    const std::optional<StepEvent> kind = event_of(what, instruction, argument);
    if (!kind) return 0;
    event.kind = *kind;
    if (*kind == StepEvent::Return || *kind == StepEvent::Yield) event.handed_over = argument;
    // While an exception is reported, CPython holds it, its class and its traceback once more in
    // the tuple it passes (Python/ceval.c, call_exc_trace).
    if (*kind == StepEvent::Exception && argument != nullptr && PyTuple_Check(argument)) {
        event.surplus = argument;
    }
    if (g_handler != nullptr) g_handler(event);
    return 0;
}

// A thread that has no tracer gets ours: before it runs any code of the learner's.
void arm(PyThreadState* thread) {
    if (viv_tracer_of(thread) == nullptr) viv_set_tracer(thread, trace);
}

}  // namespace

void prepare_tracing() {}

void start_tracing(EventHandler handler) {
    g_handler = handler;
    viv_set_tracer(PyThreadState_Get(), trace);
    watch_gil(arm);
}

void stop_tracing() {
    g_handler = nullptr;
    watch_gil(nullptr);
    viv_set_tracer(PyThreadState_Get(), nullptr);
}

}  // namespace viv::cpython
