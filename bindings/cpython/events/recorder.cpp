// The tracing callback of 3.11 (PyEval_SetTrace) and what it does with each event.
#include "bindings/cpython/events/recorder.h"

#include <Python.h>

#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <optional>

#include "bindings/cpython/events/frames.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

Recorder* g_active = nullptr;

std::unordered_set<std::string> names_of(PyObject* dict) {
    std::unordered_set<std::string> names;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(dict);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(dict, i, &key, &value) != 0) names.insert(utf8_of(key));
    }
    return names;
}

// Does a return event hand over a yielded value? One without a value is an exception passing
// through.
bool is_yield(int instruction, const PyObject* argument) {
    return instruction == VIV_YIELD && argument != nullptr;
}

// What an event of PyEval_SetTrace is; none for those that are no step.
std::optional<StepEvent> event_of(int what, int instruction, const PyObject* argument) {
    switch (what) {
        case PyTrace_LINE:
            return StepEvent::Line;
        case PyTrace_CALL:
            // throw() and close() wake a generator where it stands: at its yield.
            return instruction == VIV_RESUME_START ? StepEvent::Call : StepEvent::Resume;
        case PyTrace_RETURN:
            return is_yield(instruction, argument) ? StepEvent::Yield : StepEvent::Return;
        case PyTrace_EXCEPTION:
            return StepEvent::Exception;
        default:
            return std::nullopt;
    }
}

// While an exception is reported, CPython holds it, its class and its traceback once more in the
// tuple it passes (Python/ceval.c, call_exc_trace).
ObjectsSeen::Corrections surplus_of_tuple(PyObject* tuple) {
    ObjectsSeen::Corrections corrections;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) {
        corrections.emplace_back(PyTuple_GET_ITEM(tuple, i), 1);
    }
    return corrections;
}

// A process that ends between two steps leaves its last output in this file: stream (1 byte), size
// (4 bytes), the bytes. Straight system calls, because our own write() leads here.
void keep_pending(int descriptor, Stream stream, std::string_view bytes) {
    if (descriptor < 0) return;
    char head[5] = {static_cast<char>(stream)};
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(head + 1, &size, sizeof size);
    iovec pieces[] = {{head, sizeof head}, {const_cast<char*>(bytes.data()), bytes.size()}};
    // What can't be kept is only missing if the process dies now.
    [[maybe_unused]] const auto written = ::syscall(SYS_writev, descriptor, pieces, 2);
}

void drop_pending(int descriptor) {
    if (descriptor >= 0) [[maybe_unused]]
        const int done = ::ftruncate(descriptor, 0);
}

}  // namespace

struct Recorder::State {
    State(Sink& sink_, RecorderOptions options_)
        : sink(sink_),
          options(std::move(options_)),
          objects(sink, options.filename),
          frames(sink, objects, options.filename, names_of(options.globals)) {}

    Sink& sink;
    RecorderOptions options;
    ObjectsSeen objects;
    Frames frames;
    std::uint32_t steps = 0;
    std::mutex output_mutex;
    std::vector<Output> output;
    std::map<std::uint64_t, ThreadId> threads;  // by CPython's id, which never comes back
    std::map<ThreadId, FrameId> innermost;      // as last written
};

Recorder::Recorder(Sink& sink, RecorderOptions options)
    : m_state(std::make_unique<State>(sink, std::move(options))) {}

Recorder& Recorder::start(Sink& sink, RecorderOptions options) {
    // Never freed: a thread of the learner's may still write when the process ends.
    g_active = new Recorder(sink, std::move(options));
    return *g_active;
}

void Recorder::arm() {
    PyEval_SetTrace(trace, nullptr);
}
void Recorder::stop() {
    PyEval_SetTrace(nullptr, nullptr);
}
Recorder* Recorder::active() {
    return g_active;
}
void Recorder::disarm_in_fork() {
    g_active = nullptr;
    Heap::instance().stop_watching();
}

int Recorder::trace(PyObject* /*self*/, PyFrameObject* /*frame*/, int what, PyObject* argument) {
    if (g_active == nullptr) return 0;
    try {
        g_active->on_event(what, argument);
    } catch (const std::bad_alloc&) {
        // The learner's memory is used up, and what we write it down with is part of it.
        g_active->m_state->options.on_limit(RunStatus::Memory);
    }
    return 0;
}

void Recorder::wrote(Stream stream, std::string_view bytes) {
    const std::lock_guard lock(m_state->output_mutex);
    std::vector<Output>& output = m_state->output;
    keep_pending(m_state->options.pending_output, stream, bytes);
    if (!output.empty() && output.back().stream == stream) {
        output.back().text += bytes;
    } else {
        output.push_back({stream, std::string(bytes)});
    }
}

