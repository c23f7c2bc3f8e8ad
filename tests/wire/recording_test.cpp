// Recordings written and read back, whole, growing, cut and damaged.
#include <doctest/doctest.h>

#include <random>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/query.h"
#include "bindings/wire/recording.h"

namespace viv::wire {
namespace {

// A recording of `steps` steps of one frame, whose list grows by an int each step; every third step
// the list dies and another takes its address.
std::string sample(std::uint32_t steps) {
    LogWriter log(std::size_t{1} << 20);
    log.header({1, "0", "3.11.2", "x.py", "x = []\n", StepGrain::Line});
    log.layout({"PyListObject", 40, {{"ob_refcnt", 0, 8, FieldKind::RefCount}}, {}});
    log.seal();
    const TypeId list = log.type({"list", 0x10, "PyListObject", false, false});
    const TypeId integer = log.type({"int", 0x20, "", false, false});
    const CodeId code = log.code({"<module>", "<module>", 1, false, {}, {}, {}});
    const TextId name = log.text("x");
    std::uint32_t objects = 0;
    log.born({ObjectId{++objects}, 0x100, integer, {}, true, true});
    log.body(ObjectId{1}, {ObjectKind::Int,
                           28,
                           0,
                           false,
                           false,
                           false,
                           0,
                           0,
                           {Value::Kind::Int, "7", 1, false},
                           {},
                           {}});
    ObjectId current;
    Body body;
    for (std::uint32_t i = 1; i <= steps; ++i) {
        if (i % 3 == 1) {
            if (current) log.died(current);
            current = ObjectId{++objects};
            log.born({current, 0x200, list, {}, false, false});
            body = {};
            body.kind = ObjectKind::List;
            body.blocks.push_back({log.text("PyListObject"), 0x200, 40, std::string(40, 'b')});
        }
        body.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, ObjectId{1}});
        body.length = body.slots.size();
        log.body(current, body);
        log.count(current, i);
        FrameState frame;
        frame.id = FrameId{1};
        frame.thread = ThreadId{1};
        frame.code = code;
        frame.place = log.place({code, i * 2, i, i, 0, 4, "", 0, ""});
        frame.variables = {{PlaceKind::Named, Payment::Owned, name, current}};
        frame.kinds = {VariableKind::Name};
        frame.cells = {ObjectId{}};
        log.frame(frame);
        if (i == 2) log.output(Stream::Stdout, "two\n");
        REQUIRE(log.step({StepEvent::Line, ThreadId{1}, FrameId{1}, frame.place}));
    }
    RunEnd end;
    end.message = "done";
    log.end(end);
    return std::string(log.bytes());
}

// Everything a reader says of a step, as text: equal texts mean equal answers.
std::string told(const Recording& recording, StepId step) {
    std::string text = std::to_string(recording.line(step));
    for (const ObjectId object : recording.alive_objects(step)) {
        text += " o" + std::to_string(object.value) + "=" + repr(recording, object, step) + "x" +
                std::to_string(recording.refcount(object, step));
    }
    for (const FrameState& frame : recording.frames(step)) {
        for (const Slot& slot : frame.variables) {
            text += " " + std::string(recording.text(slot.name)) + "->o" +
                    std::to_string(slot.target.value);
        }
    }
    for (const Output& output : recording.output(step)) text += " " + output.text;
    for (const ObjectId object : recording.died(step)) text += " -o" + std::to_string(object.value);
    return text;
}

}  // namespace

TEST_CASE("what was written at each step is read back at each step, in any order") {
    const auto recording = Recording::from_bytes(sample(200));
    REQUIRE(recording.ok());

    CHECK(recording->step_count() == 200);
    CHECK(!recording->damage());
    CHECK(recording->end()->message == "done");
    CHECK(told(*recording, StepId{3}) == "3 o1=7x0 o2=[7, 7, 7]x3 x->o2");
    CHECK(told(*recording, StepId{2}) == "2 o1=7x0 o2=[7, 7]x2 x->o2 two\n");
    CHECK(told(*recording, StepId{4}) == "4 o1=7x0 o3=[7]x4 x->o3 -o2");
    CHECK(recording->object_at(0x200, StepId{3}) == ObjectId{2});
    CHECK(recording->object_at(0x200, StepId{4}) == ObjectId{3});
    CHECK(recording->birth(ObjectId{3}).step == StepId{4});
    CHECK(recording->death(ObjectId{2}) == StepId{4});
    CHECK(recording->count_history(ObjectId{2}).size() == 3);
    CHECK(recording->object(ObjectId{3}, StepId{5}).body.blocks.front().bytes.substr(0, 9) ==
          std::string("\x05\0\0\0\0\0\0\0b", 9));
}

