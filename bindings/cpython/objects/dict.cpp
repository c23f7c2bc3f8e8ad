// dict: a head, a keys block with the hash index and the entries, and for dicts that share their
// keys a values block (Objects/dictobject.c).
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void add_entries(PyObject* object, Scribe& scribe, Body& body) {
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(object);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(object, i, &key, &value) == 0) continue;
        if (body.slots.size() >= kMaxSlots) {
            body.is_cut = true;
            return;
        }
        body.slots.push_back({PlaceKind::Key, Payment::Owned, TextId{}, scribe.id_of(key)});
        body.slots.push_back({PlaceKind::Value, Payment::Owned, TextId{}, scribe.id_of(value)});
    }
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    body.length = static_cast<std::uint64_t>(reinterpret_cast<PyDictObject*>(object)->ma_used);
    body.size_bytes = viv_dict_size(object);
    add_entries(object, scribe, body);
    add_struct(object, "PyDictObject", static_cast<std::size_t>(Py_TYPE(object)->tp_basicsize),
               scribe, body);
    std::uint64_t size = 0;
    const void* keys = viv_dict_keys_block(object, &size);
    add_block("ma_keys", keys, size, scribe, body);
    const void* values = viv_dict_values_block(object, &size);
    add_block("ma_values", values, size, scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

Decoder dict_decoder() {
    return {ObjectKind::Dict,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyDict_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                // A change of a dict gives it a new ma_version_tag, which stands in its head; but
                // 3.13 sets attributes in the values without it, and keys that are shared
                // (dk_refcnt says so) change behind its back.
                struct_pieces(object, pieces);
                std::uint64_t size = 0;
                const void* values = viv_dict_values_block(object, &size);
                pieces.add(values, size);
                const void* keys = viv_dict_keys_block(object, &size);
                pieces.add(keys, viv_dict_has_shared_keys(object) != 0 ? size : 0);
                instance_pieces(object, pieces);
            },
            decode,
            "PyDictObject"};
}

}  // namespace viv::cpython
