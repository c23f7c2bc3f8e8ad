// The array in which CPython 3.11 keeps the line of each instruction of a traced code object
// (Objects/codeobject.c, _PyCode_CreateLineArray). It is the only thing that tracing allocates and
// keeps; made here instead, it takes no memory that the program would have got.
#pragma once

#include <Python.h>

namespace viv::cpython {

// From here on code objects give their arrays back when they die. Stays in force for good.
void install_line_arrays();
// Gives the code object its array, unless it has one: CPython makes one at the first line event
// otherwise. Where there is no memory for it, CPython is left to do so.
void make_line_array(PyObject* code);
// Takes all of them back: the interpreter frees those of its own modules' code by itself.
void take_back_line_arrays();

}  // namespace viv::cpython
