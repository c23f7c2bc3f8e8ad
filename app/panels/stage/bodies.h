// Bodies of objects, decoded once for as long as they stay the same: a scene is built anew at each
// step, most of what it shows is not. Belongs to one recording; for the stage only.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/session/query.h"

namespace viv::panels::stage {

class Bodies {
public:
    explicit Bodies(const wire::Recording& recording) : m_recording(&recording) {}

    struct Entry {
        Body body;
        std::string type_name;
        std::string short_text;  // repr of a value, as a row shows it; empty for containers
    };
    // REQUIRES: the object is alive at the step. Valid while the caller keeps it.
    std::shared_ptr<const Entry> at(ObjectId object, StepId step);
    // The learner's own objects (neither shared nor older) alive at the step, in order of birth.
    // Cheap from one step to a later one.
    const std::vector<ObjectId>& own_alive(StepId step);
    [[nodiscard]] const wire::Recording& recording() const { return *m_recording; }

private:
    struct Key {
        ObjectId object;
        StepId since;  // the step from which on the body is as it is
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept {
            return (static_cast<std::size_t>(key.object.value) << 32) ^ key.since.value;
        }
    };
    const wire::Recording* m_recording;
    std::unordered_map<Key, std::shared_ptr<const Entry>, KeyHash> m_entries;
    std::vector<ObjectId> m_alive;
    StepId m_alive_at;
    std::uint32_t m_births = 0;  // how many objects were looked at for it
};

}  // namespace viv::panels::stage
