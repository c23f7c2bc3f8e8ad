// What is shown of a step, and in which words.
#include "app/panels/lesson/lesson_rows.h"

#include <doctest/doctest.h>

#include "app/lesson/parse.h"

using namespace viv;
using namespace viv::panels;
using lesson::LiveValue;
using lesson::ValueState;

namespace {

constexpr const char* kLesson = R"(---
id: L
title: A lesson
track: core
minutes: 1
---
Before.
## Step 1 · One
Read this.
```python run id=s
x = [1]   #(made)
```
```text quiz
What?
- one :: len(x) == 1
- two :: len(x) == 2 :: No.
```
Then it has `=refs(x) @made`.
<!-- if py >= (3, 14) -->
New.
<!-- else -->
Old.
<!-- end -->
- a
- b
## Remember
Nothing to answer here.
)";

lesson::Course course() {
    lesson::ParsedLesson parsed = lesson::parse_lesson(kLesson, "lessons/a01-one/lesson.md");
    for (const lesson::Mistake& mistake : parsed.mistakes) FAIL(mistake.message());
    lesson::Course made;
    made.lessons.push_back(std::move(parsed.lesson));
    return made;
}

LiveValue value(ValueState state, const std::string& text = "", const std::string& why = "") {
    LiveValue made;
    made.state = state;
    made.text = text;
    made.why = why;
    return made;
}

}  // namespace

TEST_CASE("what stands behind the last question waits for the run") {
    const lesson::Course made = course();
    const lesson::Step& step = made.lessons[0].steps[0];

    CHECK(blocks_before_run(step) == 3);  // prose, program, quiz
    CHECK(has_gate(step));
    CHECK_FALSE(has_gate(made.lessons[0].steps[1]));
}

TEST_CASE("the text twin says what the panel shows, open or not") {
    const auto sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading(*sitting, course());

    const std::string closed = lesson_text(reading, "3.11.2", false);
    const std::string open = lesson_text(reading, "3.11.2", true);

    CHECK(closed ==
          "A lesson\nStep 1 of 2: One\nBefore.\nRead this.\nWhat?\n  A one\n  B two\n"
          "The rest appears when you have run the program.\n");
    CHECK(open ==
          "A lesson\nStep 1 of 2: One\nBefore.\nRead this.\nWhat?\n  A one\n  B two\n"
          "Then it has ?.\nOld.\n- a\n- b\n");
    CHECK(lesson_text(reading, "3.14.0", true).find("New.\n") != std::string::npos);
}

TEST_CASE("an answer stands with its option") {
    const auto sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading(*sitting, course());

    reading.choose(reading.step()->quizzes[0], 1);

    CHECK(
        lesson_text(reading, "3.11.2", false).find("  B two  (your answer, kept until you run)") !=
        std::string::npos);
}

TEST_CASE("a live value is a short word in the text, and a sentence behind it") {
    CHECK(live_text(value(ValueState::NotRun)) == "?");
    CHECK(live_text(value(ValueState::Pending)) == "…");
    CHECK(live_text(value(ValueState::Known, "3")) == "3");
    CHECK(live_text(value(ValueState::Known, "'0x7f'")) == "0x7f");
    CHECK(live_text(value(ValueState::Known, "'a\\n'")) == "'a\\n'");
    CHECK(live_text(value(ValueState::Gone)) == "—");
    CHECK(live_meaning(value(ValueState::Gone, "", "the line of @in is gone"), "refs(x) @in") ==
          "refs(x) @in: no longer applies; the line of @in is gone");
}

TEST_CASE("without a lesson the panel's text says so") {
    const auto sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading(*sitting, {});

    CHECK(lesson_text(reading, "", true) == "No lesson is open.\n");
}
