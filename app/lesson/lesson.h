// A lesson as its file says it: prose, snippets, questions and facts, each with its line. Plain
// values; parse.h makes them, and nothing changes them afterwards. What a learner did with them is
// in reading.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/lesson/markdown.h"

namespace viv::lesson {

// A moment with a name: just after this line of the snippet, the last time it ran.
struct Point {
    std::string name;
    std::uint32_t line = 0;  // of the snippet, from 1
};

// An editable program. `source` is free of the `#(name)` marks; they are in `points`.
struct Snippet {
    std::string id;
    std::string source;
    std::vector<Point> points;
    std::string stop;   // the point that the run is shown at; empty: its end
    std::string focus;  // the expression whose object is selected then; may be empty
    std::vector<std::string> panels;
    std::uint32_t line = 0;
};

// The right option is the one whose expression is true in the run: it is never typed.
struct QuizOption {
    std::string text;
    std::string expression;
    std::string feedback;  // for who chose it, and was wrong; may be empty
    std::uint32_t line = 0;
};
struct Quiz {
    std::string question;
    std::vector<QuizOption> options;
    std::uint32_t line = 0;
};

// A value that the learner types before the run.
struct Prediction {
    std::string expression;
    std::string question;
    std::uint32_t line = 0;
};

// A claim that has to be true on every CPython. G: the language says so; I: CPython does so;
// V: depends on the version, and the expression says how.
struct Fact {
    std::string expression;
    char kind = 'G';
    std::string note;
    std::uint32_t line = 0;
};

// What to look at: "graph: arrow bucket -> #list @in".
struct Watch {
    std::string panel;
    std::string text;
    std::string point;  // empty: no particular moment
    std::uint32_t line = 0;
};

// A piece of Python that belongs to an exercise.
struct Source {
    std::string text;
    std::uint32_t line = 0;
};
struct Exercise {
    std::string id;
    Source starter, check;
    std::vector<Source> solutions, wrong;
    std::uint32_t line = 0;
};

enum class Role : std::uint8_t { Snippet = 0, Quiz, Predict, Facts, Watch, Exercise, Hidden };

// One part of a step that is more than prose. A fence's Block::role is the index of its Part.
struct Part {
    Role role = Role::Hidden;
    std::size_t first = 0;  // in the step's vector of that role…
    std::size_t count = 1;  // …and how many of them: a fence of facts holds several
};

enum class StepKind : std::uint8_t { Step = 0, Modify, Make, Interview, Remember };

struct Step {
    StepKind kind = StepKind::Step;
    std::uint32_t number = 0;  // as written: "## Step 2 · …"; 0 for the other kinds
    std::string title;
    std::uint32_t line = 0;
    std::vector<Block> blocks;  // in reading order, without the step's heading
    std::vector<Part> parts;
    std::vector<Snippet> snippets;
    std::vector<Quiz> quizzes;
    std::vector<Prediction> predictions;
    std::vector<Fact> facts;
    std::vector<Watch> watches;
    std::vector<Exercise> exercises;
    // The snippet that the step's facts speak of: its own first one, or that of the nearest step
    // before it that has one. -1: none.
    std::int32_t snippet_step = -1;
};

struct Lesson {
    std::string slug;  // "mutable-defaults": its name on the command line
    std::string id;    // "L01"
    std::string title;
    std::string track;
    std::uint32_t minutes = 0;
    std::vector<std::string> needs;
    std::vector<std::string> asked;  // interview questions that it answers, in plain words
    std::string min_python;          // "3.12"; empty: any
    std::filesystem::path file;
    std::vector<Block> introduction;  // before the first step
    std::vector<Step> steps;

    // The snippet that step `index` is about, or null.
    [[nodiscard]] const Snippet* snippet(std::size_t index) const;
    // The expressions of a step that its snippet's run answers, in reading order: quiz options,
    // predictions, live values, facts.
    [[nodiscard]] std::vector<std::string> expressions(std::size_t index) const;
};

// Does the condition of a Conditional ("py >= (3, 14)") hold for that CPython ("3.11.2")? An empty
// version means unknown: then "no". Conditions of another form are mistakes that parsing reports.
bool condition_holds(const std::string& condition, const std::string& python_version);
bool is_condition(const std::string& condition);

}  // namespace viv::lesson
