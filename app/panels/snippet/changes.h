// What one run of a line did to the names around it: bound, rebound, deleted, or changed the
// object that they name. For the snippet's rows only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/panels/snippet/executions.h"
#include "app/session/query.h"

namespace viv::panels::snippet {

struct Change {
    std::string name;          // as one would write it: `x`, `self.items`
    ObjectId object;           // that it names now; none: deleted
    bool is_variable = false;  // a name of the frame itself rather than a place in an object
};

// In the order in which the frame has its names. `line_text` is the source of the line: where
// several names lead to a changed object, the one that stands in it is told. `module` is the frame
// of the module, whose names a function's line may speak of; none: not known.
std::vector<Change> changes_of(const wire::Recording& recording, const Execution& execution,
                               std::string_view line_text, FrameId module);

// Does the text have the word, as a word of its own?
bool has_word(std::string_view text, std::string_view word);

}  // namespace viv::panels::snippet
