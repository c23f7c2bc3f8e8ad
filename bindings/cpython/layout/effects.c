/* See effects.h. 3.11: Python/ceval.c. What is traced is not specialised, so each instruction does
 * what its general form does.
 */
#include "bindings/cpython/layout/effects.h"
#include "bindings/cpython/layout/internals.h"

#if VIV_IS_311
int viv_effect_of(const viv_instr* at) {
    switch (at->opcode) {
        case NOP:
        case RESUME:
        case PRECALL:
            return VIV_DOES_NOTHING;
        case LOAD_CONST:
            return VIV_LOADS_CONSTANT;
        case LOAD_FAST:
            return VIV_LOADS_VARIABLE;
        case LOAD_DEREF:
            return VIV_LOADS_CELL;
        case LOAD_NAME:
            return VIV_LOADS_NAME;
        case LOAD_GLOBAL:
            return (at->arg & 1) != 0 ? VIV_LOADS_GLOBAL_AFTER_NULL : VIV_LOADS_GLOBAL;
        case LOAD_ATTR:
            return VIV_LOADS_ATTRIBUTE;
        case LOAD_METHOD:
            return VIV_LOADS_METHOD;
        case BINARY_SUBSCR:
            return VIV_LOADS_ITEM;
        case STORE_FAST:
            return VIV_STORES_VARIABLE;
        case STORE_DEREF:
            return VIV_STORES_CELL;
        case STORE_NAME:
            return VIV_STORES_NAME;
        case STORE_GLOBAL:
            return VIV_STORES_GLOBAL;
        case STORE_ATTR:
            return VIV_STORES_ATTRIBUTE;
        case STORE_SUBSCR:
            return VIV_STORES_ITEM;
        case PUSH_NULL:
            return VIV_PUSHES_NULL;
        case POP_TOP:
            return VIV_POPS;
        case COPY:
            return VIV_COPIES;
        case SWAP:
            return VIV_SWAPS;
        case BINARY_OP:
        case COMPARE_OP:
            return VIV_CALCULATES;
        case UNARY_NEGATIVE:
        case UNARY_POSITIVE:
        case UNARY_INVERT:
            return VIV_CALCULATES_ALONE;
        case UNARY_NOT:
            return VIV_TESTS_TRUTH;
        case IS_OP:
            return VIV_TESTS_IDENTITY;
        case JUMP_FORWARD:
        case JUMP_BACKWARD:
        case JUMP_BACKWARD_NO_INTERRUPT:
            return VIV_JUMPS;
        case POP_JUMP_FORWARD_IF_TRUE:
        case POP_JUMP_FORWARD_IF_FALSE:
        case POP_JUMP_BACKWARD_IF_TRUE:
        case POP_JUMP_BACKWARD_IF_FALSE:
            return VIV_JUMPS_BY_TRUTH;
        case POP_JUMP_FORWARD_IF_NONE:
        case POP_JUMP_FORWARD_IF_NOT_NONE:
        case POP_JUMP_BACKWARD_IF_NONE:
        case POP_JUMP_BACKWARD_IF_NOT_NONE:
            return VIV_JUMPS_BY_NONE;
        case JUMP_IF_TRUE_OR_POP:
        case JUMP_IF_FALSE_OR_POP:
            return VIV_JUMPS_KEEPING_TRUTH;
        case FOR_ITER:
            return VIV_ITERATES;
        case GET_ITER:
            return VIV_MAKES_ITERATOR;
        case BUILD_TUPLE:
        case BUILD_LIST:
            return VIV_BUILDS;
        case BUILD_STRING:
            return VIV_BUILDS_TEXT;
        case FORMAT_VALUE:
            /* By a specification it looks __format__ up, which changes the cache of attributes. */
            return (at->arg & 4) != 0 ? VIV_MAY_DO_ANYTHING : VIV_FORMATS;
        case LIST_APPEND:
            return VIV_APPENDS;
        case UNPACK_SEQUENCE:
            return VIV_UNPACKS;
        case DELETE_FAST:
            return VIV_DELETES_VARIABLE;
        case CALL:
            return VIV_CALLS_OBJECT;
        case RETURN_VALUE:
        case YIELD_VALUE:
            return VIV_HANDS_OVER;
        default:
            return VIV_MAY_DO_ANYTHING;
    }
}

