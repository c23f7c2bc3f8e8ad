/* The fields of the structs that the decoders read, by offsetof from the headers that the worker is
 * compiled with (3.11, 3.13). Ascending offsets; gaps are padding. Names are CPython's own.
 */
#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"

#define FIELD(type, field, kind) \
    { #field, offsetof(type, field), sizeof(((type*)0)->field), kind }
#define HEAD(type)                                                                        \
    {"ob_refcnt", offsetof(type, ob_base.ob_refcnt), sizeof(Py_ssize_t), VIV_REFCOUNT}, { \
        "ob_type", offsetof(type, ob_base.ob_type), sizeof(void*), VIV_TYPE               \
    }
#define VAR_HEAD(type)                                                                          \
    {"ob_refcnt", offsetof(type, ob_base.ob_base.ob_refcnt), sizeof(Py_ssize_t), VIV_REFCOUNT}, \
        {"ob_type", offsetof(type, ob_base.ob_base.ob_type), sizeof(void*), VIV_TYPE}, {        \
        "ob_size", offsetof(type, ob_base.ob_size), sizeof(Py_ssize_t), VIV_SIGNED              \
    }
#define NO_TAIL \
    { NULL, 0, 0, VIV_BYTES }

static const viv_field object_fields[] = {
    {"ob_refcnt", offsetof(PyObject, ob_refcnt), sizeof(Py_ssize_t), VIV_REFCOUNT},
    {"ob_type", offsetof(PyObject, ob_type), sizeof(void*), VIV_TYPE},
};
static const viv_layout object_table = {"PyObject", sizeof(PyObject), object_fields, 2, NO_TAIL};

static const viv_field var_object_fields[] = {
    {"ob_refcnt", offsetof(PyVarObject, ob_base.ob_refcnt), sizeof(Py_ssize_t), VIV_REFCOUNT},
    {"ob_type", offsetof(PyVarObject, ob_base.ob_type), sizeof(void*), VIV_TYPE},
    FIELD(PyVarObject, ob_size, VIV_SIGNED),
};
static const viv_layout var_object_table = {"PyVarObject", sizeof(PyVarObject), var_object_fields,
                                            3, NO_TAIL};

#if VIV_IS_311
#define OB_DIGIT offsetof(PyLongObject, ob_digit)
static const viv_field long_fields[] = {VAR_HEAD(PyLongObject)};
#else
#define OB_DIGIT offsetof(PyLongObject, long_value.ob_digit)
static const viv_field long_fields[] = {
    HEAD(PyLongObject),
    {"lv_tag", offsetof(PyLongObject, long_value.lv_tag), sizeof(uintptr_t), VIV_UNSIGNED}};
#endif
static const viv_layout long_table = {
    "PyLongObject", OB_DIGIT, long_fields, 3, {"ob_digit", OB_DIGIT, sizeof(digit), VIV_UNSIGNED}};

static const viv_field float_fields[] = {HEAD(PyFloatObject),
                                         FIELD(PyFloatObject, ob_fval, VIV_DOUBLE)};
static const viv_layout float_table = {"PyFloatObject", sizeof(PyFloatObject), float_fields, 3,
                                       NO_TAIL};

static const viv_field list_fields[] = {VAR_HEAD(PyListObject),
                                        FIELD(PyListObject, ob_item, VIV_POINTER),
                                        FIELD(PyListObject, allocated, VIV_SIGNED)};
static const viv_layout list_table = {"PyListObject", sizeof(PyListObject), list_fields, 5,
                                      NO_TAIL};

static const viv_field tuple_fields[] = {VAR_HEAD(PyTupleObject)};
static const viv_layout tuple_table = {
    "PyTupleObject",
    offsetof(PyTupleObject, ob_item),
    tuple_fields,
    3,
    {"ob_item", offsetof(PyTupleObject, ob_item), sizeof(void*), VIV_OBJECT}};

static const viv_field dict_fields[] = {
    HEAD(PyDictObject), FIELD(PyDictObject, ma_used, VIV_SIGNED),
    FIELD(PyDictObject, ma_version_tag, VIV_UNSIGNED), FIELD(PyDictObject, ma_keys, VIV_POINTER),
    FIELD(PyDictObject, ma_values, VIV_POINTER)};
static const viv_layout dict_table = {"PyDictObject", sizeof(PyDictObject), dict_fields, 6,
                                      NO_TAIL};

static const viv_field set_fields[] = {
    HEAD(PySetObject),
    FIELD(PySetObject, fill, VIV_SIGNED),
    FIELD(PySetObject, used, VIV_SIGNED),
    FIELD(PySetObject, mask, VIV_SIGNED),
    FIELD(PySetObject, table, VIV_POINTER),
    FIELD(PySetObject, hash, VIV_SIGNED),
    FIELD(PySetObject, finger, VIV_SIGNED),
    FIELD(PySetObject, smalltable, VIV_BYTES),
    FIELD(PySetObject, weakreflist, VIV_POINTER),
};
static const viv_layout set_table = {"PySetObject", sizeof(PySetObject), set_fields, 10, NO_TAIL};

/* The bit-fields that tell how a str keeps its characters stand in one word. */
static const viv_field ascii_fields[] = {
    HEAD(PyASCIIObject),
    FIELD(PyASCIIObject, length, VIV_SIGNED),
    FIELD(PyASCIIObject, hash, VIV_SIGNED),
    {"state", offsetof(PyASCIIObject, state), sizeof(unsigned int), VIV_UNSIGNED},
#if VIV_IS_311
    FIELD(PyASCIIObject, wstr, VIV_POINTER),
#endif
};
static const viv_layout ascii_table = {"PyASCIIObject",
                                       sizeof(PyASCIIObject),
                                       ascii_fields,
                                       sizeof ascii_fields / sizeof(viv_field),
                                       {"data", sizeof(PyASCIIObject), 1, VIV_BYTES}};

static const viv_field compact_fields[] = {
    {"ob_refcnt", 0, sizeof(Py_ssize_t), VIV_REFCOUNT},
    {"ob_type", offsetof(PyObject, ob_type), sizeof(void*), VIV_TYPE},
    {"length", offsetof(PyASCIIObject, length), sizeof(Py_ssize_t), VIV_SIGNED},
    {"hash", offsetof(PyASCIIObject, hash), sizeof(Py_hash_t), VIV_SIGNED},
    {"state", offsetof(PyASCIIObject, state), sizeof(unsigned int), VIV_UNSIGNED},
#if VIV_IS_311
    {"wstr", offsetof(PyASCIIObject, wstr), sizeof(void*), VIV_POINTER},
#endif
    FIELD(PyCompactUnicodeObject, utf8_length, VIV_SIGNED),
    FIELD(PyCompactUnicodeObject, utf8, VIV_POINTER),
#if VIV_IS_311
    FIELD(PyCompactUnicodeObject, wstr_length, VIV_SIGNED),
#endif
};
static const viv_layout compact_table = {"PyCompactUnicodeObject",
                                         sizeof(PyCompactUnicodeObject),
                                         compact_fields,
                                         sizeof compact_fields / sizeof(viv_field),
                                         {"data", sizeof(PyCompactUnicodeObject), 1, VIV_BYTES}};

static const viv_field bytes_fields[] = {
    VAR_HEAD(PyBytesObject),
    {"ob_shash", offsetof(PyVarObject, ob_size) + 8, sizeof(Py_hash_t), VIV_SIGNED}};
static const viv_layout bytes_table = {"PyBytesObject",
                                       offsetof(PyBytesObject, ob_sval),
                                       bytes_fields,
                                       4,
                                       {"ob_sval", offsetof(PyBytesObject, ob_sval), 1, VIV_BYTES}};

static const viv_field function_fields[] = {
    HEAD(PyFunctionObject),
    FIELD(PyFunctionObject, func_globals, VIV_OBJECT),
    FIELD(PyFunctionObject, func_builtins, VIV_OBJECT),
    FIELD(PyFunctionObject, func_name, VIV_OBJECT),
    FIELD(PyFunctionObject, func_qualname, VIV_OBJECT),
    FIELD(PyFunctionObject, func_code, VIV_OBJECT),
    FIELD(PyFunctionObject, func_defaults, VIV_OBJECT),
    FIELD(PyFunctionObject, func_kwdefaults, VIV_OBJECT),
    FIELD(PyFunctionObject, func_closure, VIV_OBJECT),
    FIELD(PyFunctionObject, func_doc, VIV_OBJECT),
    FIELD(PyFunctionObject, func_dict, VIV_OBJECT),
    FIELD(PyFunctionObject, func_weakreflist, VIV_POINTER),
    FIELD(PyFunctionObject, func_module, VIV_OBJECT),
    FIELD(PyFunctionObject, func_annotations, VIV_OBJECT),
#if !VIV_IS_311
    FIELD(PyFunctionObject, func_typeparams, VIV_OBJECT),
#endif
    FIELD(PyFunctionObject, vectorcall, VIV_FUNCTION),
    FIELD(PyFunctionObject, func_version, VIV_UNSIGNED),
};
static const viv_layout function_table = {"PyFunctionObject", sizeof(PyFunctionObject),
                                          function_fields,
                                          sizeof function_fields / sizeof(viv_field), NO_TAIL};

static const viv_field cell_fields[] = {HEAD(PyCellObject),
                                        FIELD(PyCellObject, ob_ref, VIV_OBJECT)};
static const viv_layout cell_table = {"PyCellObject", sizeof(PyCellObject), cell_fields, 3,
                                      NO_TAIL};

static const viv_field method_fields[] = {
    HEAD(PyMethodObject), FIELD(PyMethodObject, im_func, VIV_OBJECT),
    FIELD(PyMethodObject, im_self, VIV_OBJECT), FIELD(PyMethodObject, im_weakreflist, VIV_POINTER),
    FIELD(PyMethodObject, vectorcall, VIV_FUNCTION)};
static const viv_layout method_table = {"PyMethodObject", sizeof(PyMethodObject), method_fields, 6,
                                        NO_TAIL};

static const viv_field type_fields[] = {
    VAR_HEAD(PyTypeObject),
    FIELD(PyTypeObject, tp_name, VIV_POINTER),
    FIELD(PyTypeObject, tp_basicsize, VIV_SIGNED),
    FIELD(PyTypeObject, tp_itemsize, VIV_SIGNED),
    FIELD(PyTypeObject, tp_dealloc, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_vectorcall_offset, VIV_SIGNED),
    FIELD(PyTypeObject, tp_getattr, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_setattr, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_as_async, VIV_POINTER),
    FIELD(PyTypeObject, tp_repr, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_as_number, VIV_POINTER),
    FIELD(PyTypeObject, tp_as_sequence, VIV_POINTER),
    FIELD(PyTypeObject, tp_as_mapping, VIV_POINTER),
    FIELD(PyTypeObject, tp_hash, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_call, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_str, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_getattro, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_setattro, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_as_buffer, VIV_POINTER),
    FIELD(PyTypeObject, tp_flags, VIV_UNSIGNED),
    FIELD(PyTypeObject, tp_doc, VIV_POINTER),
    FIELD(PyTypeObject, tp_traverse, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_clear, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_richcompare, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_weaklistoffset, VIV_SIGNED),
    FIELD(PyTypeObject, tp_iter, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_iternext, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_methods, VIV_POINTER),
    FIELD(PyTypeObject, tp_members, VIV_POINTER),
    FIELD(PyTypeObject, tp_getset, VIV_POINTER),
    FIELD(PyTypeObject, tp_base, VIV_OBJECT),
    FIELD(PyTypeObject, tp_dict, VIV_OBJECT),
    FIELD(PyTypeObject, tp_descr_get, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_descr_set, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_dictoffset, VIV_SIGNED),
    FIELD(PyTypeObject, tp_init, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_alloc, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_new, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_free, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_is_gc, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_bases, VIV_OBJECT),
    FIELD(PyTypeObject, tp_mro, VIV_OBJECT),
    FIELD(PyTypeObject, tp_cache, VIV_OBJECT),
    FIELD(PyTypeObject, tp_subclasses, VIV_OBJECT),
    FIELD(PyTypeObject, tp_weaklist, VIV_POINTER),
    FIELD(PyTypeObject, tp_del, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_version_tag, VIV_UNSIGNED),
    FIELD(PyTypeObject, tp_finalize, VIV_FUNCTION),
    FIELD(PyTypeObject, tp_vectorcall, VIV_FUNCTION),
#if !VIV_IS_311
    FIELD(PyTypeObject, tp_watched, VIV_UNSIGNED),
    FIELD(PyTypeObject, tp_versions_used, VIV_UNSIGNED),
#endif
};
static const viv_layout type_table = {"PyTypeObject", sizeof(PyTypeObject), type_fields,
                                      sizeof type_fields / sizeof(viv_field), NO_TAIL};

static const viv_field code_fields[] = {
    VAR_HEAD(PyCodeObject),
    FIELD(PyCodeObject, co_consts, VIV_OBJECT),
    FIELD(PyCodeObject, co_names, VIV_OBJECT),
    FIELD(PyCodeObject, co_exceptiontable, VIV_OBJECT),
    FIELD(PyCodeObject, co_flags, VIV_UNSIGNED),
#if VIV_IS_311
    FIELD(PyCodeObject, co_warmup, VIV_SIGNED),
    FIELD(PyCodeObject, _co_linearray_entry_size, VIV_SIGNED),
#endif
    FIELD(PyCodeObject, co_argcount, VIV_SIGNED),
    FIELD(PyCodeObject, co_posonlyargcount, VIV_SIGNED),
    FIELD(PyCodeObject, co_kwonlyargcount, VIV_SIGNED),
    FIELD(PyCodeObject, co_stacksize, VIV_SIGNED),
    FIELD(PyCodeObject, co_firstlineno, VIV_SIGNED),
    FIELD(PyCodeObject, co_nlocalsplus, VIV_SIGNED),
#if VIV_IS_311
    FIELD(PyCodeObject, co_nlocals, VIV_SIGNED),
    FIELD(PyCodeObject, co_nplaincellvars, VIV_SIGNED),
#else
    FIELD(PyCodeObject, co_framesize, VIV_SIGNED),
    FIELD(PyCodeObject, co_nlocals, VIV_SIGNED),
#endif
    FIELD(PyCodeObject, co_ncellvars, VIV_SIGNED),
    FIELD(PyCodeObject, co_nfreevars, VIV_SIGNED),
#if !VIV_IS_311
    FIELD(PyCodeObject, co_version, VIV_UNSIGNED),
#endif
    FIELD(PyCodeObject, co_localsplusnames, VIV_OBJECT),
    FIELD(PyCodeObject, co_localspluskinds, VIV_OBJECT),
    FIELD(PyCodeObject, co_filename, VIV_OBJECT),
    FIELD(PyCodeObject, co_name, VIV_OBJECT),
    FIELD(PyCodeObject, co_qualname, VIV_OBJECT),
    FIELD(PyCodeObject, co_linetable, VIV_OBJECT),
    FIELD(PyCodeObject, co_weakreflist, VIV_POINTER),
#if VIV_IS_311
    FIELD(PyCodeObject, _co_code, VIV_OBJECT),
    FIELD(PyCodeObject, _co_linearray, VIV_POINTER),
#else
    FIELD(PyCodeObject, co_executors, VIV_POINTER),
    FIELD(PyCodeObject, _co_cached, VIV_POINTER),
    FIELD(PyCodeObject, _co_instrumentation_version, VIV_UNSIGNED),
    FIELD(PyCodeObject, _co_monitoring, VIV_POINTER),
#endif
    FIELD(PyCodeObject, _co_firsttraceable, VIV_SIGNED),
    FIELD(PyCodeObject, co_extra, VIV_POINTER),
};
static const viv_layout code_table = {"PyCodeObject",
                                      offsetof(PyCodeObject, co_code_adaptive),
                                      code_fields,
                                      sizeof code_fields / sizeof(viv_field),
                                      {"co_code_adaptive", offsetof(PyCodeObject, co_code_adaptive),
                                       sizeof(_Py_CODEUNIT), VIV_BYTES}};

static const viv_field generator_fields[] = {
    HEAD(PyGenObject),
#if VIV_IS_311
    FIELD(PyGenObject, gi_code, VIV_OBJECT),
#endif
    FIELD(PyGenObject, gi_weakreflist, VIV_POINTER),
    FIELD(PyGenObject, gi_name, VIV_OBJECT),
    FIELD(PyGenObject, gi_qualname, VIV_OBJECT),
    {"gi_exc_state.exc_value", offsetof(PyGenObject, gi_exc_state.exc_value), sizeof(void*),
     VIV_OBJECT},
    {"gi_exc_state.previous_item", offsetof(PyGenObject, gi_exc_state.previous_item), sizeof(void*),
     VIV_POINTER},
    FIELD(PyGenObject, gi_origin_or_finalizer, VIV_OBJECT),
    FIELD(PyGenObject, gi_hooks_inited, VIV_UNSIGNED),
    FIELD(PyGenObject, gi_closed, VIV_UNSIGNED),
    FIELD(PyGenObject, gi_running_async, VIV_UNSIGNED),
    FIELD(PyGenObject, gi_frame_state, VIV_SIGNED),
};
static const viv_layout generator_table = {
    "PyGenObject",
    offsetof(PyGenObject, gi_iframe),
    generator_fields,
    sizeof generator_fields / sizeof(viv_field),
    {"gi_iframe", offsetof(PyGenObject, gi_iframe), sizeof(void*), VIV_BYTES}};

static const viv_field keys_fields[] = {
    FIELD(PyDictKeysObject, dk_refcnt, VIV_SIGNED),
    FIELD(PyDictKeysObject, dk_log2_size, VIV_UNSIGNED),
    FIELD(PyDictKeysObject, dk_log2_index_bytes, VIV_UNSIGNED),
    FIELD(PyDictKeysObject, dk_kind, VIV_UNSIGNED),
    FIELD(PyDictKeysObject, dk_version, VIV_UNSIGNED),
    FIELD(PyDictKeysObject, dk_usable, VIV_SIGNED),
    FIELD(PyDictKeysObject, dk_nentries, VIV_SIGNED),
};
static const viv_layout keys_table = {
    "PyDictKeysObject",
    offsetof(PyDictKeysObject, dk_indices),
    keys_fields,
    7,
    {"dk_indices", offsetof(PyDictKeysObject, dk_indices), 1, VIV_BYTES}};

const viv_layout* const viv_layouts[] = {
    &object_table, &var_object_table, &long_table, &float_table,  &list_table,
    &tuple_table,  &dict_table,       &set_table,  &ascii_table,  &compact_table,
    &bytes_table,  &function_table,   &cell_table, &method_table, &type_table,
    &code_table,   &generator_table,  &keys_table, NULL};
