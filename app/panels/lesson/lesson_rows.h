// What the lesson panel shows, without how: which blocks, which words stand for a live value, and
// the whole step as text. Pure functions of the reading.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/lesson/reading.h"

namespace viv::panels {

// The explanation behind the last question of a step waits until the learner has run the program:
// who reads the answer doesn't predict. This is how many of the step's blocks come before it.
std::size_t blocks_before_run(const lesson::Step& step);
// Is there something to answer, and something after it that waits?
bool has_gate(const lesson::Step& step);

// The learner's latest run is of a text of their own: what the lesson says then is not about it.
bool is_own_version(const lesson::Reading& reading);
inline constexpr const char* kOwnVersion =
    "You ran your own version: what follows speaks of the original.";
// Before which block of the step that stands: behind its questions.
std::size_t own_version_place(const lesson::Step& step);

// Short words in the place of a live value: the value itself, "?" before the run, "…" while it is
// on its way, "—" when it no longer applies.
std::string live_text(const lesson::LiveValue& value);
// What it means, as a sentence for the tooltip.
std::string live_meaning(const lesson::LiveValue& value, const std::string& expression);

// How a fact fared in the latest run.
enum class FactState : std::uint8_t {
    Unknown = 0,  // not run, or under way
    True,
    Untrue,  // the learner's change made it untrue
    Gone,    // no longer applies
    Broken,  // false, or unanswerable, in the lesson's own snippet: the lesson's fault
};
FactState fact_state(const lesson::Reading& reading, const lesson::Fact& fact);
const char* fact_word(FactState state);  // "true", "your change made this untrue"…

// 'A', 'B'… of a quiz's options.
char option_letter(std::size_t option);

// The side of a conditional that holds for that CPython.
std::vector<const lesson::Block*> chosen_side(const lesson::Block& conditional,
                                              const std::string& python_version);

// The step as text, with what is shown of it when `is_open` says that the explanation is.
std::string lesson_text(const lesson::Reading& reading, const std::string& python_version,
                        bool is_open);

}  // namespace viv::panels
