// What expressions of a lesson come to in a recorded run. Three questions to the worker, none of
// them waited for: what the expressions are made of; what Python says at their points; what all of
// it comes to at the end of the run. What can be observed is answered by the recording (observe.h),
// read forwards and then backwards: both have to agree.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/lesson/points.h"
#include "app/session/sitting.h"

namespace viv::lesson {

struct Outcome {
    enum class State : std::uint8_t {
        Value = 0,
        Gone,    // a point of it is not in this run
        Failed,  // it can't be answered
        Stale,   // another run took the place of the one asked about
    };
    State state = State::Failed;
    std::string text;      // the value as Python prints it
    bool is_true = false;  // bool(value)
    StepId step;           // of its first point; none: the end of the run
    std::string why;       // unless Value
};

// Which run a sitting shows: two are equal only if it is the same one.
struct RunMark {
    std::uint64_t number = 0;  // Sitting::recording_number()
    std::string source;
    std::uint32_t steps = 0;
    bool has_ended = false;
    friend bool operator==(const RunMark&, const RunMark&) = default;
};
RunMark run_mark(const session::Sitting& sitting);

// Calls `done` once, from Sitting::poll() or at once, with an outcome for each expression.
// REQUIRES: the sitting has a recording that has ended; it lives until `done` has been called.
void evaluate(session::Sitting& sitting, std::map<std::string, Moment> moments,
              std::vector<std::string> expressions, std::function<void(std::vector<Outcome>)> done);

}  // namespace viv::lesson
