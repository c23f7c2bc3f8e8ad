// What stands beside the code, on recordings written by hand.
#include "app/panels/snippet/snippet_rows.h"

#include <doctest/doctest.h>

#include "app/panels/snippet/changes.h"
#include "tests/panels/recorded.h"

using namespace viv;
using namespace viv::panels;
using namespace viv::panels::snippet;

namespace {

// "bucket = [1]  ×2  0x7f…c3c0 | …" of a line; values that are past stand in brackets.
std::string beside(const wire::Recording& recording, std::uint32_t step, std::uint32_t line) {
    SnippetRows rows;
    rows.set_moment(recording, StepId{step});
    std::string text;
    for (const ValueRow& row : rows.values(line)) {
        if (!text.empty()) text += " | ";
        text += row.is_past ? "(" + row_text(row) + ")" : row_text(row);
    }
    return text;
}

std::string marks(const wire::Recording& recording, std::uint32_t step) {
    SnippetRows rows;
    rows.set_moment(recording, StepId{step});
    std::string text;
    for (const LineMark& mark : rows.marks()) {
        text +=
            (mark.is_innermost ? "> " : "- ") + std::to_string(mark.line) + " " + mark.words + "; ";
    }
    return text;
}

Slot attribute(Script& script, std::string_view name, ObjectId target) {
    Slot slot = script.named(name, target);
    slot.place = PlaceKind::Attribute;
    return slot;
}

// One frame, the module's; each call to line() is a step about to run that line.
class OneFrame {
public:
    explicit OneFrame(std::string source) : script(std::move(source)) {
        m_module = script.code("<module>", 1);
    }
    void step(StepEvent event, std::uint32_t line,
              const std::vector<std::pair<std::string, ObjectId>>& names) {
        script.frame(FrameId{1}, {}, m_module, line, names);
        script.step(event, FrameId{1}, m_module, line);
    }
    void line(std::uint32_t number, const std::vector<std::pair<std::string, ObjectId>>& names) {
        step(StepEvent::Line, number, names);
    }
    Script script;

private:
    CodeId m_module;
};

}  // namespace

TEST_CASE("a line that ran has the names it bound or changed, as they are at the cursor") {
    const Recorded run = mutable_default();

    // Step 6: in the first call, line 2 has run.
    CHECK(beside(run.recording, 6, 2) == "bucket = [1]  ×2  0x7f…c3c0");
    CHECK(beside(run.recording, 6, 3).empty());
    // At the end: `p` is what the second call made of it.
    CHECK(beside(run.recording, 13, 4) == "p = [1, 2]  ×3  0x7f…c3c0");
    CHECK(beside(run.recording, 13, 5) == "q = [1, 2]  ×3  0x7f…c3c0");
}

TEST_CASE("a line that is about to run has nothing beside it yet") {
    const Recorded run = mutable_default();

    CHECK(beside(run.recording, 5, 2).empty());
    CHECK(beside(run.recording, 3, 4).empty());
    CHECK(beside(run.recording, 7, 4).empty());
}

TEST_CASE("a call shows its arguments at the def, and what an earlier call did is gone") {
    const Recorded run = mutable_default();

    // Step 10 is about to run line 2 in the second call.
    CHECK(beside(run.recording, 10, 1) == "item = 2 | bucket = [1]  ×3  0x7f…c3c0");
    CHECK(beside(run.recording, 10, 2).empty());
    // Between the calls the def is the module's again.
    CHECK(beside(run.recording, 8, 1) == "add = <function add>  ×1  0x7f…1e40");
}

TEST_CASE("when no frame of the code is left its last run is told as past") {
    const Recorded run = mutable_default();

    CHECK(beside(run.recording, 13, 2) == "(bucket = [1, 2])");
}

TEST_CASE("the frames' lines are marked, with what the innermost is about to do") {
    const Recorded run = mutable_default();

    CHECK(marks(run.recording, 1) == "> 1 starts; ");
    CHECK(marks(run.recording, 4) == "- 4 calls add; > 1 add is called; ");
    CHECK(marks(run.recording, 5) == "- 4 calls add; > 2 about to run; ");
    CHECK(marks(run.recording, 7) == "- 4 calls add; > 3 returns [1]; ");
    CHECK(marks(run.recording, 13) == "> 5 the end; ");
}

