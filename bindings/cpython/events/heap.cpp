// The hooks (3.11): PyMem_SetAllocator for PYMEM_DOMAIN_OBJ tells blocks; tp_dealloc is replaced in
// the static types whose dead objects go to a free list without being freed
// (Objects/{float,tuple,list,dict,slice}object.c). Deallocators compare tp_dealloc with themselves
// to switch on the trashcan (Include/cpython/object.h, _PyTrash_cond), so the replacements do what
// the trashcan macros would have done.
#include "bindings/cpython/events/heap.h"

#include <dlfcn.h>

#include <array>
#include <new>
#include <utility>

#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

PyMemAllocatorEx g_allocator;  // CPython's own

// Under a memory limit our own bookkeeping can fail too: then the learner's allocation has failed.
void* told(void* context, void* block) {
    if (block == nullptr) return nullptr;
    try {
        Heap::instance().on_allocated(block);
    } catch (const std::bad_alloc&) {
        g_allocator.free(context, block);
        return nullptr;
    }
    return block;
}

void* hook_malloc(void* context, size_t size) {
    return told(context, g_allocator.malloc(context, size));
}

void* hook_calloc(void* context, size_t count, size_t size) {
    return told(context, g_allocator.calloc(context, count, size));
}

void* hook_realloc(void* context, void* block, size_t size) {
    void* moved = g_allocator.realloc(context, block, size);
    if (moved == nullptr || moved == block) return moved;
    try {
        if (block != nullptr) Heap::instance().on_freed(block);
        Heap::instance().on_allocated(moved);
    } catch (const std::bad_alloc&) {
        // The old block is gone already: the object stays, unmarked, and is taken for an older one.
    }
    return moved;
}

void hook_free(void* context, void* block) {
    if (block != nullptr) Heap::instance().on_freed(block);
    g_allocator.free(context, block);
}

struct ReplacedDealloc {
    PyTypeObject* type;
    destructor original;
    bool has_trashcan;
};
// PyFloat_Type, PyTuple_Type, PyList_Type, PyDict_Type, PySlice_Type, in this order.
std::array<ReplacedDealloc, 5> g_deallocs;

template <std::size_t kIndex>
void hook_dealloc(PyObject* object) {
    const ReplacedDealloc& replaced = g_deallocs[kIndex];
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

Heap& Heap::instance() {
    static Heap heap;
    return heap;
}

void Heap::install() {
    if (m_installed) return;
    m_installed = true;
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

    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &g_allocator);
    PyMemAllocatorEx hooks{g_allocator.ctx, hook_malloc, hook_calloc, hook_realloc, hook_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &hooks);
}

void Heap::uninstall() {
    if (!m_installed) return;
    m_installed = false;
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &g_allocator);
    for (const ReplacedDealloc& replaced : g_deallocs) {
        replaced.type->tp_dealloc = replaced.original;
    }
}

bool Heap::is_older(PyObject* object) {
    // The block begins before the object. Off a free list only the object itself was marked.
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    return !m_young.has(address - viv_pre_header_size(Py_TYPE(object))) && !m_young.has(address);
}

bool Heap::is_static(PyObject* object) {
    Dl_info info;
    return dladdr(object, &info) != 0;
}

void Heap::watch(PyObject* object, std::uint32_t number) {
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    const auto pre_header = static_cast<std::uint32_t>(viv_pre_header_size(Py_TYPE(object)));
    m_watched[address] = {number, pre_header};
    m_watched_bits.add(address);
}

std::uint32_t Heap::number_of(PyObject* object) const {
    const auto found = m_watched.find(reinterpret_cast<std::uintptr_t>(object));
    return found == m_watched.end() ? 0 : found->second.number;
}

std::vector<std::uint32_t> Heap::take_deaths() {
    return std::exchange(m_deaths, {});
}

void Heap::stop_watching() {
    m_watched.clear();
    m_watched_bits = {};
    m_deaths.clear();
}

void Heap::on_allocated(void* block) {
    m_young.add(reinterpret_cast<std::uintptr_t>(block));
}

void Heap::on_freed(void* block) {
    // The pre-headers there are: none, the GC head, the GC head with the dict pointers.
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(block);
    forget(address, 0);
    forget(address, 16);
    forget(address, 32);
}

void Heap::on_deallocated(PyObject* object) {
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    if (m_watched_bits.has(address)) die(m_watched.find(address));
    // What comes off the free list at this address is new, whoever had the block before.
    m_young.add(address);
}

void Heap::forget(std::uintptr_t block, std::uint32_t pre_header) {
    if (!m_watched_bits.has(block + pre_header)) return;
    const auto found = m_watched.find(block + pre_header);
    if (found != m_watched.end() && found->second.pre_header == pre_header) die(found);
}

void Heap::die(std::unordered_map<std::uintptr_t, Watched>::iterator watched) {
    if (watched == m_watched.end()) return;
    m_deaths.push_back(watched->second.number);
    m_watched_bits.remove(watched->first);
    m_watched.erase(watched);
}

}  // namespace viv::cpython
