// Containers that only tracing makes (3.11): they are kept out of the collector's count of young
// containers, so that collections come where they would have come. These are
// - the frame object of a frame whose frame object nobody asked for (Python/ceval.c, call_trace),
// - the tuple that an exception is reported with (call_exc_trace),
// - the bound method made to call a method of a built-in type (trace_call_function).
//
// One per process; call only while holding the GIL.
#pragma once

#include <Python.h>

namespace viv::cpython {

// Finds out from where CPython makes those bound methods: runs a line of Python. Call before the
// snippet, traced or not.
void prepare_uncounted();
// From here on they are told apart.
void start_uncounted();

// What is made from here on lies in CPython's own memory again.
void stop_uncounted();

// At each event, before anything else: what was made to report it is taken off the count. `tuple`:
// what an exception is reported with; null: another event. `is_leaving`: the frame ends. May run a
// collection that is due, as CPython would have at that moment.
void settle_uncounted(PyThreadState* thread, const void* frame, PyObject* tuple, bool is_leaving);

// A tuple is being deallocated. True: it was one of those, and it is gone.
bool free_uncounted_tuple(PyObject* tuple);

}  // namespace viv::cpython
