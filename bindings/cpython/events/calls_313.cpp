// Calls of 3.13: callable, self or NULL, then the arguments. See calls.h.
#include <algorithm>
#include <cstring>

#include "bindings/cpython/events/calls.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/held.h"

namespace viv::cpython {

namespace {

// A bound method that gave its place to its self: the one that stood there before, if that is alive
// and is a method of this self.
void hold_method_before(OpenStack& stack, std::size_t slot, const InnerFrame& inner) {
    PyObject* method = slot < inner.before.size() ? inner.before[slot] : nullptr;
    if (method == nullptr || Heap::instance().number_of(method) == 0) return;
    if (PyMethod_Check(method) && PyMethod_GET_SELF(method) == inner.first &&
        PyMethod_GET_FUNCTION(method) == inner.frame->function) {
        stack.held.push_back({kMethod, method});
    }
}

// The call at the end of a `with` block: __exit__, None, None, None. Its bound method has put its
// self in its own place, as below.
bool leaves_with(const OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    if (stack.slots.size() != base + 4 || !is_named(*inner.frame, "__exit__")) return false;
    const auto is_none = [&](std::size_t i) {
        return Py_IsNone(stack.slots[base + i].object) != 0;
    };
    return stack.slots[base].object == inner.first && is_none(1) && is_none(2) && is_none(3);
}

}  // namespace

PyObject* callee_of(const OpenStack& stack, std::size_t base) {
    return stack.slots[base].object;
}

// CALL and CALL_KW (without its names).
void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner, bool /*has_names*/) {
    // In another thread, which waits for its turn, the result may stand there by now.
    if (inner.frame == nullptr || stack.slots.size() < base + 2) return stack.slots.resize(base);
    OpenStack::Entry &callable = stack.slots[base], &self = stack.slots[base + 1];
    if (callable.object == nullptr) return;
    // A bound method puts its self into the slot before the arguments for the time of the call
    // (Objects/classobject.c, method_vectorcall): over the NULL, or over itself.
    // functools.partial does so with the one argument that it was made with.
    const bool is_partial =
        std::strcmp(Py_TYPE(callable.object)->tp_name, "functools.partial") == 0 &&
        self.object != nullptr && self.object == inner.first;
    if (is_partial || Py_IS_TYPE(callable.object, &PyMethod_Type)) {
        self.payment = Payment::Borrowed;
        return;
    }
    if (leaves_with(stack, base, inner) ||
        (callable.object == inner.first && Py_TYPE(callable.object)->tp_call == nullptr)) {
        callable.payment = Payment::Borrowed;
        hold_method_before(stack, base, inner);
        return;
    }
    if (!hold_for_callee(callable.object, inner, stack.held)) return;
    for (std::size_t i = base + 1; i < stack.slots.size(); ++i) {
        if (stack.slots[i].object != nullptr) {
            stack.held.push_back({kArguments, stack.slots[i].object});
        }
    }
}

// CALL_FUNCTION_EX: callable, NULL, arguments, keyword arguments. Anything but a tuple has been
// made one and given up, without the slot being told.
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    stack.slots.resize(inner.frame == nullptr ? base : std::min(base + 1, stack.slots.size()));
    if (inner.frame != nullptr) hold_for_callee(stack.slots[base].object, inner, stack.held);
}

// BEFORE_WITH: the manager is given up; the bound methods __exit__ and __enter__ are held while the
// latter runs.
void read_with(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    stack.slots.resize(base);
    if (inner.frame == nullptr || inner.first == nullptr) return;
    PyObject* exit = find_in_class(Py_TYPE(inner.first), "__exit__");
    if (!is_named(*inner.frame, "__enter__") || exit == nullptr || !PyFunction_Check(exit)) return;
    if (find_in_class(Py_TYPE(inner.first), "__enter__") != inner.frame->function) return;
    for (PyObject* held : {inner.first, inner.frame->function, inner.first, exit}) {
        stack.held.push_back({kEntered, held});
    }
}

bool may_be_callback(const viv_frame& /*caller*/, const StackMap& /*map*/, PyObject* /*function*/) {
    return false;
}
// What C code holds while it compares, looks up and makes classes is told for 3.11 only.
void hold_between(const viv_frame& /*frame*/, const viv_instr& /*at*/, std::size_t /*base*/,
                  const InnerFrame& /*inner*/, OpenStack& /*stack*/) {}
void hold_in_set_display(const viv_frame& /*frame*/, int /*depth*/, const InnerFrame& /*inner*/,
                         OpenStack& /*stack*/) {}

}  // namespace viv::cpython
