// The keeper of a run: the process above it, and the first of its namespace, so that all that the
// run started ends with the keeper. It runs nothing of the learner's. It reaps, counts processes
// and memory, takes what is written past our own write(), and reports how the run ended.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <string>

#include "bindings/wire/channel.h"
#include "bindings/wire/messages.h"

namespace viv::worker {

// What goes to the zygote, one packet each. The first comes from the run itself, so that the kernel
// tells its number as the zygote sees it.
struct Report {
    enum class Kind : std::uint32_t { Started = 1, Ended };
    Kind kind = Kind::Started;
    std::int32_t wait_status = 0;  // as waitpid() gives it
    wire::EndCause cause = wire::EndCause::None;
    std::uint32_t refused_processes = 0;
    std::uint64_t output_bytes = 0;
};

// What the keeper shares with others. All are closed in the run before the snippet begins.
struct KeeperLinks {
    wire::Descriptor status;     // to the zygote; its other end closes when the zygote is gone
    wire::Descriptor output;     // the read end of what stands behind the learner's 1 and 2
    wire::Descriptor questions;  // from the run: a listener of seccomp's
    wire::Descriptor aside;      // a file for what came out of `output`
};

struct KeeperLimits {
    std::uint64_t max_output_bytes = 0;  // 0: no limit, here and below
    std::uint32_t max_processes = 0;     // and threads, the run's own included
    std::uint64_t memory_mib = 0;        // of all processes but the run's first
    std::string scratch;                 // where it is on disk, which nothing else bounds
    std::uint64_t scratch_mib = 0;
    bool owns_namespace = false;  // its processes end with it
};

// Stays until the run has ended, then ends everything below it, reports, and exits.
// REQUIRES: SIGCHLD is blocked; `run` is a child.
[[noreturn]] void keep(pid_t run, KeeperLinks links, KeeperLimits limits);

// Hands the listener to the keeper, by the other end of `questions`.
[[nodiscard]] bool hand_over(int questions, int listener);

}  // namespace viv::worker
