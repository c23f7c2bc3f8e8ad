/* Frames as the evaluation loop keeps them (3.11, 3.13; Include/internal/pycore_frame.h). Reading
 * them makes no frame object and no dict of locals, which is why the counts stay what they are.
 */
#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"

static const _PyInterpreterFrame* complete(const _PyInterpreterFrame* frame) {
    while (frame != NULL && _PyFrame_IsIncomplete((_PyInterpreterFrame*)frame)) {
        frame = frame->previous;
    }
    return frame;
}

const void* viv_innermost_frame(PyThreadState* thread) {
#if VIV_IS_311
    return thread->cframe == NULL ? NULL : complete(thread->cframe->current_frame);
#else
    return complete(thread->current_frame);
#endif
}

/* What a frame runs; NULL: no code. */
static const PyCodeObject* code_of(const _PyInterpreterFrame* frame) {
#if VIV_IS_311
    return frame->f_code;
#else
    PyObject* executable = frame->f_executable;
    return executable != NULL && PyCode_Check(executable) ? (const PyCodeObject*)executable : NULL;
#endif
}

#if VIV_IS_313
static int instruction_of(const _PyInterpreterFrame* frame) {
    const PyCodeObject* code = code_of(frame);
    return viv_opcode_below(code, frame->instr_ptr - _PyCode_CODE((PyCodeObject*)code));
}
#endif

/* Entries on the value stack; -1: not saved. While 3.13 tells of a return, what it hands over is
 * all that was there, and the depth is not saved. */
static int depth_of(const _PyInterpreterFrame* frame) {
    if (frame->stacktop >= 0) return frame->stacktop - code_of(frame)->co_nlocalsplus;
#if VIV_IS_313
    const int opcode = instruction_of(frame);
    if (opcode == INSTRUMENTED_RETURN_VALUE || opcode == INSTRUMENTED_RETURN_CONST) return 0;
#endif
    return -1;
}

const void* viv_frame_back(const void* frame) {
    return complete(((const _PyInterpreterFrame*)frame)->previous);
}

int viv_read_frame(const void* address, viv_frame* view) {
    const _PyInterpreterFrame* frame = address;
    const PyCodeObject* code = code_of(frame);
    if (code == NULL) return 0;
    view->frame = frame;
    view->code = (PyObject*)code;
#if VIV_IS_311
    view->function = (PyObject*)frame->f_func;
#else
    view->function = frame->f_funcobj;
#endif
    const int is_optimized = (code->co_flags & CO_OPTIMIZED) != 0;
    view->locals = is_optimized ? NULL : frame->f_locals;
    view->snapshot = is_optimized ? frame->f_locals : NULL;
    view->slots = (PyObject* const*)frame->localsplus;
    view->variable_count = code->co_nlocalsplus;
    view->stack_depth = depth_of(frame);
    view->offset =
        _PyInterpreterFrame_LASTI((_PyInterpreterFrame*)frame) * (int)sizeof(_Py_CODEUNIT);
    view->is_of_generator = frame->owner == FRAME_OWNED_BY_GENERATOR;
#if VIV_IS_311
    view->is_called_by_c = frame->is_entry;
#else
    /* 3.12 on: C code that evaluates puts a frame of its own below. */
    view->is_called_by_c =
        frame->previous != NULL && frame->previous->owner == FRAME_OWNED_BY_CSTACK;
#endif
    return 1;
}

PyObject* viv_object_below(const void* address) {
#if VIV_IS_313
    /* Below stands a frame whose code begins with EXIT_INIT_CHECK (Python/specialize.c,
     * _Py_InitCleanup). */
    const _PyInterpreterFrame* below = ((const _PyInterpreterFrame*)address)->previous;
    if (below == NULL || below->owner != FRAME_OWNED_BY_THREAD) return NULL;
    const PyCodeObject* code = code_of(below);
    if (code == NULL || _PyCode_CODE((PyCodeObject*)code)->op.code != EXIT_INIT_CHECK) return NULL;
    return below->localsplus[0];
#else
    (void)address;
    return NULL;
#endif
}

#if VIV_IS_311
void viv_trace_instructions(struct _frame* object) {
    object->f_trace_opcodes = 1;
}
#endif

PyObject* viv_generator_of(const void* frame) {
    return (PyObject*)_PyFrame_GetGenerator((_PyInterpreterFrame*)frame);
}

const void* viv_generator_frame(PyObject* object, int* is_running) {
    PyGenObject* generator = (PyGenObject*)object;
    *is_running = generator->gi_frame_state == FRAME_EXECUTING;
    if (generator->gi_frame_state >= FRAME_COMPLETED) return NULL;
    return generator->gi_iframe;
}

PyObject* viv_generator_code(PyObject* object) {
    PyGenObject* generator = (PyGenObject*)object;
#if VIV_IS_311
    return (PyObject*)generator->gi_code;
#else
    /* A frame that has ended keeps nothing but its code. */
    if (generator->gi_frame_state < FRAME_COMPLETED) return NULL;
    return ((const _PyInterpreterFrame*)generator->gi_iframe)->f_executable;
#endif
}

PyObject* viv_variable_name(PyObject* code, int i) {
    return PyTuple_GET_ITEM(((PyCodeObject*)code)->co_localsplusnames, i);
}

int viv_variable_kind(PyObject* code, int i) {
    const unsigned char kind =
        (unsigned char)PyBytes_AS_STRING(((PyCodeObject*)code)->co_localspluskinds)[i];
    if ((kind & CO_FAST_FREE) != 0) return VIV_FREE;
    if ((kind & CO_FAST_CELL) != 0) return VIV_CELL;
    return VIV_LOCAL;
}

int viv_returns_unheld(const void* frame) {
#if VIV_IS_313
    return instruction_of(frame) == INSTRUMENTED_RETURN_CONST;
#else
    (void)frame;
    return 0;
#endif
}

#if VIV_IS_313
int viv_is_at_extension(const void* frame) {
    return instruction_of(frame) == EXTENDED_ARG;
}
#endif

#if VIV_IS_311
int viv_current_instruction(const void* address) {
    const _PyInterpreterFrame* frame = address;
    const _Py_CODEUNIT unit = *frame->prev_instr;
    switch (_Py_OPCODE(unit)) {
        case RESUME:
        case RESUME_QUICK:
            /* Python/compile.c: 0 starts a function; 1, 2 and 3 go on after yield, yield from,
             * await. */
            return (_Py_OPARG(unit) & 3) == 0 ? VIV_RESUME_START : VIV_RESUME_AGAIN;
        case YIELD_VALUE:
            return VIV_YIELD;
        default:
            return VIV_OTHER_INSTRUCTION;
    }
}
#endif

uint64_t viv_frame_object_size(void) {
    return offsetof(PyFrameObject, _f_frame_data);
}

int viv_frame_of_object(PyObject* object, viv_frame* view, PyObject** back) {
    PyFrameObject* frame = (PyFrameObject*)object;
    *back = (PyObject*)frame->f_back;
    if (frame->f_frame == NULL) return VIV_FRAME_IS_OVER;
    if (frame->f_frame->owner == FRAME_OWNED_BY_FRAME_OBJECT) {
        return viv_read_frame(frame->f_frame, view) != 0 ? VIV_FRAME_IS_ITS_OWN : VIV_FRAME_IS_OVER;
    }
    return frame->f_frame->frame_obj == frame ? VIV_FRAME_HOLDS_IT : VIV_FRAME_IS_OVER;
}
