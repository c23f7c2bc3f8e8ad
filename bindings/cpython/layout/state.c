/* Threads and what the interpreter keeps (3.11, 3.13; Include/internal/pycore_interp.h). */
#include <string.h>

#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/layout.h"

PyThreadState* viv_first_thread(void) {
    return PyInterpreterState_ThreadHead(PyInterpreterState_Main());
}

PyThreadState* viv_next_thread(PyThreadState* thread) {
    return PyThreadState_Next(thread);
}

PyObject* viv_handled_exception(PyThreadState* thread) {
    PyObject* value = thread->exc_state.exc_value;
    return value == Py_None ? NULL : value;
}

/* The event loop that runs in the thread. A holder in the thread's dict holds it, which the
 * collector doesn't know of (3.11, Modules/_asynciomodule.c, PyRunningLoopHolder). */
static PyObject* running_loop(PyThreadState* thread) {
#if VIV_IS_311
    typedef struct {
        PyObject_HEAD PyObject* loop;
    } Holder;
    PyObject *key, *value;
    for (Py_ssize_t at = 0; thread->dict != NULL && PyDict_Next(thread->dict, &at, &key, &value);) {
        if (PyUnicode_Check(key) &&
            PyUnicode_CompareWithASCIIString(key, "__asyncio_running_event_loop__") == 0 &&
            strcmp(Py_TYPE(value)->tp_name, "_RunningLoopHolder") == 0) {
            return ((Holder*)value)->loop;
        }
    }
#else
    (void)thread;
#endif
    return NULL;
}

int viv_thread_reference(PyThreadState* thread, int i, const char** name, PyObject** target) {
    const struct {
        const char* name;
        PyObject* target;
    } references[] = {
        {"dict", thread->dict},
        {"context", thread->context},
        {"async_gen_firstiter", thread->async_gen_firstiter},
        {"async_gen_finalizer", thread->async_gen_finalizer},
        {"c_traceobj", thread->c_traceobj},
        {"c_profileobj", thread->c_profileobj},
        {"dict['__asyncio_running_event_loop__'].rl_loop", running_loop(thread)},
    };
    if (i >= (int)(sizeof references / sizeof references[0])) return 0;
    *name = references[i].name;
    *target = references[i].target;
    return 1;
}

/* 3.11: dead objects that a full collection leaves on their free lists (Objects/sliceobject.c,
 * Objects/exceptions.c: preallocate_memerrors, linked by their `dict`). */
void viv_each_kept_dead(void (*visit)(PyObject*)) {
#if VIV_IS_311
    PyInterpreterState* state = PyInterpreterState_Main();
    if (state->slice_cache != NULL) visit((PyObject*)state->slice_cache);
    PyBaseExceptionObject* at = state->exc_state.memerrors_freelist;
    for (; at != NULL; at = (PyBaseExceptionObject*)at->dict) visit((PyObject*)at);
#else
    (void)visit;
#endif
}

int viv_exit_reference(int i, PyObject** target) {
#if VIV_IS_311
    const struct atexit_state* state = &PyInterpreterState_Main()->atexit;
    const int place = i / 3;
    if (place >= state->ncallbacks) return 0;
    const atexit_callback* callback = state->callbacks[place];
    *target = NULL;
    if (callback == NULL) return 1; /* unregistered */
    PyObject* const held[] = {callback->func, callback->args, callback->kwargs};
    *target = held[i % 3];
    return 1;
#else
    (void)i;
    (void)target;
    return 0;
#endif
}
