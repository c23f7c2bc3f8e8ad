// seccomp: the system calls that a run may make. What a program of the learner's needs is on a
// list; what would gain rights or reach other processes is refused with EPERM, so that Python
// raises a PermissionError; the rest isn't there (ENOSYS). New processes and threads are asked of
// the keeper, who counts them: that binds root as it binds anybody.
#pragma once

#include <sys/types.h>
#include <initializer_list>
#include <vector>

struct sock_filter;

namespace viv::worker {

struct Kernel;

// Does the kernel take filters, and tell a keeper of new processes (from 5.5 on)?
bool has_seccomp();

// Filters, as the kernel takes them. Made before they are needed.
class Filters {
public:
    // `untouchable`: processes that a run may send no signal to, for kernels on which no namespace
    // keeps them apart.
    Filters(const Kernel& kernel, std::initializer_list<pid_t> untouchable);
    Filters(const Filters&) = delete;
    ~Filters();

    enum class Which {
        Confined,  // all of it
        Counted    // new processes and threads are counted, everything else is let through
    };
    // Puts it in place for this process and all that it starts. Gives the descriptor at which the
    // keeper is asked; -1: the kernel refused. REQUIRES: no_new_privs is set.
    [[nodiscard]] int apply(Which which) const;

private:
    std::vector<sock_filter> m_confined, m_counted, m_signals;
};

}  // namespace viv::worker
