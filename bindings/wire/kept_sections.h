// What things were made of when they were last asked for: most of what a step shows has not changed
// for a long time, and its versions stand scattered over the log. Private to the reader.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "bindings/wire/delta.h"
#include "bindings/wire/log_block.h"

namespace viv::wire {

class KeptSections {
public:
    // As of the end of that block, in which its last version stands; null: not kept.
    [[nodiscard]] const Sections* find(Thing thing, std::uint32_t id, std::uint32_t block) const {
        const auto found = m_kept.find(key_of(thing, id));
        return found != m_kept.end() && found->second.block == block ? &found->second.sections
                                                                     : nullptr;
    }
    // REQUIRES: the block is complete. What would take more than `room_bytes` with all the rest
    // makes that go.
    void keep(Thing thing, std::uint32_t id, std::uint32_t block, const Sections& sections,
              std::size_t room_bytes) {
        std::size_t size = sizeof(Kept);
        for (const std::string& section : sections) size += sizeof section + section.capacity();
        if (m_bytes + size > room_bytes) {
            m_kept.clear();
            m_bytes = 0;
        }
        m_bytes += size;
        m_kept.insert_or_assign(key_of(thing, id), Kept{block, sections});
    }

private:
    struct Kept {
        std::uint32_t block = 0;
        Sections sections;
    };
    static std::uint64_t key_of(Thing thing, std::uint32_t id) {
        return static_cast<std::uint64_t>(thing) << 32 | id;
    }
    std::unordered_map<std::uint64_t, Kept> m_kept;
    std::size_t m_bytes = 0;  // those that were replaced are counted until all go
};

}  // namespace viv::wire
