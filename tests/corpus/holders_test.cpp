// Over the whole corpus, at every line step: no reference is explained that isn't there, and nearly
// all are explained.
#include <cstdlib>

#include "bindings/wire/accounts.h"
#include "tests/corpus/buckets.h"
#include "tests/corpus/corpus.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// What is left is held by C code that runs, in variables of its own, or by data of its own.
constexpr std::int64_t kExplainedPerThousand = 993;

// What the caller of the innermost frame is doing: the line of source that it stands at.
std::string where(const wire::Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    std::string text = std::string(event_name(mark.event)) + " in ";
    const std::string name = recording.code(place.code).name;
    text += name.starts_with("__") || name.starts_with("<") ? name : "f";
    return text;
}

struct Totals {
    std::int64_t all = 0, explained = 0, too_many = 0, named_differently = 0;
    Buckets missing, false_ones;
};

void take_step(const wire::Recording& recording, wire::Accounts& accounts, StepId step,
               const std::string& program, Totals& totals) {
    for (const wire::Account& account : accounts.at(step)) {
        if (!wire::is_learners(recording, account.object, step)) continue;
        ++totals.all;
        if (account.unexplained() == 0) ++totals.explained;
        if (account.unexplained() < 0) ++totals.too_many;
        if (account.unexplained() == 0) continue;
        const std::string type = recording.type(recording.birth(account.object).type).name;
        const std::string key =
            type + " " + std::to_string(account.unexplained()) + " at " + where(recording, step);
        const std::string example = program + " step " + std::to_string(step.value) + " line " +
                                    std::to_string(recording.line(step)) + " o" +
                                    std::to_string(account.object.value) + " " +
                                    wire::repr(recording, account.object, step, 40);
        (account.unexplained() > 0 ? totals.missing : totals.false_ones).add(key, example);
    }
}

// The two ways of asking give one answer: looked at every few steps, for a few objects.
void compare_with_holders(const wire::Recording& recording, wire::Accounts& accounts, StepId step,
                          Totals& totals) {
    std::size_t i = 0;
    for (const wire::Account& account : accounts.at(step)) {
        if (++i % 7 != 0) continue;
        const wire::Holders holders = wire::holders(recording, account.object, step);
        if (holders.unexplained != account.unexplained()) ++totals.named_differently;
    }
}

}  // namespace

TEST_CASE("over the corpus no holder is false, and nearly all references have one") {
    Recorder recorder;
    Totals totals;
    const char* only = std::getenv("VIVARIUM_CORPUS");
    for (const auto& path : corpus()) {
        const std::string program = path.stem().string();
        if (only != nullptr && program.find(only) == std::string::npos) continue;
        CAPTURE(program);
        session::RunOptions options;
        options.file_name = path.filename().string();
        const wire::Recording& recording = recorder.run(*read_file(path), options);
        CHECK(recording.end()->status == RunStatus::Finished);
        CHECK(recording.step_count() <= 1500);
        wire::Accounts accounts(recording);
        for (StepId step{1}; step <= recording.last_step(); ++step.value) {
            if (recording.step(step).event != StepEvent::Line && step != recording.last_step()) {
                continue;
            }
            take_step(recording, accounts, step, program, totals);
            if (step.value % 40 == 1) compare_with_holders(recording, accounts, step, totals);
        }
    }
    MESSAGE(totals.explained, " of ", totals.all, " counts fully explained, ", totals.too_many,
            " explained too well");
    if (!totals.false_ones.empty()) MESSAGE("false:\n", totals.false_ones.text());
    if (!totals.missing.empty()) MESSAGE("missing:\n", totals.missing.text());
    CHECK(totals.named_differently == 0);
    CHECK(totals.too_many == 0);
    CHECK(totals.explained * 1000 >= totals.all * kExplainedPerThousand);
}

TEST_CASE("no holder is false between the lines either" *
          doctest::skip(std::string(VIVARIUM_TEST_PYTHON) != "3.11")) {
    Recorder recorder;
    for (const char* program : {"gen_frame_kept", "gen_try_finally_states", "partial_callables",
                                "traceback_kept", "unwind_many", "with_many"}) {
        CAPTURE(program);
        session::RunOptions options;
        options.file_name = std::string(program) + ".py";
        options.grain = StepGrain::Instruction;
        const auto path = std::filesystem::path(VIVARIUM_SOURCE_DIR) /
                          "tests/corpus/programs/first_311" / options.file_name;
        const wire::Recording& recording = recorder.run(*read_file(path), options);
        CHECK(recording.end()->status == RunStatus::Finished);
        wire::Accounts accounts(recording);
        Totals totals;
        for (StepId step{1}; step <= recording.last_step(); ++step.value) {
            take_step(recording, accounts, step, program, totals);
        }
        CHECK(totals.all > 0);
        CHECK(totals.false_ones.text() == "");
    }
}

