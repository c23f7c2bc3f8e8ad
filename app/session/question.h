// Python asked about a moment of a recorded run. The run is replayed in the worker to the step,
// held against the recording on the way, forked there, and the fork evaluates: so nothing asked
// can change what is recorded. Plain values; sitting.h sends them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bindings/base/ids.h"

namespace viv::session {

// An expression, evaluated in the innermost frame of the step (a module's names are its globals).
struct Question {
    StepId step;  // none: at the end of the run
    std::string expression;
    // Names given to the expression besides the frame's own, as Python literals:
    // {"_v0", "[1, 2, 3]"}. They are seen by this expression only.
    std::vector<std::pair<std::string, std::string>> given;
};

struct Answer {
    bool is_error = false;
    std::string text;           // repr of the value; or "NameError: name 'x' is not defined"
    bool is_true = false;       // bool(value)
    std::uint64_t address = 0;  // id(value) in the replay
    // The value as a Python literal if it is one (what ast.literal_eval takes), else empty.
    std::string literal;
};

// An expression of a lesson taken apart by Python's own parser. `refs(x) @(0, 1) == [1, 2]` becomes
//   residue "_v0 == [1, 2]" and one part {name "_v0", word "refs", argument "x", points {"0","1"},
//   is_list true}.
// A part's value is put in place of its name in the residue: a list when `is_list`.
struct Part {
    std::string name;      // `_v0`
    std::string word;      // an observation word (`refs`, `id`, `out`…) or "" for Python
    std::string argument;  // its first argument's source; or the whole Python expression
    std::string second;    // its second argument's source, if any (bytes_of)
    std::vector<std::string> points;  // as written: "in", "0"; empty: the end of the run
    bool is_list = false;             // several points: a list of values
};
struct Analysis {
    std::string error;    // "invalid syntax (column 4)"; empty: fine
    std::string residue;  // Python, evaluated at the end of the run with the parts given
    std::vector<Part> parts;
};

}  // namespace viv::session
