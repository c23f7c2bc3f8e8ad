// What a recording says of small programs, read back through the reader.
#include <unistd.h>
#include <algorithm>
#include <map>

#include "tests/outside.h"
#include "tests/worker/processes.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

constexpr const char* kAdd =
    "def add(item, bucket=[]):\n"
    "    bucket.append(item)\n"
    "    return bucket\n"
    "p = add(1)\n"
    "q = add(2)\n"
    "print(p is q, q)\n";

std::int64_t count_of(const wire::Recording& recording, const char* name, StepId step) {
    return recording.refcount(wire::variable(recording, name, step), step);
}

}  // namespace

TEST_CASE("the default list is one object, with the counts of an unobserved run") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(kAdd);

    const std::vector<StepId> before_append = steps_at_line(recording, 2);
    REQUIRE(before_append.size() == 2);
    const ObjectId first = wire::variable(recording, "bucket", before_append[0]);
    const ObjectId second = wire::variable(recording, "bucket", before_append[1]);

    CHECK(first == second);
    CHECK(count_of(recording, "bucket", before_append[0]) == 2);
    CHECK(count_of(recording, "bucket", before_append[1]) == 3);
    CHECK(count_of(recording, "q", recording.last_step()) == 3);
    CHECK(wire::repr(recording, first, recording.last_step()) == "[1, 2]");
    CHECK(recording.step(recording.last_step()).event == StepEvent::Return);
    CHECK(printed(recording) == "True [1, 2]\n");
}

TEST_CASE("named holders add up to the count") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(kAdd);
    const StepId step = steps_at_line(recording, 2).back();

    const wire::Holders holders =
        wire::holders(recording, wire::variable(recording, "bucket", step), step);

    CHECK(holders.refcount == 3);
    CHECK(holders.unexplained == 0);
    std::vector<std::string> paths;
    for (const wire::Holder& holder : holders.holders) paths.push_back(holder.path);
    CHECK(paths == std::vector<std::string>{"add.__defaults__[0]", "p", "bucket"});
}

TEST_CASE("an object that dies is told, and its address comes back under another number") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "a = [1000]\n"
        "del a\n"
        "b = [2000]\n"
        "c = 3\n");

    const ObjectId a = wire::variable(recording, "a", steps_at_line(recording, 2).front());
    const ObjectId b = wire::variable(recording, "b", recording.last_step());

    CHECK(recording.death(a) == steps_at_line(recording, 3).front());
    CHECK(recording.birth(a).address == recording.birth(b).address);
    CHECK(a != b);
}

TEST_CASE("an island of garbage stays in the recording until it is collected") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import gc\n"
        "class Knot: pass\n"
        "a = Knot()\n"
        "a.self = a\n"
        "del a\n"
        "x = 1\n"
        "gc.collect()\n"
        "y = 2\n");
    const ObjectId knot = wire::variable(recording, "a", steps_at_line(recording, 4).front());
    const StepId cut_off = steps_at_line(recording, 7).front();
    const std::vector<ObjectId> reachable = recording.reachable_objects(cut_off);

    CHECK(recording.alive(knot, cut_off));
    CHECK(std::find(reachable.begin(), reachable.end(), knot) == reachable.end());
    CHECK(recording.death(knot) == steps_at_line(recording, 8).front());
}

TEST_CASE("watching runs none of the learner's code") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(program_text("nosy"));
    CHECK(recording.end()->status == RunStatus::Finished);
    const std::string without_us =
        output_of("/usr/bin/python3 -s -X utf8 " VIVARIUM_SOURCE_DIR "/tests/programs/nosy.py");
    CHECK(without_us.size() > 1'000);
    CHECK(printed(recording) == without_us);
}

TEST_CASE("an object that gets another class is said to be of that") {
    Recorder recorder;
    const wire::Recording& recording =
        recorder.run("class A: pass\nclass B: pass\nx = A()\nx.__class__ = B\ny = x\n");
    const StepId last = recording.last_step();
    const ObjectId x = wire::variable(recording, "x", last);

    CHECK(wire::type_name(recording, x, last) == "B");
    CHECK(wire::type_name(recording, x, StepId{last.value - 2}) == "A");
    CHECK(wire::type_name(recording, wire::variable(recording, "A", last), last) == "type");
}

