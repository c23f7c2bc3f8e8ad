// The snippet's frames: numbers them as they are entered and writes down what changed. Reads the
// evaluation loop's own frames; never makes a frame object or a dict of locals.
#pragma once

#include <Python.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/events/stack.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class Frames {
public:
    // `hidden_names`: what the module's namespace holds before the snippet runs.
    Frames(Sink& sink, ObjectsSeen& objects, PyObject* filename,
           std::unordered_set<std::string> hidden_names)
        : m_sink(sink),
          m_objects(objects),
          m_filename(filename),
          m_hidden_names(std::move(hidden_names)) {}

    // Is the frame's code the snippet's?
    [[nodiscard]] bool is_of_snippet(const viv_frame& frame) const;
    // A function, class body or module is entered: the frame gets a new number.
    void entered(const void* frame);
    void left(const void* frame);

    struct Where {
        FrameId frame;
        PlaceId place;
        bool is_module = false;
    };
    // What is being reported of the thread's innermost frame.
    struct Report {
        // What it is about to hand to its caller, still held by the evaluation loop; null: nothing.
        PyObject* returning = nullptr;
        bool has_raised = false;  // an exception has just arisen in it
    };
    // Writes down the frames of the thread. `has_stood`: it has not run since it was last written.
    Where write(PyThreadState* thread, ThreadId id, const Report& report,
                bool is_everything_suspect, bool has_stood = false);
    // References that only the act of tracing holds, found since they were last taken.
    std::vector<PyObject*> take_surplus() { return std::exchange(m_surplus, {}); }

private:
    struct Code {
        CodeId id;
        ObjectId object;
        std::vector<TextId> names;
        std::vector<VariableKind> kinds;
        bool has_cells = false;
        bool is_module = false;
        StackMap stack;
    };
    struct Known {
        FrameId id;
        PyObject* first = nullptr;  // its first argument, as it was called; not followed
        CalledBy caller = CalledBy::Other;
        std::vector<PyObject*> stack;  // as CPython saved it last; not followed
        int raised_at = -1;           // offset of the instruction whose exception was reported last
        PyObject* surplus = nullptr;  // as OpenStack::bound_by_tracing
        // Where it stood when last written, and what it had called.
        int offset = -1;
        const void* callee = nullptr;
        const PyObject* callee_code = nullptr;
        // It stands still as it was written: until it runs, only a cell or a death can change it.
        bool is_settled = false;
    };

    const Code& code_of(PyObject* code);
    PlaceId place_of(const Code& code, PyObject* object, int offset);
    void add_variables(const viv_frame& frame, const Code& code, FrameState& state);
    void add_namespace(PyObject* names, bool is_module, FrameState& state);
    // A frame of the snippet's and the one that it has called, of whatever code.
    struct OnThread {
        viv_frame frame;
        viv_frame inner;
        bool is_innermost = true;
    };
    [[nodiscard]] std::vector<OnThread> frames_of(PyThreadState* thread) const;
    // Does a caller stand in the very call in which it was last written?
    static bool is_in_same_call(Known& known, const OnThread& on);
    void add_stack(const OnThread& on, const Code& code, const Report& report, Known& known,
                   FrameState& state);
    void add_open_stack(const OnThread& on, const Code& code, const Report& report, Known& known,
                        FrameState& state);
    void add_held(const std::vector<HeldByC>& held, FrameState& state);
    Slot named(TextId name, PyObject* target);

    Sink& m_sink;
    ObjectsSeen& m_objects;
    PyObject* m_filename;
    std::unordered_set<std::string> m_hidden_names;
    std::uint32_t m_frames = 0;
    std::unordered_map<const void*, Known> m_known;
    std::unordered_map<PyObject*, Code> m_codes;
    std::unordered_map<std::uint64_t, PlaceId> m_places;
    OpenStack m_open;  // reused
    std::vector<HeldByC> m_held;
    std::vector<PyObject*> m_surplus;
};

}  // namespace viv::cpython
