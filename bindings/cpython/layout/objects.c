/* What the public headers don't say of ints, classes and code objects (3.11, 3.13). */
#include <string.h>

#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"

#if VIV_IS_311
const uint32_t* viv_int_digits(PyObject* object, int* count, int* sign) {
    const PyLongObject* number = (const PyLongObject*)object;
    const Py_ssize_t size = Py_SIZE(number);
    *count = (int)(size < 0 ? -size : size);
    *sign = size < 0 ? -1 : size > 0;
    return number->ob_digit;
}

uint64_t viv_int_head_size(void) {
    return offsetof(PyLongObject, ob_digit);
}

int64_t viv_int_tag(PyObject* object) {
    return Py_SIZE(object);
}

int viv_is_immortal(PyObject* object) {
    (void)object;
    return 0;
}
#else
/* lv_tag: the number of digits above three low bits, of which two say zero (1) or negative (2). */
const uint32_t* viv_int_digits(PyObject* object, int* count, int* sign) {
    const PyLongObject* number = (const PyLongObject*)object;
    const uintptr_t tag = number->long_value.lv_tag;
    *count = (int)(tag >> _PyLong_NON_SIZE_BITS);
    *sign = 1 - (int)(tag & _PyLong_SIGN_MASK);
    return number->long_value.ob_digit;
}

uint64_t viv_int_head_size(void) {
    return offsetof(PyLongObject, long_value.ob_digit);
}

int64_t viv_int_tag(PyObject* object) {
    return (int64_t)((const PyLongObject*)object)->long_value.lv_tag;
}

int viv_is_immortal(PyObject* object) {
    return _Py_IsImmortal(object);
}
#endif

int viv_class_reference(PyTypeObject* type, int i, const char** name, PyObject** target) {
    const PyHeapTypeObject* heap = (const PyHeapTypeObject*)type;
    const struct {
        const char* name;
        PyObject* target;
    } references[] = {
        {"__base__", (PyObject*)type->tp_base},
        {"__dict__", type->tp_dict},
        {"__bases__", type->tp_bases},
        {"__mro__", type->tp_mro},
        {"tp_cache", type->tp_cache},
        {"tp_subclasses", (PyObject*)type->tp_subclasses},
        {"tp_weaklist", NULL},
        {"__name__", heap->ht_name},
        {"ht_slots", heap->ht_slots},
        {"__qualname__", heap->ht_qualname},
        {"ht_module", heap->ht_module},
    };
    if (i >= (int)(sizeof references / sizeof references[0])) return 0;
    *name = references[i].name;
    *target = references[i].target;
    return 1;
}

int viv_function_reference(PyObject* object, int i, const char** name, PyObject** target) {
    const PyFunctionObject* function = (const PyFunctionObject*)object;
    const struct {
        const char* name;
        PyObject* target;
    } references[] = {
        {"__name__", function->func_name},
        {"__qualname__", function->func_qualname},
        {"__code__", function->func_code},
        {"__defaults__", function->func_defaults},
        {"__kwdefaults__", function->func_kwdefaults},
        {"__closure__", function->func_closure},
        {"__doc__", function->func_doc},
        {"__dict__", function->func_dict},
        {"__module__", function->func_module},
        {"__annotations__", function->func_annotations},
#if !VIV_IS_311
        {"__type_params__", function->func_typeparams},
#endif
    };
    if (i >= (int)(sizeof references / sizeof references[0])) return 0;
    *name = references[i].name;
    *target = references[i].target;
    return 1;
}

int viv_code_reference(PyObject* object, int i, const char** name, PyObject** target) {
    const PyCodeObject* code = (const PyCodeObject*)object;
    const struct {
        const char* name;
        PyObject* target;
    } references[] = {
        {"co_consts", code->co_consts},
        {"co_names", code->co_names},
        {"co_exceptiontable", code->co_exceptiontable},
        {"co_localsplusnames", code->co_localsplusnames},
        {"co_localspluskinds", code->co_localspluskinds},
        {"co_filename", code->co_filename},
        {"co_name", code->co_name},
        {"co_qualname", code->co_qualname},
        {"co_linetable", code->co_linetable},
#if VIV_IS_311
        {"_co_code", code->_co_code},
#else
        {"_co_code", code->_co_cached == NULL ? NULL : code->_co_cached->_co_code},
        {"_co_varnames", code->_co_cached == NULL ? NULL : code->_co_cached->_co_varnames},
        {"_co_cellvars", code->_co_cached == NULL ? NULL : code->_co_cached->_co_cellvars},
        {"_co_freevars", code->_co_cached == NULL ? NULL : code->_co_cached->_co_freevars},
#endif
    };
    if (i >= (int)(sizeof references / sizeof references[0])) return 0;
    *name = references[i].name;
    *target = references[i].target;
    return 1;
}

