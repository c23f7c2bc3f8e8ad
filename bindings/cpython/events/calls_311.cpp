// Calls of 3.11: NULL and callable, or callable and self, then the arguments. See calls.h.
#include "bindings/cpython/events/calls.h"

#include <cstring>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

bool is_method_descriptor(PyObject* object) {
    return object != nullptr && Py_IS_TYPE(object, &PyMethodDescr_Type);
}

// What C code that runs holds in variables of its own, where the instruction and the frame that was
// called leave no doubt about it.
constexpr const char* kNewObject = "running C code: type.__call__";
constexpr const char* kSlot = "running C code: special method";
constexpr const char* kFinalizer = "running C code: finalizer";
constexpr const char* kBoundForCall = "running C code: bound method";
constexpr const char* kBuildsClass = "running C code: __build_class__";
constexpr const char* kArguments = "running C code: argument tuple";
constexpr const char* kEntered = "running C code: __enter__";
constexpr const char* kMethod = "running C code: bound method's call";
constexpr const char* kIterates = "running C code: iterator";

bool is_heap(PyTypeObject* type) {
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

// What the name stands for in the class: the first of its bases that has it. Reads the dicts only.
PyObject* find_in_class(PyTypeObject* type, std::string_view name) {
    PyObject* bases = type->tp_mro;
    for (Py_ssize_t i = 0; bases != nullptr && i < PyTuple_GET_SIZE(bases); ++i) {
        auto* base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i));
        if (PyObject* found = find_in_dict(base->tp_dict, name)) return found;
    }
    return nullptr;
}

// The nearest of its bases that was written in C.
PyTypeObject* static_base(PyTypeObject* type) {
    while (is_heap(type) && type->tp_base != nullptr) type = type->tp_base;
    return type;
}

// Does making an instance leave the tuple of arguments to itself? An exception keeps it, and what C
// types of extensions do with it isn't known.
bool forgets_arguments(PyTypeObject* type) {
    const PyTypeObject* base = static_base(type);
    if (type->tp_new != base->tp_new) return true;  // a __new__ in Python gets its own arguments
    return base == &PyBaseObject_Type || base == &PyList_Type || base == &PyDict_Type ||
           base == &PyTuple_Type || base == &PySet_Type || base == &PyLong_Type ||
           base == &PyFloat_Type || base == &PyUnicode_Type || base == &PyBytes_Type;
}

class Call {
public:
    Call(OpenStack& stack, std::size_t base, const InnerFrame& inner)
        : m_stack(stack), m_base(base), m_inner(inner) {}

    // CALL: NULL, callable, arguments; or callable, self, arguments.
    void plain() {
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
        const std::size_t count = m_stack.slots.size() - m_base - callee - 1;
        if (is_method_descriptor(at(callee)) && count > 0) {
            m_stack.bound_by_tracing = at(callee + 1);
        }
        if (name_callee(at(callee))) {
            // No vectorcall: the arguments were put into a tuple (Objects/call.c,
            // _PyObject_MakeTpCall).
            for (std::size_t i = 0; i < count; ++i) hold(kArguments, at(callee + 1 + i));
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
        name_callee(at(1));
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

    // Names what is held while an object without vectorcall is called. Returns whether the tuple of
    // its arguments is known to nobody else.
    bool name_callee(PyObject* callee) {
        if (m_inner.frame == nullptr || callee == nullptr) return false;
        PyTypeObject* type = Py_TYPE(callee);
        if (PyType_Check(callee) && type->tp_call == PyType_Type.tp_call) {
            auto* made = reinterpret_cast<PyTypeObject*>(callee);
            const bool is_init = is_named(*m_inner.frame, "__init__") && m_inner.first != nullptr &&
                                 PyType_IsSubtype(Py_TYPE(m_inner.first), made) != 0;
            if (is_init) hold(kNewObject, m_inner.first);
            return PyVectorcall_Function(callee) == nullptr && forgets_arguments(made);
        }
        if (is_class_body(callee)) hold(kBuildsClass, m_inner.frame->locals);
        return is_heap(type) && callee == m_inner.first && is_named(*m_inner.frame, "__call__") &&
               PyVectorcall_Function(callee) == nullptr;
    }

    // A class statement calls its body: the namespace is held for the class to be made of it
    // (Python/bltinmodule.c, builtin___build_class__).
    bool is_class_body(PyObject* callee) const {
        return m_inner.frame->locals != nullptr && PyCFunction_Check(callee) &&
               std::strcmp(reinterpret_cast<PyCFunctionObject*>(callee)->m_ml->ml_name,
                           "__build_class__") == 0;
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

    OpenStack& m_stack;
    std::size_t m_base;
    const InnerFrame& m_inner;
};

// Functions that ask their first argument for its iterator, which a generator is itself, and hold
// that until they have got all that it has.
bool consumes_iterator(PyObject* callee) {
    if (callee == nullptr) return false;
    if (PyType_Check(callee)) {
        for (PyTypeObject* type :
             {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type, &PyDict_Type}) {
            if (callee == reinterpret_cast<PyObject*>(type)) return true;
        }
        return false;
    }
    const char* name = nullptr;
    if (PyCFunction_Check(callee)) {
        name = reinterpret_cast<PyCFunctionObject*>(callee)->m_ml->ml_name;
    } else if (is_method_descriptor(callee)) {
        name = reinterpret_cast<PyMethodDescrObject*>(callee)->d_method->ml_name;
    }
    if (name == nullptr) return false;
    for (const char* known : {"sum", "any", "all", "min", "max", "sorted", "join", "extend"}) {
        if (std::strcmp(name, known) == 0) return true;
    }
    return false;
}

}  // namespace

void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).plain();
}
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).with_tuple();
}
void read_with(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).with();
}

