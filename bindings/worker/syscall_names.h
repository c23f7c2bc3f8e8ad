// The lists behind syscalls.h, by their names. Not here, because they depend on arguments: clone,
// fork, socket, socketpair, kill and its kin, personality, ioctl. What is on no list isn't there
// for a run (ENOSYS), which libc and Python take for an older kernel.
#pragma once

#include <span>

namespace viv::worker {

// What ordinary programs do with their own files, memory, threads and children.
std::span<const char* const> allowed_calls();
// What changes a file's permissions, owner, times or attributes by its path: Landlock lets that
// pass.
std::span<const char* const> calls_by_path();
// What cuts a file by its path: so it does below ABI 3.
std::span<const char* const> truncating_calls();
// What would gain rights, reach beyond the run, or touch the machine.
std::span<const char* const> refused_calls();

}  // namespace viv::worker
