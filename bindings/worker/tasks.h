// The processes below one, as /proc shows them: for the keeper of a run, and for the worker where
// no namespace ends them all. Only reads, except end_all_below().
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <vector>

namespace viv::worker {

struct Task {
    pid_t process = 0;  // as /proc numbers it
    pid_t parent = 0;
    std::uint32_t threads = 0;
};

// The caller's number there: another than getpid() where /proc belongs to an outer namespace.
pid_t own_number();
// All children of `process`, their children, and so on.
std::vector<Task> tasks_below(pid_t process);
// Memory of its own in bytes, about: what it shares with others counts in full. 0: it is gone.
std::uint64_t private_bytes(pid_t process);
// The same, with what is shared by a fork divided among those who share it. Takes a millisecond.
std::uint64_t private_bytes_divided(pid_t process);

// Kills and reaps all processes below the caller, until there are none, except those of `spared`
// and what is below them. REQUIRES: the caller is a subreaper or the first of its namespace; /proc
// is of the caller's namespace.
void end_all_below(const std::vector<pid_t>& spared);

}  // namespace viv::worker
