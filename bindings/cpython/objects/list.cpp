// list: a head and an array of pointers that grows ahead of need (Objects/listobject.c).
#include <algorithm>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

const PyListObject* list_of(PyObject* object) {
    return reinterpret_cast<PyListObject*>(object);
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    add_items(list_of(object)->ob_item, static_cast<std::size_t>(Py_SIZE(object)), scribe, body);
    add_list(object, scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

void add_list(PyObject* object, Scribe& scribe, Body& body) {
    const PyListObject* list = list_of(object);
    const auto length = static_cast<std::size_t>(Py_SIZE(object));
    // While a list is sorted, CPython marks it with allocated = -1 and takes its array away.
    const auto allocated = static_cast<std::size_t>(std::max<Py_ssize_t>(list->allocated, 0));
    body.length = length;
    body.spare_slots = static_cast<std::uint32_t>(std::max(allocated, length) - length);
    const auto head = static_cast<std::size_t>(Py_TYPE(object)->tp_basicsize);
    body.size_bytes = head + allocated * sizeof(PyObject*);
    add_struct(object, "PyListObject", head, scribe, body);
    add_block("ob_item", list->ob_item, allocated * sizeof(PyObject*), scribe, body);
}

Decoder list_decoder() {
    return {ObjectKind::List,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyList_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                const auto length = static_cast<std::size_t>(Py_SIZE(object));
                pieces.add(list_of(object)->ob_item,
                           std::min(length, kMaxSlots) * sizeof(PyObject*));
                instance_pieces(object, pieces);
            },
            decode,
            "PyListObject"};
}

}  // namespace viv::cpython