TEST_CASE("a recording that grows keeps its index, and going back gives the same rows") {
    const Recorded run = mutable_default();
    SnippetRows rows;

    rows.set_moment(run.recording, StepId{13});
    rows.values(4);
    rows.set_moment(run.recording, StepId{6});

    REQUIRE(rows.values(2).size() == 1);
    CHECK(row_text(rows.values(2)[0]) == "bucket = [1]  ×2  0x7f…c3c0");
    CHECK(rows.values(2)[0].is_fresh);
    CHECK(rows.values(99).empty());
}

TEST_CASE("a name that was bound anew leaves its first line in the past") {
    OneFrame run("x = [1]\nx = [2]\npass\n");
    run.line(1, {});
    const ObjectId one = run.script.list("one", 0x7f0000000100, {run.script.number(1)}, 1);
    run.line(2, {{"x", one}});
    const ObjectId two = run.script.list("two", 0x7f0000000200, {run.script.number(2)}, 1);
    run.script.died(one);
    run.line(3, {{"x", two}});
    const Recorded done = run.script.finish();

    CHECK(beside(done.recording, 2, 1) == "x = [1]  ×1  0x7f…0100");
    CHECK(beside(done.recording, 3, 1) == "(x = [1])");
    CHECK(beside(done.recording, 3, 2) == "x = [2]  ×1  0x7f…0200");
}

TEST_CASE("a deleted name is told, until it is bound again") {
    OneFrame run("x = 1\ndel x\nx = 1\npass\n");
    const ObjectId one = run.script.number(1);
    run.line(1, {});
    run.line(2, {{"x", one}});
    run.line(3, {});
    run.line(4, {{"x", one}});
    const Recorded done = run.script.finish();

    CHECK(beside(done.recording, 3, 2) == "x deleted");
    CHECK(beside(done.recording, 4, 2) == "(x deleted)");
    CHECK(beside(done.recording, 4, 3) == "x = 1");
}

TEST_CASE("of two names for a changed object the one in the line is told") {
    OneFrame run("a = b = []\nb.append(1)\npass\n");
    run.line(1, {});
    const ObjectId list = run.script.list("list", 0x7f0000000100, {}, 0);
    run.script.count(list, 2);
    run.line(2, {{"a", list}, {"b", list}});
    run.script.set_items(list, {run.script.number(1)}, 4);
    run.line(3, {{"a", list}, {"b", list}});
    const Recorded done = run.script.finish();

    CHECK(beside(done.recording, 2, 1) == "a = []  ×2  0x7f…0100 | b = []  ×2  0x7f…0100");
    CHECK(beside(done.recording, 3, 2) == "b = [1]  ×2  0x7f…0100");
}

TEST_CASE("an object that changed is told by its own name before a way that leads to it") {
    OneFrame run("y.peer = x\npass\n");
    const ObjectId x = run.script.object("x", ObjectKind::Instance, "P", 0x7f0000000100);
    const ObjectId y = run.script.object("y", ObjectKind::Instance, "P", 0x7f0000000200);
    run.script.body(x, ObjectKind::Instance, {attribute(run.script, "peer", y)});
    run.line(1, {{"x", x}, {"y", y}});
    run.script.body(y, ObjectKind::Instance, {attribute(run.script, "peer", x)});
    run.line(2, {{"x", x}, {"y", y}});
    const Recorded done = run.script.finish();

    SnippetRows rows;
    rows.set_moment(done.recording, StepId{2});

    REQUIRE(rows.values(1).size() == 1);
    CHECK(rows.values(1)[0].name == "y.peer");
    CHECK(rows.values(1)[0].object == x);
}

