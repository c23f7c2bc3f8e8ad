// The events of the code that runs, however this version of CPython tells them. Nothing here takes
// a reference that an unobserved run would not hold, but for what an event says of itself.
//
// One per process; tracing_<version>.cpp implements it. Only the recorder uses it.
#pragma once

#include <Python.h>

#include <vector>

#include "bindings/trace/step.h"

namespace viv::cpython {

struct TracedEvent {
    StepEvent kind = StepEvent::Line;
    PyThreadState* thread = nullptr;
    const void* frame = nullptr;  // the innermost of the thread, as of layout.h
    // What a return or yield hands to the caller: held by the evaluation loop, off the stack
    // already. Null: nothing, or another event.
    PyObject* handed_over = nullptr;
    // A tuple that CPython made to tell the event: it holds each of its items once more than an
    // unobserved run. Null: none.
    PyObject* surplus = nullptr;
    // Does CPython say how deep the frame's value stack is? False: it is as deep as the code says
    // (3.13, before an instruction).
    bool is_depth_saved = true;
};

// Called with the GIL held, before what the event tells of goes on. Must not throw.
using EventHandler = void (*)(const TracedEvent& event);

// Makes what tracing needs of Python's objects, so that they are older than the snippet and there
// in every run, traced or not.
void prepare_tracing();
// From here on the handler hears of every frame's events (not only the snippet's), in the calling
// thread and in all threads that start from now on. With StepGrain::Instruction it also hears of
// each instruction of the code from that file (compared by identity).
void start_tracing(EventHandler handler, StepGrain grain, PyObject* filename);
// Returns what the reader of the recording should know of how it went: static texts.
std::vector<const char*> stop_tracing();

}  // namespace viv::cpython
