// Taking records: what is checked, what is kept. The asking is in history_moments.cpp.
#include "bindings/wire/history.h"

#include <algorithm>

namespace viv::wire {

namespace {

constexpr std::uint64_t kBlockBytes = 2 << 10;
// A checkpoint is worth this many bytes of the log, or this many times what it takes itself.
constexpr std::uint64_t kCheckpointBytes = 16 << 10;
constexpr std::uint64_t kCheckpointFactor = 8;
constexpr std::uint32_t kLostBit = UINT32_C(1) << 31;
constexpr std::uint32_t kMostSteps = kLostBit - 2;
// A frame whose number is further than this from those seen is kept apart.
constexpr std::size_t kFrameGap = 16;

}  // namespace

// A record on its way into the index.
struct Taking {
    History& history;
    const History::Defined& defined;

    [[nodiscard]] std::uint32_t step() const { return history.m_tip.step + 1; }

    bool fresh(std::uint32_t type, std::int64_t address_step, std::uint8_t /*flags*/,
               std::int64_t count, const Change* change) {
        if (type > defined.types || history.m_ends.size() >= UINT32_MAX - 8) return false;
        Templates& templates = history.m_templates;
        if (change != nullptr && change->needs_template() &&
            !templates.has(Templates::Of::Type, type)) {
            return false;
        }
        if (change != nullptr && change->form == Change::Form::WholeTemplate &&
            !templates.add(Templates::Of::Type, type, *change)) {
            return false;
        }
        history.m_last_address += static_cast<std::uint64_t>(address_step);
        history.m_ends.push_back(0);
        history.m_tip.birth(change != nullptr, count);
        return true;
    }
    [[nodiscard]] bool is_known(std::uint32_t object) const {
        return object != 0 && object <= history.m_ends.size();
    }
    bool count(std::uint32_t object, std::int64_t difference) {
        if (!is_known(object)) return false;
        history.m_tip.count(object, difference);
        return true;
    }
    bool ended(std::uint32_t object, std::uint32_t bit) {
        if (!is_known(object) || history.m_ends[object - 1] != 0) return false;
        history.m_ends[object - 1] = step() | bit;
        history.m_tip.gone(object);
        return true;
    }
    bool died(std::uint32_t object) { return ended(object, 0); }
    bool lost(std::uint32_t object) { return ended(object, kLostBit); }

    bool body(std::uint32_t object, const Change& change) {
        if (!is_known(object)) return false;
        Moment& tip = history.m_tip;
        const AliveObject* entry = tip.find(object);
        if (entry == nullptr) return true;  // nobody can see it any more
        if (change.is_start()) {
            tip.body(object);
            return true;
        }
        if (entry->block == AliveObject::kNoBody) return false;
        // Without a link the version before it stands where the object was born.
        if (entry->block != AliveObject::kAsBorn && entry->block != tip.block) {
            history.m_open_links.push_back({Thing::Object, object, entry->block});
        }
        tip.body(object);
        return true;
    }
    bool frame(std::uint32_t frame, const Change& change) {
        Moment& tip = history.m_tip;
        Templates& templates = history.m_templates;
        if (change.form == Change::Form::TemplateSplice &&
            !templates.has(Templates::Of::Code, change.pattern)) {
            return false;
        }
        if (change.form == Change::Form::WholeTemplate) {
            const std::string first_section = templates.head_of_frame(change);
            Decoder head(first_section);
            head.number();
            head.number();
            const std::uint32_t code = head.number32();
            if (!head.ok() || !templates.add(Templates::Of::Code, code, change)) return false;
        }
        if (history.frame_beginning(frame) == 0) {
            if (!change.is_start()) return false;
            history.begin_frame(frame, step());
        } else if (!change.is_start()) {
            const LiveFrame* known = tip.find_frame(frame);
            if (known != nullptr && known->block != tip.block) {
                history.m_open_links.push_back({Thing::Frame, frame, known->block});
            }
        }
        tip.frame(frame, change, templates);
        return true;
    }
    bool thread(std::uint32_t thread, std::uint32_t innermost) {
        history.m_tip.thread(thread, innermost);
        return true;
    }
    bool output(Stream, std::uint64_t, std::uint32_t) { return true; }
    bool mark(const StepMark& mark) {
        if (mark.place.value > defined.places || history.m_tip.step >= kMostSteps) return false;
        history.m_tip.mark(mark);
        return true;
    }
};

History::History(const LogBytes& bytes) : m_bytes(bytes), m_templates(bytes) {}

void History::begin(std::uint64_t offset) {
    m_blocks.push_back({offset, 0, 1, 0, 0});
    m_checkpoints.push_back({0, Moment().checkpoint()});
    m_tip.next_bytes = offset;
}

bool History::take(const RecordView& record, const Defined& defined) {
    Taking taking{*this, defined};
    return tell(record, taking);
}

void History::end_group(std::uint64_t offset) {
    m_tip.next_bytes = offset;
    m_objects = m_tip.born;
    if (m_steps == m_tip.step) return;  // what follows belongs to the same step
    m_steps = m_tip.step;
    if (offset - m_blocks.back().offset_bytes >= kBlockBytes) close_block(offset);
}

void History::close_block(std::uint64_t offset) {
    const std::uint32_t closed = block_count() - 1;
    write_links(m_open_links, closed, m_links);
    m_open_links.clear();
    m_blocks.push_back({offset, m_last_address, m_steps + 1, m_objects,
                        static_cast<std::uint32_t>(m_links.size())});
    m_tip.block = closed + 1;
    m_tip.block_born = m_tip.born;
    const Checkpoint& last = m_checkpoints.back();
    const std::uint64_t grown = offset - m_blocks[last.block].offset_bytes;
    if (grown < std::max(kCheckpointBytes, kCheckpointFactor * last.bytes.size())) return;
    m_checkpoints.push_back({m_tip.block, m_tip.checkpoint()});
}

void History::begin_frame(std::uint32_t frame, std::uint32_t step) {
    if (frame > m_frames.size() + kFrameGap) {
        m_far_frames[frame] = step;
        return;
    }
    if (frame > m_frames.size()) m_frames.resize(frame);
    m_frames[frame - 1] = step;
}

std::uint32_t History::frame_beginning(std::uint32_t frame) const {
    if (frame != 0 && frame <= m_frames.size() && m_frames[frame - 1] != 0) {
        return m_frames[frame - 1];
    }
    const auto far = m_far_frames.find(frame);
    return far == m_far_frames.end() ? 0 : far->second;
}

std::uint32_t History::end_of(std::uint32_t object) const {
    return object != 0 && object <= m_ends.size() ? m_ends[object - 1] & ~kLostBit : 0;
}

bool History::is_lost(std::uint32_t object) const {
    return object != 0 && object <= m_ends.size() && (m_ends[object - 1] & kLostBit) != 0;
}

}  // namespace viv::wire
