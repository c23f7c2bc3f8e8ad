// Instruction steps: each reads as dis prints it, its value stack is as deep as the code says, and
// without them what is left is the line recording of the same program.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <regex>

#include "bindings/wire/accounts.h"
#include "bindings/wire/line_view.h"
#include "tests/outside.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

constexpr const char* kPrograms[] = {"aliases",        "calls",      "classes",    "closures",
                                     "comprehensions", "decorators", "exceptions", "generators",
                                     "instructions",   "kinds",      "matching",   "nosy",
                                     "recursion",      "unpacking",  "with_blocks"};

// Addresses differ from run to run.
std::string without_addresses(const std::string& text) {
    static const std::regex kAddress("0x[0-9a-f]+");
    return std::regex_replace(text, kAddress, "0x");
}

nlohmann::json dis_of(const std::string& program) {
    const std::string tests = std::string(VIVARIUM_SOURCE_DIR) + "/tests/";
    const std::string command = "PYTHONHASHSEED=0 /usr/bin/python3 -s " + tests +
                                "worker/dis_of.py " + tests + "programs/" + program +
                                ".py snippet.py";
    const std::string text = output_of(command);
    nlohmann::json all = nlohmann::json::parse(text, nullptr, false);
    REQUIRE(all.is_object());
    return all;
}

nlohmann::json as_recorded(const CodePlace& place, std::size_t depth) {
    return {{"name", place.opname},
            {"arg",
             place.arg == CodePlace::kNoArg ? nlohmann::json(nullptr) : nlohmann::json(place.arg)},
            {"argrepr", place.argrepr},
            {"line", place.line},
            {"column", place.column},
            {"end_line", place.end_line},
            {"end_column", place.end_column},
            {"depth", depth}};
}

// Two lambdas of one line have one name: the step is one of them.
bool is_one_of(const nlohmann::json& candidates, const nlohmann::json& recorded) {
    const std::string text = without_addresses(recorded.dump());
    return std::any_of(candidates.begin(), candidates.end(), [&](const nlohmann::json& one) {
        return without_addresses(one.dump()) == text;
    });
}

// What a learner sees of a step, apart from numbers and addresses.
std::string seen(const wire::Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    std::string text = std::string(event_name(mark.event)) + " thread " +
                       std::to_string(mark.thread.value) + " " + recording.code(place.code).name +
                       ":" + std::to_string(place.line) + "." + std::to_string(place.column);
    for (const FrameState& frame : recording.frames(step)) {
        text += "\n " + recording.code(frame.code).name + " " +
                std::to_string(recording.place(frame.place).line);
        for (const Slot& slot : frame.variables) {
            text += "\n  " + std::string(recording.text(slot.name)) + " = ";
            if (!slot.target) continue;
            text += wire::repr(recording, slot.target, step);
            if (!wire::is_learners(recording, slot.target, step)) continue;
            text += " (" + std::to_string(recording.refcount(slot.target, step)) + ")";
        }
        text += "\n  stack " + (frame.stack ? std::to_string(frame.stack->size()) : "?");
    }
    return without_addresses(text);
}

std::string written(const std::vector<Output>& pieces) {
    std::string text;
    for (const Output& piece : pieces) text += std::to_string(int(piece.stream)) + piece.text;
    return text;
}

}  // namespace

TEST_CASE(
    "an instruction reads as dis prints it, and its value stack is as deep as the code says") {
    Recorder recorder;
    int compared = 0;
    for (const char* program : kPrograms) {
        CAPTURE(program);
        const nlohmann::json expected = dis_of(program);

        const wire::Recording& recording =
            recorder.run(program_text(program), by(StepGrain::Instruction));

        CHECK(recording.header().grain == StepGrain::Instruction);
        for (StepId step{1}; step <= recording.last_step(); ++step.value) {
            const StepMark& mark = recording.step(step);
            if (mark.event != StepEvent::Instruction) continue;
            const CodePlace& place = recording.place(mark.place);
            const CodeInfo& code = recording.code(place.code);
            const std::string key = code.qualname + ":" + std::to_string(code.first_line) + ":" +
                                    std::to_string(place.offset_bytes);
            const FrameState frame = recording.frames(step).back();
            REQUIRE(frame.stack.has_value());
            const nlohmann::json recorded = as_recorded(place, frame.stack->size());
            REQUIRE_MESSAGE(expected.contains(key), "step ", step.value, ": no ", key);
            CHECK_MESSAGE(is_one_of(expected[key], recorded), "step ", step.value, ", ", key,
                          ": recorded ", recorded.dump(), ", dis says ", expected[key].dump());
            ++compared;
        }
    }
    MESSAGE(compared, " instruction steps compared");
    CHECK(compared > 3000);
}

