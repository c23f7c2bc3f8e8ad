// None: one object, nothing of its own.
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder none_decoder() {
    return {ObjectKind::None,
            Turn::Exact,
            [](PyObject* object) { return object == Py_None; },
            struct_pieces,
            [](PyObject* object, Scribe& scribe, Body& body) {
                body.size_bytes = plain_size(object);
                add_struct(object, "PyObject", sizeof(PyObject), scribe, body);
            },
            "PyObject"};
}

}  // namespace viv::cpython
