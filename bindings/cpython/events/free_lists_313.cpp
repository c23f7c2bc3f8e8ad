// 3.13: CPython tells of each object that is about to be deallocated (PyRefTracer_SetTracer). Only
// the types that keep free lists are listened for here: an object of theirs has no finalizer that
// could bring it back to life, which the others' deaths, told by the allocator, have waited for.
// See heap_hooks.h.
#include <Python.h>

#include <new>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/heap_hooks.h"

namespace viv::cpython {

namespace {

// The tracer that was set over ours: tracemalloc's. It goes on hearing what it would have heard.
PyRefTracer g_other = nullptr;
void* g_other_data = nullptr;

PyTypeObject* g_added = nullptr;

// Include/internal/pycore_freelist.h; subclasses are freed as everything else.
bool goes_to_free_list(PyTypeObject* type) {
    return type == &PyTuple_Type || type == &PyFloat_Type || type == &PyDict_Type ||
           type == &PyList_Type || type == &PySlice_Type || type == &PyContext_Type ||
           type == g_added;
}

int trace_reference(PyObject* object, PyRefTracerEvent event, void* /*data*/) {
    if (g_other != nullptr) g_other(object, event, g_other_data);
    if (event != PyRefTracer_DESTROY || !goes_to_free_list(Py_TYPE(object))) return 0;
    try {
        Heap::instance().on_deallocated(object);
    } catch (const std::bad_alloc&) {
        // What comes to this address next is taken for older than the snippet.
    }
    return 0;
}

}  // namespace

void install_free_list_hooks() {
    PyRefTracer_SetTracer(trace_reference, nullptr);
}

void add_free_list_hook(PyTypeObject* type) {
    g_added = type;
}

void renew_free_list_hooks() {
    void* data = nullptr;
    const PyRefTracer tracer = PyRefTracer_GetTracer(&data);
    if (tracer == trace_reference) return;
    g_other = tracer;
    g_other_data = data;
    PyRefTracer_SetTracer(trace_reference, nullptr);
}

void uninstall_free_list_hooks() {
    PyRefTracer_SetTracer(nullptr, nullptr);
}

}  // namespace viv::cpython
