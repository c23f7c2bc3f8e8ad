// Class statements of 3.11, and what `type` does to make a class. See held.h.
#include <cstring>

#include "bindings/cpython/events/held.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

bool is_metaclass(PyObject* object) {
    return object != nullptr && PyType_Check(object) &&
           PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(object), &PyType_Type) != 0;
}

PyObject* function_of(PyObject* method) {
    if (method == nullptr) return nullptr;
    const bool is_wrapped =
        Py_IS_TYPE(method, &PyStaticMethod_Type) || Py_IS_TYPE(method, &PyClassMethod_Type);
    return is_wrapped ? viv_static_function(method) : method;
}

bool runs(const Between& between, PyTypeObject* type, const char* name) {
    return is_named(*between.inner().frame, name) &&
           function_of(find_in_class(type, name)) == between.inner().frame->function;
}

// The same of the bases alone.
bool runs_inherited(const Between& between, PyTypeObject* type, const char* name) {
    if (type->tp_mro == nullptr || !is_named(*between.inner().frame, name)) return false;
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(type->tp_mro); ++i) {
        auto* base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(type->tp_mro, i));
        PyObject* found = find_in_dict(base->tp_dict, name);
        if (found != nullptr) return function_of(found) == between.inner().frame->function;
    }
    return false;
}

// The class that makes the statement's class: the most derived of those of its bases and the one
// that is named (Objects/typeobject.c, _PyType_CalculateMetaclass). Null: can't be told.
PyObject* metaclass_of(const Called& called) {
    PyObject* named = called.named_by("metaclass");
    if (named != nullptr && !PyType_Check(named)) return nullptr;
    auto* winner = named != nullptr ? reinterpret_cast<PyTypeObject*>(named) : &PyType_Type;
    // The function and the name come before the bases.
    for (std::size_t i = 2; i < called.arguments.size(); ++i) {
        PyObject* base = called.arguments[i];
        if (!PyType_Check(base)) return nullptr;
        if (PyType_IsSubtype(winner, Py_TYPE(base)) != 0) continue;
        if (PyType_IsSubtype(Py_TYPE(base), winner) == 0) return nullptr;
        winner = Py_TYPE(base);
    }
    return reinterpret_cast<PyObject*>(winner);
}

// Keyword arguments are handed on in an array that holds all arguments (Objects/call.c,
// _PyStack_UnpackDict). The metaclass isn't among them.
std::vector<PyObject*> handed_on(const Called& called) {
    std::vector<PyObject*> values = called.named;
    PyObject* metaclass = called.named_by("metaclass");
    std::erase(values, metaclass);
    return values;
}

// The metaclass has been found, and is asked to make the namespace or the class
// (Python/bltinmodule.c, builtin___build_class__; Objects/typeobject.c, type_call, slot_tp_new and
// slot_tp_init).
void hold_for_metaclass(Between& between, const Called& called) {
    PyObject* first = between.argument(0);
    if (first == nullptr || !PyType_Check(first)) return;
    auto* type = reinterpret_cast<PyTypeObject*>(first);
    const bool is_init = runs(between, Py_TYPE(type), "__init__");
    const bool is_new = is_metaclass(first) && runs(between, type, "__new__");
    const bool is_prepare = is_metaclass(first) && runs(between, type, "__prepare__");
    if (!is_init && !is_new && !is_prepare) return;
    if (is_init) between.hold(kNewObject, first);
    // Looked up as an attribute, and so bound.
    if (is_prepare) between.hold(kBoundForCall, first, between.inner().frame->function);
    PyObject *bases = between.argument(2), *names = between.argument(3);
    std::vector<PyObject*> unpacked;
    if (bases != nullptr && PyTuple_CheckExact(bases)) {
        between.hold(kBuildsClass, bases);
        unpacked.push_back(bases);
    }
    if (!is_prepare && names != nullptr) {
        between.hold(kBuildsClass, names);
        unpacked.push_back(names);
    }
    const std::vector<PyObject*> values = handed_on(called);
    if (values.empty()) return;
    // A bound __prepare__ puts its class into the array without holding it.
    if (!is_prepare) unpacked.push_back(first);
    unpacked.insert(unpacked.end(), values.begin(), values.end());
    for (PyObject* one : unpacked) between.hold(kUnpacked, one);
}

// `type` has made the class, and tells the objects in its namespace and its base
// (Objects/typeobject.c, type_new_set_names and type_new_init_subclass).
void hold_made_class(Between& between, const std::vector<PyObject*>& values) {
    PyObject *first = between.argument(0), *second = between.argument(1);
    if (first == nullptr) return;
    if (is_named(*between.inner().frame, "__set_name__")) {
        const bool is_it = second != nullptr && PyType_Check(second) &&
                           between.is_method_of(first, "__set_name__");
        if (!is_it) return;
        // The first is held by the copy of the namespace that is gone through.
        between.hold(kBuildsClass, first, second);
        between.hold_bound(first, "__set_name__");
        return;
    }
    if (!PyType_Check(first)) return;
    auto* type = reinterpret_cast<PyTypeObject*>(first);
    if (!runs_inherited(between, type, "__init_subclass__")) return;
    between.hold(kBuildsClass, first);
    between.hold(kBoundForCall, first, between.inner().frame->function);
    for (PyObject* value : values) between.hold(kUnpacked, value);
}

// `type.__new__`, as its class calls it (Objects/typeobject.c, tp_new_wrapper).
bool is_new_of_type(const Called& called) {
    return PyCFunction_Check(called.callee) &&
           called.self == reinterpret_cast<PyObject*>(&PyType_Type) &&
           std::strcmp(reinterpret_cast<PyCFunctionObject*>(called.callee)->m_ml->ml_name,
                       "__new__") == 0;
}

// `type('Name', bases, namespace)`.
bool makes_class(const Called& called) {
    return is_metaclass(called.callee) && called.arguments.size() == 3;
}

}  // namespace

void hold_in_class_statement(Between& between, const Called& called) {
    // The class's body has variables of its own.
    const bool is_body = between.inner().frame->locals != nullptr;
    if (is_function(called.callee, "builtins", "__build_class__")) {
        if (PyObject* metaclass = metaclass_of(called)) between.hold(kBuildsClass, metaclass);
        // They stand in a dict.
        for (PyObject* value : handed_on(called)) between.hold(kBuildsClass, value);
        if (is_body) return;
        hold_for_metaclass(between, called);
        hold_made_class(between, handed_on(called));
    } else if (!is_body && (is_new_of_type(called) || makes_class(called))) {
        hold_made_class(between, called.named);
    }
}

}  // namespace viv::cpython