TEST_CASE("a long life of small changes is read at every step") {
    LogWriter log(std::size_t{4} << 20);
    log.header({1, "0", "3.11.2", "x.py", "", StepGrain::Line});
    const TypeId list = log.type({"list", 0x10, "", false, false});
    log.born({ObjectId{1}, 0x200, list, {}, false, false});
    Body body;
    for (std::uint32_t i = 1; i <= 3000; ++i) {
        body.length = i;
        body.slots.assign(i % 100, {PlaceKind::Item, Payment::Owned, TextId{}, ObjectId{}});
        log.body(ObjectId{1}, body);
        REQUIRE(log.step({StepEvent::Line, ThreadId{1}, FrameId{}, PlaceId{}}));
    }
    const auto recording = Recording::from_bytes(log.bytes());
    REQUIRE(recording.ok());

    for (std::uint32_t i = 3000; i >= 1; --i) {
        const Body read = recording->object(ObjectId{1}, StepId{i}).body;
        REQUIRE(read.length == i);
        REQUIRE(read.slots.size() == i % 100);
    }
}

TEST_CASE("a recording that grows shows the same as the finished file") {
    const std::string bytes = sample(40);
    const auto whole = Recording::from_bytes(bytes);
    REQUIRE(whole.ok());
    Recording growing;
    std::mt19937 random(1);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = std::min<std::size_t>(random() % 50 + 1, bytes.size() - at);
        growing.append(std::string_view(bytes).substr(at, size));
        at += size;
        for (std::uint32_t i = 1; i <= growing.step_count(); ++i) {
            REQUIRE(told(growing, StepId{i}) == told(*whole, StepId{i}));
        }
    }
    CHECK(growing.step_count() == 40);
    CHECK(growing.end().has_value());
}

TEST_CASE("a file cut at any byte still gives every whole step before the cut") {
    const std::string bytes = sample(12);
    const auto whole = Recording::from_bytes(bytes);
    REQUIRE(whole.ok());
    // Where each step ends: the first length that has it.
    std::vector<std::size_t> ends;
    std::uint32_t seen = 0;
    bool opens = false;
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        const auto cut = Recording::from_bytes(std::string_view(bytes).substr(0, size));
        // Before its header is whole nothing can be said; from there on it always opens.
        opens = opens || cut.ok();
        REQUIRE_MESSAGE(cut.ok() == opens, "cut at ", size);
        if (!opens) continue;
        REQUIRE_MESSAGE(cut->step_count() >= seen, "a step was lost at ", size);
        if (cut->step_count() > seen) ends.push_back(size);
        seen = cut->step_count();
        for (std::uint32_t i = 1; i <= seen; ++i) {
            REQUIRE(told(*cut, StepId{i}) == told(*whole, StepId{i}));
        }
        REQUIRE(cut->damage().has_value() == (size < bytes.size()));
        if (cut->damage()) REQUIRE(cut->damage()->offset_bytes <= size);
    }
    CHECK(seen == 12);
    CHECK(ends.size() == 12);
}

TEST_CASE("a changed byte ends the recording before the step it is in, and says where") {
    const std::string bytes = sample(12);
    const auto whole = Recording::from_bytes(bytes);
    REQUIRE(whole.ok());
    for (std::size_t at = 64; at < bytes.size(); ++at) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        const auto read = Recording::from_bytes(changed);
        if (!read.ok()) continue;  // the header itself was hit
        REQUIRE_MESSAGE(read->damage().has_value(), "byte ", at);
        REQUIRE(read->damage()->offset_bytes <= at + 10);
        for (std::uint32_t i = 1; i <= read->step_count(); ++i) {
            REQUIRE(told(*read, StepId{i}) == told(*whole, StepId{i}));
        }
    }
}

TEST_CASE("what is no recording is refused with a sentence") {
    CHECK(!Recording::from_bytes("").ok());
    CHECK(!Recording::from_bytes("print('hello')").ok());
    CHECK(Recording::from_bytes("print('hello')").error().what == "this is no recording");
    const auto missing = Recording::open("/nowhere/at/all.viv");
    REQUIRE(!missing.ok());
    CHECK(missing.error().what.find("/nowhere/at/all.viv") != std::string::npos);
}

TEST_CASE("a worker that died gets the end that it couldn't write") {
    const std::string bytes = sample(5);
    Recording recording;
    recording.append(std::string_view(bytes).substr(0, bytes.size() - 10));
    RunEnd end;
    end.status = RunStatus::Crashed;
    end.signal = "SIGSEGV";
    recording.close_with(end);

    const auto saved = Recording::from_bytes(recording.bytes());
    REQUIRE(saved.ok());
    CHECK(!saved->damage());
    CHECK(saved->step_count() == 5);
    CHECK(saved->end()->signal == "SIGSEGV");
}

TEST_CASE("a log that is full keeps its steps and can still say how it ended") {
    LogWriter log(LogWriter::kMinimumSize);
    log.header({1, "0", "3.11.2", "x.py", "", StepGrain::Line});
    std::uint32_t steps = 0;
    do {
        log.output(Stream::Stdout, std::string(1000, 'x'));
    } while (log.step({StepEvent::Line, ThreadId{1}, FrameId{}, PlaceId{}}) && ++steps < 1000);
    RunEnd end;
    end.status = RunStatus::LogLimit;
    end.message = std::string(100'000, 'm');
    log.end(end);

    const auto recording = Recording::from_bytes(log.bytes());
    REQUIRE(recording.ok());
    CHECK(steps > 10);
    CHECK(steps < 100);
    CHECK(recording->step_count() == steps);
    CHECK(recording->end()->status == RunStatus::LogLimit);
}

}  // namespace viv::wire
