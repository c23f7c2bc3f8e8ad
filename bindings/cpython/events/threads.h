// Threads as they come: each one is told of before it runs any Python code. For versions whose
// trace functions belong to one thread each (3.11). Only tracing_<version>.cpp uses it.
#pragma once

#include <Python.h>

namespace viv::cpython {

// Called in a thread that has just taken the GIL, while it still has the GIL's mutex: it may set
// fields of the thread's state, and nothing else.
using GilHandler = void (*)(PyThreadState* thread);

// From here on the handler is called at every taking of the GIL; null: no longer.
// REQUIRES: called before the snippet can have started a thread.
void watch_gil(GilHandler handler);

}  // namespace viv::cpython
