// What each version of CPython does in a way of its own, and what must come out alike all the same.
#include <algorithm>

#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

bool is_311() {
    return std::string(VIVARIUM_TEST_PYTHON) == "3.11";
}

std::string repr_of(const wire::Recording& recording, const char* name, StepId step) {
    return wire::repr(recording, wire::variable(recording, name, step), step);
}

}  // namespace

TEST_CASE("each turn of a loop on one line is a step") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run("for x in [1, 2, 3]: y = x\n");
    CHECK(steps_at_line(recording, 1).size() == 4);
}

TEST_CASE("an attribute that is set past the instance's own dict is seen in that dict") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "class A: pass\n"
        "o = A()\n"
        "o.x = [1]\n"
        "d = o.__dict__\n"
        "o.x = [2]\n"
        "o.y = 3\n");
    const StepId last = recording.last_step();
    CHECK(repr_of(recording, "d", steps_at_line(recording, 5).front()) == "{'x': [1]}");
    CHECK(repr_of(recording, "d", last) == "{'x': [2], 'y': 3}");
    const ObjectId two = [&] {
        for (const Slot& slot :
             recording.object(wire::variable(recording, "d", last), last).body.slots) {
            if (wire::repr(recording, slot.target, last) == "[2]") return slot.target;
        }
        return ObjectId{};
    }();
    REQUIRE(two);
    const wire::Holders holders = wire::holders(recording, two, last);
    CHECK(holders.refcount == 1);
    CHECK(holders.unexplained == 0);
}

TEST_CASE("what __del__ brings back to life has not died") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "kept = []\n"
        "class A:\n"
        "    def __del__(self): kept.append(self)\n"
        "a = A()\n"
        "del a\n"
        "x = 1\n"
        "kept.clear()\n"
        "y = 2\n");
    const ObjectId a = wire::variable(recording, "a", steps_at_line(recording, 5).front());
    REQUIRE(a);
    CHECK(recording.alive(a, steps_at_line(recording, 7).front()));
    CHECK(recording.death(a) == steps_at_line(recording, 8).front());
}

TEST_CASE("tracemalloc beside us: deaths are told all the same") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import tracemalloc\n"
        "tracemalloc.start()\n"
        "x = 1\n"
        "a = [1000]\n"
        "del a\n"
        "tracemalloc.stop()\n"
        "b = [2000]\n"
        "del b\n"
        "y = 2\n");
    REQUIRE(recording.end()->status == RunStatus::Finished);
    const ObjectId a = wire::variable(recording, "a", steps_at_line(recording, 5).front());
    const ObjectId b = wire::variable(recording, "b", steps_at_line(recording, 8).front());
    CHECK(recording.death(a) == steps_at_line(recording, 6).front());
    CHECK(recording.death(b) == steps_at_line(recording, 9).front());
}

TEST_CASE("an object that is never freed has no count, from 3.12 on") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run("x = None\ny = [1]\n");
    const StepId last = recording.last_step();
    CHECK(wire::holders(recording, wire::variable(recording, "x", last), last).is_immortal ==
          !is_311());
    CHECK(!wire::holders(recording, wire::variable(recording, "y", last), last).is_immortal);
}

TEST_CASE("a comprehension's variable goes before the module's of that name, while there is one") {
    Recorder recorder;
    const wire::Recording& recording =
        recorder.run("h = 500\nx = [h for h in (700, 800, 900)]\ny = [h for h in ()]\nz = h\n");
    std::vector<std::string> seen;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        const ObjectId object = wire::variable(recording, "h", step);
        const std::string repr = object ? wire::repr(recording, object, step) : "";
        if (seen.empty() || seen.back() != repr) seen.push_back(repr);
    }
    CHECK(seen == std::vector<std::string>{"", "500", "700", "800", "900", "500"});
}

TEST_CASE("the learner's own tools work beside ours, from 3.12 on") {
    if (is_311()) return;  // there, the learner's sys.settrace takes our place
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import sys\n"
        "lines = []\n"
        "def tool(code, line): lines.append(line)\n"
        "M = sys.monitoring\n"
        "M.use_tool_id(M.DEBUGGER_ID, 'mine')\n"
        "M.register_callback(M.DEBUGGER_ID, M.events.LINE, tool)\n"
        "M.set_events(M.DEBUGGER_ID, M.events.LINE)\n"
        "x = [1]\n"
        "M.set_events(M.DEBUGGER_ID, 0)\n"
        "calls = []\n"
        "def follow(frame, event, arg): calls.append(event)\n"
        "def f(): return x\n"
        "sys.settrace(follow)\n"
        "f()\n"
        "sys.settrace(None)\n"
        "print(lines, calls)\n");
    REQUIRE(recording.end()->status == RunStatus::Finished);
    CHECK(printed(recording) == "[8, 9] ['call']\n");
    CHECK(steps_at_line(recording, 16).size() == 1);
    CHECK(steps_at_line(recording, 12).size() == 2);
}

TEST_CASE("nothing of ours is among the collector's objects, from 3.12 on") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import gc\n"
        "print([o for o in gc.get_objects() if getattr(o, '__name__', '') == 'on_event'])\n");
    CHECK(printed(recording) == "[]\n");
}

}  // namespace viv::test
