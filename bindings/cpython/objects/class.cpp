// class: a type that a class statement (or type()) made; static types are older and closed
// (Include/cpython/object.h, PyHeapTypeObject).
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void decode(PyObject* object, Scribe& scribe, Body& body) {
    auto* type = reinterpret_cast<PyTypeObject*>(object);
    body.value = {Value::Kind::Name, class_name(type), 0, false};
    const bool is_heap = (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
    // type.__sizeof__ (Objects/typeobject.c) adds the keys that instances share.
    body.size_bytes =
        is_heap ? sizeof(PyHeapTypeObject) + viv_class_keys_size(type) : sizeof(PyTypeObject);
    if (is_heap) {
        const char* name = nullptr;
        PyObject* target = nullptr;
        for (int i = 0; viv_class_reference(type, i, &name, &target) != 0; ++i) {
            add_named(name, target, scribe, body);
        }
    }
    add_struct(object, "PyTypeObject", sizeof(PyTypeObject), scribe, body);
    PyTypeObject* metaclass = Py_TYPE(object);
    if ((metaclass->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0) {
        add_named("__class__", reinterpret_cast<PyObject*>(metaclass), scribe, body);
    }
}

}  // namespace

Decoder class_decoder() {
    return {ObjectKind::Class,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyType_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                const std::size_t head = sizeof(Py_ssize_t);
                pieces.add(reinterpret_cast<const char*>(object) + head,
                           sizeof(PyTypeObject) - head);
            },
            decode,
            "PyTypeObject"};
}

}  // namespace viv::cpython
