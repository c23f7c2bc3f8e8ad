// What a frame's value stack holds while CPython doesn't say how deep it is: the frame called C
// code that runs, or an exception has just arisen in it. The depth is worked out from the code;
// what can't be said for certain is left out.
#pragma once

#include <Python.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bindings/cpython/layout/code.h"
#include "bindings/trace/object.h"

namespace viv::cpython {

// A code object's instructions, as far as stacks need them. Made once for each code object.
class StackMap {
public:
    explicit StackMap(PyObject* code);
    // Slots on the value stack before the instruction at the offset; -1: never reached.
    [[nodiscard]] int depth_before(int offset_bytes) const;
    // What a handler leaves of the stack when an exception comes from there; 0: there is none.
    [[nodiscard]] int depth_of_handler(int offset_bytes) const;

private:
    std::vector<std::int16_t> m_depths;
    std::vector<viv_handler> m_handlers;
};

// Why the depth isn't saved.
enum class OpenBecause : std::uint8_t {
    Calls,    // the instruction runs C code, which may have called Python code again
    Raised,   // the instruction has failed, and that is being reported
    Unwinds,  // what the failed instruction left on the stack is being dropped
};

// A frame's first variables as they were when it was entered: its arguments. Null: none, not known.
using Arguments = std::array<PyObject*, 4>;
Arguments arguments_of(const viv_frame& frame);

// The frame that the C code called; null: none.
struct InnerFrame {
    const viv_frame* frame = nullptr;
    PyObject* first = nullptr;  // its first argument as it was at the call; null: none, not known
    Arguments arguments = {};   // the same of all of its first few
    // The caller's own value stack as it was saved last; what stood there may have died.
    std::span<PyObject* const> before;
};

// What a special method (`__add__`) is called by, as far as it holds something for that time.
enum class CalledBy : std::uint8_t {
    Other = 0,
    Slot,       // C code of its class: it holds the function (Objects/typeobject.c, slot_…)
    Getter,     // the same for __getattr__ beside __getattribute__: it makes a bound method too
    Finalizer,  // the same for __del__: the dying object is held for the time of the call
};
// REQUIRES: the frame is just being entered.
CalledBy called_by(const viv_frame& frame, PyObject* first);

// A reference in a variable of C code that runs.
struct HeldByC {
    const char* name = nullptr;
    PyObject* object = nullptr;
};
void add_held_by_caller(CalledBy caller, const viv_frame& frame, PyObject* first,
                        std::vector<HeldByC>& held);

struct OpenStack {
    struct Entry {
        PyObject* object = nullptr;
        Payment payment = Payment::Owned;
    };
    std::vector<Entry> slots;
    std::vector<HeldByC> held;
    // Tracing makes a bound method of this object for the time of the call (3.11, Python/ceval.c,
    // trace_call_function): one reference that the run would not have made.
    PyObject* bound_by_tracing = nullptr;
};

// REQUIRES: frame.stack_depth < 0. Reuses what `found` has allocated. False: nothing is known.
[[nodiscard]] bool read_open_stack(const viv_frame& frame, const StackMap& map, OpenBecause reason,
                                   const InnerFrame& inner, OpenStack& found);

}  // namespace viv::cpython
