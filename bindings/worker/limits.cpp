// See limits.h.
#include "bindings/worker/limits.h"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>

namespace viv::worker {

namespace {

// Soft and hard: a limit that a snippet could raise is none. Never above what we have ourselves.
void limit(int what, std::uint64_t most) {
    rlimit now{};
    ::getrlimit(static_cast<__rlimit_resource_t>(what), &now);
    const rlim_t value = std::min<rlim_t>(most, now.rlim_max);
    const rlimit both{value, value};
    ::setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

#ifndef __SANITIZE_ADDRESS__
std::uint64_t mapped_bytes(int statm) {
    char text[64] = {};
    if (::pread(statm, text, sizeof text - 1, 0) <= 0) return 0;
    return std::strtoull(text, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}
#endif

}  // namespace

void set_limits(const wire::RunSnippet& command, [[maybe_unused]] int statm) {
    constexpr std::uint64_t kStack = std::uint64_t{8} << 20;
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_STACK, kStack);
    if (command.max_open_files != 0) limit(RLIMIT_NOFILE, command.max_open_files);
    if (command.max_file_mib != 0) limit(RLIMIT_FSIZE, command.max_file_mib << 20);
        // AddressSanitizer reserves terabytes, which no limit of addresses leaves room for: under
        // it the keeper watches instead.
#ifndef __SANITIZE_ADDRESS__
    const std::uint64_t mapped = mapped_bytes(statm);
    // Without knowing what is ours, a limit would hit us first.
    if (command.memory_mib != 0 && mapped != 0) {
        limit(RLIMIT_AS, mapped + (command.memory_mib << 20));
    }
#endif
}

}  // namespace viv::worker
