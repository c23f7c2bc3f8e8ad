// What the kernel at hand allows us: found out once, by trying it, as the worker starts. Whoever
// confines a run goes by this, and what is missing is told (wire/means.h), never passed over.
//
// For tests, VIVARIUM_WITHOUT names means that are to be taken for missing, with commas between:
// user, process, network, mount, landlock, seccomp; VIVARIUM_LANDLOCK_ABI=2 has no more than that.
#pragma once

#include <string>
#include <vector>

#include "bindings/wire/means.h"

namespace viv::worker {

struct Kernel {
    // Namespaces that a run may have of its own. With `user` the others need no rights.
    bool user = false;
    bool process = false;
    bool network = false;
    bool mount = false;                  // of its own, so that it can have a root of its own
    unsigned user_id = 0, group_id = 0;  // ours
    int landlock_abi = 0;
    bool seccomp = false;

    // The flags of clone() for all of these.
    [[nodiscard]] int clone_flags() const;
};

// Tries it in processes that end at once; some milliseconds. `mount_point`: as in namespaces.h.
// REQUIRES: no threads.
Kernel try_kernel(const std::string& mount_point);

// One entry for each, in words.
std::vector<wire::Mean> means_of(const Kernel& kernel);

}  // namespace viv::worker
