// The fenced blocks of a lesson with a role: `python run`, `text quiz`… Each body has a grammar of
// its own, a line a thing. For parse.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/lesson/lesson.h"

namespace viv::lesson {

// "python run id=s1 focus=p" in pieces.
struct FenceInfo {
    std::string language;
    std::string role;  // empty: code that is only shown
    std::map<std::string, std::string> options;
};
FenceInfo parse_info(std::string_view info);

// Where mistakes go, and which file they are in.
struct Complaints {
    const std::string& file;
    std::vector<Mistake>& mistakes;

    void add(std::uint32_t line, std::string what, std::string expected = {}) const {
        mistakes.push_back({file, line, std::move(what), std::move(expected)});
    }
};

// `fence` is the block, whose line is that of its opening ```.
Snippet parse_snippet(const Block& fence, const FenceInfo& info, const Complaints& complaints);
Quiz parse_quiz(const Block& fence, const Complaints& complaints);
std::vector<Prediction> parse_predictions(const Block& fence, const Complaints& complaints);
std::vector<Fact> parse_facts(const Block& fence, const Complaints& complaints);
std::vector<Watch> parse_watches(const Block& fence, const Complaints& complaints);

// Puts a fence with a role into the step and sets its Block::role. Roles that don't exist are
// mistakes. `exercises` holds what the fences of an exercise gave so far; they may be apart.
void take_fence(Block& fence, Step& step, const Complaints& complaints);

}  // namespace viv::lesson
