// Numbers with a meaning: a step is not an object and a frame is neither. All count from 1;
// the default, 0, means "none". Plain values; everybody may use them.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace viv {

template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t number) : value(number) {}
    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using StepId = Id<struct StepTag>;      // the n-th step of a recording
using ObjectId = Id<struct ObjectTag>;  // the n-th object that was seen: `o17`; never comes back
using FrameId = Id<struct FrameTag>;    // the n-th frame that was entered
using ThreadId = Id<struct ThreadTag>;  // the n-th thread; the main one is 1
using TypeId = Id<struct TypeTag>;      // the n-th type that an object seen had
using CodeId = Id<struct CodeTag>;      // the n-th code object that ran
using TextId = Id<struct TextTag>;      // the n-th name that was written down
using PlaceId = Id<struct PlaceTag>;    // the n-th place in the code where a step stood

}  // namespace viv

template <class Tag>
struct std::hash<viv::Id<Tag>> {
    std::size_t operator()(viv::Id<Tag> id) const noexcept { return id.value; }
};
