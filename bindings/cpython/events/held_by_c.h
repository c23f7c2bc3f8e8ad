// What C code that runs holds in its own variables, as far as the calling instruction says it for
// certain: the new object during __init__, the method that an operator looked up, what sum() goes
// through. No memory shows these; they follow from what CPython's functions do.
#pragma once

#include "bindings/cpython/events/stack.h"

namespace viv::cpython {

// Adds to `found.held` what is held between the instruction of `frame`, whose operands start at
// `base` in `found.slots`, and the Python frame that it led to. REQUIRES: inner.frame != nullptr.
void add_held_by_c(const viv_stack_effect& effect, std::size_t base, const InnerFrame& inner,
                   OpenStack& found);

}  // namespace viv::cpython