uint64_t viv_code_head_size(void) {
    return offsetof(PyCodeObject, co_code_adaptive);
}

uint64_t viv_code_size(PyObject* object) {
    /* code.__sizeof__ (Objects/codeobject.c): the head and the instructions, rounded up. */
    const PyCodeObject* code = (const PyCodeObject*)object;
    return (uint64_t)_PyObject_VAR_SIZE(Py_TYPE(object), Py_SIZE(code));
}

uint64_t viv_generator_size(PyObject* object) {
    /* gen_sizeof (Objects/genobject.c). */
#if VIV_IS_311
    const PyCodeObject* code = ((const PyGenObject*)object)->gi_code;
#else
    const PyCodeObject* code =
        _PyFrame_GetCode((_PyInterpreterFrame*)((PyGenObject*)object)->gi_iframe);
#endif
    return offsetof(PyGenObject, gi_iframe) + offsetof(_PyInterpreterFrame, localsplus) +
           sizeof(PyObject*) * (uint64_t)(code->co_nlocalsplus + code->co_stacksize);
}

/* Structs that CPython keeps to its own sources begin with references (3.11, 3.13:
 * Objects/funcobject.c, staticmethod; Objects/descrobject.c, wrapperobject and propertyobject;
 * Python/bltinmodule.c and Modules/itertoolsmodule.c, below). */
typedef struct {
    PyObject_HEAD PyObject* parts[3];
} Parts;

static PyObject* part(PyObject* object, int i) {
    return ((Parts*)object)->parts[i];
}

PyObject* viv_static_function(PyObject* method) {
    return part(method, 0);
}

int viv_bound_wrapper(PyObject* object, PyObject** wrapper, PyObject** self) {
#if VIV_IS_311
    if (!Py_IS_TYPE(object, &_PyMethodWrapper_Type)) return 0;
    *wrapper = part(object, 0);
    *self = part(object, 1);
    return 1;
#else
    (void)object;
    (void)wrapper;
    (void)self;
    return 0;
#endif
}

PyObject* viv_property_function(PyObject* property, int i) {
    return part(property, i);
}

PyObject* viv_partial_part(PyObject* partial, int i) {
    return part(partial, i); /* Modules/_functoolsmodule.c, partialobject */
}

PyObject* viv_combined_iterator(PyObject* iterator) {
    if (!VIV_IS_311) return NULL;
    /* Python/bltinmodule.c, zipobject; Objects/enumobject.c, enumobject: a number comes first. */
    const int is_it = Py_IS_TYPE(iterator, &PyZip_Type) || Py_IS_TYPE(iterator, &PyEnum_Type);
    return is_it ? part(iterator, 1) : NULL;
}

PyObject* viv_calling_iterator(PyObject* iterator, PyObject** source, int* calling) {
    static const struct {
        const char* type;
        int function, source; /* which of its references */
        int calling;
    } kinds[] = {
        {"map", 1, 0, VIV_CALLS_WITH_ALL},
        {"filter", 0, 1, VIV_CALLS_WITH_ITEM},
        {"itertools.takewhile", 0, 1, VIV_CALLS_WITH_ITEM},
        {"itertools.dropwhile", 0, 1, VIV_CALLS_WITH_ITEM},
        {"itertools.filterfalse", 0, 1, VIV_CALLS_WITH_ITEM},
        {"itertools.groupby", 1, 0, VIV_CALLS_WITH_ITEM},
        {"itertools.accumulate", 2, 1, VIV_CALLS_WITH_TOTAL},
    };
    if (!VIV_IS_311 || (Py_TYPE(iterator)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0) return NULL;
    /* A group of groupby's asks that for its items. */
    if (strcmp(Py_TYPE(iterator)->tp_name, "itertools._grouper") == 0) iterator = part(iterator, 0);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
        if (strcmp(Py_TYPE(iterator)->tp_name, kinds[i].type) != 0) continue;
        *source = part(iterator, kinds[i].source);
        *calling = kinds[i].calling;
        return part(iterator, kinds[i].function);
    }
    return NULL;
}
