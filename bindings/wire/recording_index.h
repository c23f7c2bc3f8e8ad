// What a Recording knows of its bytes: the definitions, the history, where they stop making sense.
// Private to the reader. Groups are checked and taken as a whole before anything of them is
// visible.
#pragma once

#include <deque>
#include <unordered_map>

#include "bindings/wire/history.h"
#include "bindings/wire/recording.h"

namespace viv::wire {

class RecordingIndex {
public:
    // Takes all whole groups that `bytes` has beyond what was parsed.
    void parse();
    void mark_damage(std::uint64_t offset, std::string what);

    [[nodiscard]] std::string_view text(TextId text) const;
    [[nodiscard]] const Layout* layout(std::string_view name) const;
    // REQUIRES of all that take a step: it is one of the recording's.
    [[nodiscard]] Birth birth(ObjectId object) const;
    [[nodiscard]] bool is_alive(ObjectId object, StepId step) const;
    [[nodiscard]] Body body_at(ObjectId object, StepId step) const;
    [[nodiscard]] FrameState frame_at(FrameId frame, StepId step) const;
    // The frame chain from `innermost`, outermost first.
    [[nodiscard]] std::vector<FrameState> chain(FrameId innermost, StepId step) const;
    // Objects reached from the frames, suspended frames and globals of the step.
    [[nodiscard]] const std::vector<bool>& reached(const Recording& recording, StepId step);
    // The steps at which the object's count changed, with the new count. Read once.
    [[nodiscard]] const std::vector<std::pair<StepId, std::int64_t>>& counts(ObjectId object);
    // The objects alive at the step by their addresses. Made once for a step.
    [[nodiscard]] const std::vector<std::pair<std::uint64_t, ObjectId>>& addresses(StepId step);

    LogBytes bytes;
    std::uint64_t parsed_bytes = 0;
    History history{bytes};
    std::optional<Header> header;
    std::optional<RunEnd> end;
    std::optional<Damage> damage;
    std::vector<TypeInfo> types;
    std::vector<CodeInfo> codes;
    std::vector<CodePlace> places;
    std::vector<std::pair<StepId, std::string>> notes;
    std::vector<std::pair<StepId, Collection>> collections;
    // By object: from which step on it is in which generation.
    std::unordered_map<std::uint32_t, std::vector<std::pair<StepId, std::uint8_t>>> generations;
    // Who else held an object, from which step on; few of them are written.
    using Outsiders = std::vector<std::pair<StepId, std::vector<Outsider>>>;
    std::unordered_map<std::uint32_t, Outsiders> residues;  // by object

private:
    struct Stretch {
        std::uint64_t offset_bytes = 0;
        std::uint32_t size_bytes = 0;
    };
    // Reads the group that starts at `offset`; 0 bytes when it isn't whole yet.
    std::uint64_t read_group(std::uint64_t offset);
    [[nodiscard]] bool take(const RecordView& record);
    [[nodiscard]] bool take_aside(const RecordView& record);
    [[nodiscard]] bool take_preamble();
    [[nodiscard]] bool take_residue(Decoder& in);

    std::vector<Stretch> m_texts;
    std::deque<Layout> m_layouts;
    std::unordered_map<std::string_view, const Layout*> m_layouts_by_name;

    // What was asked for last, with the answer.
    struct {
        std::uint32_t step = 0;
        std::vector<bool> objects;
    } m_reached;
    struct {
        ObjectId object;
        std::uint32_t block = 0;  // the last one read
        std::vector<std::pair<StepId, std::int64_t>> list;
    } m_counts;
    struct {
        std::uint32_t step = 0;
        std::vector<std::pair<std::uint64_t, ObjectId>> list;
    } m_addresses;
};

}  // namespace viv::wire
