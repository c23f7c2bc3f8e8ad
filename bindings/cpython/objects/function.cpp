// function: what `def` makes (Include/cpython/funcobject.h). Its __globals__ is not followed: the
// names of the module's frame show what it holds.
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* function = reinterpret_cast<PyFunctionObject*>(object);
    body.value = {Value::Kind::Name, utf8_of(function->func_qualname), 0, false};
    body.size_bytes = plain_size(object);
    add_named("__name__", function->func_name, scribe, body);
    add_named("__qualname__", function->func_qualname, scribe, body);
    add_named("__code__", function->func_code, scribe, body);
    add_named("__defaults__", function->func_defaults, scribe, body);
    add_named("__kwdefaults__", function->func_kwdefaults, scribe, body);
    add_named("__closure__", function->func_closure, scribe, body);
    add_named("__doc__", function->func_doc, scribe, body);
    add_named("__dict__", function->func_dict, scribe, body);
    add_named("__module__", function->func_module, scribe, body);
    add_named("__annotations__", function->func_annotations, scribe, body);
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