TEST_CASE("what a frame holds besides its variables is named, and named once") {
    Recorder recorder;
    // The dict that locals() has made, while the function runs.
    const wire::Recording& snapshot = recorder.run(
        "def f(a):\n"
        "    d = locals()\n"
        "    b = [a]\n"
        "    return d\n"
        "f([1])\n");
    int seen = 0;
    for (StepId step{1}; step <= snapshot.last_step(); ++step.value) {
        const std::vector<FrameState> frames = snapshot.frames(step);
        for (const Slot& slot : frames.back().variables) {
            if (!slot.target || snapshot.text(slot.name) != "d") continue;
            CHECK(wire::holders(snapshot, slot.target, step).unexplained == 0);
            ++seen;
        }
    }
    CHECK(seen >= 3);

    // The module's function, once the program has found it: it holds the code itself.
    const wire::Recording& found = recorder.run(
        "import gc\n"
        "fs = [o for o in gc.get_referrers(globals()) if type(o) is type(lambda: 0)]\n"
        "x = 1\n");
    REQUIRE(found.end()->status == RunStatus::Finished);
    int functions = 0;
    for (StepId step{1}; step <= found.last_step(); ++step.value) {
        for (const ObjectId object : found.alive_objects(step)) {
            const ObjectKind kind = found.object(object, step).body.kind;
            if (kind != ObjectKind::Code && kind != ObjectKind::Function) continue;
            if (!wire::is_learners(found, object, step)) continue;
            CAPTURE(step.value);
            const wire::Holders holders = wire::holders(found, object, step);
            CHECK(holders.unexplained >= 0);
            if (wire::repr(found, object, step).find("<function <module>") == 0) {
                CHECK(holders.unexplained == 0);
                ++functions;
            }
        }
    }
    CHECK(functions > 0);
}

// What holds the variable `t` outside of the recording where each of these lines begins, line by
// line; CHECKs that nothing is left unexplained.
std::string outsiders(const std::string& source, const std::vector<std::uint32_t>& lines) {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(source);
    std::string text;
    for (const std::uint32_t line : lines) {
        const StepId step = steps_at_line(recording, line).front();
        const wire::Holders all =
            wire::holders(recording, wire::variable(recording, "t", step), step);
        CAPTURE(line);
        CHECK(all.unexplained == 0);
        for (const wire::Holder& holder : all.holders) {
            if (holder.kind == wire::HolderKind::Interpreter) text += holder.place + "\n";
        }
        text += "--\n";
    }
    return text;
}

TEST_CASE("what holds an object outside of the recording is named, as long as it does") {
    const std::string text = outsiders(
        "import math, threading\n"
        "class Thing: pass\n"
        "t = Thing()\n"
        "math.mine = t\n"
        "threading.shelf = [t, t]\n"
        "x = 1\n"
        "del math.mine\n"
        "threading.shelf.pop()\n"
        "y = 2\n"
        "del threading.shelf\n",
        {4, 6, 9});
    CHECK(text ==
          "--\n"
          "sys.modules['math'].mine\n"
          "sys.modules['threading'].shelf[0]\n"
          "sys.modules['threading'].shelf[1]\n"
          "--\n"
          "sys.modules['threading'].shelf[0]\n"
          "--\n");
}

TEST_CASE("a holder outside that gives way to another at the same step is not named any more") {
    // Each line leaves the count as it was.
    const std::string text = outsiders(
        "import math, threading\n"
        "class Thing: pass\n"
        "t = Thing()\n"
        "math.mine = t\n"
        "math.other = t; del math.mine\n"                           // another entry
        "threading.shelf = [t]; del math.other\n"                   // another owner
        "threading.shelf[:] = [None, t]\n"                          // another item
        "threading.board = threading.shelf; del threading.shelf\n"  // another name
        "threading.board.clear(); threading.shelf = {'key': t}\n"
        "threading.shelf['lock'] = threading.shelf.pop('key')\n"
        "del threading.shelf; threading.shelf = (t,)\n"  // the owner has died
        "x = 1\n",
        {5, 6, 7, 8, 9, 10, 11, 12});
    CHECK(text ==
          "sys.modules['math'].mine\n--\n"
          "sys.modules['math'].other\n--\n"
          "sys.modules['threading'].shelf[0]\n--\n"
          "sys.modules['threading'].shelf[1]\n--\n"
          "sys.modules['threading'].board[1]\n--\n"
          "sys.modules['threading'].shelf['key']\n--\n"
          "sys.modules['threading'].shelf['lock']\n--\n"
          "sys.modules['threading'].shelf[0]\n--\n");
}

TEST_CASE("a holder outside that holds an object by another of its fields is named by that one") {
    const std::string text = outsiders(
        "import math\n"
        "class Thing: pass\n"
        "class Pair: __slots__ = ('a', 'b')\n"
        "t = Thing()\n"
        "math.pair = Pair()\n"
        "math.pair.a = t\n"
        "math.pair.b = t; math.pair.a = None\n"
        "x = 1\n",
        {7, 8});
    CHECK(text ==
          "sys.modules['math'].pair.a\n--\n"
          "sys.modules['math'].pair.b\n--\n");
}

TEST_CASE("what was found outside once is found again in a long run, where it is another's") {
    // Far more objects than there are passes over the heap.
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "import math\n"
        "class Thing: pass\n"
        "for turn in range(2000):\n"
        "    t = Thing()\n"
        "    math.mine = t\n"
        "    x = turn\n");
    std::size_t explained = 0;
    for (const StepId step : steps_at_line(recording, 6)) {
        const wire::Holders all =
            wire::holders(recording, wire::variable(recording, "t", step), step);
        if (all.unexplained == 0) ++explained;
    }
    CHECK(explained == 2000);
}

}  // namespace viv::test
