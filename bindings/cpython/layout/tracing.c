/* The GIL, the thread that takes it, and its trace function (Include/cpython/pystate.h,
 * PyThreadState; Include/internal/pycore_gil.h; Python/ceval_gil.h). Set directly where CPython's
 * own functions would tell audit hooks of it, which the learner can hear.
 */
#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"
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

#endif
