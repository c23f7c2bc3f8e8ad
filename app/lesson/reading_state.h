// What a Reading remembers, apart from where it is. For reading.cpp and reading_run.cpp only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "app/lesson/facts.h"
#include "app/lesson/reading.h"

namespace viv::lesson {

struct Reading::State {
    // What the learner did.
    std::map<Key, std::string> texts;  // of snippets that they changed
    std::map<Key, std::size_t> choices;
    std::map<Key, std::string> typed;

    // What runs of the lesson's own snippets showed to be right; it stays known.
    std::map<Key, std::size_t> right_options;
    std::map<Key, std::string> right_values;

    // The run being looked at.
    std::optional<RunMark> run;
    Key run_of{};            // the snippet that was in the editor when it was first seen
    std::set<Key> have_run;  // snippets that ran before
    bool has_moved = false;  // the recording may be of another snippet than this step's
    std::map<Key, wire::Recording> put_away;  // of snippets that the learner has left
    bool is_asked = false;  // the run has been asked all that the step wants to know
    bool is_stop_shown = false;
    std::uint64_t asking = 0;  // counts the questions; late answers to old ones are dropped
    std::map<std::string, Moment> moments;
    std::map<std::string, LiveValue> values;

    std::uint64_t revision = 1;
};

}  // namespace viv::lesson
