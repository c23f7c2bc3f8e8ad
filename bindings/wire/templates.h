// The patterns that new objects of a type and new frames of a code are written against, and what
// has to be known of a frame before anybody asks for it. Private to the reader.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/wire/changes.h"
#include "bindings/wire/log_bytes.h"

namespace viv::wire {

class Templates {
public:
    explicit Templates(const LogBytes& bytes) : m_bytes(bytes) {}

    enum class Of : std::uint8_t { Type = 0, Code };
    // Takes a template; false when it is no row of sections, or not one of a frame. REQUIRES:
    // templates are added in the order in which they stand.
    [[nodiscard]] bool add(Of of, std::uint32_t number, const Change& change);
    [[nodiscard]] bool has(Of of, std::uint32_t number) const;
    // The last one that stands before `offset`; nothing if there is none.
    [[nodiscard]] std::optional<Change> find(Of of, std::uint32_t number,
                                             std::uint64_t offset) const;

    [[nodiscard]] std::string_view bytes_of(const Change& change) const {
        return m_bytes.view().substr(change.offset_bytes, change.size_bytes);
    }
    // The bytes of a frame's first section (caller, thread, code), for a change that starts it;
    // empty when it isn't told there.
    [[nodiscard]] std::string head_of_frame(const Change& change) const;

private:
    // One list for each type or code and each 4 GiB of the log, so that four bytes will do.
    using Key = std::pair<std::uint64_t, std::uint32_t>;
    const LogBytes& m_bytes;
    std::map<Key, std::vector<std::uint32_t>> m_offsets;
};

}  // namespace viv::wire
