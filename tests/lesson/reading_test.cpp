// Reading a lesson: the way through it, answers, texts kept, and what runs say.
#include "app/lesson/reading.h"

#include <doctest/doctest.h>

#include "app/lesson/parse.h"
#include "tests/lesson/with_worker.h"

using namespace viv;
using namespace viv::lesson;

namespace {

constexpr const char* kLesson = R"(---
id: L
title: T
track: core
minutes: 1
---
## Step 1 · One
```python run id=s1 stop=mid focus=a
a = [1]        #(mid)
b = a          #(end)
```
```text quiz
Same?
- no  :: a is not b :: Look again.
- yes :: a is b
```
```text predict
[1, len(a)] :: What?
```
There are `=refs(a) @mid`, then `=refs(b) @end`.
```python facts
a is b  #: G
```
## Step 2 · Two
```python run id=s2
c = 5  #(c)
```
```text predict
c :: What?
```
```python facts
c == 5  #: G
```
)";

struct Read {
    std::unique_ptr<session::Sitting> sitting = sitting_with_worker();
    std::unique_ptr<Reading> reading;

    Read() {
        ParsedLesson parsed = parse_lesson(kLesson, "lessons/a01-one/lesson.md");
        for (const Mistake& mistake : parsed.mistakes) FAIL(mistake.message());
        Course course;
        course.lessons.push_back(std::move(parsed.lesson));
        reading = std::make_unique<Reading>(*sitting, std::move(course));
    }
    // Until nothing is under way any more.
    void settle() {
        for (int i = 0; i < 4; ++i) {
            sitting->apply_posted();
            sitting->wait_until_idle();
            reading->poll();
        }
    }
    void run() {
        reading->run();
        settle();
    }
    const Quiz& quiz() { return reading->course().lessons[0].steps[0].quizzes[0]; }
    const Prediction& prediction() { return reading->course().lessons[0].steps[0].predictions[0]; }
};

}  // namespace

TEST_CASE("the way through a lesson is clamped, and counted") {
    Read read;
    const std::uint64_t before = read.reading->place_revision();

    read.reading->go_to(7);

    CHECK(read.reading->step_index() == 1);
    CHECK(read.reading->step()->title == "Two");
    CHECK(read.reading->place_revision() == before + 1);
    read.reading->go_to(1);
    CHECK(read.reading->place_revision() == before + 1);
}

TEST_CASE("what was typed is kept for each snippet") {
    Read read;
    const std::uint64_t before = read.reading->editor_revision();

    read.reading->keep_text("a = [2]\n");
    read.reading->go_to(1);

    CHECK(read.reading->editor_text() == "c = 5\n");
    CHECK(read.reading->editor_revision() == before + 1);
    read.reading->go_to(0);
    CHECK(read.reading->editor_text() == "a = [2]\n");
    CHECK(read.reading->is_edited());
    read.reading->reset_text();
    CHECK(read.reading->editor_text() == "a = [1]\nb = a\n");
    CHECK_FALSE(read.reading->is_edited());
}

TEST_CASE("an answer is kept until the run tells") {
    Read read;

    read.reading->choose(read.quiz(), 0);
    read.reading->type(read.prediction(), "[1,1]");

    CHECK(read.reading->state(read.quiz()) == AnswerState::Kept);
    CHECK(read.reading->state(read.prediction()) == AnswerState::Kept);
    read.run();
    CHECK(read.reading->state(read.quiz()) == AnswerState::Wrong);
    CHECK(read.reading->right_option(read.quiz()) == 1);
    CHECK(read.reading->state(read.prediction()) == AnswerState::Right);
    read.reading->choose(read.quiz(), 1);
    CHECK(read.reading->state(read.quiz()) == AnswerState::Right);
}

TEST_CASE("a changed snippet tells nothing about what is right") {
    Read read;
    read.reading->choose(read.quiz(), 0);

    read.reading->keep_text("a = [1]\nb = [1]\n");
    read.run();

    CHECK(read.reading->has_run());
    CHECK(read.reading->state(read.quiz()) == AnswerState::Kept);
}

TEST_CASE("live values come from the run, with their moment") {
    Read read;
    CHECK(read.reading->value("refs(a) @mid").state == ValueState::NotRun);

    read.run();

    const LiveValue mid = read.reading->value("refs(a) @mid");
    CHECK(mid.state == ValueState::Known);
    CHECK(mid.text == "1");
    CHECK(mid.step == read.reading->step_of("mid"));
    CHECK(read.reading->value("refs(b) @end").text == "2");
    CHECK(read.reading->value("a is b").is_true);
}

TEST_CASE("the run is shown at its stop, with its focus selected") {
    Read read;

    read.run();

    CHECK(read.sitting->cursor() == read.reading->step_of("mid"));
    const ObjectId list = read.sitting->selection();
    REQUIRE(list);
    CHECK(read.sitting->recording()->type(read.sitting->recording()->birth(list).type).name ==
          "list");
}

TEST_CASE("after a change, what it made untrue and what no longer applies are told apart") {
    Read read;

    read.reading->keep_text("a = [1]\nb = [1]\n");
    read.run();

    CHECK(read.reading->is_recording_edited());
    const LiveValue untrue = read.reading->value("a is b");
    CHECK(untrue.state == ValueState::Known);
    CHECK_FALSE(untrue.is_true);
    CHECK(read.reading->value("refs(a) @mid").text == "1");

    read.reading->keep_text("z = [1]\n");
    read.run();
    CHECK(read.reading->value("a is b").state == ValueState::Gone);
    CHECK(read.reading->value("refs(b) @end").state == ValueState::Gone);
}

TEST_CASE("a run that was stopped leaves nothing to wait for") {
    Read read;
    read.reading->keep_text("a = [1]\nb = a\nwhile True: c = 1\n");
    session::RunOptions options;
    options.max_steps = 50;
    read.sitting->post(session::RunSnippet{read.reading->editor_text(), options});
    read.settle();

    const LiveValue value = read.reading->value("refs(a) @mid");

    CHECK(value.state == ValueState::Gone);
    CHECK(value.why == "the run has no end of its own (step-limit)");
}

TEST_CASE("the run of one step says nothing in another") {
    Read read;
    read.run();

    read.reading->go_to(1);
    read.settle();

    CHECK_FALSE(read.reading->has_run());
    CHECK(read.reading->value("c").state == ValueState::NotRun);
    read.reading->go_to(0);
    read.settle();
    CHECK(read.reading->has_run());
    CHECK(read.reading->value("refs(a) @mid").text == "1");
}
