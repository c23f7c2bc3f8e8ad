// Without us a frame object is made just before its first traceback (Python/traceback.c,
// PyTraceBack_Here). Whether a block becomes a traceback shows when the next is asked for; until
// then its frame may have a stand-in, whose block is always of another size. See stand_ins.h.
#include "bindings/cpython/events/stand_ins.h"

#include <cstdint>
#include <new>
#include <unordered_map>
#include <utility>

#include "bindings/cpython/events/apart.h"
#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

namespace {

constexpr std::size_t kHead = 2 * sizeof(void*);  // PyGC_Head

std::unordered_map<const void*, void*> g_stand_ins;  // by the block of the frame object

struct Expected {
    const PyTracebackObject* traceback = nullptr;
    PyObject* frame = nullptr;
};
Expected g_expected;

const void* block_of(const PyObject* object) {
    return reinterpret_cast<const char*>(object) - kHead;
}

void drop_stand_in(const void* block) {
    const auto found = g_stand_ins.find(block);
    if (found == g_stand_ins.end()) return;
    free_unwatched(found->second);
    g_stand_ins.erase(found);
}

void expect_traceback() {
    const PyThreadState* thread = _PyThreadState_UncheckedGet();
    const void* innermost = thread == nullptr ? nullptr : viv_current_frame(thread);
    PyObject* frame = innermost == nullptr ? nullptr : viv_frame_object(innermost);
    if (frame == nullptr || Py_REFCNT(frame) != 1) return;
    if (!is_apart(block_of(frame)) || g_stand_ins.contains(block_of(frame))) return;
    stand_in_for(frame);
    g_expected.frame = frame;
}

// PYMEM_DOMAIN_MEM, whose blocks come from the same pools: a stand-in that proves to be none must
// be gone before the next block is looked for.
PyMemAllocatorEx g_buffers;

void* buffer_malloc(void* context, size_t size) {
    settle_stand_ins();
    return g_buffers.malloc(context, size);
}

void* buffer_calloc(void* context, size_t count, size_t size) {
    settle_stand_ins();
    return g_buffers.calloc(context, count, size);
}

void* buffer_realloc(void* context, void* block, size_t size) {
    settle_stand_ins();
    return g_buffers.realloc(context, block, size);
}

void buffer_free(void* context, void* block) {
    settle_stand_ins();
    g_buffers.free(context, block);
}

}  // namespace

void start_stand_ins() {
    if (g_buffers.malloc != nullptr) return;
    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &g_buffers);
    PyMemAllocatorEx hooks{g_buffers.ctx, buffer_malloc, buffer_calloc, buffer_realloc,
                           buffer_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &hooks);
}

void stand_in_for(PyObject* object) {
    const void* block = block_of(object);
    if (!PyFrame_Check(object) || !is_apart(block)) return;
    try {
        void*& stand_in = g_stand_ins[block];
        if (stand_in == nullptr) stand_in = allocate_unwatched(size_apart(block));
    } catch (const std::bad_alloc&) {
        return;  // no memory to remember it: addresses may come back otherwise
    }
}

void settle_stand_ins() {
    if (g_expected.frame == nullptr) return;
    const auto [traceback, frame] = std::exchange(g_expected, {});
    if (traceback != nullptr && Py_IS_TYPE(traceback, &PyTraceBack_Type) &&
        reinterpret_cast<PyObject*>(traceback->tb_frame) == frame) {
        return;
    }
    drop_stand_in(block_of(frame));
}

void stand_ins_before_block(std::size_t size) {
    settle_stand_ins();
    if (size == kTracebackBlock) expect_traceback();
}

void stand_ins_after_block(const void* block) {
    if (g_expected.frame == nullptr) return;
    g_expected.traceback =
        reinterpret_cast<const PyTracebackObject*>(static_cast<const char*>(block) + kHead);
}

void stand_ins_before_free(const void* block) {
    settle_stand_ins();
    if (!g_stand_ins.empty() && is_apart(block)) drop_stand_in(block);
}

}  // namespace viv::cpython
