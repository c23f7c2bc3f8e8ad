// What a Recording knows of its bytes: where each version of each thing stands. Private to the
// reader. Groups are checked and parsed as a whole before anything of them becomes visible.
#pragma once

#include <map>
#include <unordered_map>

#include "bindings/wire/delta.h"
#include "bindings/wire/format.h"
#include "bindings/wire/recording.h"

namespace viv::wire {

// A version of something: the delta's place in the bytes, and the step it is true from.
struct Version {
    std::uint32_t step = 0;
    std::uint32_t size_bytes = 0;
    std::uint64_t offset_bytes = 0;
    enum class Form : std::uint8_t { Whole = 0, Splice, Set, Stack } form = Form::Whole;
    // Where a splice starts from: a template's whole sections; none: the version before.
    std::uint64_t pattern_offset = 0;
    std::uint32_t pattern_size = 0;
    [[nodiscard]] bool is_start() const { return form == Form::Whole || pattern_size != 0; }
};
using Versions = std::vector<Version>;

struct ObjectEntry {
    Birth birth;
    StepId died;
    std::vector<std::pair<StepId, std::int64_t>> counts;
    Versions bodies;
};

struct OutputEntry {
    StepId step;
    Stream stream = Stream::Stdout;
    std::uint64_t offset_bytes = 0;
    std::uint32_t size_bytes = 0;
};

class RecordingIndex {
public:
    // Parses all whole groups that `bytes` has beyond what was parsed.
    void parse();
    void mark_damage(std::uint64_t offset, std::string what);
    // The sections of a thing as of a step; empty when it has no version yet.
    [[nodiscard]] Sections sections_at(const Versions& versions, StepId step) const;
    // Objects reached from the frames, suspended frames and globals of the step.
    [[nodiscard]] const std::vector<bool>& reached(const Recording& recording, StepId step);
    [[nodiscard]] FrameState frame_at(FrameId frame, StepId step) const;
    // The frame chain from `innermost`, outermost first.
    [[nodiscard]] std::vector<FrameState> chain(FrameId innermost, StepId step) const;
    [[nodiscard]] Body body_at(ObjectId object, StepId step) const;

    std::string bytes;
    std::uint64_t parsed_bytes = 0;
    std::optional<Header> header;
    std::optional<RunEnd> end;
    std::optional<Damage> damage;
    std::vector<Layout> layouts;
    std::vector<std::string> texts;
    std::vector<TypeInfo> types;
    std::vector<CodeInfo> codes;
    std::vector<CodePlace> places;
    std::vector<StepMark> steps;
    std::vector<ObjectEntry> objects;
    std::unordered_map<std::uint32_t, Versions> frames;
    std::map<std::uint32_t, std::vector<std::pair<StepId, FrameId>>> threads;
    std::vector<std::pair<StepId, ObjectId>> deaths;
    std::vector<OutputEntry> outputs;
    std::unordered_map<std::uint64_t, std::vector<ObjectId>> by_address;
    std::uint64_t unknown_records = 0;

private:
    // Reads the group that starts at `offset`; 0 bytes when it isn't whole yet.
    std::uint64_t read_group(std::uint64_t offset);
    [[nodiscard]] bool take_record(Record kind, std::uint64_t offset, std::uint64_t size);
    [[nodiscard]] bool take_definition(Record kind, class Decoder& in, std::string_view payload);
    [[nodiscard]] bool take_change(Record kind, class Decoder& in, std::uint64_t end_offset);
    [[nodiscard]] bool take_step(class Decoder& in);
    [[nodiscard]] bool take_fresh(class Decoder& in, std::uint64_t end_offset);
    [[nodiscard]] bool take_batch(Record kind, class Decoder& in);
    [[nodiscard]] bool take_frame(Record kind, class Decoder& in, std::uint64_t end_offset);
    [[nodiscard]] bool take_death(std::uint32_t id);
    [[nodiscard]] bool take_count(std::uint32_t id, std::int64_t difference);
    [[nodiscard]] bool apply(const Version& version, Sections& sections) const;

    struct Pattern {
        std::uint64_t offset_bytes = 0;
        std::uint32_t size_bytes = 0;
    };
    std::unordered_map<std::uint32_t, Pattern> m_body_patterns;   // by type
    std::unordered_map<std::uint32_t, Pattern> m_frame_patterns;  // by code
    std::uint64_t m_last_address = 0;
    // The places that steps gave to their own frames.
    std::unordered_map<std::uint32_t, std::vector<std::pair<StepId, PlaceId>>> m_stepped;
    std::unordered_map<std::uint32_t, std::vector<StepId>> m_placed;

    // The step reached() was last asked for, with its answer.
    std::uint32_t m_reached_step = 0;
    std::size_t m_reached_steps_known = 0;
    std::vector<bool> m_reached;
};

}  // namespace viv::wire
