// CPython's object allocator, wrapped (PyMem_SetAllocator, 3.11-3.15). See heap_hooks.h.
#include <Python.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "bindings/cpython/events/apart.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/heap_hooks.h"

namespace viv::cpython {

namespace {

PyMemAllocatorEx g_allocator;  // CPython's own
bool g_has_hooks = false;      // they stay: blocks apart can come back until the process ends
bool g_is_told = false;
BlockWatcher g_watcher;

void free_any(void* context, void* block) {
    if (is_apart(block)) {
        give_back_apart(block);
    } else {
        g_allocator.free(context, block);
    }
}

// Under a memory limit our own bookkeeping can fail too: then the learner's allocation has failed.
void* told(void* context, void* block) {
    if (block == nullptr || !g_is_told) return block;
    try {
        Heap::instance().on_allocated(block);
    } catch (const std::bad_alloc&) {
        free_any(context, block);
        return nullptr;
    }
    return block;
}

void* hook_malloc(void* context, size_t size) {
    void* block = nullptr;
    if (g_watcher.belongs_apart != nullptr && g_watcher.belongs_apart(size)) {
        block = take_apart(size);
    }
    if (block == nullptr) block = g_allocator.malloc(context, size);
    block = told(context, block);
    if (g_watcher.allocated != nullptr && block != nullptr) g_watcher.allocated(block, size);
    return block;
}

void* hook_calloc(void* context, size_t count, size_t size) {
    if (g_watcher.before_others != nullptr) g_watcher.before_others();
    return told(context, g_allocator.calloc(context, count, size));
}

void hook_free(void* context, void* block) {
    if (block != nullptr && g_is_told) Heap::instance().on_freed(block);
    if (g_watcher.freed != nullptr) g_watcher.freed(block);
    free_any(context, block);
}

void* hook_realloc(void* context, void* block, size_t size) {
    if (is_apart(block)) {
        void* moved = hook_malloc(context, size);
        if (moved == nullptr) return nullptr;
        std::memcpy(moved, block, std::min(size, size_apart(block)));
        hook_free(context, block);
        return moved;
    }
    if (g_watcher.before_others != nullptr) g_watcher.before_others();
    void* moved = g_allocator.realloc(context, block, size);
    if (moved == nullptr || moved == block || !g_is_told) return moved;
    try {
        if (block != nullptr) Heap::instance().on_freed(block);
        Heap::instance().on_allocated(moved);
    } catch (const std::bad_alloc&) {
        // The old block is gone already: the object stays, unmarked, and is taken for an older one.
    }
    return moved;
}

}  // namespace

void install_allocator_hooks() {
    g_is_told = true;
    if (std::exchange(g_has_hooks, true)) return;
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &g_allocator);
    PyMemAllocatorEx hooks{g_allocator.ctx, hook_malloc, hook_calloc, hook_realloc, hook_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &hooks);
}

void* allocate_unwatched(std::size_t size) {
    return g_allocator.malloc(g_allocator.ctx, size);
}

void free_unwatched(void* block) {
    g_allocator.free(g_allocator.ctx, block);
}

void watch_blocks(const BlockWatcher& watcher) {
    g_watcher = watcher;
}

void uninstall_allocator_hooks() {
    g_is_told = false;
}

}  // namespace viv::cpython
