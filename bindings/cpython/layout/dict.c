/* Dicts, their keys and values blocks, and the attributes of instances
 * (3.11, Include/internal/pycore_dict.h, Objects/dictobject.c).
 */
#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"

static PyDictKeysObject* keys_of(PyObject* dict) {
    return ((PyDictObject*)dict)->ma_keys;
}

static PyObject* key_at(PyDictKeysObject* keys, Py_ssize_t i) {
    return DK_IS_UNICODE(keys) ? DK_UNICODE_ENTRIES(keys)[i].me_key : DK_ENTRIES(keys)[i].me_key;
}

/* USABLE_FRACTION of Objects/dictobject.c. */
static uint64_t usable_entries(uint64_t size) {
    return (size << 1) / 3;
}

static uint64_t keys_size(const PyDictKeysObject* keys) {
    const uint64_t entry =
        keys->dk_kind == DICT_KEYS_GENERAL ? sizeof(PyDictKeyEntry) : sizeof(PyDictUnicodeEntry);
    return offsetof(PyDictKeysObject, dk_indices) + ((uint64_t)1 << keys->dk_log2_index_bytes) +
           usable_entries((uint64_t)DK_SIZE(keys)) * entry;
}

/* A split table shows the values in the order in which they came, which the bytes before the
 * values tell; a combined one in the order of its entries. */
int viv_dict_used_entries(PyObject* dict) {
    const PyDictObject* mp = (const PyDictObject*)dict;
    return mp->ma_values != NULL ? (int)((const uint8_t*)mp->ma_values)[-2]
                                 : (int)mp->ma_keys->dk_nentries;
}

int viv_dict_entry(PyObject* dict, int i, PyObject** key, PyObject** value) {
    PyDictObject* mp = (PyDictObject*)dict;
    PyDictKeysObject* keys = mp->ma_keys;
    if (mp->ma_values != NULL) {
        const int at = ((const uint8_t*)mp->ma_values)[-3 - i];
        *key = key_at(keys, at);
        *value = mp->ma_values->values[at];
    } else if (DK_IS_UNICODE(keys)) {
        *key = DK_UNICODE_ENTRIES(keys)[i].me_key;
        *value = DK_UNICODE_ENTRIES(keys)[i].me_value;
    } else {
        *key = DK_ENTRIES(keys)[i].me_key;
        *value = DK_ENTRIES(keys)[i].me_value;
    }
    return *key != NULL && *value != NULL;
}

uint64_t viv_dict_version(PyObject* dict) {
    return ((PyDictObject*)dict)->ma_version_tag;
}

const void* viv_dict_keys_block(PyObject* dict, uint64_t* size) {
    *size = keys_size(keys_of(dict));
    return keys_of(dict);
}

const void* viv_dict_values_block(PyObject* dict, uint64_t* size) {
    PyDictObject* mp = (PyDictObject*)dict;
    *size = 0;
    if (mp->ma_values == NULL) return NULL;
    *size = usable_entries((uint64_t)DK_SIZE(mp->ma_keys)) * sizeof(PyObject*);
    return mp->ma_values;
}

/* _PyDict_SizeOf: the keys are counted where they aren't shared. */
uint64_t viv_dict_size(PyObject* dict) {
    PyDictObject* mp = (PyDictObject*)dict;
    uint64_t size = (uint64_t)Py_TYPE(dict)->tp_basicsize;
    if (mp->ma_values != NULL) {
        size += usable_entries((uint64_t)DK_SIZE(mp->ma_keys)) * sizeof(PyObject*);
    }
    if (mp->ma_keys->dk_refcnt == 1) size += keys_size(mp->ma_keys);
    return size;
}

int viv_inline_values(PyObject* object, PyObject* const** values) {
    PyTypeObject* type = Py_TYPE(object);
    if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) == 0) return -1;
    PyDictValues* own = *_PyObject_ValuesPointer(object);
    PyDictKeysObject* shared = ((PyHeapTypeObject*)type)->ht_cached_keys;
    if (own == NULL || shared == NULL) return -1;
    *values = own->values;
    return (int)shared->dk_nentries;
}

PyObject* viv_inline_name(PyObject* object, int i) {
    return key_at(((PyHeapTypeObject*)Py_TYPE(object))->ht_cached_keys, i);
}

PyObject* viv_instance_dict(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0) {
        return *_PyObject_ManagedDictPointer(object);
    }
    Py_ssize_t offset = type->tp_dictoffset;
    if (offset == 0) return NULL;
    if (offset < 0) {
        /* _PyObject_DictPointer: counted from the end of a var-sized object. */
        Py_ssize_t items = ((PyVarObject*)object)->ob_size;
        if (items < 0) items = -items;
        offset += (Py_ssize_t)_PyObject_VAR_SIZE(type, items);
    }
    return *(PyObject**)((char*)object + offset);
}

uint64_t viv_pre_header_size(PyTypeObject* type) {
    return _PyType_PreHeaderSize(type);
}

int viv_slot_member(PyTypeObject* type, int i, const char** name, int64_t* offset) {
    for (; type != NULL && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0; type = type->tp_base) {
        const int own = (int)Py_SIZE(type);
        if (i < own) {
            const PyMemberDef* member = &_PyHeapType_GET_MEMBERS((PyHeapTypeObject*)type)[i];
            *name = member->name;
            *offset = member->offset;
            return 1;
        }
        i -= own;
    }
    return 0;
}

uint64_t viv_class_keys_size(PyTypeObject* type) {
    const PyDictKeysObject* shared = ((const PyHeapTypeObject*)type)->ht_cached_keys;
    return shared == NULL ? 0 : keys_size(shared);
}
