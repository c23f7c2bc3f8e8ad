// A sitting: what panels may ask of it, and what becomes of workers.
#include <csignal>
#include <cstdlib>

#include "app/session/words.h"
#include "tests/worker/recorded.h"

namespace viv::test {

TEST_CASE("the cursor stays within the recording, and commands wait for the end of the frame") {
    Recorder recorder;
    recorder.run("a = 1\nb = 2\nc = 3\n");
    session::Sitting& sitting = recorder.sitting();
    CHECK(sitting.cursor() == StepId{4});

    sitting.post(session::MoveSteps{-1});
    CHECK(sitting.cursor() == StepId{4});
    CHECK(sitting.apply_posted());
    CHECK(sitting.cursor() == StepId{3});
    CHECK(sitting.previous_cursor() == StepId{4});

    sitting.post(session::MoveSteps{-100});
    sitting.apply_posted();
    CHECK(sitting.cursor() == StepId{1});
    sitting.post(session::GoToStep{StepId{400}});
    sitting.apply_posted();
    CHECK(sitting.cursor() == StepId{4});
    sitting.post(session::GoToLast{});
    CHECK(!sitting.apply_posted());
}

TEST_CASE("a second run takes the place of the first, even while that one hangs") {
    Recorder recorder;
    session::Sitting& sitting = recorder.sitting();
    sitting.post(session::RunSnippet{"while True:\n    x = 1\n", {}});
    sitting.apply_posted();
    CHECK(sitting.state() == session::RunState::Running);

    const wire::Recording& recording = recorder.run("print('second')\n");

    CHECK(printed(recording) == "second\n");
    CHECK(sitting.recorded_source() == "print('second')\n");
}

TEST_CASE("a stopped run keeps its steps, and the next run works") {
    Recorder recorder;
    session::Sitting& sitting = recorder.sitting();
    sitting.post(session::RunSnippet{"while True:\n    x = 1\n", {}});
    sitting.apply_posted();
    while (sitting.recording() == nullptr || sitting.recording()->step_count() < 10) sitting.poll();

    sitting.post(session::StopRun{});
    sitting.wait_until_idle();

    CHECK(sitting.recording()->end()->status == RunStatus::Stopped);
    CHECK(sitting.recording()->step_count() >= 10);
    CHECK(recorder.run("x = 1\n").end()->status == RunStatus::Finished);
}

TEST_CASE("without a worker the sitting says which file is missing and how to build it") {
    const auto sitting = session::Sitting::create("/nowhere/vivarium-worker-3.11");
    CHECK(sitting->state() == session::RunState::NoWorker);
    CHECK(sitting->worker_problem().what.find("/nowhere/vivarium-worker-3.11") !=
          std::string::npos);
    CHECK(sitting->worker_problem().remedy.find("./dev build") != std::string::npos);

    bool was_told = false;
    sitting->ask("x = 1\n", {}, {{StepId{1}, "x", {}}},
                 [&](const auto& answers) { was_told = !answers.ok(); });
    CHECK(was_told);
}

TEST_CASE("something that is no worker is told as such, not started for ever") {
    const auto sitting = session::Sitting::create("/bin/true");
    sitting->wait_until_idle();
    CHECK(sitting->state() == session::RunState::NoWorker);
    CHECK(!sitting->worker_problem().what.empty());
}

TEST_CASE("a recording shown from a file can be walked without a worker") {
    Recorder recorder;
    const std::string bytes(recorder.run("a = [1]\nb = a\n").bytes());
    const auto sitting = session::Sitting::create("/nowhere/worker");
    auto recording = wire::Recording::from_bytes(bytes);
    REQUIRE(recording.ok());

    sitting->show(std::move(*recording));

    CHECK(sitting->cursor() == StepId{3});
    CHECK(sitting->recorded_source() == "a = [1]\nb = a\n");
}

TEST_CASE("a replay that goes another way gives no answers") {
    Recorder recorder;
    const std::string source =
        "import os\nif os.urandom(1)[0] % 2:\n    x = 1\nelse:\n    x = 2\n    y = 3\n";
    bool has_refused = false;
    // Some replay soon has the other parity.
    for (int i = 0; i < 200 && !has_refused; ++i) {
        recorder.run(source);
        recorder.sitting().ask(source, {}, {{StepId{3}, "x", {}}}, [&](const auto& answers) {
            has_refused =
                !answers.ok() && answers.error().what.find("replayed") != std::string::npos;
        });
        recorder.sitting().wait_until_idle();
    }
    CHECK(has_refused);
}

TEST_CASE("a step is told in words") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run("a = [1]\nb = a\ndel a\nprint(b)\n");

    CHECK(session::words(recording, StepId{1}) == "Line 1 of the module is about to run.");
    CHECK(session::words(recording, StepId{3}).find("b now names the list [1] (o") !=
          std::string::npos);
    CHECK(session::words(recording, StepId{3}).find("its count goes 1→2.") != std::string::npos);
    CHECK(session::words(recording, StepId{4}).find("a names nothing any more.") !=
          std::string::npos);
    CHECK(session::words(recording, StepId{5}).find("It wrote “[1]”.") != std::string::npos);
}

}  // namespace viv::test
