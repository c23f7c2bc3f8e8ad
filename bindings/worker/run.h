// One run, in a process of its own: the log is mapped, limits are set, the snippet runs, and the
// process ends. Called in a fork of the waiting worker; never returns.
#pragma once

#include <string>
#include <vector>

#include "bindings/wire/channel.h"
#include "bindings/wire/messages.h"

namespace viv::worker {

// `scratch`: a folder of the run's own, where it starts; the worker removes it afterwards.
[[noreturn]] void run(const wire::RunSnippet& command, std::vector<wire::Descriptor> descriptors,
                      const std::string& scratch);

[[noreturn]] void analyse(const wire::AnalyseExpressions& command,
                          std::vector<wire::Descriptor> descriptors);

}  // namespace viv::worker
