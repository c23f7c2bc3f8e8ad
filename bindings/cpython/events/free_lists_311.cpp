// 3.11: tp_dealloc is replaced in the static types whose dead objects go to a free list without
// being freed (Objects/{float,tuple,list,dict,slice}object.c). Deallocators compare tp_dealloc with
// themselves to switch on the trashcan (Include/cpython/object.h, _PyTrash_cond), so the
// replacements do what the trashcan macros would have done. See heap_hooks.h.
#include <Python.h>

#include <array>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/events/uncounted.h"

namespace viv::cpython {

namespace {

struct ReplacedDealloc {
    PyTypeObject* type;
    destructor original;
    bool has_trashcan;
};
constexpr std::size_t kTuple = 1;
// PyFloat_Type, PyTuple_Type, PyList_Type, PyDict_Type, PySlice_Type, in this order.
std::array<ReplacedDealloc, 5> g_deallocs;

template <std::size_t kIndex>
void hook_dealloc(PyObject* object) {
    const ReplacedDealloc& replaced = g_deallocs[kIndex];
    if (kIndex == kTuple && free_uncounted_tuple(object)) return;
    Heap::instance().on_deallocated(object);
    if (!replaced.has_trashcan || Py_TYPE(object)->tp_dealloc != hook_dealloc<kIndex>) {
        replaced.original(object);
        return;
    }
    PyObject_GC_UnTrack(object);
    PyThreadState* thread = PyThreadState_Get();
    if (_PyTrash_begin(thread, object) != 0) return;  // put aside; comes back here later
    replaced.original(object);
    _PyTrash_end(thread);
}

}  // namespace

void install_free_list_hooks() {
    g_deallocs = {{{&PyFloat_Type, PyFloat_Type.tp_dealloc, false},
                   {&PyTuple_Type, PyTuple_Type.tp_dealloc, true},
                   {&PyList_Type, PyList_Type.tp_dealloc, true},
                   {&PyDict_Type, PyDict_Type.tp_dealloc, true},
                   {&PySlice_Type, PySlice_Type.tp_dealloc, false}}};
    PyFloat_Type.tp_dealloc = hook_dealloc<0>;
    PyTuple_Type.tp_dealloc = hook_dealloc<1>;
    PyList_Type.tp_dealloc = hook_dealloc<2>;
    PyDict_Type.tp_dealloc = hook_dealloc<3>;
    PySlice_Type.tp_dealloc = hook_dealloc<4>;
}

void uninstall_free_list_hooks() {
    for (const ReplacedDealloc& replaced : g_deallocs) {
        replaced.type->tp_dealloc = replaced.original;
    }
}

}  // namespace viv::cpython
