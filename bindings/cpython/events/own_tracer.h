// A trace function of the program's own beside ours (3.11, where a thread has one only): both are
// called, and the program can't tell. sys.settrace leaves ours in place and keeps the program's as
// the trace function's argument, which is where CPython keeps it (Python/sysmodule.c).
//
// One per process; only tracing_311.cpp uses it.
#pragma once

#include <Python.h>

#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

// From here on sys.settrace sets `tracer`, with the program's function as its argument.
void keep_in_settrace(viv_tracer tracer);

// Calls the program's trace function, if it has one, as CPython would have called it. Returns what
// a trace function returns: -1 with an exception set, if it raised one.
int call_own_tracer(PyThreadState* thread, PyObject* function, struct _frame* frame, int what,
                    PyObject* argument);

// A frame object is being deallocated.
void forget_frame(PyObject* frame);

}  // namespace viv::cpython
