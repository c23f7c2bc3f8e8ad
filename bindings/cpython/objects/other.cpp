// Everything else: the head, the plain bytes, and what tp_traverse visits. Only for types that C
// made: a tp_traverse runs none of the learner's code.
#include <Python.h>
#include <structmember.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>
#include <string_view>

#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Where fields of a type that name a target stand; each is told once.
class Told {
public:
    bool first_time(Py_ssize_t offset) {
        if (std::find(m_offsets.begin(), m_offsets.end(), offset) != m_offsets.end()) return false;
        if (m_count < m_offsets.size()) m_offsets[m_count++] = offset;
        return true;
    }

private:
    std::array<Py_ssize_t, 16> m_offsets{};
    std::size_t m_count = 0;
};

struct Field {
    const char* name;
    Py_ssize_t offset;
};
constexpr Field kExceptionFields[] = {
    {"args", offsetof(PyBaseExceptionObject, args)},
    {"__notes__", offsetof(PyBaseExceptionObject, notes)},
    {"__traceback__", offsetof(PyBaseExceptionObject, traceback)},
    {"__context__", offsetof(PyBaseExceptionObject, context)},
    {"__cause__", offsetof(PyBaseExceptionObject, cause)},
    {"__dict__", offsetof(PyBaseExceptionObject, dict)},
};
constexpr Field kTracebackFields[] = {
    {"tb_next", offsetof(PyTracebackObject, tb_next)},
    {"tb_frame", offsetof(PyTracebackObject, tb_frame)},
};

bool stands_at(PyObject* object, Py_ssize_t offset, PyObject* target) {
    return *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + offset) == target;
}

template <std::size_t kCount>
const char* name_among(const Field (&fields)[kCount], PyObject* object, PyObject* target,
                       Told& told) {
    for (const Field& field : fields) {
        if (stands_at(object, field.offset, target) && told.first_time(field.offset)) {
            return field.name;
        }
    }
    return nullptr;
}

// The name of the field in which the object holds the target: one that the type tells of itself
// (tp_members), or one that is known of its kind; null: neither.
const char* name_of(PyObject* object, PyObject* target, Told& told) {
    for (PyTypeObject* type = Py_TYPE(object); type != nullptr; type = type->tp_base) {
        // A class of the learner's has its slots there; they are told as attributes.
        if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 && type->tp_base != nullptr &&
            reinterpret_cast<PyHeapTypeObject*>(type)->_ht_tpname == nullptr) {
            continue;
        }
        for (const PyMemberDef* at = type->tp_members; at != nullptr && at->name != nullptr; ++at) {
            const bool is_object = at->type == T_OBJECT || at->type == T_OBJECT_EX;
            if (is_object && stands_at(object, at->offset, target) && told.first_time(at->offset)) {
                return at->name;
            }
        }
    }
    if (PyExceptionInstance_Check(object))
        return name_among(kExceptionFields, object, target, told);
    if (PyTraceBack_Check(object)) return name_among(kTracebackFields, object, target, told);
    const std::string_view type = Py_TYPE(object)->tp_name;
    return type.ends_with("iterator") && told.first_time(0) ? "it_seq" : nullptr;
}

struct Visit {
    PyObject* object;
    Scribe& scribe;
    Body& body;
    PyObject* own_class;
    Told told;
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
        const char* name = name_of(state->object, target, state->told);
        const TextId text = name == nullptr ? TextId{} : state->scribe.text(name);
        state->body.slots.push_back({name == nullptr ? PlaceKind::Visited : PlaceKind::Named,
                                     Payment::Owned, text, state->scribe.id_of(target)});
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
        Visit state{
            object, scribe, body, is_heap ? reinterpret_cast<PyObject*>(type) : nullptr, {}};
        type->tp_traverse(object, visit, &state);
        if (state.is_out_of_memory) throw std::bad_alloc();
    }
}

// Types whose references stand in their own struct: as long as its bytes are the same, so are they.
bool is_plain_struct(PyObject* object) {
    const PyTypeObject* type = Py_TYPE(object);
    return type == &PyRangeIter_Type || type == &PyLongRangeIter_Type || type == &PyListIter_Type ||
           type == &PyListRevIter_Type || type == &PyTupleIter_Type ||
           type == &PyUnicodeIter_Type || type == &PySetIter_Type || type == &PyDictIterKey_Type ||
           type == &PyDictIterValue_Type || type == &PyDictIterItem_Type ||
           type == &PyBytesIter_Type || type == &PySeqIter_Type || type == &PyCallIter_Type ||
           type == &PyEnum_Type || type == &PyZip_Type || type == &PyMap_Type ||
           type == &PyFilter_Type || type == &PyReversed_Type || type == &PyRange_Type ||
           type == &PySlice_Type || type == &PyComplex_Type || type == &PyProperty_Type ||
           type == &PyStaticMethod_Type || type == &PyClassMethod_Type || type == &PySuper_Type ||
           type == &PyEllipsis_Type || type == &PyMethodDescr_Type ||
           type == &PyWrapperDescr_Type || type == &PyGetSetDescr_Type ||
           type == &PyMemberDescr_Type || type == &PyTraceBack_Type ||
           (PyExceptionInstance_Check(object) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0);
}

}  // namespace

Decoder other_decoder() {
    return {ObjectKind::Other,
            Turn::Anything,
            [](PyObject*) { return true; },
            [](PyObject* object, Pieces& pieces) {
                // What others refer to may stand anywhere: they are decoded at every step.
                if (is_plain_struct(object)) {
                    struct_pieces(object, pieces);
                } else {
                    pieces.is_elsewhere = true;
                }
            },
            decode,
            "PyObject"};
}

}  // namespace viv::cpython