TEST_CASE("a change inside a container is told at its place") {
    OneFrame run("grid = [[]]\ngrid[0].append(1)\npass\n");
    run.line(1, {});
    const ObjectId row = run.script.list("row", 0x7f0000000100, {}, 0);
    const ObjectId grid = run.script.list("grid", 0x7f0000000200, {row}, 1);
    run.line(2, {{"grid", grid}});
    run.script.set_items(row, {run.script.number(1)}, 4);
    run.line(3, {{"grid", grid}});
    const Recorded done = run.script.finish();

    CHECK(beside(done.recording, 3, 2) == "grid[0] = [1]  ×1  0x7f…0100");
}

TEST_CASE("a loop shows what its last round did") {
    OneFrame run("for x in (1, 2):\n    y = x\n");
    const ObjectId one = run.script.number(1), two = run.script.number(2);
    run.line(1, {});
    run.line(2, {{"x", one}});
    run.line(1, {{"x", one}, {"y", one}});
    run.line(2, {{"x", two}, {"y", one}});
    run.line(1, {{"x", two}, {"y", two}});
    run.step(StepEvent::Return, 1, {{"x", two}, {"y", two}});
    const Recorded done = run.script.finish();

    CHECK(beside(done.recording, 2, 1) == "x = 1");
    CHECK(beside(done.recording, 4, 2) == "y = 1");
    CHECK(beside(done.recording, 4, 1) == "x = 2");
    CHECK(beside(done.recording, 6, 2) == "y = 2");
}

TEST_CASE("words are found as words only") {
    CHECK(has_word("a.append(b)", "b"));
    CHECK(has_word("größe = 1", "größe"));
    CHECK_FALSE(has_word("bucket.append", "append_to"));
    CHECK_FALSE(has_word("abc", "b"));
    CHECK_FALSE(has_word("abc", ""));
}

TEST_CASE("a call of a closure doesn't bind its free variables: the def keeps its function") {
    Script script(
        "def outer():\n    n = 1\n    def inc():\n        return n\n    inc()\nouter()\n");
    const CodeId module = script.code("<module>", 1), outer = script.code("outer", 1);
    const CodeId inc = script.code("inc", 3);
    const ObjectId one = script.number(1);
    script.frame(FrameId{1}, {}, module, 6, {});
    script.step(StepEvent::Line, FrameId{1}, module, 6);
    script.frame(FrameId{2}, FrameId{1}, outer, 3, {{"n", one}});
    script.step(StepEvent::Line, FrameId{2}, outer, 3);
    Body name;
    name.value = {Value::Kind::Name, "inc", 0, false};
    const ObjectId made =
        script.object("inc", ObjectKind::Function, "function", 0x7f0000000100, name);
    script.frame(FrameId{2}, FrameId{1}, outer, 5, {{"n", one}, {"inc", made}});
    script.step(StepEvent::Line, FrameId{2}, outer, 5);
    script.frame(FrameId{3}, FrameId{2}, inc, 3, {{"n", one}}, {"n"});
    script.step(StepEvent::Call, FrameId{3}, inc, 3);
    const Recorded done = script.finish();

    CHECK(beside(done.recording, 4, 3) == "inc = <function inc>  ×1  0x7f…0100");
}

TEST_CASE("a class body is told as what it is, not as a call") {
    Script script("class Node:\n    x = 1\n");
    const CodeId module = script.code("<module>", 1), body = script.class_body("Node", 1);
    script.frame(FrameId{1}, {}, module, 1, {});
    script.step(StepEvent::Line, FrameId{1}, module, 1);
    script.frame(FrameId{2}, FrameId{1}, body, 1, {});
    script.step(StepEvent::Call, FrameId{2}, body, 1);
    script.frame(FrameId{2}, FrameId{1}, body, 2, {});
    script.step(StepEvent::Line, FrameId{2}, body, 2);
    script.step(StepEvent::Return, FrameId{2}, body, 2);
    const Recorded done = script.finish();

    CHECK(marks(done.recording, 2) == "> 1 runs the body of class Node; ");
    CHECK(marks(done.recording, 3) == "- 1 runs the body of class Node; > 2 about to run; ");
    CHECK(marks(done.recording, 4) ==
          "- 1 runs the body of class Node; > 2 the end of the class body; ");
}
