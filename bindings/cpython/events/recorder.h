// Records a run: at each event of the snippet's it writes down what changed since the last one.
// It only reads: no reference taken, nothing allocated by Python, no code of the learner's run.
// One per process; bindings/cpython/README.md says how it works and what it can't do.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "bindings/trace/sink.h"

// PyObject and PyThreadState by their tags (3.11-3.15, Include/pytypedefs.h): the
// worker includes this header and isn't to see Python's.
struct _object;
struct _ts;
struct viv_frame;  // layout.h

namespace viv::cpython {

struct TracedEvent;

// Keeps output until a step has taken it, so that it isn't lost with a process that ends between
// two steps. Called from any thread, one at a time.
class PendingOutput {
public:
    virtual void keep(Stream stream, std::string_view bytes) = 0;
    virtual void drop() = 0;

protected:
    ~PendingOutput() = default;
};

struct RecorderOptions {
    _object* filename = nullptr;  // co_filename of the snippet's code; borrowed
    _object* globals = nullptr;   // the module's namespace; borrowed
    StepGrain grain = StepGrain::Line;
    PendingOutput* pending_output = nullptr;
    std::uint32_t max_steps = 0;        // 0: no limit
    std::uint32_t max_objects = 2'000;  // alive at once; what goes beyond is cut, and said to be
    bool is_thorough = false;           // look at everything at every step, changed or not
    bool is_armed = true;               // false: hooks are in place, but nothing is traced
    // Called when a limit was reached and the run has to end; must not return.
    std::function<void(RunStatus)> on_limit;
    // Called after each step with its number, its frame (as of layout.h), and whether it is the
    // module's return: the last one.
    std::function<void(StepId, const void*, bool)> on_step;
};

class Recorder {
public:
    // Takes output from now on. REQUIRES: Heap::instance() is installed.
    static Recorder& start(Sink& sink, RecorderOptions options);
    // Starts tracing the calling thread.
    void arm();
    // Stops tracing. Output still goes to the recording until the end is written.
    void stop();
    // The recorder of this process; null when there is none or it was disarmed.
    static Recorder* active();
    // Forgets the recording without touching it: this process is a fork that isn't recorded.
    static void disarm_in_fork();

    // Something was written to descriptor 1 or 2. From any thread, with or without the GIL.
    void wrote(Stream stream, std::string_view bytes);
    // Passes output on to the recording that no step has taken.
    void flush_output();

private:
    Recorder(Sink& sink, RecorderOptions options);
    struct State;
    std::unique_ptr<State> m_state;

    static void on_traced(const TracedEvent& event);
    void on_event(const TracedEvent& event);
    void record(const TracedEvent& event, const viv_frame& frame);
    bool is_quiet(const TracedEvent& event, const viv_frame& frame);
    ThreadId thread_id(_ts* thread);
    void write_other_threads(_ts* running, bool has_deaths, bool has_switched);
};

}  // namespace viv::cpython
