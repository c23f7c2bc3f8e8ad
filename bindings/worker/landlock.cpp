// See landlock.h. The constants are our own, because the headers of Debian 12 know ABI 2 at most
// (include/uapi/linux/landlock.h).
#include "bindings/worker/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cstdint>

#include "bindings/worker/kernel.h"
#include "bindings/worker/places.h"

namespace viv::worker {

namespace {

// The same numbers on every architecture (asm-generic/unistd.h).
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr unsigned kVersion = 1;      // LANDLOCK_CREATE_RULESET_VERSION
constexpr unsigned kPathBeneath = 1;  // LANDLOCK_RULE_PATH_BENEATH

// LANDLOCK_ACCESS_FS_*
constexpr std::uint64_t kExecute = 1 << 0;
constexpr std::uint64_t kWriteFile = 1 << 1;
constexpr std::uint64_t kReadFile = 1 << 2;
constexpr std::uint64_t kReadDir = 1 << 3;
constexpr std::uint64_t kAllOfAbi1 = (1 << 13) - 1;
constexpr std::uint64_t kRefer = 1 << 13;     // ABI 2
constexpr std::uint64_t kTruncate = 1 << 14;  // ABI 3
constexpr std::uint64_t kIoctlDev = 1 << 15;  // ABI 5
constexpr std::uint64_t kMakeChar = 1 << 6;
constexpr std::uint64_t kMakeBlock = 1 << 11;
constexpr std::uint64_t kNetworkTcp = (1 << 0) | (1 << 1);              // bind and connect, ABI 4
constexpr std::uint64_t kScopeSocketsAndSignals = (1 << 0) | (1 << 1);  // ABI 6

struct Ruleset {
    std::uint64_t handled_access_fs;
    std::uint64_t handled_access_net;
    std::uint64_t scoped;
};
struct [[gnu::packed]] PathBeneath {
    std::uint64_t allowed_access;
    std::int32_t parent_fd;
};

std::uint64_t files_of(int abi) {
    std::uint64_t handled = kAllOfAbi1;
    if (abi >= 2) handled |= kRefer;
    if (abi >= 3) handled |= kTruncate;
    if (abi >= 5) handled |= kIoctlDev;
    return handled;
}

std::size_t size_of(int abi) {
    if (abi >= 6) return sizeof(Ruleset);
    return abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

bool allow(int ruleset, const char* path, std::uint64_t access) {
    const int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return false;
    struct stat status {};
    ::fstat(place, &status);
    // The others are for folders only.
    if (!S_ISDIR(status.st_mode)) access &= kExecute | kWriteFile | kReadFile | kTruncate;
    const PathBeneath rule{access, place};
    const bool is_allowed = ::syscall(kAddRule, ruleset, kPathBeneath, &rule, 0) == 0;
    ::close(place);
    return is_allowed;
}

}  // namespace

int landlock_abi() {
    const long abi = ::syscall(kCreateRuleset, nullptr, 0, kVersion);
    return abi < 0 ? 0 : static_cast<int>(abi);
}

bool restrict_files(const Kernel& kernel, const Places& places) {
    const int abi = kernel.landlock_abi;
    if (abi == 0) return true;
    const std::uint64_t handled = files_of(abi);
    Ruleset rules{handled, 0, 0};
    // Its own network is its own; of another it gets nothing.
    if (abi >= 4 && !kernel.network) rules.handled_access_net = kNetworkTcp;
    if (abi >= 6) rules.scoped = kScopeSocketsAndSignals;
    const auto ruleset = static_cast<int>(::syscall(kCreateRuleset, &rules, size_of(abi), 0));
    if (ruleset < 0) return false;

    const std::uint64_t reading = kExecute | kReadFile | kReadDir;
    const std::uint64_t writing = handled & ~(kMakeChar | kMakeBlock | kIoctlDev);
    for (const Place& place : places.places) {
        // One that isn't there (any more) is not allowed either.
        [[maybe_unused]] const bool is_there =
            allow(ruleset, place.path.c_str(), place.is_writable ? writing : reading);
    }
    bool is_fine = places.scratch.empty() || allow(ruleset, places.scratch.c_str(), writing);
    if (kernel.mount) {
        // A root of its own may be looked through: nothing is in it that isn't allowed.
        is_fine = allow(ruleset, "/", kReadDir) && is_fine;
        is_fine = allow(ruleset, "/dev/shm", writing) && is_fine;
        [[maybe_unused]] const bool has_processes = allow(ruleset, "/proc", kReadFile | kReadDir);
    }
    is_fine = is_fine && ::syscall(kRestrictSelf, ruleset, 0) == 0;
    ::close(ruleset);
    return is_fine;
}

}  // namespace viv::worker
