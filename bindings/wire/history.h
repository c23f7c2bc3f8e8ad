// What happened when: the sparse index of the log. It keeps a few numbers a block, the step of each
// object's end and of each frame's beginning, and checkpoints in proportion to the log; everything
// else is read from the log again, a block or a checkpoint's way at a time. Private to the reader.
//
// "As of step N" is the checkpoint before N moved forward, or a moment asked for lately if that is
// nearer: steps forward cost what changed, jumps cost one checkpoint's way.
#pragma once

#include <array>
#include <list>
#include <memory>
#include <unordered_map>

#include "bindings/wire/kept_sections.h"
#include "bindings/wire/log_block.h"
#include "bindings/wire/moment.h"
#include "bindings/wire/templates.h"

namespace viv::wire {

class History {
public:
    explicit History(const LogBytes& bytes);

    // How many definitions there are by now, for checking references.
    struct Defined {
        std::size_t types = 0;
        std::size_t places = 0;
    };
    // The first group starts there.
    void begin(std::uint64_t offset);
    // Takes a record of a group whose checksum is right; false when it makes no sense.
    [[nodiscard]] bool take(const RecordView& record, const Defined& defined);
    // More is going to be taken: what was said of the last block won't be all of it.
    void forget_open_block();
    // All of the group was taken; it ends there. Only now can anything of it be seen.
    void end_group(std::uint64_t offset);

    [[nodiscard]] std::uint32_t step_count() const { return m_steps; }
    [[nodiscard]] std::uint32_t object_count() const { return m_objects; }
    [[nodiscard]] const Templates& templates() const { return m_templates; }

    // When the object died or was lost; 0: neither.
    [[nodiscard]] std::uint32_t end_of(std::uint32_t object) const;
    [[nodiscard]] bool is_lost(std::uint32_t object) const;
    // The step of the frame's first version; 0: there is no such frame.
    [[nodiscard]] std::uint32_t frame_beginning(std::uint32_t frame) const;

    [[nodiscard]] std::uint32_t block_count() const;
    // The block that has the step (or, behind the last one, what follows it), the object's birth.
    [[nodiscard]] std::uint32_t block_of_step(std::uint32_t step) const;
    [[nodiscard]] std::uint32_t block_of_birth(std::uint32_t object) const;
    [[nodiscard]] const Block& block(std::uint32_t block) const { return m_blocks[block]; }
    [[nodiscard]] std::uint64_t end_of_block(std::uint32_t block) const;
    [[nodiscard]] std::shared_ptr<const BlockContents> contents(std::uint32_t block) const;
    [[nodiscard]] KeptSections& kept_sections() const { return m_kept_sections; }
    // How much of what was asked for may be kept, of each kind.
    [[nodiscard]] std::size_t room_bytes() const;
    // REQUIRES: 1 <= step <= step_count(). Valid until the next call of anything here.
    [[nodiscard]] const Moment& moment(std::uint32_t step) const;
    // Objects born at or before the step.
    [[nodiscard]] std::uint32_t born_by(std::uint32_t step) const;

private:
    friend struct Taking;
    struct Checkpoint {
        std::uint32_t block = 0;
        std::string bytes;
    };
    struct Cursor {
        Moment moment;
        std::uint64_t used = 0;  // when, by m_uses
    };

    void close_block(std::uint64_t offset);
    void load(Moment& moment, const Checkpoint& checkpoint) const;
    void advance(Moment& moment, std::uint32_t step) const;
    void begin_frame(std::uint32_t frame, std::uint32_t step);

    const LogBytes& m_bytes;
    Templates m_templates;
    Moment m_tip;  // behind the last record taken
    std::uint64_t m_last_address = 0;
    std::uint32_t m_steps = 0, m_objects = 0;

    std::vector<Block> m_blocks;
    std::string m_links;
    std::vector<Link> m_open_links;  // of the last block
    std::vector<Checkpoint> m_checkpoints;
    std::vector<std::uint32_t> m_ends;  // by object: the step, with kLostBit
    // Frames are numbered in the order in which they are entered, nearly always.
    std::vector<std::uint32_t> m_frames;  // by frame: the step of its first version
    std::unordered_map<std::uint32_t, std::uint32_t> m_far_frames;

    // What was asked for lately.
    struct Kept {
        std::uint32_t block = 0;
        std::shared_ptr<const BlockContents> contents;
    };
    mutable std::list<Kept> m_kept;  // the latest first
    mutable std::unordered_map<std::uint32_t, std::list<Kept>::iterator> m_kept_by_block;
    mutable std::size_t m_kept_bytes = 0;
    mutable KeptSections m_kept_sections;
    mutable std::array<Cursor, 4> m_cursors;
    mutable const Cursor* m_asked = nullptr;  // the last one of them
    mutable std::uint64_t m_uses = 0;
    mutable std::uint32_t m_born_step = 0, m_born_by = 0;
};

}  // namespace viv::wire
