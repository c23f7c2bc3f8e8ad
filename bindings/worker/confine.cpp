// See confine.h.
#include "bindings/worker/confine.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bindings/worker/landlock.h"
#include "bindings/worker/namespaces.h"

namespace viv::worker {

namespace {

// The same for every run, so that a path that a snippet prints is the same.
constexpr const char* kScratch = "/scratch";
// More than a single file may have: that limit is the one that a snippet can handle.
constexpr std::uint64_t kScratchMib = 128;

// All rights, those too that a process of root's has.
bool drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2] = {};
    return ::syscall(SYS_capset, &header, none) == 0;
}

}  // namespace

Confinement confinement_of(const Kernel& kernel, const wire::RunSnippet& command,
                           const std::string& mount_point) {
    Confinement confinement;
    confinement.mount_point = mount_point;
    confinement.kernel = kernel;
    confinement.is_on = command.is_confined;
    if (!command.is_confined) {
        confinement.kernel.network = confinement.kernel.mount = false;
        confinement.kernel.landlock_abi = 0;
        return confinement;
    }
    confinement.places = system_places(command.allows_packages);
    add_folders(confinement.places, command.readable, false);
    add_folders(confinement.places, command.writable, true);
    if (kernel.mount) confinement.places.scratch = kScratch;
    confinement.scratch_mib = command.max_scratch_mib == 0 ? kScratchMib : command.max_scratch_mib;
    confinement.is_usual = !command.allows_packages && command.readable.empty() &&
                           command.writable.empty() && confinement.scratch_mib == kScratchMib;
    return confinement;
}

bool confine_keeper(const Confinement& confinement) {
    if (!enter_namespaces(confinement.kernel)) return false;
    return !confinement.kernel.mount ||
           enter_own_root(confinement.places, confinement.mount_point, confinement.scratch_mib);
}

bool confine_run(const Confinement& confinement, const Filters& filters, int& listener) {
    listener = -1;
    const bool is_fine =
        (!confinement.is_on || drop_capabilities()) &&
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        (!confinement.is_on || restrict_files(confinement.kernel, confinement.places));
    if (!is_fine || !confinement.kernel.seccomp) return is_fine;
    listener =
        filters.apply(confinement.is_on ? Filters::Which::Confined : Filters::Which::Counted);
    return listener >= 0;
}

}  // namespace viv::worker
