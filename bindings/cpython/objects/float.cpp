// float: a C double (Include/cpython/floatobject.h).
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder float_decoder() {
    return {ObjectKind::Float,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyFloat_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                instance_pieces(object, pieces);
            },
            [](PyObject* object, Scribe& scribe, Body& body) {
                body.value.kind = Value::Kind::Float;
                body.value.full_length = 1;
                body.value.real = PyFloat_AS_DOUBLE(object);
                body.size_bytes = plain_size(object);
                add_struct(object, "PyFloatObject", body.size_bytes, scribe, body);
                add_instance_part(object, scribe, body);
            },
            "PyFloatObject"};
}

}  // namespace viv::cpython