int viv_code_counts_entries(PyObject* code) {
    return ((const PyCodeObject*)code)->co_warmup != 0;
}

PyObject* viv_frame_globals(const void* frame) {
    return ((const _PyInterpreterFrame*)frame)->f_globals;
}

PyObject* viv_frame_builtins(const void* frame) {
    return ((const _PyInterpreterFrame*)frame)->f_builtins;
}

int viv_cached_attribute(PyTypeObject* type, PyObject* name, PyObject** value) {
    if ((type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) == 0) return 0;
    /* MCACHE_HASH_METHOD of Objects/typeobject.c. */
    const struct type_cache* cache = &PyInterpreterState_Main()->type_cache;
    const unsigned int hash = type->tp_version_tag ^ (unsigned int)((uintptr_t)name >> 3);
    const struct type_cache_entry* entry = &cache->hashtable[hash & ((1U << MCACHE_SIZE_EXP) - 1)];
    if (entry->version != type->tp_version_tag || entry->name != name) return 0;
    *value = entry->value;
    return 1;
}
#else
int viv_effect_of(const viv_instr* at) {
    (void)at;
    return VIV_MAY_DO_ANYTHING;
}
int viv_code_counts_entries(PyObject* code) {
    (void)code;
    return 1;
}
PyObject* viv_frame_globals(const void* frame) {
    (void)frame;
    return NULL;
}
PyObject* viv_frame_builtins(const void* frame) {
    (void)frame;
    return NULL;
}
int viv_cached_attribute(PyTypeObject* type, PyObject* name, PyObject** value) {
    (void)type;
    (void)name;
    (void)value;
    return 0;
}
#endif

/* unicodekeys_lookup_unicode of Objects/dictobject.c: the entry; -1: none; -2: it can't be said. */
static Py_ssize_t find_entry(PyDictKeysObject* keys, PyObject* key) {
    const Py_hash_t hash = ((PyASCIIObject*)key)->hash;
    if (hash == -1 || !DK_IS_UNICODE(keys)) return -2;
    const PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
    const size_t mask = (size_t)DK_SIZE(keys) - 1;
    size_t perturb = (size_t)hash;
    for (size_t i = (size_t)hash & mask;;) {
        Py_ssize_t at = 0;
        if (DK_LOG_SIZE(keys) < 8) {
            at = ((const int8_t*)keys->dk_indices)[i];
        } else if (DK_LOG_SIZE(keys) < 16) {
            at = ((const int16_t*)(const void*)keys->dk_indices)[i];
        } else {
            at = ((const int32_t*)(const void*)keys->dk_indices)[i];
        }
        if (at == DKIX_EMPTY) return -1;
        if (at >= 0 && entries[at].me_key == key) return at;
        if (at >= 0 && ((PyASCIIObject*)entries[at].me_key)->hash == hash) return -2;
        perturb >>= 5; /* PERTURB_SHIFT */
        i = (i * 5 + perturb + 1) & mask;
    }
}

int viv_dict_find(PyObject* object, PyObject* key, PyObject** value) {
    const PyDictObject* dict = (const PyDictObject*)object;
    const Py_ssize_t at = find_entry(dict->ma_keys, key);
    if (at < 0) return at == -1 ? 0 : -1;
    *value = dict->ma_values != NULL ? dict->ma_values->values[at]
                                     : DK_UNICODE_ENTRIES(dict->ma_keys)[at].me_value;
    return *value != NULL;
}

int viv_dict_place(PyObject* object, PyObject* key, PyObject** value) {
    const PyDictObject* dict = (const PyDictObject*)object;
    const Py_ssize_t at = dict->ma_values != NULL ? -1 : find_entry(dict->ma_keys, key);
    if (at < 0) return -1;
    *value = DK_UNICODE_ENTRIES(dict->ma_keys)[at].me_value;
    return *value != NULL ? (int)at : -1;
}
