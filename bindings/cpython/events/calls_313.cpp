// Calls of 3.13: callable, self or NULL, then the arguments. What C code holds has no name yet. See
// calls.h.
#include <algorithm>

#include "bindings/cpython/events/calls.h"

namespace viv::cpython {

// CALL and CALL_KW: callable, self or NULL, arguments (and their names).
void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    // In another thread, which waits for its turn, the result may stand there by now.
    if (inner.frame == nullptr || stack.slots.size() < base + 2) return stack.slots.resize(base);
    // A bound method puts its self into the slot before the arguments for the time of the call
    // (Objects/classobject.c, method_vectorcall): over the NULL, or over itself.
    OpenStack::Entry &callable = stack.slots[base], &self = stack.slots[base + 1];
    if (callable.object == nullptr) return;
    if (Py_IS_TYPE(callable.object, &PyMethod_Type)) {
        self.payment = Payment::Borrowed;
    } else if (callable.object == inner.first && Py_TYPE(callable.object)->tp_call == nullptr) {
        callable.payment = Payment::Borrowed;
    }
}

// CALL_FUNCTION_EX: callable, NULL, arguments, keyword arguments. Anything but a tuple has been
// made one and given up, without the slot being told.
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    stack.slots.resize(inner.frame == nullptr ? base : std::min(base + 1, stack.slots.size()));
}

void read_with(OpenStack& stack, std::size_t base, const InnerFrame& /*inner*/) {
    stack.slots.resize(base + 1);
}

void read_iteration(OpenStack& /*stack*/, std::size_t /*base*/, const viv_stack_effect& /*effect*/,
                    const InnerFrame& /*inner*/) {}

CalledBy called_by(const viv_frame& /*frame*/, PyObject* /*first*/) {
    return CalledBy::Other;
}

void add_held_by_caller(CalledBy /*caller*/, const viv_frame& /*frame*/, PyObject* /*first*/,
                        std::vector<HeldByC>& /*held*/) {}

}  // namespace viv::cpython
