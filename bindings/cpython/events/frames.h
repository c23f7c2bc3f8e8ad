// The snippet's frames: numbers them as they are entered and writes down what changed. Reads the
// evaluation loop's own frames; never makes a frame object or a dict of locals.
#pragma once

#include <Python.h>

#include <array>
#include <optional>
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
    Frames(Sink& sink, ObjectsSeen& objects, PyObject* filename, StepGrain grain,
           std::unordered_set<std::string> hidden_names)
        : m_sink(sink),
          m_objects(objects),
          m_filename(filename),
          m_grain(grain),
          m_hidden_names(std::move(hidden_names)),
          m_f_func(sink.text("f_func")),
          m_f_code(sink.text("f_code")),
          m_exc_info(sink.text("exc_info")),
          m_func_code(sink.text("f_func.__code__")),
          m_run_mod(sink.text("run_mod")),
          m_f_locals(sink.text("f_locals")),
          m_snapshot(sink.text("locals()")),
          m_eval_code(sink.text("PyEval_EvalCode")) {}

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
        bool has_raised = false;   // an exception has just arisen in it
        bool has_entered = false;  // it has just begun or gone on
        // The names that can have been bound in its namespace; null: any.
        const std::vector<PyObject*>* stored_names = nullptr;
        bool is_depth_saved = true;  // as TracedEvent's
    };
    enum class Turn : std::uint8_t { Runs, HasStood, MayHaveRun };
    // Writes down what changed of the frames of the thread. `has_deaths`: objects have died since
    // the last step, so an address may mean another one. `turn`: the step is this thread's; it has
    // not run since the last step; or neither is known.
    Where write(PyThreadState* thread, ThreadId id, const Report& report, bool has_deaths,
                Turn turn);
    // The same where only this frame, the innermost, can have changed, and the one that has called
    // it if it has just been entered. None: it can't be said so simply.
    std::optional<Where> write_innermost(const viv_frame& frame, ThreadId id, const Report& report,
                                         bool has_deaths);
    // Has the module's function become an object of the recording since its frame was written? Then
    // it tells of the code itself, and the frame has to be written again.
    [[nodiscard]] bool has_found_function() const {
        return m_module != nullptr && !m_module->has_function &&
               Heap::instance().number_of(m_module_function) != 0;
    }
    // At the next write every frame is written, whether it seems to have changed or not.
    void suspect_all() {
        for (auto& [frame, known] : m_known) known.is_written = false;
    }
    // All that the frames were last written to refer to.
    void add_roots(std::vector<ObjectId>& roots) const;
    // References that only the act of tracing holds, found since they were last cleared.
    std::vector<PyObject*>& surplus() { return m_surplus; }

