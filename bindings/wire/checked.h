// Readings of a Decoder that check what they got: anything else is damage, and the decoder fails.
// Private to this folder.
#pragma once

#include "bindings/wire/codec.h"

namespace viv::wire {

// An enumerator of at most `last`; anything else is damage.
template <class Enum>
inline Enum read_enum(Decoder& in, Enum last) {
    const std::uint8_t value = in.byte();
    if (value > static_cast<std::uint8_t>(last)) in.fail();
    return in.ok() ? static_cast<Enum>(value) : Enum{};
}

inline bool read_flag(Decoder& in) {
    return in.byte() != 0;
}

// A count of things that take at least one byte each: more than what is left is damage.
inline std::size_t read_count(Decoder& in) {
    const std::uint64_t count = in.number();
    if (count > in.left()) in.fail();
    return in.ok() ? count : 0;
}

}  // namespace viv::wire
