// Undo and redo: each step holds the edits of one command and where the caret stood before and
// after. A run of typing, or of erasing, becomes one step for each word. Used by Document only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/editor/text.h"

namespace viv::editor {

// The caret and the other end of the selection (the same place: nothing is selected).
struct Caret {
    Position at;
    Position anchor;
    friend bool operator==(const Caret&, const Caret&) = default;
};

enum class EditKind : std::uint8_t { Typing, Erasing, Other };

struct HistoryStep {
    std::vector<Edit> edits;
    Caret before, after;
    EditKind kind = EditKind::Other;
};

class History {
public:
    // Adds a step that was just done; what had been undone before it is forgotten.
    void add(HistoryStep step);
    // The next edit starts a step of its own (the caret was moved).
    void seal() { m_is_sealed = true; }
    void clear();

    [[nodiscard]] bool can_undo() const { return m_done > 0; }
    [[nodiscard]] bool can_redo() const { return m_done < m_steps.size(); }
    // The step to take back, or to do again; null where there is none.
    const HistoryStep* undo();
    const HistoryStep* redo();

private:
    bool merge(const HistoryStep& step);

    std::vector<HistoryStep> m_steps;
    std::size_t m_done = 0;  // steps before this one are done, the others were undone
    bool m_is_sealed = true;
};

}  // namespace viv::editor
