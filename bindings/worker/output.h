// The learner's descriptors 0, 1 and 2, as libpython uses them: what it writes is counted, cut at a
// limit and tied to its step; that it waits for input is told. Everything else passes.
#pragma once

#include <cstdint>

#include "bindings/wire/tail.h"

namespace viv::worker {

// From here on, what libpython writes to 1 or 2 is taken into the recording as long as they lead to
// the file that `descriptor` names: a learner may point them elsewhere. Of more than `max_bytes`
// (0: no limit) the rest is only counted, in the tail, which has to stay.
void take_output_to(int descriptor, std::uint64_t max_bytes, wire::TailWriter& tail);

}  // namespace viv::worker
