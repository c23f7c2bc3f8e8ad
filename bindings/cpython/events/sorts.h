// What list.sort holds while it runs: it takes the items out of the list (Objects/listobject.c,
// list_sort_impl). The function behind the method is replaced by one that keeps a copy of their
// addresses and calls it. 3.11 only.
#pragma once

#include "bindings/cpython/events/stack.h"

namespace viv::cpython {

// REQUIRES: the GIL. Both do nothing when there is nothing to do.
void start_watching_sorts();
void stop_watching_sorts();
// Is the frame's current instruction sorting a list?
bool is_sorting(const void* frame);
// Adds the items of the lists that the frame's current instruction is sorting; of a long one, only
// those that the inner frame got.
void hold_sorted(const void* frame, const InnerFrame& inner, std::vector<HeldByC>& held);

}  // namespace viv::cpython
