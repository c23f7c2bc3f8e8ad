// What an instruction that calls does with its operands while the call runs, and what the C code in
// between holds. calls_<version>.cpp implements it, after that version's Python/ceval.c. Only
// stack.cpp uses it.
#pragma once

#include "bindings/cpython/events/stack.h"

namespace viv::cpython {

bool is_named(const viv_frame& frame, const char* name);

// Each takes a stack whose operands, from `base` on, stand as they did when the instruction began,
// and leaves what is there now. CALL; CALL_FUNCTION_EX; BEFORE_WITH; going through an iterator.
void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner);
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner);
void read_with(OpenStack& stack, std::size_t base, const InnerFrame& inner);
void read_iteration(OpenStack& stack, std::size_t base, const viv_stack_effect& effect,
                    const InnerFrame& inner);

}  // namespace viv::cpython
