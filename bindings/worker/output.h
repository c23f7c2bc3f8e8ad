// Tells our own write() which file stands behind the learner's descriptors 1 and 2.
#pragma once

namespace viv::worker {

// From here on, what is written to 1 or 2 is taken into the recording as long as they lead to the
// file that `descriptor` names: a learner may point them elsewhere.
void take_output_to(int descriptor);

}  // namespace viv::worker
