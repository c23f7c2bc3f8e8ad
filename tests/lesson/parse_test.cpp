// A whole lesson, read.
#include <doctest/doctest.h>

#include "app/lesson/parse.h"

using namespace viv::lesson;

namespace {

constexpr const char* kLesson = R"(---
id: L09
title: "A: title"
track: core
minutes: 5
needs: [L00, L01]
asked: ["Why, then?",
  "How?"]
---

Before it all.

## Step 1 · Names

```python run id=s1 panels=graph,refs focus=b stop=end
a = []        #(0)
b = a         #(end)
```

```text quiz
How many lists
are there?
- one :: a is b :: Look again.
- two :: a is not b
  :: Follow the
  arrows.
```

```text predict
refs(a) @end :: How many?
```

At the end `=refs(a) @end`.

```text watch
graph: both arrows @end
refs: the count
```

```python facts
a is b                    #: G one list
refs(a) @(0, end) == [1, 2]  #: I
```

## Step 2 · Again

Still `=refs(b)`.

## Make

```python exercise id=two
def two(): ...
```

```python check for=two
assert two() == 2, "not two"
```

<details><summary>Solutions</summary>

```python solution for=two
def two(): return 2
```

```python wrong for=two
def two(): return 3
```

</details>
)";

ParsedLesson parsed() {
    return parse_lesson(kLesson, "lessons/b09-names-are-arrows/lesson.md");
}

}  // namespace

TEST_CASE("front matter, slug and steps are read") {
    const ParsedLesson result = parsed();

    for (const Mistake& mistake : result.mistakes) FAIL_CHECK(mistake.message());
    const Lesson& lesson = result.lesson;
    CHECK(lesson.slug == "names-are-arrows");
    CHECK(lesson.id == "L09");
    CHECK(lesson.title == "A: title");
    CHECK(lesson.minutes == 5);
    CHECK(lesson.needs == std::vector<std::string>{"L00", "L01"});
    CHECK(lesson.asked == std::vector<std::string>{"Why, then?", "How?"});
    CHECK(lesson.introduction.size() == 1);
    REQUIRE(lesson.steps.size() == 3);
    CHECK(lesson.steps[0].title == "Names");
    CHECK(lesson.steps[1].number == 2);
    CHECK(lesson.steps[2].kind == StepKind::Make);
}

TEST_CASE("the marks of points are taken out of the snippet and kept with their lines") {
    const Snippet snippet = parsed().lesson.steps[0].snippets.at(0);

    CHECK(snippet.source == "a = []\nb = a\n");
    REQUIRE(snippet.points.size() == 2);
    CHECK(snippet.points[0].name == "0");
    CHECK(snippet.points[1].line == 2);
    CHECK(snippet.stop == "end");
    CHECK(snippet.focus == "b");
    CHECK(snippet.panels == std::vector<std::string>{"graph", "refs"});
}

TEST_CASE("a quiz has options with an expression each, and they may go on in the next line") {
    const Quiz quiz = parsed().lesson.steps[0].quizzes.at(0);

    CHECK(quiz.question == "How many lists are there?");
    REQUIRE(quiz.options.size() == 2);
    CHECK(quiz.options[0].feedback == "Look again.");
    CHECK(quiz.options[1].expression == "a is not b");
    CHECK(quiz.options[1].feedback == "Follow the arrows.");
}

TEST_CASE("facts, predictions and watches are read with their lines") {
    const Step step = parsed().lesson.steps[0];

    REQUIRE(step.facts.size() == 2);
    CHECK(step.facts[0].kind == 'G');
    CHECK(step.facts[0].note == "one list");
    CHECK(step.facts[1].expression == "refs(a) @(0, end) == [1, 2]");
    CHECK(step.facts[1].kind == 'I');
    CHECK(step.facts[1].line == 42);
    REQUIRE(step.predictions.size() == 1);
    CHECK(step.predictions[0].expression == "refs(a) @end");
    REQUIRE(step.watches.size() == 2);
    CHECK(step.watches[0].text == "both arrows");
    CHECK(step.watches[0].point == "end");
    CHECK(step.watches[1].point.empty());
}

TEST_CASE("fences point at their parts") {
    const Step step = parsed().lesson.steps[0];

    std::vector<Role> roles;
    for (const Block& block : step.blocks)
        if (block.role >= 0) roles.push_back(step.parts.at(block.role).role);

    CHECK(roles ==
          std::vector<Role>{Role::Snippet, Role::Quiz, Role::Predict, Role::Watch, Role::Facts});
    CHECK(step.parts.back().count == 2);
}

TEST_CASE("a step without a snippet speaks of the one before it") {
    const Lesson lesson = parsed().lesson;

    REQUIRE(lesson.snippet(1) != nullptr);
    CHECK(lesson.snippet(1)->id == "s1");
    CHECK(lesson.expressions(1) == std::vector<std::string>{"refs(b)"});
}

TEST_CASE("an exercise gathers its fences; its solution is shown, its check is not") {
    const Step step = parsed().lesson.steps[2];

    REQUIRE(step.exercises.size() == 1);
    const Exercise& exercise = step.exercises[0];
    CHECK(exercise.starter.text == "def two(): ...\n");
    CHECK(exercise.check.text == "assert two() == 2, \"not two\"\n");
    CHECK(exercise.solutions.size() == 1);
    CHECK(exercise.wrong.size() == 1);
    const Block& details = step.blocks.back();
    CHECK(details.children.at(0).role == -1);
    CHECK(step.parts.at(details.children.at(1).role).role == Role::Hidden);
}

TEST_CASE("conditions compare the version of Python") {
    CHECK(condition_holds("py >= (3, 11)", "3.11.2"));
    CHECK_FALSE(condition_holds("py >= (3, 14)", "3.11.2"));
    CHECK(condition_holds("py < (3, 14)", "3.9.0"));
    CHECK(condition_holds("py == (3, 15)", "3.15.2"));
    CHECK_FALSE(condition_holds("py < (3, 14)", ""));
    CHECK_FALSE(is_condition("python"));
    CHECK_FALSE(is_condition("py => (3, 14)"));
}
