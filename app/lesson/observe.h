// The words of observation (`refs`, `out`, `frames`…), answered from the recording. What needs an
// address gets it from a replay; everything else about the object is what was recorded, so that a
// lesson can never agree with itself while the picture beside it shows something else.
#pragma once

#include <string>
#include <string_view>

#include "app/session/query.h"
#include "app/session/question.h"
#include "bindings/base/result.h"

namespace viv::lesson {

// Does the part's first argument have to be evaluated in a replay, before observe() can be asked?
// True for Python itself (an empty word) too.
bool needs_replay(std::string_view word);

// The value of one word at one step, as a Python literal. `answer` is the replay's, for words that
// need it; null for the others. `step` none: the end of the run.
// Fails with a sentence for the author: the word is unknown, the run holds no such object…
Result<std::string> observe(const wire::Recording& recording, const session::Part& part,
                            StepId step, const session::Answer* answer);

// The text as a Python string literal.
std::string python_string(std::string_view text);

}  // namespace viv::lesson
