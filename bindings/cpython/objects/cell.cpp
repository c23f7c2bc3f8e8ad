// cell: one pointer, shared by the functions that use a variable (Include/cpython/cellobject.h).
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder cell_decoder() {
    return {ObjectKind::Cell,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyCell_Check(object)); },
            struct_pieces,
            [](PyObject* object, Scribe& scribe, Body& body) {
                body.size_bytes = plain_size(object);
                add_named("cell_contents", PyCell_GET(object), scribe, body);
                add_struct(object, "PyCellObject", body.size_bytes, scribe, body);
            },
            "PyCellObject"};
}

}  // namespace viv::cpython
