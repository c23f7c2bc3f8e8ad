// Asking the history: which block, what stands in it, how things stood at a step.
#include <algorithm>

#include "bindings/base/assert.h"
#include "bindings/wire/history.h"

namespace viv::wire {

namespace {

// Contents of blocks are kept for the next question: so many bytes, or this part of the log.
constexpr std::size_t kKeptBytes = 1 << 20;
constexpr std::size_t kKeptPart = 16;

// A record on its way into a moment that is being moved. All was checked when it was indexed.
struct Moving {
    Moment& moment;
    const Templates& templates;

    bool fresh(std::uint32_t, std::int64_t, std::uint8_t, std::int64_t count,
               const Change* change) {
        moment.birth(change != nullptr, count);
        return true;
    }
    bool count(std::uint32_t object, std::int64_t difference) {
        moment.count(object, difference);
        return true;
    }
    bool died(std::uint32_t object) {
        moment.gone(object);
        return true;
    }
    bool lost(std::uint32_t object) { return died(object); }
    bool body(std::uint32_t object, const Change&) {
        moment.body(object);
        return true;
    }
    bool frame(std::uint32_t frame, const Change& change) {
        moment.frame(frame, change, templates);
        return true;
    }
    bool thread(std::uint32_t thread, std::uint32_t innermost) {
        moment.thread(thread, innermost);
        return true;
    }
    bool output(Stream, std::uint64_t, std::uint32_t) { return true; }
    bool mark(const StepMark& mark) {
        moment.mark(mark);
        return true;
    }
};

}  // namespace

std::uint32_t History::block_count() const {
    return static_cast<std::uint32_t>(m_blocks.size());
}

std::uint32_t History::block_of_step(std::uint32_t step) const {
    const auto after = std::upper_bound(
        m_blocks.begin(), m_blocks.end(), step,
        [](std::uint32_t wanted, const Block& entry) { return wanted < entry.first_step; });
    return static_cast<std::uint32_t>(after - m_blocks.begin()) - 1;
}

std::uint32_t History::block_of_birth(std::uint32_t object) const {
    const auto after = std::lower_bound(
        m_blocks.begin(), m_blocks.end(), object,
        [](const Block& entry, std::uint32_t wanted) { return entry.born < wanted; });
    return static_cast<std::uint32_t>(after - m_blocks.begin()) - 1;
}

std::uint64_t History::end_of_block(std::uint32_t block) const {
    return block + 1 < m_blocks.size() ? m_blocks[block + 1].offset_bytes : m_tip.next_bytes;
}

std::size_t History::room_bytes() const {
    return std::max(kKeptBytes, m_bytes.size() / kKeptPart);
}

std::shared_ptr<const BlockContents> History::contents(std::uint32_t block) const {
    if (!m_kept.empty() && m_kept.front().block == block) return m_kept.front().contents;
    const bool is_open = block + 1 == m_blocks.size();
    const auto found = m_kept_by_block.find(block);
    if (found != m_kept_by_block.end()) {
        m_kept.splice(m_kept.begin(), m_kept, found->second);
        return found->second->contents;
    }
    std::vector<Link> links =
        is_open ? m_open_links
                : read_links(std::string_view(m_links).substr(m_blocks[block].links), block);
    if (is_open) {
        std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
            return std::pair(a.thing, a.id) < std::pair(b.thing, b.id);
        });
    }
    auto made = std::make_shared<const BlockContents>(m_bytes.view(), m_blocks[block],
                                                      end_of_block(block), std::move(links));
    m_kept.push_front({block, made});
    m_kept_by_block[block] = m_kept.begin();
    m_kept_bytes += made->size_bytes();
    while (m_kept_bytes > room_bytes() && m_kept.size() > 1) {
        m_kept_bytes -= m_kept.back().contents->size_bytes();
        m_kept_by_block.erase(m_kept.back().block);
        m_kept.pop_back();
    }
    return made;
}

void History::forget_open_block() {
    const auto found = m_kept_by_block.find(block_count() - 1);
    if (found == m_kept_by_block.end()) return;
    m_kept_bytes -= found->second->contents->size_bytes();
    m_kept.erase(found->second);
    m_kept_by_block.erase(found);
}

void History::load(Moment& moment, const Checkpoint& checkpoint) const {
    const Block& start = m_blocks[checkpoint.block];
    moment.step = start.first_step - 1;
    moment.next_bytes = start.offset_bytes;
    moment.block = checkpoint.block;
    moment.born = moment.block_born = start.born;
    moment.restore(checkpoint.bytes);
}

void History::advance(Moment& moment, std::uint32_t step) const {
    const std::string_view bytes = m_bytes.view();
    Moving moving{moment, m_templates};
    RecordView record;
    std::uint64_t end = end_of_block(moment.block);
    while (moment.step < step) {
        if (moment.next_bytes == end && moment.block + 1 < m_blocks.size()) {
            end = end_of_block(++moment.block);
            moment.block_born = moment.born;
        }
        const bool makes_sense = moment.next_bytes < end &&
                                 next_record(bytes, moment.next_bytes, record) &&
                                 tell(record, moving);
        VIV_ASSERT(makes_sense, "what was indexed makes sense");
    }
}

const Moment& History::moment(std::uint32_t step) const {
    VIV_ASSERT(step > 0 && step <= m_steps, "there is no such step");
    // Questions come in rows, all of the same step.
    if (m_asked != nullptr && m_asked->moment.step == step) return m_asked->moment;
    const std::uint32_t block = block_of_step(step);
    const auto after = std::upper_bound(
        m_checkpoints.begin(), m_checkpoints.end(), block,
        [](std::uint32_t wanted, const Checkpoint& entry) { return wanted < entry.block; });
    const Checkpoint& checkpoint = *std::prev(after);
    Cursor* nearest = nullptr;
    Cursor* oldest = &m_cursors.front();
    for (Cursor& cursor : m_cursors) {
        if (cursor.used < oldest->used) oldest = &cursor;
        const bool is_before = cursor.used != 0 && cursor.moment.step <= step &&
                               cursor.moment.block >= checkpoint.block;
        if (!is_before) continue;
        if (nearest == nullptr || nearest->moment.step < cursor.moment.step) nearest = &cursor;
    }
    if (nearest == nullptr) {
        nearest = oldest;
        load(nearest->moment, checkpoint);
    }
    nearest->used = ++m_uses;
    if (nearest->moment.step < step) advance(nearest->moment, step);
    m_asked = nearest;
    return nearest->moment;
}

std::uint32_t History::born_by(std::uint32_t step) const {
    if (step == m_born_step) return m_born_by;
    const std::uint32_t block = block_of_step(step);
    const auto here = contents(block);
    const auto after =
        std::upper_bound(here->births.begin(), here->births.end(), step,
                         [](std::uint32_t wanted, const BlockContents::Birth& birth) {
                             return wanted < birth.step;
                         });
    m_born_step = step;
    m_born_by = m_blocks[block].born + static_cast<std::uint32_t>(after - here->births.begin());
    return m_born_by;
}

}  // namespace viv::wire
