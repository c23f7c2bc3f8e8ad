/* What of CPython's insides the rest may see: tables of struct fields, and accessors that only read
 * memory. Implemented in C11 by the files beside this one, the only code that includes pycore_*.h.
 * No function here takes a reference, allocates, or runs any of the learner's code.
 */
#pragma once

#include <stdint.h>

#ifndef Py_PYTHON_H
typedef struct _object PyObject;
typedef struct _typeobject PyTypeObject;
typedef struct _ts PyThreadState;
struct _frame;
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* --- struct tables (tables.c, tables_code.c) --- */

/* The values are those of viv::FieldKind. */
enum viv_field_kind {
    VIV_BYTES = 0,
    VIV_SIGNED,
    VIV_UNSIGNED,
    VIV_POINTER,
    VIV_OBJECT,
    VIV_BORROWED,
    VIV_TYPE,
    VIV_REFCOUNT,
    VIV_DOUBLE,
    VIV_FUNCTION,
};

typedef struct {
    const char* name;
    uint32_t offset, size;
    uint8_t kind;
} viv_field;

typedef struct {
    const char* name;
    uint32_t size;
    const viv_field* fields;
    int field_count;
    viv_field tail; /* one element of the variable part; size 0: there is none */
} viv_layout;

/* All tables; ends with one whose name is NULL. */
extern const viv_layout* const viv_layouts[];

/* --- frames (frame.c) --- */

typedef struct viv_frame {
    const void* frame; /* _PyInterpreterFrame: its address names the frame while it lives */
    PyObject* code;
    PyObject* function;
    PyObject* locals;       /* the namespace of a module or class body; NULL in functions */
    PyObject* snapshot;     /* what locals() made of a function's variables; NULL: nothing asked */
    PyObject* const* slots; /* localsplus: variables, then the value stack */
    int variable_count;
    int stack_depth; /* -1: not saved by CPython at this moment */
    int offset;      /* of the current instruction, in bytes */
    int is_of_generator;
    int is_called_by_c; /* not by another frame's CALL in the same evaluation loop */
} viv_frame;

/* The innermost frame of a thread, and the one that called it; NULL at the end. Frames that CPython
 * is still setting up are skipped. */
const void* viv_innermost_frame(PyThreadState* thread);
const void* viv_frame_back(const void* frame);
/* 0 when the frame runs no code object (3.12+: a shim). */
int viv_read_frame(const void* frame, viv_frame* view);
/* From now on the frame tells of each instruction (3.11). */
void viv_trace_instructions(struct _frame* object);
/* The generator, coroutine or async generator whose frame it is. REQUIRES: is_of_generator. */
PyObject* viv_generator_of(const void* frame);
/* The frame inside a generator, coroutine or async generator; NULL once it is finished.
 * *is_running: it is on some thread's stack now. */
const void* viv_generator_frame(PyObject* generator, int* is_running);

/* The reference to its code that a generator holds; NULL while its frame is the one that holds it
 * (3.13: there is only the frame's). */
PyObject* viv_generator_code(PyObject* generator);

/* A frame object: the frame that it speaks for, and the frame object of its caller, if it has that.
 * Is the frame over; has the object taken it over (then it is read); or is it still a thread's or a
 * generator's, which holds the object? */
enum viv_frame_state { VIV_FRAME_IS_OVER = 0, VIV_FRAME_IS_ITS_OWN, VIV_FRAME_HOLDS_IT };
int viv_frame_of_object(PyObject* object, viv_frame* view, PyObject** back);
/* What a frame object is made of besides the frame that it may have taken over. */
uint64_t viv_frame_object_size(void);

/* The new object that a specialised call of its class holds below the frame of __init__ (3.13,
 * Python/bytecodes.c, CALL_ALLOC_AND_ENTER_INIT); NULL: there is no such call. */
PyObject* viv_object_below(const void* frame);

enum viv_variable_kind { VIV_LOCAL = 0, VIV_CELL, VIV_FREE };
/* Name (a str) and kind of a code object's i-th variable. */
PyObject* viv_variable_name(PyObject* code, int i);
int viv_variable_kind(PyObject* code, int i);

/* What the current instruction of a frame is, as far as events need to know (3.11 only: later they
 * say so themselves). */
enum viv_instruction { VIV_OTHER_INSTRUCTION = 0, VIV_RESUME_START, VIV_RESUME_AGAIN, VIV_YIELD };
int viv_current_instruction(const void* frame);
/* Is the frame at a return of a constant, which the evaluation loop doesn't hold yet? (3.13:
 * RETURN_CONST) */
int viv_returns_unheld(const void* frame);
/* Is the frame at an EXTENDED_ARG, which is but a part of the instruction behind it? (3.13 only) */
int viv_is_at_extension(const void* frame);

/* --- threads and the collector (state.c) --- */
/* Calls `visit` for each dead object that stays on a free list whatever is collected (3.11). */
void viv_each_kept_dead(void (*visit)(PyObject*));

