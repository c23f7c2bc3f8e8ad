/* What an instruction does, as far as it can be said that it does nothing else: neither code of the
 * program's nor a change to any object besides those named here. The same rules as in layout.h;
 * effects.c implements it (3.11; later versions say VIV_MAY_DO_ANYTHING of everything).
 */
#pragma once

#include "bindings/cpython/layout/code.h"

#ifdef __cplusplus
extern "C" {
#endif

enum viv_effect {
    VIV_MAY_DO_ANYTHING = 0,
    VIV_DOES_NOTHING,
    VIV_LOADS_CONSTANT, /* arg: index into co_consts */
    VIV_LOADS_VARIABLE, /* arg: of localsplus */
    VIV_LOADS_CELL,     /* arg: the variable whose cell it is */
    VIV_LOADS_NAME,     /* arg: index into co_names; namespace, globals, builtins */
    VIV_LOADS_GLOBAL,   /* the same without the namespace */
    VIV_LOADS_GLOBAL_AFTER_NULL,
    VIV_LOADS_ATTRIBUTE, /* of the top; arg: index into co_names */
    VIV_LOADS_METHOD,    /* the same: the function and the top, or NULL and what was found */
    VIV_LOADS_ITEM,      /* below the top, by the top */
    VIV_STORES_VARIABLE,
    VIV_STORES_CELL,
    VIV_STORES_NAME,
    VIV_STORES_GLOBAL,
    VIV_STORES_ATTRIBUTE, /* of the top: the one below it */
    VIV_STORES_ITEM,      /* value, container, index */
    VIV_PUSHES_NULL,
    VIV_POPS,
    VIV_COPIES,           /* arg: the how many-th from the top */
    VIV_SWAPS,            /* arg: the top with that one */
    VIV_CALCULATES,       /* the two at the top give one: +, <, … */
    VIV_CALCULATES_ALONE, /* the top gives another */
    VIV_TESTS_IDENTITY,   /* the two at the top */
    VIV_TESTS_TRUTH,      /* the top gives True or False */
    VIV_JUMPS,
    VIV_JUMPS_BY_TRUTH,      /* takes the top; jumps or goes on */
    VIV_JUMPS_BY_NONE,       /* the same without asking it for its truth */
    VIV_JUMPS_KEEPING_TRUTH, /* jumps with the top, or takes it and goes on */
    VIV_ITERATES,            /* pushes the next of the top's, or takes that and jumps */
    VIV_MAKES_ITERATOR,      /* of the top */
    VIV_BUILDS,              /* a tuple or list of the top arg ones */
    VIV_BUILDS_TEXT,         /* of the top arg ones */
    VIV_FORMATS, /* the top; arg: 0 as it is, else what str, repr or ascii makes of it */
    VIV_APPENDS, /* the top to the list that is the arg-th from the top then */
    VIV_UNPACKS, /* the top into arg ones */
    VIV_DELETES_VARIABLE,
    VIV_CALLS_OBJECT, /* CALL: arg and two more, whose lowest may be NULL */
    VIV_HANDS_OVER,   /* RETURN_VALUE, YIELD_VALUE: an event of its own */
};
int viv_effect_of(const viv_instr* at);

/* Does the code object count its own entries and turns still? (Include/internal/pycore_code.h,
 * _PyCode_Warmup: until it has been quickened.) */
int viv_code_counts_entries(PyObject* code);
/* The dicts in which a frame looks names up besides its namespace. */
PyObject* viv_frame_globals(const void* frame);
PyObject* viv_frame_builtins(const void* frame);
/* A value under an interned str, in a dict. 1: *value is it; 0: it isn't there; -1: it can't be
 * said without comparing it with other keys. */
int viv_dict_find(PyObject* dict, PyObject* key, PyObject** value);
/* Which entry of viv_dict_entry() has that key; -1: none, or it can't be said, or the entries stand
 * in another order. */
int viv_dict_place(PyObject* dict, PyObject* key, PyObject** value);
/* What the type has under an interned str, or its bases have; *value NULL: nothing. 0: CPython has
 * not looked that up since the type was changed: then looking it up would change what CPython keeps
 * of it (Objects/typeobject.c, _PyType_Lookup). */
int viv_cached_attribute(PyTypeObject* type, PyObject* name, PyObject** value);

#ifdef __cplusplus
}
#endif
