// operator new and delete of the worker: memory of its own, apart from malloc's. What the learner's
// program gets from malloc (objects of more than 512 bytes, the arrays of lists) then lies where it
// would lie without us, and an address comes back when it would have come back.
//
// Blocks have sizes of four steps to each power of two; a freed one goes to the list of its size.
// The first region is mapped before a memory limit is set, so it isn't charged to the learner.
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>

// AddressSanitizer has to see each allocation, so it keeps its own.
#ifndef __SANITIZE_ADDRESS__

namespace {

constexpr std::size_t kHead = 16;  // before each block: its class; keeps the alignment
constexpr std::size_t kRegion = std::size_t{1} << 30;
constexpr std::size_t kClasses = 256;

struct Free {
    Free* next;
};

std::atomic_flag g_lock = ATOMIC_FLAG_INIT;
Free* g_free[kClasses];
char* g_at = nullptr;
std::size_t g_left = 0;

void lock() {
    while (g_lock.test_and_set(std::memory_order_acquire)) {
    }
}
void unlock() {
    g_lock.clear(std::memory_order_release);
}

// The class of a size, and the size of a class: 64, 80, 96, 112, 128, 160, 192, …
std::size_t class_of(std::size_t size) {
    if (size <= 64) return (size + 15) / 16;
    const auto power = static_cast<std::size_t>(std::bit_width(size - 1)) - 1;
    return (power - 5) * 4 + ((size - 1) >> (power - 2)) - 3;
}
std::size_t size_of(std::size_t number) {
    if (number <= 4) return std::max<std::size_t>(number, 1) * 16;
    const std::size_t power = (number - 1) / 4 + 5;
    return (std::size_t{5} + (number - 1) % 4) << (power - 2);
}

bool map_region(std::size_t size) {
    const std::size_t bytes = size > kRegion ? size : kRegion;
    for (std::size_t wanted = bytes; wanted >= size; wanted /= 4) {
        void* memory = ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) continue;
        g_at = static_cast<char*>(memory);
        g_left = wanted;
        return true;
    }
    return false;
}

void* take(std::size_t size) {
    const std::size_t number = class_of(size == 0 ? 1 : size);
    if (number >= kClasses) return nullptr;
    lock();
    char* block = nullptr;
    if (Free* free = g_free[number]) {
        g_free[number] = free->next;
        block = reinterpret_cast<char*>(free);
    } else {
        const std::size_t bytes = size_of(number) + kHead;
        if (g_left >= bytes || map_region(bytes)) {
            block = g_at + kHead;
            *reinterpret_cast<std::size_t*>(g_at) = number;
            g_at += bytes;
            g_left -= bytes;
        }
    }
    unlock();
    return block;
}

void give_back(void* block) noexcept {
    if (block == nullptr) return;
    const std::size_t number = *reinterpret_cast<std::size_t*>(static_cast<char*>(block) - kHead);
    lock();
    auto* free = static_cast<Free*>(block);
    free->next = g_free[number];
    g_free[number] = free;
    unlock();
}

// A fork must not copy a lock that another thread holds.
[[maybe_unused]] const int g_registered = ::pthread_atfork(lock, unlock, unlock);

}  // namespace

void* operator new(std::size_t size) {
    while (true) {
        if (void* block = take(size)) return block;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}
void* operator new[](std::size_t size) {
    return operator new(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return take(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return take(size);
}
void operator delete(void* block) noexcept {
    give_back(block);
}
void operator delete[](void* block) noexcept {
    give_back(block);
}
void operator delete(void* block, std::size_t) noexcept {
    give_back(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    give_back(block);
}

#endif
