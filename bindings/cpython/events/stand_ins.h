// Blocks that stand in for frame objects (3.11). A program that has got hold of a frame object
// would have got it at that moment without us, out of CPython's memory. The object stays where it
// is, apart; a block of its size is taken instead, for as long as it lives. Only uncounted_311.cpp
// calls these, at each block and at each event.
#pragma once

#include <Python.h>

#include <frameobject.h>

#include <cstddef>

namespace viv::cpython {

// Of a traceback, with the collector's head before it.
constexpr std::size_t kTracebackBlock = 2 * sizeof(void*) + sizeof(PyTracebackObject);

// From here on the buffers that CPython asks for are watched, too: they come from the same pools.
void start_stand_ins();
// The program has got hold of the object now. Nothing happens to what isn't a frame object apart.
void stand_in_for(PyObject* object);
// A block of that size is about to be handed out; was handed out; is about to be taken back.
void stand_ins_before_block(std::size_t size);
void stand_ins_after_block(const void* block);
void stand_ins_before_free(const void* block);
// What was taken for a traceback to come is given back, if none came.
void settle_stand_ins();

}  // namespace viv::cpython
