// 3.11: tp_dealloc is replaced in the static types whose dead objects go to a free list without
// being freed (Objects/{float,tuple,list,dict,slice,gen}object.c, Objects/exceptions.c,
// Python/context.c). What the start has left on those that a collection doesn't empty is told to
// have died. Deallocators compare tp_dealloc with themselves to switch on the trashcan
// (Include/cpython/object.h, _PyTrash_cond), so the replacements do what the trashcan macros would
// have done. See heap_hooks.h.
#include <Python.h>

#include <array>
#include <utility>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/events/uncounted.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

struct ReplacedDealloc {
    PyTypeObject* type;
    destructor original;
    bool has_trashcan;
};
constexpr std::size_t kTuple = 1;
// As install_free_list_hooks() names them; the last is that of add_free_list_hook().
constexpr std::size_t kAdded = 9;
std::array<ReplacedDealloc, kAdded + 1> g_deallocs;

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

template <std::size_t... kIndices>
void replace_deallocs(std::index_sequence<kIndices...>) {
    ((g_deallocs[kIndices].type->tp_dealloc = hook_dealloc<kIndices>), ...);
}

}  // namespace

void install_free_list_hooks() {
    auto* memory_error = reinterpret_cast<PyTypeObject*>(PyExc_MemoryError);
    g_deallocs = {{{&PyFloat_Type, PyFloat_Type.tp_dealloc, false},
                   {&PyTuple_Type, PyTuple_Type.tp_dealloc, true},
                   {&PyList_Type, PyList_Type.tp_dealloc, true},
                   {&PyDict_Type, PyDict_Type.tp_dealloc, true},
                   {&PySlice_Type, PySlice_Type.tp_dealloc, false},
                   {&PyContext_Type, PyContext_Type.tp_dealloc, false},
                   {&_PyAsyncGenASend_Type, _PyAsyncGenASend_Type.tp_dealloc, false},
                   {&_PyAsyncGenWrappedValue_Type, _PyAsyncGenWrappedValue_Type.tp_dealloc, false},
                   {memory_error, memory_error->tp_dealloc, false}}};
    replace_deallocs(std::make_index_sequence<kAdded>());
    viv_each_kept_dead([](PyObject* object) { Heap::instance().on_deallocated(object); });
}

void add_free_list_hook(PyTypeObject* type) {
    if (g_deallocs[kAdded].type != nullptr) return;
    g_deallocs[kAdded] = {type, type->tp_dealloc, false};
    type->tp_dealloc = hook_dealloc<kAdded>;
}

void uninstall_free_list_hooks() {
    for (const ReplacedDealloc& replaced : g_deallocs) {
        if (replaced.type == nullptr) continue;
        replaced.type->tp_dealloc = replaced.original;
    }
}

}  // namespace viv::cpython
