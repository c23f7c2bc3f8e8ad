// Which line of the recorded source each line of the text is, so that a recording's marks find
// their lines while the text is edited. A line that reads as it was recorded, in the order of its
// neighbours, is that line; taking an edit back therefore brings the marks back. A text that shares
// less than half of its lines with the recording is another program: then no line has an origin.
// Used by Document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/editor/text.h"

namespace viv::editor {

struct Origin {
    std::uint32_t line = 0;   // of the recorded source, from 1; 0: it is new
    bool is_changed = false;  // stands where that line stood but reads otherwise
    friend bool operator==(const Origin&, const Origin&) = default;
};

class Origins {
public:
    // From now on lines are compared with this source; empty: nothing was recorded.
    void mark_recorded(const TextBuffer& buffer, std::string_view source);
    // `old_count` lines from `first` on became `new_count`; the buffer holds them already.
    void on_edit(const TextBuffer& buffer, std::size_t first, std::size_t old_count,
                 std::size_t new_count);
    // Another text was opened: is it a version of what was recorded?
    void judge(const TextBuffer& buffer);
    [[nodiscard]] bool is_related() const { return m_is_related; }
    [[nodiscard]] Origin of(std::size_t line) const {
        return m_is_related ? m_origins[line] : Origin{};
    }
    [[nodiscard]] bool is_as_recorded() const;

private:
    void match(const TextBuffer& buffer, std::size_t first, std::size_t end);

    TextBuffer m_recorded;
    bool m_has_recorded = false;
    bool m_is_related = false;
    std::vector<Origin> m_origins{1};
};

}  // namespace viv::editor
