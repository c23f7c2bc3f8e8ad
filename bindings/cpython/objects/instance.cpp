// instance: an object of a class that a class statement made, with nothing of C's below it but
// object. Its attributes stand in an array, in slots, or in a dict.
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Every class down to object comes from Python, so that its memory is slots and pointers only.
bool accepts(PyObject* object) {
    for (PyTypeObject* type = Py_TYPE(object); type != nullptr; type = type->tp_base) {
        if (type == &PyBaseObject_Type) return Py_TYPE(object) != &PyBaseObject_Type;
        if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0) return false;
        // Set for types that C code made from a spec.
        if (reinterpret_cast<PyHeapTypeObject*>(type)->_ht_tpname != nullptr) return false;
    }
    return false;
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    PyTypeObject* type = Py_TYPE(object);
    body.value = {Value::Kind::Name, class_name(type), 0, false};
    body.size_bytes = plain_size(object);
    add_struct(object, "PyObject", body.size_bytes, scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

Decoder instance_decoder() {
    return {ObjectKind::Instance,
            Turn::Instance,
            accepts,
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                instance_pieces(object, pieces);
            },
            decode,
            "PyObject"};
}

}  // namespace viv::cpython
