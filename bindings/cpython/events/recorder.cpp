// What is done with each event of the code that runs: one step of the recording.
#include "bindings/cpython/events/recorder.h"

#include <Python.h>

#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <utility>

#include "bindings/cpython/events/collections.h"
#include "bindings/cpython/events/frames.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/events/quiet.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/tracing.h"
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
void add_items(PyObject* tuple, ObjectsSeen::Corrections& corrections) {
    if (tuple == nullptr) return;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) {
        corrections.emplace_back(PyTuple_GET_ITEM(tuple, i), 1);
    }
}

}  // namespace

struct Recorder::State {
    State(Sink& sink_, RecorderOptions options_)
        : sink(sink_),
          options(std::move(options_)),
          objects(sink, options.filename, options.max_objects),
          frames(sink, objects, options.filename, options.grain, names_of(options.globals)),
          collections(sink),
          quiet(options.filename, options.grain) {}

    // Most steps are those of the same thread as the one before.
    FrameId& innermost_of(ThreadId id) {
        if (id != innermost_thread || last_innermost == nullptr) {
            last_innermost = &innermost[id];  // stays where it is
            innermost_thread = id;
        }
        return *last_innermost;
    }

    Frames::Where write_frames(const TracedEvent& event, const viv_frame& frame, ThreadId id,
                               const Frames::Report& report, bool has_deaths, bool is_quiet);

    Sink& sink;
    RecorderOptions options;
    ObjectsSeen objects;
    Frames frames;
    Collections collections;
    Quiet quiet;
    std::uint32_t steps = 0;
    std::mutex output_mutex;
    std::vector<Output> output;
    std::atomic<bool> has_output = false;
    ObjectsSeen::Corrections surplus;  // room, kept
    std::uint64_t last_thread = 0;     // CPython's id of the thread that last_id belongs to
    ThreadId last_id;
    std::map<std::uint64_t, ThreadId> threads;  // by CPython's id, which never comes back
    std::map<ThreadId, FrameId> innermost;      // as last written, of the threads alive
    ThreadId innermost_thread;
    FrameId* last_innermost = nullptr;
    std::uint64_t gil_switches = 0;  // as of the last step
};

Recorder::Recorder(Sink& sink, RecorderOptions options)
    : m_state(std::make_unique<State>(sink, std::move(options))) {}

Recorder& Recorder::start(Sink& sink, RecorderOptions options) {
    // Never freed: a thread of the learner's may still write when the process ends.
    g_active = new Recorder(sink, std::move(options));
    return *g_active;
}

void Recorder::arm() {
    m_state->collections.start();
    start_tracing(on_traced, m_state->options.grain, m_state->options.filename);
}
void Recorder::stop() {
    for (const char* note : stop_tracing()) m_state->sink.note(note);
    PyThreadState* own = PyThreadState_Get();
    if (viv_first_thread() != own || viv_next_thread(own) != nullptr) {
        m_state->sink.note(
            "other threads were still there when the module returned: what they did after that has "
            "no steps");
    }
    m_state->collections.write({});
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
    if (PendingOutput* pending = m_state->options.pending_output) pending->keep(stream, bytes);
    if (!output.empty() && output.back().stream == stream) {
        output.back().text += bytes;
    } else {
        output.push_back({stream, std::string(bytes)});
    }
    m_state->has_output.store(true, std::memory_order_release);
}

void Recorder::flush_output() {
    if (!m_state->has_output.load(std::memory_order_acquire)) return;
    std::vector<Output> output;
    {
        const std::lock_guard lock(m_state->output_mutex);
        output.swap(m_state->output);
        m_state->has_output.store(false, std::memory_order_relaxed);
        PendingOutput* pending = m_state->options.pending_output;
        if (pending != nullptr && !output.empty()) pending->drop();
    }
    for (const Output& piece : output) m_state->sink.output(piece.stream, piece.text);
}

void Recorder::on_event(const TracedEvent& event) {
    m_state->collections.look();
    viv_frame frame;
    if (viv_read_frame(event.frame, &frame) == 0 || !m_state->frames.is_of_snippet(frame)) {
        m_state->quiet.forget();
        return;
    }
    if (event.kind == StepEvent::Call) {
        m_state->frames.entered(event.frame);
        // The module is entered before there is anything to see.
        if (frame.locals == m_state->options.globals) return;
    }
    record(event, frame);
    if (event.kind == StepEvent::Return) m_state->frames.left(event.frame);
}

ThreadId Recorder::thread_id(PyThreadState* thread) {
    const std::uint64_t number = PyThreadState_GetID(thread);
    if (number == m_state->last_thread) return m_state->last_id;
    const auto next = ThreadId{static_cast<std::uint32_t>(m_state->threads.size()) + 1};
    m_state->last_thread = number;
    return m_state->last_id = m_state->threads.try_emplace(number, next).first->second;
}