// A generator that runs because C code goes through it.
void read_iteration(OpenStack& stack, std::size_t base, const viv_stack_effect& effect,
                    const InnerFrame& inner) {
    if (inner.frame == nullptr || inner.frame->is_of_generator == 0) return;
    PyObject* generator = viv_generator_of(inner.frame->frame);
    bool is_consumed = effect.use == VIV_GOES_THROUGH && stack.slots.back().object == generator;
    if (effect.use == VIV_CALLS && stack.slots.back().object == generator) {
        const std::size_t self = stack.slots[base].object == nullptr ? 1 : 0;
        is_consumed = consumes_iterator(stack.slots[base + self].object);
    }
    if (!is_consumed) return;
    if (Py_REFCNT(generator) > 1) {
        stack.held.push_back({kIterates, generator});
    } else {
        // It was left before its end and is closed by its finalizer, as the last to hold it.
        stack.slots.resize(base);
        stack.held.push_back({kFinalizer, generator});
    }
}

CalledBy called_by(const viv_frame& frame, PyObject* first) {
    if (frame.is_called_by_c == 0 || frame.is_of_generator != 0 || first == nullptr) {
        return CalledBy::Other;
    }
    const auto* code = reinterpret_cast<PyCodeObject*>(frame.code);
    const std::string name = utf8_of(code->co_name);
    if (!name.starts_with("__") || !name.ends_with("__")) return CalledBy::Other;
    // Through a bound method, or borrowed from the class: nothing is held, or it can't be told.
    for (const char* other :
         {"__get__",           "__enter__",         "__exit__",          "__aenter__",
          "__aexit__",         "__set_name__",      "__init_subclass__", "__class_getitem__",
          "__prepare__",       "__missing__",       "__format__",        "__reversed__",
          "__length_hint__",   "__round__",         "__trunc__",         "__floor__",
          "__ceil__",          "__dir__",           "__sizeof__",        "__bytes__",
          "__complex__",       "__fspath__",        "__reduce__",        "__reduce_ex__",
          "__getstate__",      "__setstate__",      "__copy__",          "__deepcopy__",
          "__instancecheck__", "__subclasscheck__", "__subclasshook__",  "__mro_entries__",
          "__getnewargs__"}) {
        if (name == other) return CalledBy::Other;
    }
    PyTypeObject* type = name == "__new__" && PyType_Check(first)
                             ? reinterpret_cast<PyTypeObject*>(first)
                             : Py_TYPE(first);
    PyObject* found = find_in_class(type, name);
    // A __new__ is made a static method.
    if (name == "__new__") return found == nullptr ? CalledBy::Other : CalledBy::Slot;
    if (found != frame.function) return CalledBy::Other;
    if (name == "__del__") return CalledBy::Finalizer;
    if (name != "__getattr__" && name != "__getattribute__") return CalledBy::Slot;
    return find_in_class(type, "__getattr__") != nullptr ? CalledBy::Getter : CalledBy::Slot;
}

void add_held_by_caller(CalledBy caller, const viv_frame& frame, PyObject* first,
                        std::vector<HeldByC>& held) {
    if (caller == CalledBy::Other) return;
    held.push_back({kSlot, frame.function});
    if (caller == CalledBy::Finalizer) held.push_back({kFinalizer, first});
    if (caller == CalledBy::Getter) {
        held.push_back({kBoundForCall, first});
        held.push_back({kBoundForCall, frame.function});
    }
}

}  // namespace viv::cpython
