/* Frames as the evaluation loop keeps them (3.11, Include/internal/pycore_frame.h). Reading them
 * makes no frame object and no dict of locals, which is why the counts stay what they are.
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
    return thread->cframe == NULL ? NULL : complete(thread->cframe->current_frame);
}

const void* viv_frame_back(const void* frame) {
    return complete(((const _PyInterpreterFrame*)frame)->previous);
}

int viv_read_frame(const void* address, viv_frame* view) {
    const _PyInterpreterFrame* frame = address;
    const PyCodeObject* code = frame->f_code;
    if (code == NULL) return 0;
    view->frame = frame;
    view->code = (PyObject*)code;
    view->function = (PyObject*)frame->f_func;
    view->locals = (code->co_flags & CO_OPTIMIZED) != 0 ? NULL : frame->f_locals;
    view->slots = (PyObject* const*)frame->localsplus;
    view->variable_count = code->co_nlocalsplus;
    view->stack_depth = frame->stacktop < 0 ? -1 : frame->stacktop - code->co_nlocalsplus;
    view->offset = _PyInterpreterFrame_LASTI(frame) * (int)sizeof(_Py_CODEUNIT);
    view->is_of_generator = frame->owner == FRAME_OWNED_BY_GENERATOR;
    return 1;
}

const void* viv_generator_frame(PyObject* object, int* is_running) {
    PyGenObject* generator = (PyGenObject*)object;
    *is_running = generator->gi_frame_state == FRAME_EXECUTING;
    if (generator->gi_frame_state >= FRAME_COMPLETED) return NULL;
    return generator->gi_iframe;
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
