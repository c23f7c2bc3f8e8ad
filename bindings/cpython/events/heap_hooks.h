// Where Heap learns of births and deaths: blocks from CPython's allocator, and objects that die
// into a free list, without a block being freed, in a way of each version's own. The hooks
// call Heap's on_...() functions.
#pragma once

#include <Python.h>

#include <cstddef>

namespace viv::cpython {

// allocator.cpp: PYMEM_DOMAIN_OBJ, where every object that is not static data comes from.
void install_allocator_hooks();
void uninstall_allocator_hooks();

// Past the hooks: CPython's own allocator.
void* allocate_unwatched(std::size_t size);
void free_unwatched(void* block);

// Asked whether a block of that size is one to come from memory apart (apart.h); told of each block
// handed out and of each about to be taken back; told before a zeroed block is handed out or one is
// made bigger or smaller. Null: nobody is.
struct BlockWatcher {
    bool (*belongs_apart)(std::size_t size) = nullptr;
    void (*allocated)(const void* block, std::size_t size) = nullptr;
    void (*freed)(const void* block) = nullptr;
    void (*before_others)() = nullptr;
};
void watch_blocks(const BlockWatcher& watcher);

// free_lists_<version>.cpp: Heap::on_deallocated() for each object of a type that keeps dead
// objects in a free list.
void install_free_list_hooks();
// The same for that type from here on: one of a module that the program has imported.
void add_free_list_hook(PyTypeObject* type);
// 3.13 only: puts the hook back where the snippet has replaced it (tracemalloc does). Cheap: for
// each event.
void renew_free_list_hooks();
void uninstall_free_list_hooks();

}  // namespace viv::cpython
