// Calls of 3.11: NULL and callable, or callable and self, then the arguments. See calls.h.
#include "bindings/cpython/events/calls.h"

#include "bindings/cpython/events/heap.h"

namespace viv::cpython {

namespace {

bool is_method_descriptor(PyObject* object) {
    return object != nullptr && Py_IS_TYPE(object, &PyMethodDescr_Type);
}

class Call {
public:
    Call(OpenStack& stack, std::size_t base, const InnerFrame& inner)
        : m_stack(stack), m_base(base), m_inner(inner) {}

    // CALL: NULL, callable, arguments; or callable, self, arguments.
    void plain(bool has_names) {
        PyObject* below = at(0);
        const bool is_method = below != nullptr;
        if (is_method && m_inner.frame == nullptr && !is_method_descriptor(below)) {
            // A thread waits for its turn after the call: the result stands there by now.
            m_stack.slots.resize(m_base + 1);
            return;
        }
        const std::size_t callee = is_method ? 0 : 1;
        if (leaves_with() || is_borrowed_self(callee)) {
            hold_method_before(callee);
            m_stack.slots[m_base + callee].payment = Payment::Borrowed;
            return;
        }
        if (is_substitute(at(callee))) {
            m_stack.slots[m_base + callee].payment = Payment::Borrowed;
            return;
        }
        const std::size_t count = m_stack.slots.size() - m_base - callee - 1;
        if (is_method_descriptor(at(callee)) && count > 0) {
            m_stack.bound_by_tracing = at(callee + 1);
        }
        if (hold_for_callee(at(callee), m_inner, m_stack.held)) {
            // No vectorcall: the arguments were put into a tuple (Objects/call.c,
            // _PyObject_MakeTpCall).
            for (std::size_t i = 0; i < count; ++i) hold(kArguments, at(callee + 1 + i));
            if (!has_names || !hands_all_on(at(callee), m_inner)) return;
            // Taken apart again, as below.
            hold(kUnpacked, m_inner.first);
            for (std::size_t i = 0; i < count; ++i) hold(kUnpacked, at(callee + 1 + i));
        }
    }

    // CALL_FUNCTION_EX: NULL, callable, arguments, keyword arguments.
    void with_tuple() {
        if (at(0) != nullptr) {
            m_stack.slots.resize(m_base + 1);  // the result, as above
            return;
        }
        PyObject* arguments = at(2);
        // Anything but a tuple has been made one, and given up.
        if (!PyTuple_CheckExact(arguments)) {
            m_stack.slots.resize(m_base + 2);
        } else if (is_method_descriptor(at(1)) && PyTuple_GET_SIZE(arguments) > 0) {
            m_stack.bound_by_tracing = PyTuple_GET_ITEM(arguments, 0);
        }
        hold_for_callee(at(1), m_inner, m_stack.held);
        hold_unpacked(at(1), arguments, m_stack.slots.back().object);
    }

    // BEFORE_WITH: the manager, and __exit__ in its place while __enter__ runs.
    void with() {
        PyObject* exit = at(0);
        if (m_inner.frame == nullptr || exit == nullptr || !PyMethod_Check(exit)) return;
        if (PyMethod_GET_SELF(exit) != m_inner.first || !is_named(*m_inner.frame, "__enter__"))
            return;
        hold(kEntered, m_inner.first, m_inner.frame->function);
    }

private:
    PyObject* at(std::size_t i) const { return m_stack.slots[m_base + i].object; }

    template <class... Objects>
    void hold(const char* name, Objects*... objects) {
        (m_stack.held.push_back({name, objects}), ...);
    }

    // A bound method that gave its place to its self: the one that stood there before, if that is
    // alive and is a method of this self.
    void hold_method_before(std::size_t callee) {
        const std::size_t i = m_base + callee;
        PyObject* method = i < m_inner.before.size() ? m_inner.before[i] : nullptr;
        if (method == nullptr || Heap::instance().number_of(method) == 0) return;
        if (PyMethod_Check(method) && PyMethod_GET_SELF(method) == m_inner.first &&
            PyMethod_GET_FUNCTION(method) == m_inner.frame->function) {
            hold(kMethod, method);
        }
    }

    // With keyword arguments, all arguments are put into an array of C's that holds them
    // (Objects/call.c, _PyStack_UnpackDict).
    void hold_unpacked(PyObject* callee, PyObject* arguments, PyObject* names) {
        if (m_inner.frame == nullptr || m_inner.frame->is_called_by_c == 0) return;
        if (m_stack.slots.size() - m_base != 4) return;
        const bool has_first = hands_all_on(callee, m_inner);
        if (callee != nullptr && PyMethod_Check(callee)) callee = PyMethod_GET_FUNCTION(callee);
        if (!has_first && m_inner.frame->function != callee) return;
        if (!PyTuple_CheckExact(arguments) || names == nullptr || !PyDict_CheckExact(names)) return;
        if (PyDict_GET_SIZE(names) == 0) return;
        if (has_first) hold(kUnpacked, m_inner.first);
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); ++i) {
            hold(kUnpacked, PyTuple_GET_ITEM(arguments, i));
        }
        PyObject *key = nullptr, *value = nullptr;
        for (int i = 0; i < viv_dict_used_entries(names); ++i) {
            if (viv_dict_entry(names, i, &key, &value) != 0) hold(kUnpacked, value);
        }
    }

    // The call at the end of a `with` block: __exit__, None, None, None. Its bound method has put
    // its self in its own place, as below.
    bool leaves_with() const {
        return m_stack.slots.size() == m_base + 4 && m_inner.frame != nullptr && at(0) != nullptr &&
               at(0) == m_inner.first && is_named(*m_inner.frame, "__exit__") && Py_IsNone(at(1)) &&
               Py_IsNone(at(2)) && Py_IsNone(at(3));
    }

    // A bound method puts its self in the place of the callable for the time of the call
    // (Objects/classobject.c, method_vectorcall).
    bool is_borrowed_self(std::size_t callee) const {
        return m_inner.frame != nullptr && at(callee) != nullptr && at(callee) == m_inner.first &&
               Py_TYPE(at(callee))->tp_call == nullptr;
    }

    // What functools.partial puts in its own place for the time of the call: the one argument that
    // it was made with. A function that is called stands in a frame without C code in between, and
    // what else is called has itself for its first argument in these two only.
    bool is_substitute(PyObject* callee) const {
        if (m_inner.frame == nullptr || callee == nullptr) return false;
        if (Py_TYPE(callee)->tp_call == nullptr) return true;
        if (m_inner.frame->is_called_by_c == 0) return false;
        return PyFunction_Check(callee) ||
               (callee == m_inner.first && !is_named(*m_inner.frame, "__call__") &&
                !is_named(*m_inner.frame, "__new__"));
    }

    OpenStack& m_stack;
    std::size_t m_base;
    const InnerFrame& m_inner;
};

}  // namespace

PyObject* callee_of(const OpenStack& stack, std::size_t base) {
    PyObject* below = stack.slots[base].object;
    return below == nullptr ? stack.slots[base + 1].object : below;
}

void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner, bool has_names) {
    Call(stack, base, inner).plain(has_names);
}
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).with_tuple();
}
void read_with(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).with();
}

}  // namespace viv::cpython