TEST_CASE("the line view of an instruction recording is the line recording of the same program") {
    Recorder recorder;
    for (const char* program : kPrograms) {
        CAPTURE(program);
        std::vector<std::string> lines;
        std::vector<std::string> output;
        std::vector<std::size_t> deaths;
        {
            const wire::Recording& recording = recorder.run(program_text(program));
            for (StepId step{1}; step <= recording.last_step(); ++step.value) {
                lines.push_back(seen(recording, step));
                output.push_back(written(recording.output(step)));
            }
        }

        const wire::Recording& recording =
            recorder.run(program_text(program), by(StepGrain::Instruction));
        const wire::LineView view(recording);

        REQUIRE(view.step_count() == lines.size());
        CHECK(recording.step_count() > 2 * view.step_count());
        for (std::uint32_t n = 1; n <= view.step_count(); ++n) {
            CHECK_MESSAGE(seen(recording, view.step(n)) == lines[n - 1], "line step ", n);
            CHECK(written(view.output(n)) == output[n - 1]);
            CHECK(view.at(view.step(n)) == n);
        }
    }
}

TEST_CASE("before a line and before its first instruction the value stack holds the same") {
    Recorder recorder;
    int compared = 0;
    for (const char* program : kPrograms) {
        CAPTURE(program);
        const wire::Recording& recording =
            recorder.run(program_text(program), by(StepGrain::Instruction));
        for (StepId step{1}; step < recording.last_step(); ++step.value) {
            const StepId next{step.value + 1};
            const StepMark &line = recording.step(step), &first = recording.step(next);
            // The step of a further turn of a loop on one line stands at the jump that leads there.
            if (line.event != StepEvent::Line || first.event != StepEvent::Instruction ||
                recording.place(line.place).offset_bytes !=
                    recording.place(first.place).offset_bytes) {
                continue;
            }
            REQUIRE(line.frame == first.frame);
            CHECK_MESSAGE(
                recording.frames(step).back().stack == recording.frames(next).back().stack, "step ",
                step.value, ", line ", recording.line(step));
            ++compared;
        }
    }
    MESSAGE(compared, " value stacks compared");
    CHECK(compared > 1000);
}

TEST_CASE("an instruction with an EXTENDED_ARG is one step, with the whole argument") {
    Recorder recorder;
    std::string source = "x = [0]\n";
    // More constants and names than an argument of one byte can tell apart; a jump over all of it.
    source += "for turn in (1, 2):\n";
    for (int i = 0; i < 300; ++i) {
        source += " v" + std::to_string(i) + " = " + std::to_string(1000 + i) + "\n";
    }
    const wire::Recording& recording = recorder.run(source, by(StepGrain::Instruction));
    REQUIRE(recording.end()->status == RunStatus::Finished);

    int constants = 0, stores = 0, jumps = 0;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        const StepMark& mark = recording.step(step);
        const CodePlace& place = recording.place(mark.place);
        CHECK(place.opname != "EXTENDED_ARG");
        if (mark.event != StepEvent::Instruction || place.arg == CodePlace::kNoArg) continue;
        if (place.arg < 256) continue;
        constants += place.opname == "LOAD_CONST" ? 1 : 0;
        jumps += place.opname == "FOR_ITER" || place.opname == "JUMP_BACKWARD" ? 1 : 0;
        if (place.opname != "STORE_NAME") continue;
        ++stores;
        CHECK(place.argrepr == "v" + std::to_string(place.line - 3));
    }
    // Two turns each; FOR_ITER is asked once more at the end.
    CHECK(stores >= 2 * (300 - 256));
    CHECK(constants >= 2 * (300 - 256));
    CHECK(jumps == 5);
}

TEST_CASE("each instruction that runs is a step, in the order in which they run") {
    Recorder recorder;
    const wire::Recording& recording = recorder.run(
        "def f(a, b):\n"
        "    return a + b\n"
        "f(1, 2)\n",
        by(StepGrain::Instruction));
    std::string in_f;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        const StepMark& mark = recording.step(step);
        const CodePlace& place = recording.place(mark.place);
        if (recording.code(place.code).name != "f") continue;
        in_f += mark.event == StepEvent::Instruction ? place.opname + " " + place.argrepr + "\n"
                                                     : std::string(event_name(mark.event)) + "\n";
    }
    const bool has_pairs = std::string(VIVARIUM_TEST_PYTHON) != "3.11";
    CHECK(in_f == std::string("call\nline\n") +
                      (has_pairs ? "LOAD_FAST_LOAD_FAST a, b\n" : "LOAD_FAST a\nLOAD_FAST b\n") +
                      "BINARY_OP +\nRETURN_VALUE \nreturn\n");
}

TEST_CASE(
    "between the steps of a line view are its instructions, each holding what the line holds") {
    Recorder recorder;

    const wire::Recording& recording =
        recorder.run("x = [1]\ny = [x, x]\ndel y\n", by(StepGrain::Instruction));
    const wire::LineView view(recording);

    REQUIRE(view.step_count() == 4);
    // `y = [x, x]`: the list that is being made lives on the stack only, then in y.
    const StepId first = view.step(2);
    const ObjectId x = wire::variable(recording, "x", first);
    CHECK(recording.refcount(x, first) == 1);
    CHECK(recording.refcount(x, StepId{view.step(3).value - 1}) == 3);
    CHECK(recording.refcount(x, view.step(3)) == 3);
    CHECK(view.died(4).size() == 1);
    CHECK(view.at(StepId{view.step(3).value - 1}) == 2);
}

}  // namespace viv::test
