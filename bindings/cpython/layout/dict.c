/* Dicts, their keys and values blocks, and the attributes of instances
 * (3.11, 3.13; Include/internal/pycore_dict.h, Objects/dictobject.c).
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

/* A split table shows the values in the order in which they came, which bytes around the values
 * tell: how many there are, and the place of the i-th. */
#if VIV_IS_311
static int values_used(const PyDictValues* values) {
    return ((const uint8_t*)values)[-2];
}
static int place_of_value(PyDictValues* values, int i) {
    return ((const uint8_t*)values)[-3 - i];
}
#else
static int values_used(const PyDictValues* values) {
    return values->size;
}
static int place_of_value(PyDictValues* values, int i) {
    return get_insertion_order_array(values)[i];
}
#endif

/* shared_keys_usable_size: fewer than the keys have room for, and never more than there are,
 * because each instance that is made takes one off. */
static uint64_t values_places(const PyDictObject* dict) {
    return (uint64_t)(dict->ma_keys->dk_nentries + dict->ma_keys->dk_usable);
}

/* A combined table shows its entries in their own order. */
int viv_dict_used_entries(PyObject* dict) {
    const PyDictObject* mp = (const PyDictObject*)dict;
    return mp->ma_values != NULL ? values_used(mp->ma_values) : (int)mp->ma_keys->dk_nentries;
}

int viv_dict_entry(PyObject* dict, int i, PyObject** key, PyObject** value) {
    PyDictObject* mp = (PyDictObject*)dict;
    PyDictKeysObject* keys = mp->ma_keys;
    if (mp->ma_values != NULL) {
        const int at = place_of_value(mp->ma_values, i);
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

int viv_dict_has_shared_keys(PyObject* dict) {
    return ((PyDictObject*)dict)->ma_values != NULL || keys_of(dict)->dk_refcnt != 1;
}

const void* viv_dict_values_block(PyObject* dict, uint64_t* size) {
    PyDictObject* mp = (PyDictObject*)dict;
    *size = 0;
    if (mp->ma_values == NULL) return NULL;
#if VIV_IS_311
    *size = values_places(mp) * sizeof(PyObject*);
#else
    /* A head of four bytes, the values, and their order in bytes. */
    *size = offsetof(PyDictValues, values) + mp->ma_values->capacity * (sizeof(PyObject*) + 1);
#endif
    return mp->ma_values;
}

/* _PyDict_SizeOf: the keys are counted where they aren't shared. */
uint64_t viv_dict_size(PyObject* dict) {
    PyDictObject* mp = (PyDictObject*)dict;
    uint64_t size = (uint64_t)Py_TYPE(dict)->tp_basicsize;
    if (mp->ma_values != NULL) {
        size += values_places(mp) * sizeof(PyObject*);
    }
    if (mp->ma_keys->dk_refcnt == 1) size += keys_size(mp->ma_keys);
    return size;
}

int viv_inline_values(PyObject* object, PyObject* const** values) {
    PyTypeObject* type = Py_TYPE(object);
    PyDictKeysObject* shared = NULL;
    if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) == 0) return -1;
    shared = ((PyHeapTypeObject*)type)->ht_cached_keys;
#if VIV_IS_311
    PyDictValues* own = *_PyObject_ValuesPointer(object);
    if (own == NULL || shared == NULL) return -1;
    *values = own->values;
    return (int)shared->dk_nentries;
#else
    /* They stand in the object itself, even when a dict was made: it then shows them as its own. */
    if ((type->tp_flags & Py_TPFLAGS_INLINE_VALUES) == 0 || shared == NULL) return -1;
    PyDictValues* own = _PyObject_InlineValues(object);
    if (!own->valid || _PyObject_GetManagedDict(object) != NULL) return -1;
    *values = own->values;
    return shared->dk_nentries < own->capacity ? (int)shared->dk_nentries : own->capacity;
#endif
}

PyObject* viv_inline_name(PyObject* object, int i) {
    return key_at(((PyHeapTypeObject*)Py_TYPE(object))->ht_cached_keys, i);
}

PyObject* viv_instance_dict(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0) {
#if VIV_IS_311
        return *_PyObject_ManagedDictPointer(object);
#else
        return (PyObject*)_PyObject_GetManagedDict(object);
#endif
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
        /* Types that C code made from a spec have members too, but those tell of a struct's fields.
         */
        const int own = ((PyHeapTypeObject*)type)->ht_slots != NULL ? (int)Py_SIZE(type) : 0;
        if (i < own) {
            /* _PyHeapType_GET_MEMBERS: they stand behind the class. */
            const char* members = (const char*)type + Py_TYPE(type)->tp_basicsize;
            const PyMemberDef* member = &((const PyMemberDef*)(const void*)members)[i];
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
