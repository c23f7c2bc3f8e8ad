// Where the lines of a printed traceback lead: to the step at which the exception passed through
// that line of that function. Made from the text that CPython itself wrote and from the recording;
// pure.
#pragma once

#include <string_view>
#include <vector>

#include "app/session/query.h"

namespace viv::panels::output {

// `File "snippet.py", line 3, in add`, without what stands before and behind it.
struct TracebackLink {
    std::size_t begin = 0, end = 0;  // bytes of the text
    StepId step;                     // of the event in that frame, which is the innermost one there
};

// The links of all tracebacks in `text`, in its order, which begins at `offset` of what the links
// count from and had been written by `step`. Lines of other files, and those whose exception the
// recording doesn't know any more, have none.
std::vector<TracebackLink> traceback_links(const wire::Recording& recording, std::string_view text,
                                           std::size_t offset, StepId step);

}  // namespace viv::panels::output
