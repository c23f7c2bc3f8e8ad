// 3.11: Objects/typeobject.c (type_call, the slot_ functions and lookup_maybe_method),
// Objects/call.c (_PyObject_MakeTpCall), Python/bltinmodule.c and Objects/listobject.c (who asks
// for an iterator and keeps it).
#include "bindings/cpython/events/held_by_c.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

#if PY_VERSION_HEX < 0x030C0000

namespace {

constexpr const char* kSlot = "C:slot";            // the function, looked up in the class
constexpr const char* kBound = "C:bound method";   // made by the lookup; holds function and self
constexpr const char* kNew = "C:type.__call__";    // the new object
constexpr const char* kArguments = "C:arguments";  // a tuple of them, made for the call
constexpr const char* kIterator = "C:iterator";    // what the function goes through

using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string name_of(PyObject* code) {
    return utf8_of(reinterpret_cast<PyCodeObject*>(code)->co_name);
}

// A special method that C code calls through a slot of the type: it keeps the function.
bool is_slot_name(std::string_view name) {
    return name.size() > 4 && name.starts_with("__") && name.ends_with("__") &&
           !is_one_of(
               name,
               {"__enter__",         "__exit__",          "__missing__",       "__format__",
                "__reversed__",      "__set_name__",      "__init_subclass__", "__class_getitem__",
                "__prepare__",       "__getattr__",       "__getattribute__",  "__del__",
                "__aenter__",        "__aexit__",         "__mro_entries__",   "__subclasshook__",
                "__instancecheck__", "__subclasscheck__", "__dir__",           "__copy__",
                "__deepcopy__",      "__reduce__",        "__reduce_ex__",     "__post_init__",
                "__getstate__",      "__setstate__",      "__new__",           "__get__"});
}

class Held {
public:
    Held(std::size_t base, const InnerFrame& inner, OpenStack& found)
        : m_base(base),
          m_inner(inner),
          m_function(inner.frame->function),
          m_name(name_of(inner.frame->code)),
          m_found(found) {}

    void by_operator() {
        if (m_inner.frame->is_of_generator != 0) return;
        by_slot();
    }

    void by_call() {
        const std::size_t callee = m_found.slots[m_base].object != nullptr ? 0 : 1;
        if (m_base + callee >= m_found.slots.size()) return;
        PyObject* callable = m_found.slots[m_base + callee].object;
        if (callable == nullptr || is_called_directly(callable)) return;
        const bool is_generator = m_inner.frame->is_of_generator != 0;
        if (is_generator) {
            by_iterating(callable, callee);
        } else if (PyType_Check(callable)) {
            by_class(callable, callee);
        } else if (m_name == "__call__" && Py_TYPE(callable)->tp_call != nullptr &&
                   (Py_TYPE(callable)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0) {
            add(kSlot, m_function);
            add_arguments(callee);
        } else {
            by_slot();
        }
    }

private:
    void add(const char* name, PyObject* object) {
        if (object != nullptr) m_found.held.push_back({name, object});
    }

    void add_arguments(std::size_t callee) {
        for (std::size_t i = m_base + callee + 1; i < m_found.slots.size(); ++i) {
            add(kArguments, m_found.slots[i].object);
        }
    }

    void by_slot() {
        if (is_slot_name(m_name)) {
            add(kSlot, m_function);
        } else if (m_name == "__getattribute__" && !asks_getattr()) {
            add(kSlot, m_function);
        } else if (is_one_of(m_name, {"__getattr__", "__getattribute__"})) {
            add(kSlot, m_function);
            add(kBound, m_function);
            add(kBound, m_inner.first);
        } else if (is_one_of(m_name, {"__missing__", "__format__", "__reversed__"})) {
            add(kBound, m_function);
            add(kBound, m_inner.first);
        }
    }

    // Does the class of the first argument have a __getattr__? Then the lookup binds its method.
    bool asks_getattr() const {
        if (m_inner.first == nullptr) return false;
        PyObject* classes = Py_TYPE(m_inner.first)->tp_mro;
        for (Py_ssize_t i = 0; classes != nullptr && i < PyTuple_GET_SIZE(classes); ++i) {
            const auto* type = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(classes, i));
            if (find_in_dict(type->tp_dict, "__getattr__") != nullptr) return true;
        }
        return false;
    }

