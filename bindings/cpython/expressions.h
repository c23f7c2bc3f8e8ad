// Python asked about a moment: lesson expressions taken apart, and questions answered in a fork
// that stands where the run stands. What goes in and out is JSON. No exception leaves these
// functions.
#pragma once

#include <string>

namespace viv::cpython {

// Writes {"parts", "residue", "error"} for each of a JSON list of expressions, as a JSON list.
// REQUIRES: a process that will end soon: it imports modules.
std::string analyse_expressions(const std::string& expressions_json);

// Forks; the fork evaluates one question in the innermost frame of the calling thread and writes
// one line of JSON with "question": index to the descriptor. Returns when the fork has ended; one
// that takes more than two seconds is killed, and its answer is missing.
void answer_in_fork(int index, const std::string& expression, const std::string& given_json,
                    int answers_descriptor);

}  // namespace viv::cpython