PyThreadState* viv_first_thread(void);
PyThreadState* viv_next_thread(PyThreadState* thread);
/* The exception that the thread is handling outside of generators; NULL: none. */
PyObject* viv_handled_exception(PyThreadState* thread);
/* What a thread holds besides its frames; i from 0; 0 at the end. */
int viv_thread_reference(PyThreadState* thread, int i, const char** name, PyObject** target);
/* What the interpreter holds for atexit: functions and what they are to be called with, or NULL;
 * i from 0; 0 at the end (3.11 only). */
int viv_exit_reference(int i, PyObject** target);

/* --- dicts and instances (dict.c) --- */

/* The i-th entry of a dict in storage order, i from 0 to viv_dict_used_entries() - 1. Entries that
 * were deleted give 0. */
int viv_dict_used_entries(PyObject* dict);
int viv_dict_entry(PyObject* dict, int i, PyObject** key, PyObject** value);
/* Changes with every change of the dict. */
uint64_t viv_dict_version(PyObject* dict);
/* The dict's keys block (address, size) and, for a split table, its values block. */
const void* viv_dict_keys_block(PyObject* dict, uint64_t* size);
/* Do other dicts, or instances, use its keys too? */
int viv_dict_has_shared_keys(PyObject* dict);
const void* viv_dict_values_block(PyObject* dict, uint64_t* size);
/* What sys.getsizeof says of it without the head before the object. */
uint64_t viv_dict_size(PyObject* dict);

/* An instance whose attributes stand in an array of its own (no dict yet): how many names its class
 * shares, each name, each value (NULL: not set), and the array. -1: it has no such array. */
int viv_inline_values(PyObject* object, PyObject* const** values);
PyObject* viv_inline_name(PyObject* object, int i);
/* The instance's dict if one was made; NULL otherwise. Never makes one. */
PyObject* viv_instance_dict(PyObject* object);
/* Bytes that CPython keeps before the object (GC head, dict and values pointers). */
uint64_t viv_pre_header_size(PyTypeObject* type);
/* An instance's `__slots__` members: the i-th name and its value's address; 0 at the end. */
int viv_slot_member(PyTypeObject* type, int i, const char** name, int64_t* offset);

/* --- other objects (objects.c) --- */

/* Is the object one that is never freed, whose count is none (3.12+)? */
int viv_is_immortal(PyObject* object);
/* Bytes of an int's struct before its digits. */
uint64_t viv_int_head_size(void);
/* An int's digits, least significant first, 30 bits each; *sign is -1, 0 or 1. */
const uint32_t* viv_int_digits(PyObject* object, int* count, int* sign);
/* The 8 bytes before an int's digits, from which CPython knows how many they are and the sign. */
int64_t viv_int_tag(PyObject* object);
/* A heap type's own references besides the public fields: ht_name, ht_qualname, ht_slots,
 * ht_module; i from 0; 0 at the end. */
int viv_class_reference(PyTypeObject* type, int i, const char** name, PyObject** target);
/* A function's references but for its globals and builtins, in the order of its struct; i from 0; 0
 * at the end. */
int viv_function_reference(PyObject* function, int i, const char** name, PyObject** target);
/* A code object's references, in the order of its struct; i from 0; 0 at the end. */
int viv_code_reference(PyObject* code, int i, const char** name, PyObject** target);
/* The slot wrapper (`type.__call__`) and the object of a bound one; 0: it is none (3.11 only). */
int viv_bound_wrapper(PyObject* object, PyObject** wrapper, PyObject** self);
/* The function of a static or class method; the functions of a property, i from 0 to 2. REQUIRES:
 * it is exactly of that type. */
PyObject* viv_static_function(PyObject* method);
PyObject* viv_property_function(PyObject* property, int i);
/* functools.partial's function, arguments (a tuple) and keyword arguments (a dict), i from 0 to 2.
 * REQUIRES: it is exactly of that type. */
PyObject* viv_partial_part(PyObject* partial, int i);
/* What zip or enumerate takes its items from: an iterator, or a tuple of them; NULL: it is
 * none of these (3.11 only). */
PyObject* viv_combined_iterator(PyObject* iterator);
/* The function that an iterator written in C was made with, and what it takes its items from: an
 * iterator, or a tuple of them. NULL: it is of none of these types, or has none (3.11 only). */
enum viv_calling {
    VIV_CALLS_WITH_ALL = 0, /* with what each of its iterators gives: map */
    VIV_CALLS_WITH_ITEM,    /* with the item that it looks at */
    VIV_CALLS_WITH_TOTAL,   /* with what it keeps itself, and with the item */
};
PyObject* viv_calling_iterator(PyObject* iterator, PyObject** source, int* calling);
/* Bytes of a code object before its instructions; and what __sizeof__ says of it, of a generator,
 * and of the keys that a class's instances share. */
uint64_t viv_code_head_size(void);
uint64_t viv_code_size(PyObject* code);
uint64_t viv_generator_size(PyObject* generator);
uint64_t viv_class_keys_size(PyTypeObject* type);

#ifdef __cplusplus
}
#endif
