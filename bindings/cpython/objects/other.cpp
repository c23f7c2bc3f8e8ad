// Everything else: the head, the plain bytes, and what tp_traverse visits. Only for types that C
// made: a tp_traverse runs none of the learner's code.
#include <new>

#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

struct Visit {
    Scribe& scribe;
    Body& body;
    PyObject* own_class;
    bool is_out_of_memory = false;
};

int visit(PyObject* target, void* argument) {
    auto* state = static_cast<Visit*>(argument);
    // add_instance_part tells of the class by name.
    if (target == state->own_class) return 0;
    if (state->body.slots.size() >= kMaxSlots) {
        state->body.is_cut = true;
        return 1;
    }
    try {
        state->body.slots.push_back(
            {PlaceKind::Visited, Payment::Owned, TextId{}, state->scribe.id_of(target)});
    } catch (const std::bad_alloc&) {
        state->is_out_of_memory = true;  // nothing may be thrown through tp_traverse
        return 1;
    }
    return 0;
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    PyTypeObject* type = Py_TYPE(object);
    const bool is_heap = (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
    body.value = {Value::Kind::Name, class_name(type), 0, false};
    body.size_bytes = plain_size(object);
    add_struct(object, type->tp_itemsize > 0 ? "PyVarObject" : "PyObject", body.size_bytes, scribe,
               body);
    if (is_heap) add_named("__class__", reinterpret_cast<PyObject*>(type), scribe, body);
    if (type->tp_traverse != nullptr && PyObject_IS_GC(object)) {
        Visit state{scribe, body, is_heap ? reinterpret_cast<PyObject*>(type) : nullptr};
        type->tp_traverse(object, visit, &state);
        if (state.is_out_of_memory) throw std::bad_alloc();
    }
}

}  // namespace

Decoder other_decoder() {
    return {ObjectKind::Other,
            Turn::Anything,
            [](PyObject*) { return true; },
            nullptr,  // what it refers to may stand anywhere: it is decoded at every step
            decode,
            "PyObject"};
}

}  // namespace viv::cpython
