// What sys.monitoring keeps of each code object that runs (3.13, _co_monitoring and the arrays
// that it points to; Python/instrumentation.c): from memory apart (apart.h), because a run without
// us has none of it, and all else is to lie where it would lie then.
#pragma once

#include <Python.h>

namespace viv::cpython {

// From here on it is so, once learned; stays in force for good. `trial` is to run the code object
// with the tool's events on and to switch them off again: it shows from where in CPython these
// blocks are asked for. Where that can't be told, they stay in the program's memory.
void keep_instruments_apart(void (*trial)(PyObject* code));

}  // namespace viv::cpython
