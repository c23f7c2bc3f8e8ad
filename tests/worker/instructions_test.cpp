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

session::RunOptions by_instruction() {
    session::RunOptions options;
    options.grain = StepGrain::Instruction;
    return options;
}

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

        const wire::Recording& recording = recorder.run(program_text(program), by_instruction());

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

        const wire::Recording& recording = recorder.run(program_text(program), by_instruction());
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

TEST_CASE(
    "between the steps of a line view are its instructions, each holding what the line holds") {
    Recorder recorder;

    const wire::Recording& recording =
        recorder.run("x = [1]\ny = [x, x]\ndel y\n", by_instruction());
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
