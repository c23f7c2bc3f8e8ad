// Tracers to measure ours against, in the same process and the same run: as little as a C tracer
// can do, and what the simplest complete recorder would do. Only costs.cpp uses them.
#pragma once

#include <Python.h>

#include <cstdint>

namespace viv::bench {

struct Counters {
    std::uint64_t lines = 0;
    std::uint64_t instructions = 0;
    std::uint64_t stored_bytes = 0;
};
Counters& counters();

// Counts events. With `f_trace_opcodes` set at calls: instructions too.
int count_lines(PyObject*, PyFrameObject* frame, int what, PyObject* argument);
// Copies the innermost frame's variables and value stack at every instruction.
int copy_stack(PyObject*, PyFrameObject* frame, int what, PyObject* argument);
// Walks all that the frames of the snippet reach at every line, compares counts and content with
// the line before, and stores what differs. No deltas, no encoding, no numbers, no deaths.
int scan_all(PyObject*, PyFrameObject* frame, int what, PyObject* argument);

// Whose frames are scanned: those with this co_filename.
void scan_frames_of(PyObject* filename);

}  // namespace viv::bench
