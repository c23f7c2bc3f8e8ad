// The repr of a constant in a code object, as CPython prints it, made from memory alone. Longer
// texts and bytes than kMaxTextItems are cut, with `…` for the rest.
#pragma once

#include <Python.h>

#include <string>

namespace viv::cpython {

std::string constant_repr(PyObject* constant);

}  // namespace viv::cpython
