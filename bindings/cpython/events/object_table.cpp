// One region for the pages of all tables, handed out from its start; nothing comes back.
#include "bindings/cpython/events/object_table.h"

#include <sys/mman.h>

#include <new>

namespace viv::cpython {

namespace {

// Enough for the objects of two gigabytes.
constexpr std::size_t kRegion = std::size_t{512} << 20;

void* map_zeroed(std::size_t bytes) {
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? nullptr : memory;
}

// Mapped as the process starts, watched or not, and before a memory limit is set.
char* const g_region = static_cast<char*>(map_zeroed(kRegion));
std::size_t g_used = 0;

}  // namespace

void* ObjectTable::map(std::size_t bytes) {
    if (g_region != nullptr && kRegion - g_used >= bytes) {
        void* memory = g_region + g_used;
        g_used += bytes;
        return memory;
    }
    void* memory = map_zeroed(bytes);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace viv::cpython
