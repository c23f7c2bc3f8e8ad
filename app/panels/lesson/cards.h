// The cards that only lessons have: questions, what to look at, what is true, and where Run is.
#pragma once

#include "app/lesson/lesson.h"
#include "app/panels/lesson/blocks.h"

namespace viv::panels {

// Options to click, or to choose with A, B, C…; what came of it once the program has run.
void put_quiz(Paper& paper, const lesson::Quiz& quiz, std::size_t index);
// Values to type.
void put_predictions(Paper& paper, const lesson::Step& step, const lesson::Part& part);
// What holds in the latest run; nothing before there is one.
void put_facts(Paper& paper, const lesson::Step& step, const lesson::Part& part);
// What to look at, and a way to its moment.
void put_watches(Paper& paper, const lesson::Step& step, const lesson::Part& part);
// Where the program is: beside, in the editor.
void put_snippet(Paper& paper, const lesson::Snippet& snippet);
// Run, and what may be read without it.
// Above what follows a run of the learner's own version.
void put_own_version(Paper& paper);
// Below the last step.
void put_end(Paper& paper);
void put_gate(Paper& paper, bool has_question, const std::function<void()>& open);

}  // namespace viv::panels
