// The learner's own hooks into CPython see what they would see without us: trace and profile
// functions, debuggers, destructors, weak references, the garbage collector.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/outside.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// What the system's own CPython prints for a program.
std::string printed_unobserved(const std::string& text, const std::string& options = "-I") {
    const auto path =
        std::filesystem::temp_directory_path() / ("viv_unwatched_" + std::to_string(::getpid()));
    std::FILE* file = std::fopen(path.c_str(), "wb");
    REQUIRE(file != nullptr);
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
    const std::string output = output_of("/usr/bin/python3 " + options + " " + path.string());
    std::filesystem::remove(path);
    return output;
}

// With the sanitizers our memory comes from the same malloc as the program's.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kHasMemoryOfItsOwn = false;
#else
constexpr bool kHasMemoryOfItsOwn = true;
#endif

bool is_311() {
    return std::string_view(VIVARIUM_TEST_PYTHON) == "3.11";
}

// From 3.12 on CPython specialises no instruction that it tells of, whoever has asked for that, and
// what isn't specialised makes other containers (a call of a class makes a tuple). With this before
// it a program runs like that without us.
const std::string kInstructionsMarked =
    "import sys; sys.monitoring.use_tool_id(0, 'marks'); "
    "sys.monitoring.set_events(0, sys.monitoring.events.INSTRUCTION)\n";

std::string with_threshold(const std::string& program, int threshold) {
    const std::string mark = "THRESHOLD, 3";
    std::string text = program_text(program);
    const std::size_t at = text.find(mark);
    REQUIRE(at != std::string::npos);
    return text.replace(at, mark.size(), std::to_string(threshold) + ", 3");
}

}  // namespace

TEST_CASE("trace functions, profile functions and debuggers hear what they hear without us") {
    const std::string program = program_text("own_tracers");
    Recorder recorder;
    const wire::Recording& recording = recorder.run(program);

    CHECK(recording.end()->status == RunStatus::Finished);
    CHECK(printed(recording) == printed_unobserved(program));
    // And the recording goes on: each of these lines ran under a trace function of the program's.
    std::uint32_t line = 0, found = 0;
    std::istringstream lines(program);
    for (std::string text; std::getline(lines, text);) {
        ++line;
        const bool is_expected = text == "    y = 2" || text == "    x += 1";
        if (!is_expected) continue;
        ++found;
        CHECK_MESSAGE(!steps_at_line(recording, line).empty(), "no step at line ", line);
    }
    CHECK(found == 3);
    CHECK(recording.step(recording.last_step()).event == StepEvent::Return);
    CHECK(recording.notes(StepId{recording.step_count() + 1}).empty());
}

