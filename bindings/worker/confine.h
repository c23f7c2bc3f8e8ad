// Putting a run where nothing it does can hurt: first in its keeper, before the run is forked from
// it, then in the run itself, before the snippet begins. Nothing here uses C's or Python's
// allocators.
#pragma once

#include <cstdint>
#include <string>

#include "bindings/wire/messages.h"
#include "bindings/worker/kernel.h"
#include "bindings/worker/places.h"
#include "bindings/worker/syscalls.h"

namespace viv::worker {

struct Confinement {
    Kernel kernel;  // what of it this run gets
    Places places;
    std::string mount_point;
    std::uint64_t scratch_mib = 0;
    bool is_on = true;      // off: its own namespace of processes, and counting, but all rights
    bool is_usual = false;  // nothing in the command asks for another one than most have
};

// The whole sandbox, or as much as the kernel gives; off, only what ends and counts its processes.
Confinement confinement_of(const Kernel& kernel, const wire::RunSnippet& command,
                           const std::string& mount_point);

// In the keeper. False: the kernel doesn't let us after all; then nothing may run.
[[nodiscard]] bool confine_keeper(const Confinement& confinement);
// In the run. Gives the listener for the keeper, or -1 where there is none; false as above.
[[nodiscard]] bool confine_run(const Confinement& confinement, const Filters& filters,
                               int& listener);

}  // namespace viv::worker
