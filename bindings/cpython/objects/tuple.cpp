// tuple: the pointers stand in the object itself (Include/cpython/tupleobject.h).
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder tuple_decoder() {
    return {ObjectKind::Tuple,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyTuple_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                instance_pieces(object, pieces);
            },
            [](PyObject* object, Scribe& scribe, Body& body) {
                const auto length = static_cast<std::size_t>(PyTuple_GET_SIZE(object));
                body.length = length;
                body.size_bytes = plain_size(object);
                add_items(reinterpret_cast<PyTupleObject*>(object)->ob_item, length, scribe, body);
                add_struct(object, "PyTupleObject", body.size_bytes, scribe, body);
                add_instance_part(object, scribe, body);
            },
            "PyTupleObject"};
}

}  // namespace viv::cpython
