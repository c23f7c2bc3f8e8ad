// What stands beside the code at one moment: for each line the names that it bound or changed when
// it last ran, and the lines where the frames stand. Made from the recording alone; pure.
//
// Lines are those of the recorded source, from 1.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/panels/snippet/executions.h"
#include "app/session/query.h"

namespace viv::panels::snippet {

// One name beside a line.
struct ValueRow {
    std::string name;     // `bucket`, `self.items`, `grid[0]`
    std::string value;    // its repr
    std::string count;    // "×3"; empty where the count isn't the learner's
    std::string address;  // "0x7f…c3c0"; empty where sharing says nothing
    ObjectId object;      // none: the name was deleted
    ObjectKind kind = ObjectKind::Other;
    bool is_past = false;   // no longer so at the cursor: as it was when the line had run
    bool is_fresh = false;  // the step before the cursor did it
};
// "bucket = [1, 2]  ×3  0x7f…c3c0"
std::string row_text(const ValueRow& row);

// A line where a frame stands.
struct LineMark {
    std::uint32_t line = 0;
    bool is_innermost = false;  // else a caller, waiting for it
    std::string words;          // "about to run", "returns [1, 2]", "calls add"
};

class SnippetRows {
public:
    // REQUIRES: the same recording for the life of the object; it may have grown.
    // `cursor` none: before the first step; there are no rows then.
    void set_moment(const wire::Recording& recording, StepId cursor);

    // Outermost frame first; a line is there once, for its innermost frame.
    [[nodiscard]] const std::vector<LineMark>& marks() const { return m_marks; }
    [[nodiscard]] const LineMark* mark(std::uint32_t line) const;
    // Worked out when first asked for at this moment, so that only lines in sight cost.
    const std::vector<ValueRow>& values(std::uint32_t line);
    [[nodiscard]] std::uint32_t last_line() const { return m_executions.last_line(); }

private:
    enum class Calls : bool { LeftOut, Counted };
    [[nodiscard]] const Execution* last_execution(std::uint32_t line, Calls calls) const;
    void make_marks();

    const wire::Recording* m_recording = nullptr;
    StepId m_cursor;
    std::uint32_t m_steps = 0;
    Executions m_executions;
    std::vector<FrameState> m_frames;     // at the cursor, outermost first
    std::vector<FrameId> m_frames_there;  // the same, sorted
    std::vector<LineMark> m_marks;
    std::unordered_map<std::uint32_t, std::vector<ValueRow>> m_values;
    std::vector<std::string> m_source;  // lines of it
};

}  // namespace viv::panels::snippet
