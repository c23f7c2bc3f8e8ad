// bytes: one block, the bytes behind a cached hash (Include/cpython/bytesobject.h).
#include <algorithm>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder bytes_decoder() {
    return {ObjectKind::Bytes,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyBytes_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                pieces.add(reinterpret_cast<const char*>(object) + sizeof(Py_ssize_t),
                           sizeof(PyBytesObject) - sizeof(Py_ssize_t));
                instance_pieces(object, pieces);
            },
            [](PyObject* object, Scribe& scribe, Body& body) {
                const auto size = static_cast<std::size_t>(PyBytes_GET_SIZE(object));
                const std::size_t shown = std::min(size, kMaxTextItems);
                body.length = size;
                body.value = {Value::Kind::Bytes, std::string(PyBytes_AS_STRING(object), shown),
                              size, shown < size};
                body.size_bytes = plain_size(object);
                add_struct(object, "PyBytesObject", body.size_bytes, scribe, body,
                           kMaxCharacterBytes);
                add_instance_part(object, scribe, body);
            },
            "PyBytesObject"};
}

}  // namespace viv::cpython
