// What calls have in common on all versions: which C functions hold what, as far as the instruction
// and the frame that was called leave no doubt about it (Objects/typeobject.c, Objects/call.c,
// Python/bltinmodule.c). See calls.h.
#include "bindings/cpython/events/calls.h"

#include <algorithm>
#include <cstring>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

bool is_heap(PyTypeObject* type) {
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
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

// A class statement calls its body: the namespace is held for the class to be made of it
// (Python/bltinmodule.c, builtin___build_class__).
bool is_class_body(PyObject* callee, const InnerFrame& inner) {
    return inner.frame->locals != nullptr && PyCFunction_Check(callee) &&
           std::strcmp(reinterpret_cast<PyCFunctionObject*>(callee)->m_ml->ml_name,
                       "__build_class__") == 0;
}

// Is it the __next__ of an iterator whose class was written in Python, called by C code?
bool is_next_of_first(const InnerFrame& inner) {
    return inner.frame->is_called_by_c != 0 && inner.first != nullptr &&
           is_named(*inner.frame, "__next__") &&
           find_in_class(Py_TYPE(inner.first), "__next__") == inner.frame->function;
}

}  // namespace

// A generator is its own iterator.
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
    } else if (Py_IS_TYPE(callee, &PyMethodDescr_Type)) {
        name = reinterpret_cast<PyMethodDescrObject*>(callee)->d_method->ml_name;
    }
    if (name == nullptr) return false;
    for (const char* known : {"sum", "any", "all", "min", "max", "sorted", "join", "extend"}) {
        if (std::strcmp(name, known) == 0) return true;
    }
    return false;
}

PyObject* find_in_class(PyTypeObject* type, std::string_view name) {
    PyObject* bases = type->tp_mro;
    for (Py_ssize_t i = 0; bases != nullptr && i < PyTuple_GET_SIZE(bases); ++i) {
        auto* base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i));
        if (PyObject* found = find_in_dict(base->tp_dict, name)) return found;
    }
    return nullptr;
}

bool hold_for_callee(PyObject* callee, const InnerFrame& inner, std::vector<HeldByC>& held) {
    if (inner.frame == nullptr || callee == nullptr) return false;
    PyTypeObject* type = Py_TYPE(callee);
    if (PyTypeObject* made = made_by_call(callee)) {
        const bool is_init = is_named(*inner.frame, "__init__") && inner.first != nullptr &&
                             PyType_IsSubtype(Py_TYPE(inner.first), made) != 0;
        if (is_init) held.push_back({kNewObject, inner.first});
        return PyVectorcall_Function(callee) == nullptr && forgets_arguments(made);
    }
    if (is_class_body(callee, inner)) held.push_back({kBuildsClass, inner.frame->locals});
    return is_heap(type) && callee == inner.first && is_named(*inner.frame, "__call__") &&
           PyVectorcall_Function(callee) == nullptr;
}

PyTypeObject* made_by_call(PyObject* callee) {
    PyObject *wrapper = nullptr, *self = nullptr;
    if (viv_bound_wrapper(callee, &wrapper, &self) != 0) {
        // `super().__call__` in a metaclass.
        const bool is_it = wrapper == find_in_dict(PyType_Type.tp_dict, "__call__");
        return is_it ? reinterpret_cast<PyTypeObject*>(self) : nullptr;
    }
    const bool is_it = PyType_Check(callee) && Py_TYPE(callee)->tp_call == PyType_Type.tp_call;
    return is_it ? reinterpret_cast<PyTypeObject*>(callee) : nullptr;
}

bool hands_all_on(PyObject* callee, const InnerFrame& inner) {
    if (inner.frame == nullptr || inner.frame->is_called_by_c == 0) return false;
    if (callee == nullptr || inner.first == nullptr) return false;
    const auto is_own = [&](PyTypeObject* type, const char* name) {
        return is_named(*inner.frame, name) && find_in_class(type, name) == inner.frame->function;
    };
    if (callee == inner.first && is_own(Py_TYPE(callee), "__call__")) return true;
    PyTypeObject* made = made_by_call(callee);
    if (made == nullptr) return false;
    if (inner.first == reinterpret_cast<PyObject*>(made)) {
        // Objects/typeobject.c, slot_tp_new.
        PyObject* found = find_in_class(made, "__new__");
        return is_named(*inner.frame, "__new__") && found != nullptr &&
               Py_IS_TYPE(found, &PyStaticMethod_Type) &&
               viv_static_function(found) == inner.frame->function;
    }
    return PyType_IsSubtype(Py_TYPE(inner.first), made) != 0 &&
           is_own(Py_TYPE(inner.first), "__init__");
}

bool is_call_of(PyObject* callee, const InnerFrame& inner) {
    if (callee == nullptr || inner.frame == nullptr) return false;
    if (hands_all_on(callee, inner)) return true;
    if (PyMethod_Check(callee)) callee = PyMethod_GET_FUNCTION(callee);
    return inner.frame->function == callee;
}

// A generator, or an iterator of a class of its own, that runs because C code goes through it.
void read_iteration(OpenStack& stack, std::size_t base, const viv_stack_effect& effect,
                    const InnerFrame& inner) {
    if (inner.frame == nullptr) return;
    const bool is_generator = inner.frame->is_of_generator != 0;
    if (!is_generator && !is_next_of_first(inner)) return;
    PyObject* generator = is_generator ? viv_generator_of(inner.frame->frame) : inner.first;
    bool is_consumed = effect.use == VIV_GOES_THROUGH && stack.slots.back().object == generator;
    const auto is_it = [&](const OpenStack::Entry& entry) { return entry.object == generator; };
    const auto operands = stack.slots.begin() + static_cast<std::ptrdiff_t>(base);
    if (effect.use == VIV_CALLS && std::count_if(operands, stack.slots.end(), is_it) == 1) {
        is_consumed = consumes_iterator(callee_of(stack, base));
    }
    if (!is_consumed) return;
    if (!is_generator || Py_REFCNT(generator) > 1) {
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
    // Later versions call the function without a bound method in between.
    const bool is_bound = PY_VERSION_HEX < 0x030C0000;
    const bool has_getter = is_bound && find_in_class(type, "__getattr__") != nullptr;
    return has_getter ? CalledBy::Getter : CalledBy::Slot;
}

void add_held_by_caller(CalledBy caller, const viv_frame& frame, PyObject* first,
                        std::vector<HeldByC>& held) {
    // A class whose calls are specialised puts a frame of its own under __init__'s (3.13).
    if (PyObject* made = viv_object_below(frame.frame)) held.push_back({kNewObject, made});
    if (caller == CalledBy::Other) return;
    held.push_back({kSlot, frame.function});
    if (caller == CalledBy::Finalizer) held.push_back({kFinalizer, first});
    if (caller == CalledBy::Getter) {
        held.push_back({kBoundForCall, first});
        held.push_back({kBoundForCall, frame.function});
    }
}

}  // namespace viv::cpython
