// Events of 3.11: a C function as the trace function of each thread (Python/ceval.c, call_trace).
// See tracing.h.
#include <optional>

#include "bindings/cpython/events/own_tracer.h"
#include "bindings/cpython/events/sorts.h"
#include "bindings/cpython/events/threads.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/events/uncounted.h"
#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

namespace {

EventHandler g_handler = nullptr;
bool g_was_replaced = false;  // C code has set another trace function
StepGrain g_grain = StepGrain::Line;
PyObject* g_filename = nullptr;

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
        case PyTrace_OPCODE:
            return StepEvent::Instruction;
        default:
            return std::nullopt;
    }
}

// A frame tells of its instructions when its frame object says so.
void ask_for_instructions(PyFrameObject* object, const void* innermost) {
    viv_frame frame;
    if (innermost == nullptr || viv_read_frame(innermost, &frame) == 0) return;
    const bool is_wanted = reinterpret_cast<PyCodeObject*>(frame.code)->co_filename == g_filename;
    if (is_wanted) viv_trace_instructions(object);
}

// Tells the recorder. Not all events are steps.
void tell(PyThreadState* thread, int what, PyObject* argument) {
    TracedEvent event;
    event.thread = thread;
    event.frame = viv_innermost_frame(thread);
    if (event.frame == nullptr) return;
    // While an exception is reported, CPython holds it, its class and its traceback once more in
    // the tuple it passes (Python/ceval.c, call_exc_trace).
    const bool is_tuple = argument != nullptr && PyTuple_Check(argument);
    if (what == PyTrace_EXCEPTION && is_tuple) event.surplus = argument;
    const std::optional<StepEvent> kind =
        event_of(what, viv_current_instruction(event.frame), argument);
    settle_uncounted(thread, event.frame, event.surplus, kind == StepEvent::Return);
    if (!kind || g_handler == nullptr) return;
    event.kind = *kind;
    if (*kind == StepEvent::Return || *kind == StepEvent::Yield) event.handed_over = argument;
    g_handler(event);
}

int trace(PyObject* own, PyFrameObject* frame, int what, PyObject* argument) {
    PyThreadState* thread = PyThreadState_Get();
    if (what == PyTrace_CALL && g_grain == StepGrain::Instruction) {
        ask_for_instructions(frame, viv_innermost_frame(thread));
    }
    tell(thread, what, argument);
    // The program's own tracer has not asked for these: we did.
    if (what == PyTrace_OPCODE && g_grain == StepGrain::Instruction) return 0;
    return call_own_tracer(thread, own, frame, what, argument);
}

// A thread that has no tracer gets ours: before it runs any code of the program's. One that C code
// has set instead of ours is left alone.
void arm(PyThreadState* thread) {
    const viv_tracer tracer = viv_tracer_of(thread);
    const bool is_new = tracer == nullptr && viv_current_frame(thread) == nullptr;
    if (tracer != trace && !is_new) g_was_replaced = true;
    if (tracer == nullptr) viv_set_tracer(thread, trace);
}

}  // namespace

void prepare_tracing() {
    prepare_uncounted();
}

void start_tracing(EventHandler handler, StepGrain grain, PyObject* filename) {
    g_handler = handler;
    g_grain = grain;
    g_filename = filename;
    keep_in_settrace(trace);
    start_uncounted();
    start_watching_sorts();
    viv_set_tracer(PyThreadState_Get(), trace);
    watch_gil(arm);
}

std::vector<const char*> stop_tracing() {
    g_handler = nullptr;
    watch_gil(nullptr);
    stop_uncounted();
    stop_watching_sorts();
    PyThreadState* thread = PyThreadState_Get();
    const viv_tracer tracer = viv_tracer_of(thread);
    if (tracer != trace) g_was_replaced = true;
    // The program's own trace function is called by ours.
    if (tracer == trace && viv_trace_argument(thread) == nullptr) viv_set_tracer(thread, nullptr);
    if (!g_was_replaced) return {};
    return {
        "C code of the program's has set a trace function of its own: what ran under it has no "
        "steps"};
}

}  // namespace viv::cpython