void Recorder::flush_output() {
    std::vector<Output> output;
    {
        const std::lock_guard lock(m_state->output_mutex);
        output.swap(m_state->output);
        if (!output.empty()) drop_pending(m_state->options.pending_output);
    }
    for (const Output& piece : output) m_state->sink.output(piece.stream, piece.text);
}

void Recorder::on_event(int what, PyObject* argument) {
    PyThreadState* thread = PyThreadState_Get();
    const void* innermost = viv_innermost_frame(thread);
    viv_frame frame;
    if (innermost == nullptr || viv_read_frame(innermost, &frame) == 0) return;

    // To report a call, CPython makes a frame object that the run would not have made. It counts as
    // a young container and would move the next collection, so the count gets its due back.
    const int instruction = viv_current_instruction(innermost);
    if (what == PyTrace_CALL && instruction == VIV_RESUME_START) viv_adjust_young_count(-1);
    if (what == PyTrace_RETURN && !is_yield(instruction, argument)) viv_adjust_young_count(1);

    if (!m_state->frames.is_of_snippet(frame)) return;
    const std::optional<StepEvent> event = event_of(what, instruction, argument);
    if (!event) return;
    if (*event == StepEvent::Call) {
        m_state->frames.entered(innermost);
        // The module is entered before there is anything to see.
        if (frame.locals == m_state->options.globals) return;
    }
    record(*event, thread, argument);
    if (*event == StepEvent::Return) m_state->frames.left(innermost);
}

ThreadId Recorder::thread_id(PyThreadState* thread) {
    const auto next = ThreadId{static_cast<std::uint32_t>(m_state->threads.size()) + 1};
    return m_state->threads.try_emplace(PyThreadState_GetID(thread), next).first->second;
}

void Recorder::write_other_threads(PyThreadState* running, bool is_everything_suspect) {
    // Nearly always there is one thread and has been no other.
    const bool is_alone = viv_first_thread() == running && viv_next_thread(running) == nullptr;
    if (is_alone && m_state->innermost.size() == 1) return;
    std::map<ThreadId, FrameId> alive;
    for (PyThreadState* at = viv_first_thread(); at != nullptr; at = viv_next_thread(at)) {
        if (at == running) continue;
        const ThreadId id = thread_id(at);
        alive[id] = m_state->frames.write(at, id, nullptr, is_everything_suspect).frame;
    }
    alive[thread_id(running)] = m_state->innermost[thread_id(running)];
    for (auto& [id, frame] : m_state->innermost) {
        if (!alive.contains(id)) alive[id] = {};
    }
    for (const auto& [id, frame] : alive) {
        FrameId& written = m_state->innermost[id];
        if (written == frame) continue;
        written = frame;
        m_state->sink.thread(id, frame);
    }
}

void Recorder::record(StepEvent event, PyThreadState* thread, PyObject* argument) {
    State& state = *m_state;
    const void* innermost = viv_innermost_frame(thread);
    flush_output();
    const bool is_everything_suspect = state.objects.take_deaths();

    // A value on its way to the caller is held by the evaluation loop, off the stack already.
    const bool hands_over = event == StepEvent::Return || event == StepEvent::Yield;
    const ThreadId id = thread_id(thread);
    const Frames::Where where =
        state.frames.write(thread, id, hands_over ? argument : nullptr, is_everything_suspect);
    if (state.innermost[id] != where.frame) {
        state.innermost[id] = where.frame;
        state.sink.thread(id, where.frame);
    }
    write_other_threads(thread, is_everything_suspect);

    const ObjectsSeen::Corrections corrections =
        event == StepEvent::Exception && argument != nullptr && PyTuple_Check(argument)
            ? surplus_of_tuple(argument)
            : ObjectsSeen::Corrections();
    state.objects.scan(StepId{state.steps + 1}, is_everything_suspect, corrections);

    if (!state.sink.step({event, id, where.frame, where.place})) {
        state.options.on_limit(RunStatus::LogLimit);
        return;
    }
    ++state.steps;
    if (state.options.on_step) {
        const bool is_last = event == StepEvent::Return && where.is_module;
        state.options.on_step(StepId{state.steps}, innermost, is_last);
    }
    if (state.options.max_steps != 0 && state.steps >= state.options.max_steps) {
        state.options.on_limit(RunStatus::StepLimit);
    }
}

}  // namespace viv::cpython
