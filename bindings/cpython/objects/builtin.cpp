// Built-in functions and methods: a C function and what it is bound to
// (Include/cpython/methodobject.h; Objects/methodobject.c, meth_repr).
#include <cstdio>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* function = reinterpret_cast<PyCFunctionObject*>(object);
    const std::string name = function->m_ml->ml_name;
    PyObject* self = function->m_self;
    body.size_bytes = plain_size(object);
    if (self == nullptr || PyModule_Check(self)) {
        body.value = {Value::Kind::Name, "built-in function " + name, 0, false};
    } else {
        char address[32];
        std::snprintf(address, sizeof address, "%p", static_cast<void*>(self));
        body.value = {
            Value::Kind::Name,
            "built-in method " + name + " of " + Py_TYPE(self)->tp_name + " object at " + address,
            0, false};
    }
    add_named("__self__", self, scribe, body);
    add_named("__module__", function->m_module, scribe, body);
    add_struct(object, "PyObject", sizeof(PyObject), scribe, body);
}

}  // namespace

Decoder builtin_decoder() {
    return {ObjectKind::Builtin,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyCFunction_Check(object)); },
            struct_pieces,
            decode,
            "PyObject"};
}

}  // namespace viv::cpython
