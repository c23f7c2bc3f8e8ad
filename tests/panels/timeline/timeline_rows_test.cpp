// The time line: ticks for any number of steps, words for what a step stands at.
#include "app/panels/timeline/timeline_rows.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/panels/recorded.h"

namespace viv::panels::timeline {
namespace {

// A recording of so many line steps, with one exception at `odd`.
wire::Recording many(std::uint32_t count, std::uint32_t odd) {
    wire::LogWriter writer(std::size_t{128} << 20);
    writer.header({});
    for (std::uint32_t i = 1; i <= count; ++i) {
        const bool was_written =
            writer.step({i == odd ? StepEvent::Exception : StepEvent::Line, ThreadId{1}, {}, {}});
        REQUIRE(was_written);
    }
    auto recording = wire::Recording::from_bytes(writer.bytes());
    REQUIRE(recording.ok());
    return std::move(*recording);
}

TEST_CASE("a short recording has a tick for each step, of its event") {
    const Recorded run = mutable_default();
    Ticks ticks;

    const std::vector<Tick>& shown = ticks.of(run.recording, 200);

    REQUIRE(shown.size() == 13);
    CHECK(shown[0].fraction == 0);
    CHECK(shown[12].fraction == 1);
    CHECK(shown[3].kind == TickKind::Call);
    CHECK(shown[4].kind == TickKind::Line);
    CHECK(shown[6].kind == TickKind::Return);
}

TEST_CASE("of very many steps a rare event still shows, at its place") {
    const wire::Recording run = many(300'000, 200'001);
    Ticks ticks;

    const std::vector<Tick> shown = ticks.of(run, 300);

    REQUIRE(shown.size() == 300);
    std::uint64_t steps = 0;
    for (const Tick& tick : shown) steps += tick.steps;
    CHECK(steps == 300'000);
    const auto odd = std::find_if(shown.begin(), shown.end(),
                                  [](const Tick& t) { return t.kind == TickKind::Exception; });
    REQUIRE(odd != shown.end());
    CHECK(odd->fraction == doctest::Approx(2.0 / 3).epsilon(0.01));
}

TEST_CASE("one step is a line of one tick, none is a line of none") {
    Ticks ticks;

    CHECK(ticks.of(many(1, 0), 100).size() == 1);
    CHECK(ticks.of(wire::Recording(), 100).empty());
    CHECK(step_at(0.7f, 1) == StepId{1});
    CHECK(step_at(0.7f, 0) == StepId{});
}

TEST_CASE("every step can be pointed at") {
    for (const std::uint32_t count : {1u, 2u, 13u, 999u}) {
        for (std::uint32_t step = 1; step <= count; ++step) {
            CHECK(step_at(fraction_of(StepId{step}, count), count) == StepId{step});
        }
    }
    CHECK(step_at(-3, 13) == StepId{1});
    CHECK(step_at(3, 13) == StepId{13});
}

TEST_CASE("a step says in words what it stands at") {
    const Recorded run = mutable_default();

    CHECK(stands_at(run.recording, StepId{1}) == "the module begins");
    CHECK(stands_at(run.recording, StepId{3}) == "line 4, about to run `p = add(1)`");
    CHECK(stands_at(run.recording, StepId{4}) == "add is called");
    CHECK(stands_at(run.recording, StepId{6}) == "line 3 of add, about to run `return bucket`");
    CHECK(stands_at(run.recording, StepId{7}) == "add returns");
    CHECK(stands_at(run.recording, StepId{13}) == "the end of the module");
}

TEST_CASE("a frame that an exception leaves doesn't return, and a class body isn't called") {
    Script script("class A:\n    1 / 0\n");
    const CodeId module = script.code("<module>", 1), body = script.class_body("A", 1);
    script.frame(FrameId{1}, {}, module, 1, {});
    script.step(StepEvent::Line, FrameId{1}, module, 1);
    script.frame(FrameId{2}, FrameId{1}, body, 1, {});
    script.step(StepEvent::Call, FrameId{2}, body, 1);
    script.frame(FrameId{2}, FrameId{1}, body, 2, {});
    script.step(StepEvent::Exception, FrameId{2}, body, 2);
    script.step(StepEvent::Return, FrameId{2}, body, 2);
    script.step(StepEvent::Exception, FrameId{1}, module, 1);
    script.step(StepEvent::Return, FrameId{1}, module, 1);
    const Recorded run = script.finish();

    CHECK(stands_at(run.recording, StepId{2}) == "the body of class A begins");
    CHECK(stands_at(run.recording, StepId{4}) == "the body of class A is left by the exception");
    CHECK(stands_at(run.recording, StepId{6}) == "the module is left by the exception");
}

TEST_CASE("lines of a source are found without their blanks") {
    CHECK(source_line("a\n  b  \nc", 2) == "b");
    CHECK(source_line("a\n  b\nc", 3) == "c");
    CHECK(source_line("a\n", 2).empty());
    CHECK(source_line("a\n", 0).empty());
    CHECK(source_line("a\n", 99).empty());
}

TEST_CASE("the count of an object is a line of steps from its birth on") {
    const Recorded run = mutable_default();

    const CountLine line = count_line(run.recording, run.made.at("bucket"));

    REQUIRE(line.corners.size() == 3);
    CHECK(line.corners[0].count == 1);
    CHECK(line.corners[0].fraction == fraction_of(StepId{3}, 13));
    CHECK(line.corners[2].count == 3);
    CHECK(line.most == 3);
    CHECK(line.end == 1);
}

}  // namespace
}  // namespace viv::panels::timeline