private:
    struct Code {
        CodeId id;
        ObjectId object;
        std::vector<TextId> names;
        std::vector<VariableKind> kinds;
        bool has_cells = false;
        bool is_module = false;
        StackMap stack;
        std::vector<PlaceId> places = {};  // by instruction
    };
    // A name in the namespace of a module or class body.
    struct Entry {
        PyObject* key = nullptr;
        Py_hash_t hash = 0;  // of the key: tells another str at the same address
        TextId name;
        // What it has had from before the snippet runs: not shown; null: nothing. Not followed.
        PyObject* given = nullptr;
        std::uint32_t variable = kNotShown;  // its index among the frame's
    };
    static constexpr std::uint32_t kNotShown = 0xffffffff;
    struct Known {
        FrameId id;
        Arguments arguments = {};  // as it was called; not followed
        CalledBy caller = CalledBy::Other;
        std::vector<PyObject*> stack;  // as CPython saved it last; not followed
        int raised_at = -1;           // offset of the instruction whose exception was reported last
        PyObject* surplus = nullptr;  // as OpenStack::bound_by_tracing
        // What locals() made of its variables, as last written: address and number.
        PyObject* snapshot = nullptr;
        std::uint32_t snapshot_number = 0;
        bool has_function = false;  // the module's own function is an object of the recording
        // Where it stood when last looked at, and what it had called.
        int offset = -1;
        FrameId callee;
        // As it was last written.
        bool is_written = false;
        bool was_in_step = false;  // it was the frame of the step
        Code* code = nullptr;
        std::vector<PyObject*> slots;  // variables, then the stack
        std::vector<ObjectId> numbers;
        std::size_t open_slots = 0;  // of a stack whose depth CPython doesn't say
        std::uint64_t names_version = 0;
        PyObject* returning = nullptr;
        PyObject* handled = nullptr;
        int stack_depth = -1;
        PlaceId place;
        FrameId back;
        std::vector<Entry> names;
        FrameState state;  // room for building it, kept
    };

    Known& known_of(const void* frame);
    Code& code_of(PyObject* code);
    PlaceId place_of(Code& code, PyObject* object, int offset);
    void add_variables(const viv_frame& frame, const Code& code, FrameState& state);
    void add_namespace(PyObject* names, bool is_module, Known& known);
    struct Checks {
        bool has_deaths = false;
        Turn turn = Turn::Runs;
        bool is_caller = false;  // of the innermost
    };
    // A frame of the snippet's and the one that it has called, of whatever code.
    struct OnThread {
        viv_frame frame;
        viv_frame inner;
        Known* known = nullptr;
        bool is_innermost = true;
    };
    // Into m_on_thread, the innermost first.
    void find_frames(PyThreadState* thread);
    FrameId write_one(OnThread& on, ThreadId id, FrameId back, const Report& report,
                      PyObject* handled, Checks checks);
    // Writes the variables that changed where nothing else did; false: more may have.
    bool write_variables(const viv_frame& frame, Known& known, bool are_numbers_sure,
                         const std::vector<PyObject*>* stored_names);
    // The same where the stack may have changed, too.
    bool write_stack(const viv_frame& frame, Known& known, PyObject* handed,
                     const std::vector<PyObject*>* stored_names);
    void find_changed_variables(const viv_frame& frame, Known& known);
    bool find_changed_names(const viv_frame& frame, Known& known,
                            const std::vector<PyObject*>* stored_names);
    bool write_names(const viv_frame& frame, Known& known);
    bool write_stored(const viv_frame& frame, Known& known, const std::vector<PyObject*>& names);
    bool set_changed(Known& known);
    // Is all that the frame shows what was last written?
    [[nodiscard]] static bool is_same(const viv_frame& frame, const Known& known,
                                      bool are_numbers_sure);
    static std::size_t shown_slots(const viv_frame& frame, const Known& known);
    void remember(const viv_frame& frame, Known& known);
    void add_hidden(const viv_frame& frame, const Code& code, PyObject* handled, FrameState& state);
    // Does a caller stand in the very call in which it was last written?
    bool is_in_same_call(Known& known, const OnThread& on);
    void add_stack(const OnThread& on, const Code& code, const Report& report, Known& known,
                   FrameState& state);
    void add_open_stack(const OnThread& on, const Code& code, const Report& report, Known& known,
                        FrameState& state);
    void add_held(const std::vector<HeldByC>& held, FrameState& state);
    Slot named(TextId name, PyObject* target);
    // All that it was last written to hold may have another count now.
    void touch(const Known& known);
    // Is what it holds besides its variables and its stack what was last written?
    [[nodiscard]] bool holds_the_same(const viv_frame& frame, const Known& known) const;

    Sink& m_sink;
    ObjectsSeen& m_objects;
    PyObject* m_filename;
    StepGrain m_grain;
    std::unordered_set<std::string> m_hidden_names;
    std::uint32_t m_frames = 0;
    std::unordered_map<const void*, Known> m_known;
    // What is known of the frames that were asked for last, by their addresses.
    struct Recent {
        const void* frame = nullptr;
        Known* known = nullptr;
    };
    std::array<Recent, 64> m_recent;
    [[nodiscard]] Recent& recent(const void* frame) {
        const auto address = reinterpret_cast<std::uintptr_t>(frame);
        return m_recent[(address >> 4 ^ address >> 10) % m_recent.size()];
    }
    Known* m_module = nullptr;  // the module's frame, and its function
    PyObject* m_module_function = nullptr;
    bool m_has_surplus = false;  // some frame has, as last written
    std::unordered_map<PyObject*, Code> m_codes;
    std::vector<OnThread> m_on_thread;                          // reused
    std::vector<std::pair<std::uint32_t, ObjectId>> m_changed;  // reused
    std::vector<ObjectId> m_pushed;                             // reused
    OpenStack m_open;                                           // reused
    std::vector<HeldByC> m_held;                                // reused
    TextId m_f_func, m_f_code, m_exc_info, m_func_code, m_run_mod, m_f_locals, m_snapshot,
        m_eval_code;
    std::vector<PyObject*> m_surplus;
};

}  // namespace viv::cpython
