// The snippet's frames: numbers them as they are entered and writes down what changed. Reads the
// evaluation loop's own frames; never makes a frame object or a dict of locals.
#pragma once

#include <Python.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bindings/cpython/events/objects_seen.h"
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
    // Writes down the frames of the thread. `returning`: what the innermost frame is about to hand
    // to its caller, still held by the evaluation loop; null: nothing.
    Where write(PyThreadState* thread, ThreadId id, PyObject* returning,
                bool is_everything_suspect);

private:
    struct Code {
        CodeId id;
        ObjectId object;
        std::vector<TextId> names;
        std::vector<VariableKind> kinds;
        bool has_cells = false;
        bool is_module = false;
    };
    struct Known {
        FrameId id;
        // It was written as a caller: until it runs again, only a cell or a death can change it.
        bool is_settled = false;
    };

    const Code& code_of(PyObject* code);
    PlaceId place_of(const Code& code, PyObject* object, int offset);
    void add_variables(const viv_frame& frame, const Code& code, FrameState& state);
    void add_namespace(PyObject* names, bool is_module, FrameState& state);
    void add_stack(const viv_frame& frame, PyObject* returning, FrameState& state);
    Slot named(TextId name, PyObject* target);

    Sink& m_sink;
    ObjectsSeen& m_objects;
    PyObject* m_filename;
    std::unordered_set<std::string> m_hidden_names;
    std::uint32_t m_frames = 0;
    std::unordered_map<const void*, Known> m_known;
    std::unordered_map<PyObject*, Code> m_codes;
    std::unordered_map<std::uint64_t, PlaceId> m_places;
};

}  // namespace viv::cpython