TEST_CASE("sys.argv names the file, as python FILE has it") {
    Recorder recorder;
    session::RunOptions options;
    options.file_name = "mine.py";
    CHECK(printed(recorder.run("import sys\nprint(sys.argv)\n", options)) == "['mine.py']\n");
}

// What bindings/cpython/README.md says of it: the program's own output is tied to its steps, that
// of others comes behind it.
TEST_CASE("what a process that the snippet starts writes is kept, behind what it writes itself") {
    Recorder recorder;
    const wire::Recording& recording =
        recorder.run("import os\nprint('a')\nos.system('echo b')\nprint('c')\n");
    CHECK(recording.end()->status == RunStatus::Finished);
    CHECK(printed(recording) == "a\nc\nb\n");
}

TEST_CASE("repr and size are what CPython itself says") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(program_text("kinds"));
    REQUIRE(recording.end()->status == RunStatus::Finished);
    const StepId last = recording.last_step();
    const std::vector<FrameState> frames = recording.frames(last);
    REQUIRE(!frames.empty());

    // The program prints `name size repr` for each of its variables.
    std::map<std::string, std::pair<std::uint64_t, std::string>> expected;
    std::istringstream lines(printed(recording));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name, rest;
        std::uint64_t size = 0;
        words >> name >> size;
        std::getline(words, rest);
        expected[name] = {size, rest.substr(1)};
    }
    CHECK(expected.size() > 40);
    int compared = 0;
    for (const Slot& slot : frames.front().variables) {
        const std::string name(recording.text(slot.name));
        const auto found = expected.find(name);
        if (found == expected.end()) continue;
        CAPTURE(name);
        CHECK(wire::repr(recording, slot.target, last, 1000) == found->second.second);
        CHECK(recording.object(slot.target, last).body.size_bytes == found->second.first);
        ++compared;
    }
    CHECK(compared == static_cast<int>(expected.size()));
}

TEST_CASE("how a run ended is told") {
    Recorder recorder;

    CHECK(recorder.run("x = 1\n").end()->status == RunStatus::Finished);

    const RunEnd raised = *recorder.run("x = 1\ny = nowhere\n").end();
    CHECK(raised.status == RunStatus::Exception);
    CHECK(raised.message == "NameError: name 'nowhere' is not defined");
    CHECK(raised.line == 2);
    CHECK(raised.column == 5);

    const RunEnd syntax = *recorder.run("x = (1\ny = 2)\nprint('é' é)\n").end();
    CHECK(syntax.is_syntax_error);
    CHECK(syntax.line == 1);

    const RunEnd left = *recorder.run("import sys\nsys.exit(4)\n").end();
    CHECK(left.status == RunStatus::Exited);
    CHECK(left.exit_code == 4);

    for (const char* none : {"import sys\nsys.exit()\n", "raise SystemExit\n", "exit(None)\n"}) {
        CAPTURE(none);
        const RunEnd quiet = *recorder.run(none).end();
        CHECK(quiet.status == RunStatus::Exited);
        CHECK(quiet.exit_code == 0);
    }
    CHECK(recorder.run("import sys\nsys.exit('why')\n").end()->exit_code == 1);

    const RunEnd hard = *recorder.run("import os\nos._exit(3)\n").end();
    CHECK(hard.status == RunStatus::Exited);
    CHECK(hard.exit_code == 3);

    const wire::Recording& crashed = recorder.run("x = 1\nimport ctypes\nctypes.string_at(0)\n");
    CHECK(crashed.end()->status == RunStatus::Crashed);
    CHECK(crashed.end()->signal == "SIGSEGV");
    CHECK(crashed.line(crashed.last_step()) == 3);
}

