// Places in the code as records: an instruction, its piece of source, and how it reads.
#pragma once

#include <Python.h>

#include "bindings/trace/step.h"

namespace viv::cpython {

// The instruction at the offset (in bytes; its caches belong to it), with its source positions
// (PEP 657). Name and argument are given for instruction recordings only.
CodePlace place_in(CodeId id, PyObject* code, int offset_bytes, StepGrain grain);

}  // namespace viv::cpython