TEST_CASE("every address comes back when it would come back without us") {
    Recorder recorder;
    for (const int ballast : {0, 5, 17, 40, 77}) {
        CAPTURE(ballast);
        std::string program = program_text("addresses");
        const std::string mark = "range(0)";
        program.replace(program.find(mark), mark.size(), "range(" + std::to_string(ballast) + ")");
        session::RunOptions options;
        options.is_observed = false;
        const std::string unobserved = printed(recorder.run(program, options));
        options.is_observed = true;
        CHECK(unobserved.size() > 5'000);
        for (const StepGrain grain : kGrains) {
            CAPTURE(static_cast<int>(grain));
            options.grain = grain;
            CHECK(printed(recorder.run(program, options)) == unobserved);
        }
    }
}

TEST_CASE(
    "every object lies where it would lie without us, in memory that is new to the program, too" *
    doctest::skip(!kHasMemoryOfItsOwn)) {
    const std::string program =
        "def ids(made): return [hex(id(x)) for x in made]\n"
        "small = list(map(set, [()] * 30_000))\n"
        "print(ids(small[::500]))\n"
        "large = list(map(bytes, range(100_000, 1_000_000, 100_000)))\n"
        "print(ids(large))\n"
        "del small[::2], large[::2]\n"
        "print(ids(map(set, [()] * 5)), ids(list(map(bytes, [400_000] * 5))))\n"
        // Buffers of each size, asked for in loops of a call.
        "def each():\n"
        "    return [i for n in range(0, 460, 16) for i in ids(list(map(bytes, [n] * 12)))]\n"
        "print(each(), each())\n";
    Recorder recorder;
    session::RunOptions options;
    options.is_observed = false;
    const std::string unobserved = printed(recorder.run(program, options));
    CHECK(unobserved.size() > 1'000);
    options.is_observed = true;
    for (const StepGrain grain : kGrains) {
        CAPTURE(static_cast<int>(grain));
        options.grain = grain;
        CHECK(printed(recorder.run(program, options)) == unobserved);
    }
}

// What the specialiser does is exempt (bindings/cpython/README.md): PRECALL_NO_KW_STR_1 calls str
// without the tuple that the call else makes, and that waits on its free list from then on.
TEST_CASE(
    "on 3.11 a call of str makes a tuple where it is traced, and none where it is specialised" *
    doctest::skip(!is_311())) {
    const std::string program =
        "import gc\n"
        "def text(n): return str(n)\n"
        "for n in range(100): text(n)\n"
        "gc.collect()\n"  // no tuple waits any more
        "one = b'x'\n"
        "before = id(one * 8)\n"  // in a block as large as a tuple of one
        "text(1)\n"
        "print(id(one * 8) == before)\n";
    Recorder recorder;
    session::RunOptions options;
    options.is_observed = false;
    CHECK(printed(recorder.run(program, options)) == "True\n");
    options.is_observed = true;
    CHECK(printed(recorder.run(program, options)) == "False\n");
}

TEST_CASE("where in a pool of blocks an object lies is chance, with us and without us") {
    const std::string program = program_text("pools");
    Recorder recorder;
    session::RunOptions options;
    options.is_observed = false;
    const std::string unobserved = printed(recorder.run(program, options));
    options.is_observed = true;
    CHECK(printed(recorder.run(program, options)) == unobserved);
    // Numbers of the places from which the address doesn't come back; there are some for everybody.
    CHECK(unobserved.find_first_of("0123456789") != std::string::npos);
    CHECK(printed_unobserved(program).find_first_of("0123456789") != std::string::npos);
}

TEST_CASE("what has been printed is not held by the stream, as with python -u") {
    const std::string program =
        "import sys\n"
        "s = '-'.join(['ab', 'cd'])\n"
        "print(s)\n"
        "print(sys.getrefcount(s))\n";
    Recorder recorder;
    const std::string unbuffered = printed_unobserved(program, "-I -u");
    CHECK(printed(recorder.run(program)) == unbuffered);
    // A stream into a pipe collects what it writes.
    CHECK(printed_unobserved(program) != unbuffered);
}

TEST_CASE("a trace function set by C code is told of in a note, or runs beside ours from 3.12 on") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import ctypes\n"
        "ctypes.pythonapi.PyEval_SetTrace(None, None)\n"
        "x = 1\n"
        "print('on')\n");

    CHECK(printed(recording) == "on\n");
    const std::vector<std::string> notes = recording.notes(StepId{recording.step_count() + 1});
    if (!is_311()) {
        CHECK(notes.empty());
        CHECK(steps_at_line(recording, 4).size() == 1);
        return;
    }
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].find("has no steps") != std::string::npos);
}

TEST_CASE("destructors, weak references' callbacks and output come in their own order") {
    const std::string program = program_text("destructors");
    Recorder recorder;
    const wire::Recording& recording = recorder.run(program);

    CHECK(printed(recording) == printed_unobserved(program));
}

