// What is done with each event of the code that runs: one step of the recording.
#include "bindings/cpython/events/recorder.h"

#include <Python.h>

#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <mutex>
#include <new>

#include "bindings/cpython/events/frames.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/events/tracing.h"
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

// A tuple that was made to tell the event holds its items once more.
ObjectsSeen::Corrections surplus_of(PyObject* tuple) {
    ObjectsSeen::Corrections corrections;
    if (tuple == nullptr) return corrections;
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
    std::map<ThreadId, FrameId> innermost;      // as last written, of the threads alive
    std::uint64_t gil_switches = 0;             // as of the last step
};

Recorder::Recorder(Sink& sink, RecorderOptions options)
    : m_state(std::make_unique<State>(sink, std::move(options))) {}

Recorder& Recorder::start(Sink& sink, RecorderOptions options) {
    // Never freed: a thread of the learner's may still write when the process ends.
    g_active = new Recorder(sink, std::move(options));
    return *g_active;
}

void Recorder::arm() {
    start_tracing(on_traced);
}
void Recorder::stop() {
    stop_tracing();
}
Recorder* Recorder::active() {
    return g_active;
}
void Recorder::disarm_in_fork() {
    g_active = nullptr;
    Heap::instance().stop_watching();
}

void Recorder::on_traced(const TracedEvent& event) {
    if (g_active == nullptr) return;
    try {
        g_active->on_event(event);
    } catch (const std::bad_alloc&) {
        // The learner's memory is used up, and what we write it down with is part of it.
        g_active->m_state->options.on_limit(RunStatus::Memory);
    }
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

void Recorder::on_event(const TracedEvent& event) {
    viv_frame frame;
    if (viv_read_frame(event.frame, &frame) == 0 || !m_state->frames.is_of_snippet(frame)) return;
    if (event.kind == StepEvent::Call) {
        m_state->frames.entered(event.frame);
        // The module is entered before there is anything to see.
        if (frame.locals == m_state->options.globals) return;
    }
    record(event);
    if (event.kind == StepEvent::Return) m_state->frames.left(event.frame);
}

ThreadId Recorder::thread_id(PyThreadState* thread) {
    const auto next = ThreadId{static_cast<std::uint32_t>(m_state->threads.size()) + 1};
    return m_state->threads.try_emplace(PyThreadState_GetID(thread), next).first->second;
}

void Recorder::write_other_threads(PyThreadState* running, bool is_everything_suspect) {
    State& state = *m_state;
    // Nearly always there is one thread and has been no other.
    const bool is_alone = viv_first_thread() == running && viv_next_thread(running) == nullptr;
    if (is_alone && state.innermost.size() == 1) return;
    const std::uint64_t switches = viv_gil_switches();
    const bool have_stood = switches == state.gil_switches;
    state.gil_switches = switches;

    std::map<ThreadId, FrameId> alive;
    for (PyThreadState* at = viv_first_thread(); at != nullptr; at = viv_next_thread(at)) {
        if (at == running) continue;
        const ThreadId id = thread_id(at);
        alive[id] = state.frames.write(at, id, {}, is_everything_suspect, have_stood).frame;
    }
    const ThreadId own = thread_id(running);
    for (auto known = state.innermost.begin(); known != state.innermost.end();) {
        const auto [id, frame] = *known;
        const bool is_gone = id != own && !alive.contains(id);
        if (is_gone && frame) state.sink.thread(id, {});
        known = is_gone ? state.innermost.erase(known) : std::next(known);
    }
    for (const auto& [id, frame] : alive) {
        FrameId& written = state.innermost[id];
        if (written != frame) state.sink.thread(id, frame);
        written = frame;
    }
}

void Recorder::record(const TracedEvent& event) {
    State& state = *m_state;
    flush_output();
    const bool is_everything_suspect = state.objects.take_deaths();

    const ThreadId id = thread_id(event.thread);
    const Frames::Report report{event.handed_over, event.kind == StepEvent::Exception};
    const Frames::Where where = state.frames.write(event.thread, id, report, is_everything_suspect);
    if (state.innermost[id] != where.frame) {
        state.innermost[id] = where.frame;
        state.sink.thread(id, where.frame);
    }
    write_other_threads(event.thread, is_everything_suspect);

    ObjectsSeen::Corrections surplus = surplus_of(event.surplus);
    for (PyObject* object : state.frames.take_surplus()) surplus.emplace_back(object, 1);
    state.objects.scan(StepId{state.steps + 1}, is_everything_suspect, surplus);

    if (!state.sink.step({event.kind, id, where.frame, where.place})) {
        state.options.on_limit(RunStatus::LogLimit);
        return;
    }
    ++state.steps;
    if (state.options.on_step) {
        const bool is_last = event.kind == StepEvent::Return && where.is_module;
        state.options.on_step(StepId{state.steps}, event.frame, is_last);
    }
    if (state.options.max_steps != 0 && state.steps >= state.options.max_steps) {
        state.options.on_limit(RunStatus::StepLimit);
    }
}

}  // namespace viv::cpython