    // An exception takes the tuple made for the call for its args.
    bool has_taken_arguments(std::size_t callee) const {
        if (m_inner.first == nullptr || !PyExceptionInstance_Check(m_inner.first)) return false;
        PyObject* args = reinterpret_cast<PyBaseExceptionObject*>(m_inner.first)->args;
        const std::size_t begin = m_base + callee + 1;
        if (args == nullptr ||
            static_cast<std::size_t>(PyTuple_GET_SIZE(args)) != m_found.slots.size() - begin) {
            return false;
        }
        for (std::size_t i = begin; i < m_found.slots.size(); ++i) {
            const auto at = static_cast<Py_ssize_t>(i - begin);
            if (PyTuple_GET_ITEM(args, at) != m_found.slots[i].object) return false;
        }
        return true;
    }

    bool is_called_directly(PyObject* callable) const {
        if (callable == m_function) return true;
        return PyMethod_Check(callable) && PyMethod_GET_FUNCTION(callable) == m_function;
    }

    // Calling a class: type_call has made a tuple of the arguments, and then holds what __new__
    // gave.
    void by_class(PyObject* callable, std::size_t callee) {
        const PyTypeObject* type = reinterpret_cast<PyTypeObject*>(callable);
        if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0) return by_slot();
        const bool has_own_call = Py_TYPE(callable)->tp_call != PyType_Type.tp_call;
        if (has_own_call && m_name != "__call__") return;
        if (m_name == "__init__" && m_inner.first != nullptr && Py_TYPE(m_inner.first) == type) {
            add(kNew, m_inner.first);
        } else if (m_name != "__new__" && m_name != "__call__") {
            return;
        }
        add(kSlot, m_function);
        if (!has_taken_arguments(callee)) add_arguments(callee);
    }

    // A generator runs because C code goes through it. Such code has asked it for an iterator, and
    // a generator answers with itself.
    void by_iterating(PyObject* callable, std::size_t callee) {
        if (m_base + callee + 1 >= m_found.slots.size()) return;
        PyObject* last = m_found.slots.back().object;
        PyObject* first = m_found.slots[m_base + callee + 1].object;
        const auto runs = [&](PyObject* object) {
            int is_running = 0;
            return object != nullptr && (PyGen_CheckExact(object)) &&
                   viv_generator_frame(object, &is_running) == m_inner.frame->frame;
        };
        if (runs(first) && is_one_of_types(callable)) return add(kIterator, first);
        if (!PyCFunction_Check(callable) && !Py_IS_TYPE(callable, &PyMethodDescr_Type)) return;
        const std::string_view name =
            PyCFunction_Check(callable)
                ? std::string_view(reinterpret_cast<PyCFunctionObject*>(callable)->m_ml->ml_name)
                : std::string_view(
                      reinterpret_cast<PyMethodDescrObject*>(callable)->d_method->ml_name);
        if (runs(first) && is_one_of(name, {"sum", "any", "all", "sorted"})) add(kIterator, first);
        if (runs(first) && is_one_of(name, {"min", "max"})) {
            add(kArguments, first);
            add(kIterator, first);
        }
        if (runs(last) && is_one_of(name, {"join", "extend"})) add(kIterator, last);
    }

    static bool is_one_of_types(PyObject* callable) {
        const std::array all{&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type};
        return std::any_of(all.begin(), all.end(), [&](PyTypeObject* type) {
            return callable == reinterpret_cast<PyObject*>(type);
        });
    }

    std::size_t m_base;
    const InnerFrame& m_inner;
    PyObject* m_function;
    std::string m_name;
    OpenStack& m_found;
};

}  // namespace

void add_held_by_c(const viv_stack_effect& effect, std::size_t base, const InnerFrame& inner,
                   OpenStack& found) {
    if (inner.frame->function == nullptr) return;
    Held held(base, inner, found);
    if (effect.use == VIV_CALLS && base < found.slots.size()) held.by_call();
    if (effect.use == VIV_KEEPS) held.by_operator();
}

#else

// Later versions lay operands out in another way and call classes without C in between: not said.
void add_held_by_c(const viv_stack_effect&, std::size_t, const InnerFrame&, OpenStack&) {}

#endif

}  // namespace viv::cpython
