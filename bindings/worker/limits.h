// What a run may use, as limits of its process that all it starts inherit.
#pragma once

#include "bindings/wire/messages.h"

namespace viv::worker {

// Of memory, what is mapped now plus the learner's allowance: the log isn't charged to them. A file
// limit doesn't touch the log either, which is written as memory. `statm`: the open
// /proc/self/statm, which the sandbox may have taken out of reach by now.
// REQUIRES: everything of ours is mapped and open.
void set_limits(const wire::RunSnippet& command, int statm);

}  // namespace viv::worker
