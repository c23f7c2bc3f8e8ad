// 3.11: libpython unlocks the GIL's mutex through the PLT at the end of each taking (Python/
// ceval_gil.h, take_gil), and this executable's pthread_mutex_unlock comes before libc's. Nothing
// is locked, waited for or allocated here, so that threads take turns as they would without us.
#include <dlfcn.h>
#include <pthread.h>

#include <atomic>

#include "bindings/cpython/events/threads.h"
#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

namespace {

using Unlock = int (*)(pthread_mutex_t*);

std::atomic<Unlock> g_unlock = nullptr;
std::atomic<GilHandler> g_handler = nullptr;

Unlock find_unlock() {
    Unlock unlock = g_unlock.load(std::memory_order_relaxed);
    if (unlock == nullptr) {
        unlock = reinterpret_cast<Unlock>(::dlsym(RTLD_NEXT, "pthread_mutex_unlock"));
        g_unlock.store(unlock, std::memory_order_relaxed);
    }
    return unlock;
}

// Found before there are threads; whoever unlocks a mutex earlier still finds it.
[[maybe_unused]] const Unlock g_found_early = find_unlock();

}  // namespace

void watch_gil(GilHandler handler) {
    g_handler.store(handler, std::memory_order_release);
}

}  // namespace viv::cpython

extern "C" __attribute__((visibility("default"))) int pthread_mutex_unlock(
    pthread_mutex_t* mutex) noexcept {
    using namespace viv::cpython;
    if (mutex == viv_gil_mutex()) {
        const GilHandler handler = g_handler.load(std::memory_order_acquire);
        PyThreadState* thread = handler == nullptr ? nullptr : viv_gil_taker();
        if (thread != nullptr) handler(thread);
    }
    return find_unlock()(mutex);
}
