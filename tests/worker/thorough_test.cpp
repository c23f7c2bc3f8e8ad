// What did not change is not looked at again. Held against recordings that look at everything at
// every step: they must not differ in anything, at any step, for any program there is.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "tests/corpus/corpus.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// With the sanitizers our memory comes from the same malloc as the program's, and the two
// recordings ask for different amounts of it: the program's addresses differ, which are in every
// comparison.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kGetTheSameMemory = false;
#else
constexpr bool kGetTheSameMemory = true;
#endif

std::string told(const Slot& slot) {
    return fmt::format("{}.{}.{}>{} ", static_cast<int>(slot.place), static_cast<int>(slot.payment),
                       slot.name.value, slot.target.value);
}

std::string told(const FrameState& frame) {
    std::string text = fmt::format("frame {} of {} code {} place {}: ", frame.id.value,
                                   frame.back.value, frame.code.value, frame.place.value);
    for (std::size_t i = 0; i < frame.variables.size(); ++i) {
        text += told(frame.variables[i]) + fmt::format("c{} ", frame.cells[i].value);
    }
    text += frame.stack ? "stack: " : "no stack";
    if (frame.stack) {
        for (const Slot& slot : *frame.stack) text += told(slot);
    }
    text += "hidden: ";
    for (const Slot& slot : frame.hidden) text += told(slot);
    return text;
}

std::string told(const wire::ObjectView& object) {
    const Body& body = object.body;
    std::string text = fmt::format(
        "o{} at {:x} type {} count {} kind {} size {} length {} {}{} line {} spare {} = {}: ",
        object.birth.id.value, object.birth.address, object.birth.type.value, object.refcount,
        static_cast<int>(body.kind), body.size_bytes, body.length, body.is_tracked ? 't' : '-',
        body.is_cut ? 'c' : '-', body.line, body.spare_slots, body.value.text);
    for (const Slot& slot : body.slots) text += told(slot);
    for (const Block& block : body.blocks) {
        text += fmt::format("[{:x} {} ", block.address, block.size_bytes);
        for (const char byte : block.bytes) {
            text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        }
        text += "]";
    }
    return text;
}

// Further thorough recordings of the same program, made when they are asked for: what differs
// between those is like in no two runs (a time of the clock's), and tells nothing of how it was
// recorded.
class MoreRuns {
public:
    explicit MoreRuns(std::function<wire::Recording()> record) : m_record(std::move(record)) {}

    bool is_unlike(ObjectId object, StepId step, const std::string& expected) {
        // Several: two clocks may well say the same.
        for (std::size_t i = 0; i < 3; ++i) {
            if (i == m_runs.size()) m_runs.push_back(m_record());
            const wire::Recording& run = m_runs[i];
            if (step > run.last_step()) return false;
            const auto alive = run.alive_objects(step);
            if (std::find(alive.begin(), alive.end(), object) == alive.end()) return false;
            if (told(run.object(object, step)) == expected) continue;
            m_unlike.insert(object);
            return true;
        }
        return false;
    }
    // How many objects were unlike.
    [[nodiscard]] std::size_t unlike() const { return m_unlike.size(); }

private:
    std::function<wire::Recording()> m_record;
    std::vector<wire::Recording> m_runs;
    std::set<ObjectId> m_unlike;
};

// The first difference between the two at a step; empty: none.
std::string difference(const wire::Recording& quick, const wire::Recording& thorough, StepId step,
                       MoreRuns& more) {
    const StepMark &a = quick.step(step), &b = thorough.step(step);
    if (a.event != b.event || a.frame != b.frame || a.place != b.place) return "another event";
    const auto frames_a = quick.frames(step), frames_b = thorough.frames(step);
    if (frames_a.size() != frames_b.size()) return "another number of frames";
    for (std::size_t i = 0; i < frames_a.size(); ++i) {
        const std::string one = told(frames_a[i]), other = told(frames_b[i]);
        if (one != other) return "quick:    " + one + "\nthorough: " + other;
    }
    const auto alive = quick.alive_objects(step);
    if (alive != thorough.alive_objects(step)) return "others are alive";
    for (const ObjectId object : alive) {
        const std::string one = told(quick.object(object, step)),
                          other = told(thorough.object(object, step));
        if (one == other || more.is_unlike(object, step, other)) continue;
        return "quick:    " + one + "\nthorough: " + other;
    }
    return {};
}

void compare(Recorder& recorder, const std::filesystem::path& program,
             StepGrain grain = StepGrain::Line) {
    CAPTURE(program.string());
    CAPTURE(static_cast<int>(grain));
    const auto source = read_file(program);
    REQUIRE(source.ok());
    const auto record = [&](bool is_thorough) {
        session::RunOptions options;
        options.grain = grain;
        options.is_thorough = is_thorough;
        recorder.run(*source, options);
        auto recording = wire::Recording::from_bytes(recorder.sitting().recording()->bytes());
        REQUIRE(recording.ok());
        return std::move(*recording);
    };
    const wire::Recording thorough = record(true), quick = record(false);
    MoreRuns more([&] { return record(true); });
    CHECK(quick.step_count() == thorough.step_count());
    if (quick.step_count() != thorough.step_count()) return;
    // In long programs not each step, but with a distance that has nothing to do with their loops.
    const std::uint32_t stride = std::max(1U, quick.step_count() / 97);
    for (StepId step{1}; step <= quick.last_step(); step.value += stride) {
        const std::string text = difference(quick, thorough, step, more);
        CHECK_MESSAGE(text.empty(), "step ", step.value, ", line ", quick.line(step), "\n", text);
        if (!text.empty()) return;
    }
    if (more.unlike() != 0) MESSAGE(more.unlike(), " objects are like in no two runs");
}

}  // namespace

TEST_CASE("looking only at what may have changed misses nothing" *
          doctest::skip(!kGetTheSameMemory)) {
    Recorder recorder;
    for (const char* name :
         {"aliases", "calls", "classes", "closures", "comprehensions", "decorators", "exceptions",
          "generators", "kinds", "matching", "nosy", "recursion", "unpacking", "with_blocks"}) {
        compare(recorder, std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests" / "programs" /
                              (std::string(name) + ".py"));
    }
    for (const std::filesystem::path& program : corpus()) {
        // No two runs of these are alike: they hold the kernel's numbers of threads.
        const std::string name = program.stem();
        if (name.rfind("thread_", 0) != 0) compare(recorder, program);
    }
}

TEST_CASE("looking only at what may have changed misses nothing between instructions" *
          doctest::skip(!kGetTheSameMemory)) {
    Recorder recorder;
    for (const char* name : {"aliases", "calls", "classes", "closures", "comprehensions",
                             "exceptions", "generators", "kinds", "recursion", "unpacking"}) {
        compare(recorder,
                std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests" / "programs" /
                    (std::string(name) + ".py"),
                StepGrain::Instruction);
    }
    for (const std::filesystem::path& program : corpus()) {
        // About a third of them, whichever: all would take a minute.
        const std::string name = program.stem();
        const bool is_one = name.size() % 3 == 0 && name.rfind("thread_", 0) != 0 &&
                            name.rfind("async_", 0) != 0 && name.rfind("held_", 0) != 0;
        if (is_one) compare(recorder, program, StepGrain::Instruction);
    }
}

}  // namespace viv::test
