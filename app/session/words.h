// A step as a sentence, made from what changed since the step before. For people who can't see the
// picture, for `dump --words`, and for anybody who reads better than they look.
#pragma once

#include <string>

#include "bindings/wire/recording.h"

namespace viv::session {

// "Line 3 of append_to is about to run. bucket now names the list [1, 2] (o3): its count goes 2→3."
// REQUIRES: the recording has the step.
std::string words(const wire::Recording& recording, StepId step);

}  // namespace viv::session
