// Landlock by its system calls: what of the file system a process and all that it starts may use.
// Never loosened again. Degrades by ABI: 1 to 7 are known, older kernels have 0.
#pragma once

namespace viv::worker {

struct Kernel;
struct Places;

// The kernel's, 0 where it has none or where it was switched off.
int landlock_abi();

// From here on this process uses the places and the scratch folder alone; without a network
// namespace no TCP either (ABI 4); signals and abstract sockets stay among its own (ABI 6).
// False: the kernel refused. REQUIRES: no_new_privs is set. Does nothing where the ABI is 0.
[[nodiscard]] bool restrict_files(const Kernel& kernel, const Places& places);

}  // namespace viv::worker
