// function: what `def` makes (Include/cpython/funcobject.h). Its __globals__ is not followed: the
// names of the module's frame show what it holds.
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* function = reinterpret_cast<PyFunctionObject*>(object);
    body.value = {Value::Kind::Name, utf8_of(function->func_qualname), 0, false};
    body.size_bytes = plain_size(object);
    const char* name = nullptr;
    PyObject* target = nullptr;
    for (int i = 0; viv_function_reference(object, i, &name, &target) != 0; ++i) {
        add_named(name, target, scribe, body);
    }
    add_struct(object, "PyFunctionObject", body.size_bytes, scribe, body);
}

}  // namespace

Decoder function_decoder() {
    return {ObjectKind::Function,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyFunction_Check(object)); },
            struct_pieces,
            decode,
            "PyFunctionObject"};
}

}  // namespace viv::cpython
