/* The GIL, the thread that takes it, and its trace function (Include/cpython/pystate.h,
 * PyThreadState; Include/internal/pycore_gil.h; Python/ceval_gil.h). Set directly where CPython's
 * own functions would tell audit hooks of it, which the learner can hear.
 */
#include "bindings/cpython/layout/tracing.h"
#include "bindings/cpython/layout/internals.h"
#include "internal/pycore_runtime.h"

static const struct _gil_runtime_state* the_gil(void) {
#if VIV_IS_311
    return &_PyRuntime.ceval.gil;
#else
    return PyInterpreterState_Main()->ceval.gil;
#endif
}

uint64_t viv_gil_switches(void) {
    return the_gil()->switch_number;
}

#if VIV_IS_311

const void* viv_gil_mutex(void) {
    return &the_gil()->mutex;
}

PyThreadState* viv_gil_taker(void) {
    const struct _gil_runtime_state* gil = the_gil();
    if (_Py_atomic_load_relaxed(&gil->locked) != 1) return NULL;
    PyThreadState* thread = (PyThreadState*)_Py_atomic_load_relaxed(&gil->last_holder);
    PyThreadState* finalizing = _PyRuntimeState_GetFinalizing(&_PyRuntime);
    /* A thread that comes too late for the finalisation may find its state freed already. */
    if (finalizing != NULL && finalizing != thread) return NULL;
    if (thread == NULL || thread->interp != _PyRuntime.interpreters.main) return NULL;
    return thread->thread_id == PyThread_get_thread_ident() ? thread : NULL;
}

viv_tracer viv_tracer_of(PyThreadState* thread) {
    return (viv_tracer)thread->c_tracefunc;
}

void viv_set_tracer(PyThreadState* thread, viv_tracer tracer) {
    thread->c_tracefunc = (Py_tracefunc)tracer;
    _PyThreadState_UpdateTracingState(thread);
}

int viv_has_own_tracer(PyThreadState* thread) {
    return thread->c_traceobj != NULL || thread->c_profilefunc != NULL;
}

PyObject* viv_trace_argument(PyThreadState* thread) {
    return thread->c_traceobj;
}

int viv_is_in_tracer(PyThreadState* thread) {
    return thread->tracing != 0;
}

int viv_suspend_tracer(PyThreadState* thread) {
    const int suspended = thread->tracing;
    thread->tracing = 0;
    _PyThreadState_UpdateTracingState(thread);
    return suspended;
}

void viv_resume_tracer(PyThreadState* thread, int suspended) {
    thread->tracing = suspended;
    _PyThreadState_UpdateTracingState(thread);
}

viv_frame_fields viv_fields_of_frame(struct _frame* frame) {
    return (viv_frame_fields){&frame->f_trace, &frame->f_trace_lines, &frame->f_fast_as_locals};
}

PyObject* viv_frame_object(const void* frame) {
    return (PyObject*)((const _PyInterpreterFrame*)frame)->frame_obj;
}

static uint64_t frame_object_block(const PyCodeObject* code) {
    const Py_ssize_t slots = code->co_nlocalsplus + code->co_stacksize;
    return sizeof(PyGC_Head) + (uint64_t)_PyObject_VAR_SIZE(&PyFrame_Type, slots);
}

PyObject* viv_making_frame_object(uint64_t size) {
    PyThreadState* thread = _PyThreadState_UncheckedGet();
    if (thread == NULL || thread->cframe == NULL) return NULL;
    const _PyInterpreterFrame* frame = thread->cframe->current_frame;
    if (frame == NULL || frame->frame_obj != NULL) return NULL;
    if (thread->c_tracefunc == NULL || thread->tracing != 0) return NULL;
    const int is_it = size == frame_object_block(frame->f_code) &&
                      viv_has_own_tracer(thread) == 0 &&
                      viv_current_instruction(frame) != VIV_OTHER_INSTRUCTION;
    return is_it ? (PyObject*)frame->f_code : NULL;
}

int viv_is_sending(const void* frame) {
    return _Py_OPCODE(*((const _PyInterpreterFrame*)frame)->prev_instr) == SEND;
}

PyObject* viv_caught_exception(PyThreadState* thread) {
    return thread->exc_info == NULL ? NULL : thread->exc_info->exc_value;
}

const void* viv_current_frame(const PyThreadState* thread) {
    return thread->cframe->current_frame;
}

#endif
