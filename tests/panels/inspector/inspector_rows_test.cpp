// What the inspector says of an object: its holders add up, its bytes have names.
#include "app/panels/inspector/inspector_rows.h"

#include <doctest/doctest.h>

#include "tests/panels/recorded.h"

namespace viv::panels::inspector {
namespace {

const ByteRow* named(const BlockRows& block, std::string_view name) {
    for (const ByteRow& row : block.rows) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

TEST_CASE("every reference to the list is named, and they add up") {
    const Recorded run = mutable_default();

    const Inspection seen = inspect(run.recording, run.made.at("bucket"), StepId{11});

    CHECK(seen.sum == "ob_refcnt = 3, all accounted for");
    CHECK(seen.is_explained);
    REQUIRE(seen.holders.size() == 3);
    CHECK(seen.holders[0].path == "add.__defaults__[0]");
    CHECK(seen.holders[0].owner == run.made.at("defaults"));
    CHECK(seen.holders[0].hue == ObjectKind::Tuple);
    CHECK(seen.holders[1].path == "p");
    CHECK(seen.holders[1].detail == "global");
    CHECK(seen.holders[2].detail == "local of add");
}

TEST_CASE("a reference that nobody is known to hold is said to be missing, not hidden") {
    Script s("x = []\n");
    const CodeId module = s.code("<module>", 1);
    const ObjectId x = s.list("x", 0x7f0000001000, {}, 0);
    s.count(x, 3);
    s.frame(FrameId{1}, {}, module, 1, {{"x", x}});
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    const Recorded run = s.finish();

    const Inspection seen = inspect(run.recording, x, StepId{1});

    CHECK(seen.sum == "1 of 3 found; 2 held by code we can't name");
    CHECK_FALSE(seen.is_explained);
}

TEST_CASE("the bytes of a list carry the names of its C fields") {
    const Recorded run = mutable_default();

    const Inspection seen = inspect(run.recording, run.made.at("bucket"), StepId{11});

    REQUIRE(seen.blocks.size() == 2);
    const BlockRows& head = seen.blocks[0];
    CHECK(head.title == "PyListObject · 40 bytes at 0x7f2a41d0c3c0");
    REQUIRE(head.rows.size() == 5);
    CHECK(named(head, "ob_refcnt")->value == "= 3");
    CHECK(named(head, "ob_refcnt")->bytes == std::string("\x03\0\0\0\0\0\0\0", 8));
    CHECK(named(head, "ob_type")->value == "→ list");
    CHECK(named(head, "ob_size")->value == "= 2");
    CHECK(named(head, "ob_item")->value == "→ 4 slots");
    CHECK(named(head, "allocated")->value == "= 4");
    CHECK(named(head, "allocated")->offset == 32);
}

TEST_CASE("a list's slots point at their items, the rest is spare capacity") {
    const Recorded run = mutable_default();

    const Inspection seen = inspect(run.recording, run.made.at("bucket"), StepId{11});

    const BlockRows& items = seen.blocks[1];
    REQUIRE(items.rows.size() == 4);
    CHECK(items.rows[0].name == "[0]");
    CHECK(items.rows[0].value == "→ int 1 (shared)");
    CHECK(items.rows[0].target == run.made.at("1"));
    CHECK(items.rows[1].is_changed);
    CHECK_FALSE(items.rows[0].is_changed);
    CHECK(items.rows[2].value == "spare capacity");
    CHECK(items.rows[2].is_quiet);
}

TEST_CASE("gaps in a struct are padding, its variable part has an index, what is missing is said") {
    wire::LogWriter writer;
    writer.header({});
    writer.layout({"Odd",
                   24,
                   {{"ob_refcnt", 0, 8, FieldKind::RefCount},
                    {"flag", 8, 2, FieldKind::Unsigned},
                    {"value", 16, 8, FieldKind::Double}},
                   {"digit", 24, 4, FieldKind::Unsigned}});
    TypeInfo type;
    type.name = "odd";
    type.layout = "Odd";
    Birth birth;
    birth.id = ObjectId{1};
    birth.address = 0x1000;
    birth.type = writer.type(type);
    birth.step = StepId{1};
    Body body;
    std::string bytes(32, '\0');
    bytes[8] = 7;
    bytes[23] = 0x40;  // the double 2.0, its highest byte
    bytes[24] = 9;
    body.blocks.push_back({writer.text("Odd"), 0x1000, 48, bytes});
    writer.born(birth);
    writer.count(birth.id, 1);
    writer.body(birth.id, body);
    REQUIRE(writer.step({}));
    const auto recording = wire::Recording::from_bytes(writer.bytes());
    REQUIRE(recording.ok());

    const Inspection seen = inspect(*recording, ObjectId{1}, StepId{1});

    const std::vector<ByteRow>& rows = seen.blocks.at(0).rows;
    REQUIRE(rows.size() == 7);
    CHECK(rows[1].name == "flag");
    CHECK(rows[1].value == "= 7");
    CHECK(rows[1].bytes.size() == 2);
    CHECK(rows[2].name == "padding");
    CHECK(rows[2].offset == 10);
    CHECK(rows[2].is_quiet);
    CHECK(rows[3].value == "= 2");
    CHECK(rows[4].name == "digit[0]");
    CHECK(rows[4].value == "= 9");
    CHECK(rows[5].name == "digit[1]");
    CHECK(rows[6].value == "… 16 bytes more");
}

TEST_CASE("before its birth and after its death an object says so and shows no bytes") {
    Script s("x = []\n");
    const CodeId module = s.code("<module>", 1);
    s.frame(FrameId{1}, {}, module, 1, {});
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    const ObjectId x = s.list("x", 0x7f0000001000, {}, 0);
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    s.died(x);
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    const Recorded run = s.finish();

    CHECK(inspect(run.recording, x, StepId{1}).sum == "not born yet at this step");
    CHECK(inspect(run.recording, x, StepId{2}).is_alive);
    const Inspection dead = inspect(run.recording, x, StepId{3});
    CHECK(dead.sum == "freed: its memory is gone");
    CHECK(dead.blocks.empty());
    CHECK(dead.facts.at(1) == "freed by step 3");
}

TEST_CASE("what the interpreter shares is not explained as if it were the learner's") {
    const Recorded run = mutable_default();

    const Inspection seen = inspect(run.recording, run.made.at("1"), StepId{11});

    CHECK(seen.sum == "ob_refcnt = 1000: shared with the whole interpreter");
    CHECK_FALSE(seen.is_explained);
}

TEST_CASE("the text twin says everything that the panel shows") {
    const Recorded run = mutable_default();

    const std::string text =
        inspection_text(inspect(run.recording, run.made.at("bucket"), StepId{11}));

    CHECK(text.find("list o1 at 0x7f2a41d0c3c0") != std::string::npos);
    CHECK(text.find("- add.__defaults__[0] (item of tuple o2)") != std::string::npos);
    CHECK(text.find("+24 c0 c3 d1 41 2a 7f 00 00 ob_item → 4 slots") != std::string::npos);
    CHECK(text.find("count over time: 1 from step 3; 2 from step 4; 3 from step 9;") !=
          std::string::npos);
}

}  // namespace
}  // namespace viv::panels::inspector
