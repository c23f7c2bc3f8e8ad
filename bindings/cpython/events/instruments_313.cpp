// See instruments.h. CPython asks for these blocks with PyMem_Malloc, which goes on to the
// allocator of PYMEM_DOMAIN_MEM by a jump: what the hook returns to is the place that asked.
#include "bindings/cpython/events/instruments.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bindings/cpython/events/apart.h"
#include "bindings/cpython/layout/code.h"

namespace viv::cpython {

namespace {

template <class T, std::size_t kMost>
struct Few {
    std::array<T, kMost> items{};
    std::size_t count = 0;

    void add(const T& item) {
        if (count < kMost) items[count++] = item;
    }
    bool contains(const T& item) const {
        return std::find(items.begin(), items.begin() + count, item) != items.begin() + count;
    }
};
struct Asked {
    const void* site;
    const void* block;
    bool operator==(const Asked&) const = default;
};

PyMemAllocatorEx g_allocator;  // CPython's own
Few<const void*, 8> g_sites;   // return addresses within the making of instruments
Few<Asked, 256> g_asked;       // while it is being learned
bool g_is_learning = false;

__attribute__((noinline)) void* hook_malloc(void* context, size_t size) {
    const void* site = __builtin_return_address(0);
    if (g_sites.contains(site)) {
        void* block = take_apart(size);
        if (block != nullptr) return block;
    }
    void* block = g_allocator.malloc(context, size);
    if (g_is_learning) g_asked.add({site, block});
    return block;
}

void* hook_calloc(void* context, size_t count, size_t size) {
    return g_allocator.calloc(context, count, size);
}

// None of these blocks is ever made bigger.
void* hook_realloc(void* context, void* block, size_t size) {
    return g_allocator.realloc(context, block, size);
}

void hook_free(void* context, void* block) {
    if (is_apart(block)) {
        give_back_apart(block);
    } else {
        g_allocator.free(context, block);
    }
}

void learn(PyObject* code) {
    const void* blocks[VIV_INSTRUMENT_BLOCKS];
    viv_instrument_blocks(code, blocks);
    for (std::size_t i = 0; i < g_asked.count; ++i) {
        const auto& [site, block] = g_asked.items[i];
        const bool is_one =
            std::find(std::begin(blocks), std::end(blocks), block) != std::end(blocks);
        if (is_one && block != nullptr && !g_sites.contains(site)) g_sites.add(site);
    }
    // Anybody else's block: if it seems to be asked for from there too, nothing can be told.
    g_asked.count = 0;
    g_is_learning = true;
    PyMem_Free(PyMem_Malloc(1));
    g_is_learning = false;
    if (g_asked.count == 0 || g_sites.contains(g_asked.items[0].site)) g_sites.count = 0;
}

}  // namespace

void keep_instruments_apart(void (*trial)(PyObject* code)) {
    if (g_allocator.malloc != nullptr) return;
    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &g_allocator);
    PyMemAllocatorEx hooks{g_allocator.ctx, hook_malloc, hook_calloc, hook_realloc, hook_free};
    PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &hooks);
    PyObject* code = Py_CompileString("x = 1\ny = 2\n", "<trial>", Py_file_input);
    if (code == nullptr) return PyErr_Clear();
    g_is_learning = true;
    trial(code);
    g_is_learning = false;
    learn(code);
    Py_DECREF(code);
}

}  // namespace viv::cpython
