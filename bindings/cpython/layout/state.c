/* Threads (3.11, 3.13; Include/internal/pycore_interp.h). */
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
