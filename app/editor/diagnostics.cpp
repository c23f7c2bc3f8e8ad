// A line is untouched if it stands wholly before the edit or wholly after it.
#include "app/editor/diagnostics.h"

namespace viv::editor {

void follow_edit(std::vector<Diagnostic>& diagnostics, const Range& removed, Position end) {
    std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
        const std::size_t line = diagnostic.line - 1;
        if (line < removed.begin.line) return false;
        // The edit ends at a line's start and leaves a line's start: what follows is untouched.
        const bool is_pushed_whole =
            line == removed.end.line && removed.end.byte == 0 && end.byte == 0;
        return line <= removed.end.line && !is_pushed_whole;
    });
    for (Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.line - 1 < removed.end.line ||
            (diagnostic.line - 1 == removed.end.line && removed.end.byte != 0)) {
            continue;
        }
        diagnostic.line = static_cast<std::uint32_t>(diagnostic.line + end.line - removed.end.line);
    }
}

}  // namespace viv::editor