TEST_CASE("what dies into a free list has died, and what comes from there is born") {
    if (std::string_view(VIVARIUM_TEST_PYTHON) != "3.11") return;
    Recorder recorder;
    // The first of each comes from what the interpreter's start has left on the list.
    for (const char* made :
         {"1.5 + len('a')", "slice([1], 2)", "MemoryError([1])", "contextvars.copy_context()",
          "agen.asend(None)", "iter(future)", "tuple([[1]])", "list()", "dict()"}) {
        CAPTURE(made);
        const std::string text = made;
        const wire::Recording& recording = recorder.run(
            "import asyncio, contextvars\n"
            "future = asyncio.Future(loop=asyncio.new_event_loop())\n"
            "async def agen():\n"
            "    yield 1\n"
            "agen = agen()\n"
            "x = " +
            text +
            "\n"
            "y = 1\n"
            "del x\n"
            "y = 2\n"
            "x = " +
            text +
            "\n"
            "y = 3\n");
        REQUIRE(recording.end()->status == RunStatus::Finished);
        const StepId born = steps_at_line(recording, 7).front();
        const StepId gone = steps_at_line(recording, 9).front();
        const StepId again = steps_at_line(recording, 11).front();
        const ObjectId first = wire::variable(recording, "x", born);
        const ObjectId second = wire::variable(recording, "x", again);
        CHECK(!recording.birth(first).is_older);
        CHECK(!recording.birth(second).is_older);
        CHECK(recording.alive(first, born));
        CHECK(!recording.alive(first, gone));
        CHECK(first != second);
        CHECK(wire::holders(recording, first, born).unexplained == 0);
    }
}

TEST_CASE("a generator in memory that held something else is read without harm") {
    // CPython leaves a plain generator's gi_origin_or_finalizer as it finds it.
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "for size in range(60, 400):\n"
        "    x = [bytes([255]) * size for n in range(8)]\n"
        "    del x\n"
        "def g():\n"
        "    yield 1\n"
        "    yield 2\n"
        "its = [g() for n in range(20)]\n"
        "for it in its: next(it)\n"
        "squares = [(i * i for i in range(3)) for n in range(20)]\n");
    CHECK(recording.end()->status == RunStatus::Finished);
}

TEST_CASE("throw() wakes a generator, and what ends it is no yield") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "def g():\n"
        "    yield 1\n"
        "it = g()\n"
        "next(it)\n"
        "try:\n"
        "    it.throw(ValueError)\n"
        "except ValueError: pass\n");
    std::string events;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        if (recording.code(recording.place(recording.step(step).place).code).name != "g") continue;
        events += std::string(event_name(recording.step(step).event)) + " ";
    }
    CHECK(events == "call line yield resume exception return ");
}

TEST_CASE("output is kept when the process ends in the middle of a line") {
    Recorder recorder;
    CHECK(printed(recorder.run("import os\nprint('a'); os._exit(3)\n")) == "a\n");
    CHECK(printed(recorder.run("import os\nprint('a'); os.abort()\n")) == "a\n");
    CHECK(printed(recorder.run("import os\nos.execv('/bin/echo', ['echo', 'hi'])\n")) == "hi\n");
    CHECK(printed(recorder.run("import subprocess\nsubprocess.run(['echo', 'sub'])\n")) == "sub\n");
}

TEST_CASE("sys.executable is a Python") {
    Recorder recorder;
    CHECK(printed(recorder.run("import subprocess, sys\n"
                               "subprocess.run([sys.executable, '-c', 'print(6 * 7)'])\n")) ==
          "42\n");
}

TEST_CASE("output goes where the learner sends it") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import os\n"
        "f = open('out.txt', 'w')\n"
        "kept = os.dup(1)\n"
        "os.dup2(f.fileno(), 1)\n"
        "print('to the file')\n"
        "os.dup2(kept, 1)\n"
        "print(open('out.txt').read(), end='')\n"
        "print('back')\n");
    CHECK(printed(recording) == "to the file\nback\n");
}

TEST_CASE("nothing outlives its run: not a process that changed its group, not a daemon") {
    Recorder recorder;
    session::RunOptions options;
    options.timeout_seconds = 0.3;
    options.max_steps = 0;  // a fast machine may get to a million first
    const wire::Recording& left_group =
        recorder.run("import os\nos.setpgid(0, os.getppid())\nwhile True: pass\n", options);
    CHECK(left_group.end()->status == RunStatus::Timeout);

    // The number that a snippet sees is that of its own namespace: it is looked for by its words.
    const std::string seconds = "10" + std::to_string(::getpid());
    const wire::Recording& daemon = recorder.run(
        "import os\n"
        "r, w = os.pipe()\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    os.write(w, b'on its way')\n"
        "    os.execv('/bin/sleep', ['sleep', '" +
        seconds +
        "'])\n"
        "print(os.read(r, 100).decode())\n");
    CHECK(printed(daemon) == "on its way\n");
    CHECK(processes_with("sleep " + seconds) == 0);
}

