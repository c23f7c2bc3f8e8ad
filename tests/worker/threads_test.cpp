// Threads that the learner starts: they have steps of their own, and are gone when they have ended.
#include <map>
#include <set>

#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// The function in which each of the other threads stands.
std::map<std::uint32_t, std::string> standing(const wire::Recording& recording, StepId step) {
    std::map<std::uint32_t, std::string> functions;
    for (const auto& [thread, frames] : recording.others(step)) {
        if (!frames.empty()) functions[thread.value] = recording.code(frames.back().code).name;
    }
    return functions;
}

std::set<std::uint32_t> threads_with_steps(const wire::Recording& recording) {
    std::set<std::uint32_t> threads;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        threads.insert(recording.step(step).thread.value);
    }
    return threads;
}

}  // namespace

TEST_CASE("a thread's lines are steps of that thread, and it is gone when it has ended") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import threading\n"
        "def work(box):\n"
        "    box.append([1])\n"
        "    del box\n"
        "found = []\n"
        "worker = threading.Thread(target=work, args=(found,))\n"
        "worker.start()\n"
        "worker.join()\n"
        "print(found)\n");

    const std::vector<StepId> inside = steps_at_line(recording, 3);
    REQUIRE(inside.size() == 1);
    CHECK(recording.step(inside[0]).thread != recording.step(StepId{1}).thread);
    CHECK(recording.code(recording.frames(inside[0]).back().code).name == "work");
    CHECK(standing(recording, inside[0]) == std::map<std::uint32_t, std::string>{{1, "<module>"}});
    const StepId after = steps_at_line(recording, 9).front();
    CHECK(recording.step(after).thread == recording.step(StepId{1}).thread);
    CHECK(standing(recording, after).empty());
    CHECK(wire::repr(recording, wire::variable(recording, "found", after), after) == "[[1]]");
    CHECK(printed(recording) == "[[1]]\n");
}

TEST_CASE("threads of _thread and timers have steps, too") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import _thread, threading\n"
        "done = _thread.allocate_lock()\n"
        "done.acquire()\n"
        "def bare():\n"
        "    x = [2]\n"
        "    done.release()\n"
        "_thread.start_new_thread(bare, ())\n"
        "done.acquire()\n"
        "def late():\n"
        "    y = [3]\n"
        "timer = threading.Timer(0, late)\n"
        "timer.start()\n"
        "timer.join()\n");

    CHECK(recording.end()->status == RunStatus::Finished);
    CHECK(steps_at_line(recording, 5).size() == 1);
    CHECK(steps_at_line(recording, 10).size() == 1);
    CHECK(threads_with_steps(recording).size() == 3);
}

TEST_CASE("a thread number never comes back, though thread states do") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import threading\n"
        "def work(n):\n"
        "    return [n]\n"
        "for n in range(20):\n"
        "    one = threading.Thread(target=work, args=(n,))\n"
        "    one.start()\n"
        "    one.join()\n");

    CHECK(steps_at_line(recording, 3).size() == 20);
    CHECK(threads_with_steps(recording).size() == 21);
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        CHECK(recording.others(step).size() <= 1);
    }
}

TEST_CASE("daemon threads that are still running end with the run") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import threading\n"
        "started = threading.Event()\n"
        "def for_ever():\n"
        "    started.set()\n"
        "    while True:\n"
        "        pass\n"
        "threading.Thread(target=for_ever, daemon=True).start()\n"
        "started.wait()\n"
        "print('done')\n");

    CHECK(recording.end()->status == RunStatus::Finished);
    CHECK(steps_at_line(recording, 4).size() == 1);
    CHECK(printed(recording) == "done\n");
}

TEST_CASE("an exception that ends a thread is told in that thread") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import threading\n"
        "def fail():\n"
        "    raise ValueError('no')\n"
        "one = threading.Thread(target=fail, name='one')\n"
        "one.start()\n"
        "one.join()\n"
        "print('on')\n");

    bool was_told = false;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        const StepMark& mark = recording.step(step);
        if (mark.event != StepEvent::Exception || recording.line(step) != 3) continue;
        was_told = true;
        CHECK(mark.thread.value == 2);
    }
    CHECK(was_told);
    CHECK(recording.end()->status == RunStatus::Finished);
    CHECK(printed(recording, Stream::Stderr).find("ValueError: no") != std::string::npos);
}

}  // namespace viv::test
