// The lines of a printed traceback lead to the steps at which the exception passed through them.
#include "app/panels/output/traceback_links.h"

#include <doctest/doctest.h>

#include "tests/panels/recorded.h"

using namespace viv;
using namespace viv::panels;
using namespace viv::panels::output;

namespace {

constexpr FrameId kModule{1};

// A module that calls `dig(n)` at line 9, which calls itself at line 3 until it raises at line 4.
Recorded dug(int depth) {
    Script script("snippet");
    const CodeId module = script.code("<module>", 1), dig = script.code("dig", 1);
    script.frame(kModule, FrameId{}, module, 9, {});
    script.step(StepEvent::Line, kModule, module, 9);
    for (int i = 0; i < depth; ++i) {
        const FrameId id{static_cast<std::uint32_t>(i) + 2};
        script.frame(id, FrameId{id.value - 1}, dig, 3, {});
        script.step(StepEvent::Call, id, dig, 1);
    }
    for (int i = depth; i-- > 0;) {
        const FrameId id{static_cast<std::uint32_t>(i) + 2};
        script.step(StepEvent::Exception, id, dig, i + 1 == depth ? 4 : 3);
        script.step(StepEvent::Return, id, dig, i + 1 == depth ? 4 : 3);
    }
    script.step(StepEvent::Exception, kModule, module, 9);
    return script.finish();
}

std::string line(std::uint32_t number, std::string_view function) {
    return "  File \"test.py\", line " + std::to_string(number) + ", in " + std::string(function) +
           "\n    the source\n";
}

// "step 12: <module>" for each link.
std::string told(const Recorded& made, const std::string& text, std::size_t offset = 0) {
    std::string result;
    for (const TracebackLink& link :
         traceback_links(made.recording, text, offset, made.recording.last_step())) {
        if (!result.empty()) result += ", ";
        result += std::to_string(link.step.value) + " ";
        result += text.substr(link.begin - offset, link.end - link.begin);
    }
    return result;
}

const std::string kHead = "Traceback (most recent call last):\n";

}  // namespace

TEST_CASE("each line of a traceback leads to the event in its own frame") {
    const Recorded made = dug(3);  // steps 1, 2-4, then 5 to 10 on the way out, 11 in the module

    CHECK(told(made, "before\n" + kHead + line(9, "<module>") + line(3, "dig") + line(3, "dig") +
                         line(4, "dig") + "ValueError: deep\n") ==
          "11 File \"test.py\", line 9, in <module>, 9 File \"test.py\", line 3, in dig, "
          "7 File \"test.py\", line 3, in dig, 5 File \"test.py\", line 4, in dig");
}

TEST_CASE("lines that are said to repeat are passed over") {
    const Recorded made = dug(12);
    const std::string text = kHead + line(9, "<module>") + line(3, "dig") + line(3, "dig") +
                             line(3, "dig") + "  [Previous line repeated 8 more times]\n" +
                             line(4, "dig") + "RecursionError\n";

    const auto links = traceback_links(made.recording, text, 0, made.recording.last_step());

    REQUIRE(links.size() == 5);
    CHECK(made.recording.line(links.back().step) == 4);
    CHECK(links.back().step == StepId{14});  // 13 steps down, then the first event
}

TEST_CASE("lines of other files, unknown ones and text that only looks alike lead nowhere") {
    const Recorded made = dug(1);

    CHECK(told(made, line(9, "<module>")).empty());  // no head: not a traceback
    CHECK(told(made, kHead + "  File \"other.py\", line 9, in <module>\n").empty());
    CHECK(told(made, kHead + line(9, "nobody") + line(8, "<module>")).empty());
    CHECK(told(made, kHead + "  File \"test.py\", line nine, in <module>\n").empty());
}

TEST_CASE("links count from where the text stands") {
    const Recorded made = dug(1);

    CHECK(told(made, kHead + line(9, "<module>"), 1000) ==
          "5 File \"test.py\", line 9, in <module>");
}