TEST_CASE("memory that runs out bit by bit ends the run as such") {
#ifndef __SANITIZE_ADDRESS__
    Recorder recorder;
    session::RunOptions options;
    options.memory_mib = 16;
    const wire::Recording& recording =
        recorder.run("d = {}\ni = 0\nwhile True:\n    d[i] = [i] * 500\n    i += 1\n", options);
    CHECK(recording.end()->status == RunStatus::Memory);
    CHECK(recording.step_count() > 100);
#endif
}

TEST_CASE("what a frame names is never left out, however many objects there are") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "big = [[n] for n in range(6000)]\n"
        "more = [{n: [n]} for n in range(900)]\n"
        "late = ['late']\n");
    const ObjectId late = wire::variable(recording, "late", recording.last_step());
    REQUIRE(late);
    CHECK(wire::repr(recording, late, recording.last_step()) == "['late']");
}

TEST_CASE("limits end a run in good order") {
    Recorder recorder;
    session::RunOptions options;

    options.max_steps = 50;
    const wire::Recording& steps = recorder.run("while True:\n    x = 1\n", options);
    CHECK(steps.end()->status == RunStatus::StepLimit);
    CHECK(steps.step_count() == 50);

    options = {};
    options.timeout_seconds = 0.2;
    options.max_steps = 0;
    const wire::Recording& time = recorder.run("while True:\n    x = 1\n", options);
    CHECK(time.end()->status == RunStatus::Timeout);
    CHECK(time.step_count() > 0);

    const wire::Recording& stubborn = recorder.run(
        "while True:\n    try:\n        while True: x = 1\n    except KeyboardInterrupt: pass\n",
        options);
    CHECK(stubborn.end()->status == RunStatus::Timeout);
    CHECK(stubborn.step_count() > 0);

    options = {};
    options.memory_mib = 64;
#ifndef __SANITIZE_ADDRESS__
    const RunEnd memory = *recorder.run("x = 'x' * (1 << 30)\n", options).end();
    CHECK(memory.status == RunStatus::Memory);
#endif
    CHECK(recorder.run("print(1)\n").end()->status == RunStatus::Finished);
}

TEST_CASE("questions are answered at their step, and leave the run as it was") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(kAdd);
    const StepId inside = steps_at_line(recording, 2).back();
    std::vector<session::Answer> answers;
    recorder.sitting().ask(kAdd, {},
                           {{inside, "len(bucket)", {}},
                            {StepId{}, "p is q", {}},
                            {StepId{}, "x", {}},
                            {StepId{}, "_v0 + q", {{"_v0", "[0]"}}}},
                           [&](Result<std::vector<session::Answer>> result) {
                               REQUIRE_MESSAGE(result.ok(), result.error().message());
                               answers = *result;
                           });
    recorder.sitting().wait_until_idle();

    REQUIRE(answers.size() == 4);
    CHECK(answers[0].text == "1");
    CHECK(answers[1].is_true);
    CHECK(answers[2].is_error);
    CHECK(answers[2].text == "NameError: name 'x' is not defined");
    CHECK(answers[3].literal == "[0, 1, 2]");
}

TEST_CASE("a lesson's expression is taken apart at its points") {
    Recorder recorder;
    std::vector<session::Analysis> analyses;
    recorder.sitting().analyse(
        {"refs(x) @(0, in) == [1, 2]", "p is q", "len(out) @end > 0", "1 +"},
        [&](Result<std::vector<session::Analysis>> result) { analyses = *result; });
    recorder.sitting().wait_until_idle();

    REQUIRE(analyses.size() == 4);
    CHECK(analyses[0].residue == "_v0 == [1, 2]");
    REQUIRE(analyses[0].parts.size() == 1);
    CHECK(analyses[0].parts[0].word == "refs");
    CHECK(analyses[0].parts[0].argument == "x");
    CHECK(analyses[0].parts[0].points == std::vector<std::string>{"0", "in"});
    CHECK(analyses[0].parts[0].is_list);
    CHECK(analyses[1].residue == "p is q");
    CHECK(!analyses[2].error.empty());
    CHECK(!analyses[3].error.empty());
}

}  // namespace viv::test