void Recorder::write_other_threads(PyThreadState* running, bool has_deaths, bool has_switched) {
    State& state = *m_state;
    // Nearly always there is one thread and has been no other.
    const bool is_alone = viv_first_thread() == running && viv_next_thread(running) == nullptr;
    if (is_alone && state.innermost.size() == 1) return;
    const Frames::Turn turn = has_switched ? Frames::Turn::MayHaveRun : Frames::Turn::HasStood;

    std::map<ThreadId, FrameId> alive;
    for (PyThreadState* at = viv_first_thread(); at != nullptr; at = viv_next_thread(at)) {
        if (at == running) continue;
        const ThreadId id = thread_id(at);
        alive[id] = state.frames.write(at, id, {}, has_deaths, turn).frame;
    }
    const ThreadId own = thread_id(running);
    for (auto known = state.innermost.begin(); known != state.innermost.end();) {
        const auto [id, frame] = *known;
        const bool is_gone = id != own && !alive.contains(id);
        if (is_gone && frame) state.sink.thread(id, {});
        if (is_gone) state.last_innermost = nullptr;
        known = is_gone ? state.innermost.erase(known) : std::next(known);
    }
    for (const auto& [id, frame] : alive) {
        FrameId& written = state.innermost[id];
        if (written != frame) state.sink.thread(id, frame);
        written = frame;
    }
}

// Can only what is known have changed since the last step?
bool Recorder::is_quiet(const TracedEvent& event, const viv_frame& frame) {
    State& state = *m_state;
    return !state.options.is_thorough && !state.objects.has_wide_effect() &&
           !state.collections.has_ended() && viv_collector_is_running() == 0 &&
           state.quiet.holds(event, frame);
}

namespace {

bool has_entered(StepEvent kind) {
    return kind == StepEvent::Call || kind == StepEvent::Resume;
}

}  // namespace

Frames::Where Recorder::State::write_frames(const TracedEvent& event, const viv_frame& frame,
                                            ThreadId id, const Frames::Report& report,
                                            bool has_deaths, bool is_quiet) {
    // Else the frames don't stand as they did: the one that ran is not the one that runs.
    const bool is_simple = is_quiet && quiet.is_local() && id == innermost_thread &&
                           quiet.has_entered(frame) == has_entered(event.kind);
    if (is_simple) {
        if (const auto where = frames.write_innermost(frame, id, report, has_deaths)) return *where;
    }
    return frames.write(event.thread, id, report, has_deaths, Frames::Turn::Runs);
}

void Recorder::record(const TracedEvent& event, const viv_frame& frame) {
    State& state = *m_state;
    flush_output();
    bool has_deaths = state.objects.take_deaths();
    const std::uint64_t switches = viv_gil_switches();
    const bool has_switched = switches != std::exchange(state.gil_switches, switches);
    const bool is_quiet = !has_switched && this->is_quiet(event, frame);
    if (state.options.is_thorough) {
        has_deaths = true;
        state.objects.suspect_all();
        state.frames.suspect_all();
    }

    const ThreadId id = thread_id(event.thread);
    const Frames::Report report{event.handed_over, event.kind == StepEvent::Exception,
                                has_entered(event.kind) || event.kind == StepEvent::Exception,
                                is_quiet ? state.quiet.stored_names(frame) : nullptr,
                                event.is_depth_saved};
    const Frames::Where where = state.write_frames(event, frame, id, report, has_deaths, is_quiet);
    FrameId& innermost = state.innermost_of(id);
    if (innermost != where.frame) {
        innermost = where.frame;
        state.sink.thread(id, where.frame);
    }
    write_other_threads(event.thread, has_deaths, has_switched);

    state.surplus.clear();
    add_items(event.surplus, state.surplus);
    for (PyObject* object : state.frames.surplus()) state.surplus.emplace_back(object, 1);
    state.frames.surplus().clear();
    const StepId step{state.steps + 1};
    if (is_quiet) {
        state.objects.scan_touched(step, state.surplus, state.quiet.touched(frame));
    } else {
        state.objects.scan(step, state.surplus);
    }
    if (state.frames.has_found_function()) {
        state.frames.write(event.thread, id, report, true, Frames::Turn::Runs);
        state.objects.scan(step, state.surplus);
    }
    if (state.objects.is_overfull()) {
        std::vector<ObjectId> roots;
        state.frames.add_roots(roots);
        state.objects.keep_nearest(roots);
    }

    state.collections.write(state.objects.fresh());
    state.objects.fresh().clear();
    state.quiet.prepare(event, frame);

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
