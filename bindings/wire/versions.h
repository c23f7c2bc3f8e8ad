// Contents as of a step: the sections of an object or a frame, put together from its versions in
// the log. Private to the reader.
#pragma once

#include <optional>

#include "bindings/wire/delta.h"
#include "bindings/wire/history.h"

namespace viv::wire {

// Where the versions of a thing end as of a step.
struct VersionsOf {
    Thing thing = Thing::Object;
    std::uint32_t id = 0;
    std::uint32_t step = 0;
    std::uint32_t block = 0;  // the last one that has a version at or before the step
};

// The thing's sections as of the step; nothing when the bytes make no sense.
std::optional<Sections> sections_of(const History& history, const VersionsOf& versions);
// The step of the last version; 0: there is none.
std::uint32_t last_version_step(const History& history, const VersionsOf& versions);

// Where the object's last body stands; nothing when it has none or isn't alive.
std::optional<VersionsOf> find_body(const History& history, std::uint32_t object,
                                    std::uint32_t step);

struct FoundFrame {
    VersionsOf versions;
    std::uint32_t place = 0;  // that a step gave it since; 0: its sections say it
};
// Nothing when the frame wasn't there yet.
std::optional<FoundFrame> find_frame(const History& history, std::uint32_t frame,
                                     std::uint32_t step);

}  // namespace viv::wire
