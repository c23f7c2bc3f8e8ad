// A recording as its readers see it: what was observed, asked by time. Fed with bytes as they are
// published, from a live run or from a file: it can't tell the difference.
//
// Little more than the bytes is kept in memory. "As of step N" costs what changed since the step
// asked for before, or a short stretch of the log, whichever is less: steps in either direction are
// cheap, and so is a jump. References and views stay valid until the next append(). One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/base/ids.h"
#include "bindings/base/result.h"
#include "bindings/trace/layout.h"
#include "bindings/trace/object.h"
#include "bindings/trace/step.h"

namespace viv::wire {

// Where a recording stops making sense. Everything before it is whole.
struct Damage {
    std::uint64_t offset_bytes = 0;
    std::string what;  // "the file ends in the middle of a step"
};

// An object at a step.
struct ObjectView {
    Birth birth;
    StepId died;                // none: still alive at the end of the recording
    std::int64_t refcount = 0;  // ob_refcnt as an unobserved run would have it
    Body body;                  // its blocks' ob_refcnt shows `refcount`
};

class RecordingIndex;

class Recording {
public:
    Recording();
    ~Recording();
    Recording(Recording&&) noexcept;
    Recording& operator=(Recording&&) noexcept;

    // The whole file, or as much of it as makes sense: then damage() says what is missing.
    // Fails when the file can't be read or is no recording at all.
    static Result<Recording> open(const std::filesystem::path& path);
    static Result<Recording> from_bytes(std::string_view bytes);

    // Takes more bytes of the log. Whole steps become visible; the rest waits for the next call.
    void append(std::string_view bytes);
    // No more bytes will come: an unfinished step at the end is damage from here on.
    void close();
    // Adds the end, which is known when the worker is gone, with the output that no step has taken
    // and what is to be known of the recording. Only once, only if there is no end yet.
    void close_with(const RunEnd& end, const std::vector<Output>& output = {},
                    const std::vector<std::string>& notes = {});
    // All the bytes of the recording, to be written to a file.
    [[nodiscard]] std::string_view bytes() const;

    [[nodiscard]] bool has_header() const;
    [[nodiscard]] const Header& header() const;
    [[nodiscard]] const std::optional<RunEnd>& end() const;
    [[nodiscard]] const std::optional<Damage>& damage() const;

    [[nodiscard]] std::uint32_t step_count() const;
    [[nodiscard]] StepId last_step() const { return StepId{step_count()}; }
    // REQUIRES of all that take a step: 1 <= step <= step_count().
    [[nodiscard]] StepMark step(StepId step) const;
    [[nodiscard]] std::uint32_t line(StepId step) const;  // of its innermost frame
    [[nodiscard]] const CodePlace& place(PlaceId place) const;
    [[nodiscard]] const CodeInfo& code(CodeId code) const;
    [[nodiscard]] const TypeInfo& type(TypeId type) const;
    [[nodiscard]] std::uint32_t type_count() const;
    [[nodiscard]] std::string_view text(TextId text) const;
    // The struct's table, or null when the recording has none of that name.
    [[nodiscard]] const Layout* layout(std::string_view name) const;

    // The frames of the step's thread, outermost first.
    [[nodiscard]] std::vector<FrameState> frames(StepId step) const;
    // The other threads at that step, each with its frames, outermost first.
    [[nodiscard]] std::vector<std::pair<ThreadId, std::vector<FrameState>>> others(
        StepId step) const;
    // The frame as it last was at or before the step.
    [[nodiscard]] FrameState frame(FrameId frame, StepId step) const;

    [[nodiscard]] std::uint32_t object_count() const;  // all that were ever seen
    [[nodiscard]] Birth birth(ObjectId object) const;
    [[nodiscard]] StepId death(ObjectId object) const;  // none: it didn't die
    // The step from which on it is neither alive nor dead, because its death can't be known; none:
    // it wasn't lost.
    [[nodiscard]] StepId lost(ObjectId object) const;
    [[nodiscard]] bool alive(ObjectId object, StepId step) const;
    [[nodiscard]] std::int64_t refcount(ObjectId object, StepId step) const;
    // Who holds it besides the frames and objects of the recording, as far as that was found.
    [[nodiscard]] std::vector<Outsider> residue(ObjectId object, StepId step) const;
    // REQUIRES: alive(object, step).
    [[nodiscard]] ObjectView object(ObjectId object, StepId step) const;
    // The step from which on the object's body is as it is at `step`: what was made of it then
    // still holds. None: it has no body yet.
    [[nodiscard]] StepId body_since(ObjectId object, StepId step) const;
    // The object that lived at that address at that step; none if no object seen did.
    [[nodiscard]] ObjectId object_at(std::uint64_t address, StepId step) const;
    // All objects alive at the step, in order of birth.
    [[nodiscard]] std::vector<ObjectId> alive_objects(StepId step) const;
    // Those of them that the frames, suspended frames and globals reach, in order of birth.
    [[nodiscard]] std::vector<ObjectId> reachable_objects(StepId step) const;
    [[nodiscard]] std::vector<ObjectId> died(StepId step) const;  // since the step before
    // Those that were lost since the step before.
    [[nodiscard]] std::vector<ObjectId> lost_at(StepId step) const;
    // The steps at which the count changed, with the new count; ascending.
    [[nodiscard]] std::vector<std::pair<StepId, std::int64_t>> count_history(ObjectId object) const;

    // The list of the collector's that the object is in: 0, 1, 2 or kFrozen; none: it isn't
    // tracked.
    [[nodiscard]] std::optional<std::uint8_t> generation(ObjectId object, StepId step) const;
    // The collections between the step before and this one, in order. `step` may be one past the
    // last: what came after it. The same goes for notes.
    [[nodiscard]] std::vector<Collection> collections(StepId step) const;
    // What the reader should know of the recording itself, from this step on.
    [[nodiscard]] std::vector<std::string> notes(StepId step) const;

    // What was written between the step before and this one.
    [[nodiscard]] std::vector<Output> output(StepId step) const;
    // What was written after the last step.
    [[nodiscard]] std::vector<Output> output_at_end() const;

private:
    [[nodiscard]] Result<void> take_whole();

    std::unique_ptr<RecordingIndex> m_index;
};

}  // namespace viv::wire