TEST_CASE("every automatic collection comes when it would have come") {
    Recorder recorder;
    int logged = 0;
    // All of them in some minutes: VIVARIUM_ALL_THRESHOLDS=1.
    const int stride = std::getenv("VIVARIUM_ALL_THRESHOLDS") == nullptr ? 29 : 1;
    for (int threshold = 5; threshold <= 300; threshold += stride) {
        CAPTURE(threshold);
        const std::string program = with_threshold("collections_log", threshold);
        const std::string expected = printed_unobserved(program);
        CHECK(printed(recorder.run(program)) == expected);
        const std::string marked =
            is_311() ? expected : printed_unobserved(kInstructionsMarked + program);
        CHECK(printed(recorder.run(program, by(StepGrain::Instruction))) == marked);
        logged += static_cast<int>(std::count(expected.begin(), expected.end(), '('));
    }
    CHECK(logged > 100);
}

TEST_CASE("each collection is told at the step after it, with what it found") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import gc\n"
        "gc.disable()\n"
        "class Knot: pass\n"
        "a = Knot()\n"
        "a.self = a\n"
        "del a\n"
        "n = gc.collect()\n"
        "gc.collect(0)\n"
        "gc.collect(1); gc.collect(0)\n"
        "pass\n");

    const auto at = [&](std::uint32_t line) {
        return recording.collections(steps_at_line(recording, line).front());
    };
    CHECK(at(7).empty());
    REQUIRE(at(8).size() == 1);
    CHECK(at(8)[0].generation == 2);
    CHECK(at(8)[0].collected >= 1);
    const std::string found = wire::repr(
        recording, wire::variable(recording, "n", recording.last_step()), recording.last_step());
    CHECK(std::to_string(at(8)[0].collected) == found);
    CHECK(at(9) == std::vector<Collection>{{0, 0, 0}});
    CHECK(at(10) == std::vector<Collection>{{0, 0, 0}, {1, 0, 0}});
}

TEST_CASE("the generation of each object is what the collector says of it") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(program_text("generations"));

    int compared = 0;
    ObjectId last;
    for (StepId next{1}; next <= recording.last_step(); ++next.value) {
        if (recording.frames(next).size() != 1) continue;
        const ObjectId told = wire::variable(recording, "told", next);
        if (!told || told == last) continue;
        last = told;
        const auto expected = nlohmann::json::parse([&] {
            std::string text = wire::repr(recording, told, next);
            for (std::size_t at; (at = text.find("None")) != std::string::npos;) {
                text.replace(at, 4, "null");
            }
            return text;
        }());
        const char* names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CAPTURE(recording.line(next));
            const std::string name = names[i];
            CAPTURE(name);
            const ObjectId object = wire::variable(recording, name, next);
            const std::optional<std::uint8_t> generation = recording.generation(object, next);
            CHECK(generation.has_value() == !expected[i].is_null());
            if (!generation || expected[i].is_null()) continue;
            CHECK(int{*generation} == expected[i].get<int>());
            ++compared;
        }
    }
    CHECK(compared >= 35);
}

TEST_CASE("what a run leaves behind is destroyed in the order of a run without us") {
    Recorder recorder;
    const std::string head =
        "import atexit, sys\n"
        "class N:\n"
        "    def __init__(self, n): self.n = n\n"
        "    def __del__(self): print('del', self.n)\n"
        "atexit.register(lambda: print('bye'))\n"
        "x = N('x')\n";
    for (const char* rest : {
             // The exception that ends it all is dropped first, with the frames it came through.
             "def f():\n    n = N('n')\n    sys.exit(3)\nf()\n",
             // One that is printed stays in sys.last_traceback until the modules go.
             "def f():\n    n = N('n')\n    1 / 0\nf()\n",
             // The order in which the collector comes upon them.
             "def numbers():\n    for i in range(5): yield N(i)\n"
             "d = {n.n: n for n in numbers() if n.n > 2}\n",
         }) {
        CAPTURE(rest);
        const std::string expected = printed_unobserved(head + rest);
        CHECK(std::count(expected.begin(), expected.end(), '\n') >= 3);
        CHECK(printed(recorder.run(head + rest)) == expected);
    }
}

}  // namespace viv::test
