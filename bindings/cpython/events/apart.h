// Memory for what CPython allocates only because it is traced: apart from its own, so that
// all else lies where it would lie without us, and an address comes back when it would.
// Never uses malloc or Python's allocators. For the GIL's holder.
#pragma once

#include <cstddef>

namespace viv::cpython {

// A block of that size, aligned to 16 bytes; null: it is too big, or there is no room left.
void* take_apart(std::size_t size);
bool is_apart(const void* block);
// REQUIRES of both: is_apart(block). The size is what was asked for, in bytes.
std::size_t size_apart(const void* block);
void give_back_apart(void* block);

}  // namespace viv::cpython
