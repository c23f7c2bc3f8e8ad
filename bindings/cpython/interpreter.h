// The embedded interpreter: starts it, and runs one snippet in it. The process that runs a snippet
// is a fork of one that has started the interpreter and done nothing else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bindings/base/result.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class PendingOutput;

// Starts CPython: isolated from environment and user site, fixed hash seed (0, or what
// VIVARIUM_HASH_SEED says), unbuffered streams.
// Stays until the process ends. Fails with what CPython says.
Result<void> start_interpreter(const std::string& program);

// All struct tables of this version.
std::vector<Layout> layouts();

struct Snippet {
    std::string source;
    std::string file_name;
    std::uint32_t max_steps = 0;
    StepGrain grain = StepGrain::Line;
    PendingOutput* pending_output = nullptr;  // as in RecorderOptions
    bool is_observed = true;                  // false: everything as usual, but no tracer
    std::uint32_t max_objects = 0;            // as in RecorderOptions; 0: its own
    bool is_thorough = false;                 // as in RecorderOptions
    std::function<void(RunStatus)> on_limit;
    std::function<void(StepId, bool is_last)> on_step;
};

// Runs it as `__main__` and finalises the interpreter, so that what is printed at exit is there.
// Everything observed goes to the sink, but not the end, which is returned. Call once a process.
RunEnd run_snippet(const Snippet& snippet, Sink& sink);

}  // namespace viv::cpython
