// One region, cut into blocks of multiples of 16 bytes; a freed one goes to the list of its size.
#include "bindings/cpython/events/apart.h"

#include <sys/mman.h>

#include <array>
#include <cstdint>

namespace viv::cpython {

namespace {

constexpr std::size_t kUnit = 16;
constexpr std::size_t kRegion = std::size_t{64} << 20;
constexpr std::size_t kMostUnits =
    4096;  // 64 KiB: what monitoring keeps of a code object that long

struct Head {
    std::size_t size;  // as asked for
    Head* next;        // while it is free
};
static_assert(sizeof(Head) == kUnit);

// Mapped as the process starts, before a memory limit is set: it isn't charged to the learner.
char* const g_region = [] {
    void* memory = ::mmap(nullptr, kRegion, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
}();
std::size_t g_used = 0;
std::array<Head*, kMostUnits + 1> g_free{};

std::size_t units_of(std::size_t size) {
    return (size + kUnit - 1) / kUnit;
}

}  // namespace

void* take_apart(std::size_t size) {
    const std::size_t units = units_of(size);
    if (units > kMostUnits || g_region == nullptr) return nullptr;
    Head* head = g_free[units];
    if (head != nullptr) {
        g_free[units] = head->next;
    } else {
        const std::size_t bytes = (units + 1) * kUnit;
        if (kRegion - g_used < bytes) return nullptr;
        head = reinterpret_cast<Head*>(g_region + g_used);
        g_used += bytes;
    }
    head->size = size;
    return head + 1;
}

bool is_apart(const void* block) {
    return g_region != nullptr &&
           reinterpret_cast<std::uintptr_t>(block) - reinterpret_cast<std::uintptr_t>(g_region) <
               kRegion;
}

std::size_t size_apart(const void* block) {
    return (static_cast<const Head*>(block) - 1)->size;
}

void give_back_apart(void* block) {
    Head* head = static_cast<Head*>(block) - 1;
    const std::size_t units = units_of(head->size);
    head->next = g_free[units];
    g_free[units] = head;
}

}  // namespace viv::cpython
