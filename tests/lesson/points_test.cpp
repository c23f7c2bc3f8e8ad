// From a mark at a line to a step.
#include <doctest/doctest.h>

#include "app/lesson/points.h"
#include "tests/lesson/made_recording.h"

using namespace viv;
using namespace viv::lesson;

namespace {

// def f():          # 1
//     x = 1         # 2
//     return x      # 3
// f()               # 4
// f()               # 5
MadeRecording two_calls() {
    MadeRecording made;
    made.line(1, 1);                     // 1
    made.line(1, 4);                     // 2
    made.step(StepEvent::Call, 2, 1);    // 3
    made.line(2, 2);                     // 4
    made.line(2, 3);                     // 5
    made.step(StepEvent::Return, 2, 3);  // 6
    made.line(1, 5);                     // 7
    made.step(StepEvent::Call, 3, 1);    // 8
    made.line(3, 2);                     // 9
    made.line(3, 3);                     // 10
    made.step(StepEvent::Return, 3, 3);  // 11
    made.step(StepEvent::Return, 1, 5);  // 12
    return made;
}

std::vector<std::uint32_t> follow(std::string_view before, std::string_view after) {
    std::vector<std::uint32_t> lines = follow_lines(before, after);
    lines.erase(lines.begin());
    return lines;
}

}  // namespace

TEST_CASE("a point is the next event of the frame that ran its line last") {
    const wire::Recording recording = two_calls().finish();

    CHECK(step_after_line(recording, 2) == StepId{10});  // in the second call
    CHECK(step_after_line(recording, 3) == StepId{11});  // its return
}

TEST_CASE("what a line calls comes before the moment after it") {
    const wire::Recording recording = two_calls().finish();

    CHECK(step_after_line(recording, 4) == StepId{7});
    CHECK(step_after_line(recording, 5) == StepId{12});  // the module's return
}

TEST_CASE("a line that never ran, or was cut off, has no moment after it") {
    MadeRecording made;
    made.line(1, 1);
    made.line(1, 2);
    const wire::Recording recording = made.finish(RunStatus::Crashed);

    CHECK(step_after_line(recording, 1) == StepId{2});
    CHECK_FALSE(step_after_line(recording, 2));
    CHECK_FALSE(step_after_line(recording, 7));
}

TEST_CASE("lines are followed through edits") {
    CHECK(follow("a\nb\nc\n", "a\nb\nc\n") == std::vector<std::uint32_t>{1, 2, 3});
    CHECK(follow("a\nb\nc\n", "new\na\nb\nc\n") == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(follow("a\nb\nc\n", "a\nc\n") == std::vector<std::uint32_t>{1, 0, 2});
    CHECK(follow("a\nb\nc\n", "a\nB!\nc\n") == std::vector<std::uint32_t>{1, 2, 3});
    CHECK(follow("a\nb\nc\n", "a\nx\ny\nc\n") == std::vector<std::uint32_t>{1, 0, 4});
    CHECK(follow("a\nb\n", "") == std::vector<std::uint32_t>{0, 0});
    CHECK(follow("a\nb\na\nc\n", "b\na\nd\nc\n") == std::vector<std::uint32_t>{0, 1, 2, 4});
}

TEST_CASE("points of an edited snippet follow their lines, or say that they are gone") {
    const wire::Recording recording = two_calls().finish();
    Snippet snippet;
    snippet.source = "def f():\n    x = 2\n    return x\nf()\nf()\nlast()\n";
    snippet.points = {{"in", 2}, {"called", 5}, {"last", 6}};

    const auto moments =
        find_moments(snippet, recording, "def f():\n    x = 1\n    return x\nf()\nf()\n");

    CHECK(moments.at("in").step == StepId{10});
    CHECK(moments.at("called").step == StepId{12});
    CHECK_FALSE(moments.at("last").step);
    CHECK(moments.at("last").why == "the line of @last is gone");
}
