// See log_block.h. Links are written as: objects, then frames; of each kind their number, then for
// each the distance of its number to the one before and of its block to this one.
#include "bindings/wire/log_block.h"

#include <algorithm>
#include <string>

namespace viv::wire {

namespace {

template <class Entry>
bool is_before(const Entry& entry, std::pair<Thing, std::uint32_t> key) {
    return std::pair(entry.thing, entry.id) < key;
}

// Gathers what the records of a block say.
struct Gathering {
    BlockContents& contents;
    std::vector<BlockContents::Version>& versions;
    std::uint64_t address;
    std::uint32_t step;
    std::uint32_t born;

    bool fresh(std::uint32_t type, std::int64_t address_step, std::uint8_t flags,
               std::int64_t /*count*/, const Change* change) {
        address += static_cast<std::uint64_t>(address_step);
        contents.births.push_back({address, type, step, flags});
        ++born;
        if (change != nullptr) versions.push_back({Thing::Object, born, step, *change});
        return true;
    }
    bool count(std::uint32_t, std::int64_t) { return true; }
    bool died(std::uint32_t object) {
        contents.deaths.push_back({step, object, false});
        return true;
    }
    bool lost(std::uint32_t object) {
        contents.deaths.push_back({step, object, true});
        return true;
    }
    bool body(std::uint32_t object, const Change& change) {
        versions.push_back({Thing::Object, object, step, change});
        return true;
    }
    bool frame(std::uint32_t frame, const Change& change) {
        versions.push_back({Thing::Frame, frame, step, change});
        return true;
    }
    bool thread(std::uint32_t, std::uint32_t) { return true; }
    bool output(Stream stream, std::uint64_t offset, std::uint32_t size) {
        contents.outputs.push_back({step, stream, offset, size});
        return true;
    }
    bool mark(const StepMark& mark) {
        contents.marks.push_back(mark);
        ++step;
        return true;
    }
};

}  // namespace

void write_links(std::vector<Link>& links, std::uint32_t block, std::string& bytes) {
    std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
        return std::pair(a.thing, a.id) < std::pair(b.thing, b.id);
    });
    Encoder out;
    auto at = links.begin();
    for (const Thing thing : {Thing::Object, Thing::Frame}) {
        const auto end =
            std::find_if(at, links.end(), [&](const Link& link) { return link.thing != thing; });
        out.number(static_cast<std::uint64_t>(end - at));
        for (std::uint32_t last = 0; at != end; ++at) {
            out.number(at->id - last);
            out.number(block - at->block);
            last = at->id;
        }
    }
    bytes += out.bytes();
}

std::vector<Link> read_links(std::string_view bytes, std::uint32_t block) {
    Decoder in(bytes);
    std::vector<Link> links;
    for (const Thing thing : {Thing::Object, Thing::Frame}) {
        std::uint32_t last = 0;
        for (std::uint64_t left = in.number(); left > 0; --left) {
            last += in.number32();
            links.push_back({thing, last, block - in.number32()});
        }
    }
    return links;
}

BlockContents::BlockContents(std::string_view bytes, const Block& block, std::uint64_t end,
                             std::vector<Link> links)
    : m_links(std::move(links)) {
    Gathering gathering{*this, m_versions, block.address, block.first_step, block.born};
    RecordView record;
    for (std::uint64_t at = block.offset_bytes; at < end && next_record(bytes, at, record);) {
        if (!tell(record, gathering)) break;
    }
    std::stable_sort(m_versions.begin(), m_versions.end(), [](const Version& a, const Version& b) {
        return std::pair(a.thing, a.id) < std::pair(b.thing, b.id);
    });
}

std::span<const BlockContents::Version> BlockContents::versions(Thing thing,
                                                                std::uint32_t id) const {
    const std::pair key(thing, id);
    const auto begin =
        std::lower_bound(m_versions.begin(), m_versions.end(), key, is_before<Version>);
    const auto end = std::partition_point(begin, m_versions.end(), [&](const Version& version) {
        return std::pair(version.thing, version.id) == key;
    });
    return {begin, end};
}

const Link* BlockContents::link(Thing thing, std::uint32_t id) const {
    const std::pair key(thing, id);
    const auto found = std::lower_bound(m_links.begin(), m_links.end(), key, is_before<Link>);
    const bool is_there = found != m_links.end() && std::pair(found->thing, found->id) == key;
    return is_there ? &*found : nullptr;
}

std::size_t BlockContents::size_bytes() const {
    return m_versions.capacity() * sizeof(Version) + births.capacity() * sizeof(Birth) +
           marks.capacity() * sizeof(StepMark) + deaths.capacity() * sizeof(Death) +
           outputs.capacity() * sizeof(Output) + m_links.capacity() * sizeof(Link);
}

}  // namespace viv::wire
