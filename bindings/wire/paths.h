// How the learner would write each object of a step: the shortest way from a frame's variable.
// Made once per step asked; for query.h.
#pragma once

#include <string>
#include <unordered_map>

#include "bindings/wire/recording.h"

namespace viv::wire {

class Paths {
public:
    Paths(const Recording& recording, StepId step);

    // Empty when no variable leads there.
    [[nodiscard]] std::string to(ObjectId object) const;
    // The way to the object in a slot of `owner`, whose place in words is `place`.
    [[nodiscard]] std::string into(ObjectId owner, const Slot& slot,
                                   const std::string& place) const;

private:
    static constexpr std::size_t kMaxPathLength = 200;  // a long chain has no name worth reading
    std::unordered_map<std::uint32_t, std::string> m_paths;
};

}  // namespace viv::wire
