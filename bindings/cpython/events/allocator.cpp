// CPython's object allocator, wrapped (PyMem_SetAllocator, 3.11-3.15). See heap_hooks.h.
#include <Python.h>

#include <new>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/heap_hooks.h"

namespace viv::cpython {

namespace {

PyMemAllocatorEx g_allocator;  // CPython's own
BlockWatcher g_watcher;

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
    void* block = told(context, g_allocator.malloc(context, size));
    if (g_watcher.allocated != nullptr && block != nullptr) g_watcher.allocated(block, size);
    return block;
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
    if (g_watcher.freed != nullptr) g_watcher.freed(block);
    g_allocator.free(context, block);
}

}  // namespace

void install_allocator_hooks() {
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &g_allocator);
    PyMemAllocatorEx hooks{g_allocator.ctx, hook_malloc, hook_calloc, hook_realloc, hook_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &hooks);
}

void watch_blocks(const BlockWatcher& watcher) {
    g_watcher = watcher;
}

void uninstall_allocator_hooks() {
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &g_allocator);
}

}  // namespace viv::cpython
