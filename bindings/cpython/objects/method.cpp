// method: a function bound to an object (Include/cpython/classobject.h).
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder method_decoder() {
    return {ObjectKind::Method,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyMethod_Check(object)); },
            struct_pieces,
            [](PyObject* object, Scribe& scribe, Body& body) {
                const auto* method = reinterpret_cast<PyMethodObject*>(object);
                if (PyFunction_Check(method->im_func)) {
                    const auto* function = reinterpret_cast<PyFunctionObject*>(method->im_func);
                    body.value = {Value::Kind::Name, utf8_of(function->func_qualname), 0, false};
                }
                body.size_bytes = plain_size(object);
                add_named("__func__", method->im_func, scribe, body);
                add_named("__self__", method->im_self, scribe, body);
                add_struct(object, "PyMethodObject", body.size_bytes, scribe, body);
            },
            "PyMethodObject"};
}

}  // namespace viv::cpython
