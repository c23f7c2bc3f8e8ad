// set and frozenset: an open hash table of (key, hash), the small one inside the object
// (Include/cpython/setobject.h).
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

std::size_t table_bytes(const PySetObject* set) {
    return (static_cast<std::size_t>(set->mask) + 1) * sizeof(setentry);
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* set = reinterpret_cast<PySetObject*>(object);
    body.length = static_cast<std::uint64_t>(set->used);
    for (Py_ssize_t i = 0; i <= set->mask; ++i) {
        const setentry& entry = set->table[i];
        // A dummy marks a removed member: hash -1.
        if (entry.key == nullptr || entry.hash == -1) continue;
        if (body.slots.size() >= kMaxSlots) {
            body.is_cut = true;
            break;
        }
        body.slots.push_back(
            {PlaceKind::Member, Payment::Owned, TextId{}, scribe.id_of(entry.key)});
    }
    const auto head = static_cast<std::size_t>(Py_TYPE(object)->tp_basicsize);
    const bool is_small = set->table == set->smalltable;
    body.size_bytes = head + (is_small ? 0 : table_bytes(set));
    add_struct(object, "PySetObject", head, scribe, body);
    if (!is_small) add_block("table", set->table, table_bytes(set), scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

Decoder set_decoder() {
    return {ObjectKind::Set,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyAnySet_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                const auto* set = reinterpret_cast<PySetObject*>(object);
                if (set->table != set->smalltable) pieces.add(set->table, table_bytes(set));
                instance_pieces(object, pieces);
            },
            decode,
            "PySetObject"};
}

}  // namespace viv::cpython
