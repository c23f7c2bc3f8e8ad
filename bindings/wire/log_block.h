// A block: some 2 KiB of whole groups, the unit in which the log is searched. Of each block only a
// few numbers are kept; what stands in it is read again when it is asked for. Private to the
// reader.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "bindings/wire/changes.h"

namespace viv::wire {

// What is kept of a block. It ends behind a step, so that all of a step is in one block.
struct Block {
    std::uint64_t offset_bytes = 0;
    std::uint64_t address = 0;     // of the object born last before it
    std::uint32_t first_step = 1;  // that the groups in it belong to
    std::uint32_t born = 0;        // objects born before it
    std::uint32_t links = 0;       // where its links begin among those of all blocks
};

enum class Thing : std::uint8_t { Object = 0, Frame };

// "The first version of this thing in this block continues the one in that block."
struct Link {
    Thing thing = Thing::Object;
    std::uint32_t id = 0;
    std::uint32_t block = 0;
};
// Appends them to `bytes`; `block` is the one that they belong to.
void write_links(std::vector<Link>& links, std::uint32_t block, std::string& bytes);
std::vector<Link> read_links(std::string_view bytes, std::uint32_t block);

// What stands in a block.
class BlockContents {
public:
    struct Version {
        Thing thing = Thing::Object;
        std::uint32_t id = 0;
        std::uint32_t step = 0;  // true from this one on
        Change change;
    };
    struct Birth {
        std::uint64_t address = 0;
        std::uint32_t type = 0;
        std::uint32_t step = 0;
        std::uint8_t flags = 0;
    };
    struct Death {
        std::uint32_t step = 0;
        std::uint32_t id = 0;
        bool is_lost = false;  // nobody knows whether it died
    };
    struct Output {
        std::uint32_t step = 0;
        Stream stream = Stream::Stdout;
        std::uint64_t offset_bytes = 0;
        std::uint32_t size_bytes = 0;
    };

    BlockContents(std::string_view bytes, const Block& block, std::uint64_t end,
                  std::vector<Link> links);

    // The versions of the thing that stand here, the oldest first.
    [[nodiscard]] std::span<const Version> versions(Thing thing, std::uint32_t id) const;
    // Null when no link is needed or there is nothing to be continued.
    [[nodiscard]] const Link* link(Thing thing, std::uint32_t id) const;

    // In order: of the object after block.born and those after it; of block.first_step and those
    // after it.
    std::vector<Birth> births;
    std::vector<StepMark> marks;
    std::vector<Death> deaths;    // in the order of the log
    std::vector<Output> outputs;  // likewise
    // What all of it takes, about.
    [[nodiscard]] std::size_t size_bytes() const;

private:
    std::vector<Version> m_versions;  // by thing, then in the order of the log
    std::vector<Link> m_links;        // by thing
};

}  // namespace viv::wire
