// One run, in a process of its own: the log is mapped, limits are set, the snippet runs, and the
// process ends. Called in a run's process, confined already, whose descriptors 1 and 2 are the
// keeper's pipe; never returns.
#pragma once

#include <string>
#include <vector>

#include "bindings/wire/channel.h"
#include "bindings/wire/messages.h"

namespace viv::worker {

// `descriptors`: as they came with the command, without the fourth. `scratch`: a folder of the
// run's own, where it starts. `statm`: as in limits.h.
[[noreturn]] void run(const wire::RunSnippet& command, std::vector<wire::Descriptor> descriptors,
                      const std::string& scratch, wire::Descriptor statm);

[[noreturn]] void analyse(const wire::AnalyseExpressions& command,
                          std::vector<wire::Descriptor> descriptors);

}  // namespace viv::worker
