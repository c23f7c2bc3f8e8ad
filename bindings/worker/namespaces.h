// Namespaces of a run's own: nothing in it sees or reaches a process, a network or a file of the
// machine's that it wasn't given. For processes that have just been cloned.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <string>

namespace viv::worker {

struct Kernel;
struct Places;

// As fork(), with flags of clone(). The child has one thread, and no use of C's threads.
// -1: not allowed; errno says why.
pid_t clone_process(int namespace_flags);

// What has to be done first in a process that was cloned with kernel.clone_flags(): the user's
// number in the new namespace is the one outside, the loopback is up, and mounts are its own.
// False: the kernel doesn't let us after all. Allocates nothing.
[[nodiscard]] bool enter_namespaces(const Kernel& kernel);

// A root that holds the places and nothing else. The scratch folder and /dev/shm are in memory, of
// `scratch_mib` and as much again at most; they are gone with the last process. `mount_point` is a
// folder that exists, to be covered. REQUIRES: enter_namespaces() with a mount namespace.
[[nodiscard]] bool enter_own_root(const Places& places, const std::string& mount_point,
                                  std::uint64_t scratch_mib);

}  // namespace viv::worker
