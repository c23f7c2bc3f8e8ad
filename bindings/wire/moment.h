// What stands at one step: the objects alive with their counts, the frames, the threads; and where
// their contents stand in the log. It is moved forward record by record, and written down as a
// checkpoint so that a jump needn't start from the beginning. Private to the reader.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/wire/changes.h"
#include "bindings/wire/templates.h"

namespace viv::wire {

struct AliveObject {
    // Besides the number of a block:
    static constexpr std::uint32_t kAsBorn = UINT32_MAX;         // in the block of its birth
    static constexpr std::uint32_t kNoBody = UINT32_MAX - 1;     // nothing was written of it yet
    static constexpr std::uint32_t kTombstone = UINT32_MAX - 2;  // it is not alive any more
    std::uint32_t id = 0;
    std::uint32_t block = kNoBody;  // where the last version of its body stands
    std::int64_t count = 0;
};

struct LiveFrame {
    static constexpr std::uint32_t kUnknownPlace = UINT32_MAX;
    std::uint32_t caller = 0;
    std::uint32_t block = 0;  // where the last version of its sections stands
    // The place that a step gave it since its place was last written; 0: none did.
    std::uint32_t place = 0;
    std::uint32_t marked_step = 0;  // the last step that stood in it
    bool has_returned = false;      // by that step
};

class Moment {
public:
    // The state before the first record.
    Moment() = default;

    std::uint32_t step = 0;        // the last one taken
    std::uint64_t next_bytes = 0;  // the log's first byte that was not taken
    std::uint32_t block = 0;       // the block that stands in
    std::uint32_t born = 0;        // objects born so far
    std::uint32_t block_born = 0;  // and before the block

    // Null when it isn't alive.
    [[nodiscard]] const AliveObject* find(std::uint32_t object) const;
    [[nodiscard]] AliveObject* find(std::uint32_t object);
    // Null when it isn't known to stand or to wait: it needn't have been forgotten by the log.
    [[nodiscard]] const LiveFrame* find_frame(std::uint32_t frame) const;
    // In order of birth; those with kTombstone for a block have died.
    [[nodiscard]] const std::vector<AliveObject>& objects() const { return m_objects; }
    [[nodiscard]] std::size_t alive_count() const { return m_objects.size() - m_tombstones; }
    [[nodiscard]] const std::map<std::uint32_t, std::uint32_t>& threads() const {
        return m_threads;
    }

    // The changes, in the order of the log. They are taken to make sense.
    void birth(bool has_body, std::int64_t count);
    void count(std::uint32_t object, std::int64_t difference);
    void gone(std::uint32_t object);
    void body(std::uint32_t object);
    void frame(std::uint32_t frame, const Change& change, const Templates& templates);
    void thread(std::uint32_t thread, std::uint32_t innermost);
    void mark(const StepMark& mark);

    // For a moment at the start of its block: forgets frames that nobody stands in, and writes the
    // rest down in a few bytes a thing.
    [[nodiscard]] std::string checkpoint();
    // Takes over what checkpoint() wrote. REQUIRES: step, next_bytes, block and born are set.
    void restore(std::string_view checkpoint);

private:
    void forget_frames();

    std::vector<AliveObject> m_objects;
    std::size_t m_tombstones = 0;
    std::map<std::uint32_t, LiveFrame> m_frames;
    std::size_t m_frame_limit = 1024;                  // more than that, and some may be forgotten
    std::map<std::uint32_t, std::uint32_t> m_threads;  // their innermost frames
    std::uint32_t m_marked_frame = 0;                  // by the last step
};

}  // namespace viv::wire
