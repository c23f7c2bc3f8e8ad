// Mouse, keys, scrolling and the registry, on widgets of the tests' own.
#include <doctest/doctest.h>

#include <cmath>

#include "app/widgets/controls.h"
#include "tests/widgets/bench.h"

using namespace viv;
using namespace viv::ui;
using test::Bench;

namespace {
const Rect kHere{{100, 100}, {200, 140}};
}

TEST_CASE("a button is clicked by pressing and releasing on it") {
    int clicks = 0;
    Bench bench([&](Ui& ui) { clicks += ui.button("b", kHere, "Go") ? 1 : 0; });

    bench.click(150, 120);
    CHECK(clicks == 1);

    bench.move(150, 120);
    bench.press();
    bench.move(300, 300);
    bench.release();
    CHECK(clicks == 1);
}

TEST_CASE("a disabled button takes no click") {
    int clicks = 0;
    Bench bench(
        [&](Ui& ui) { clicks += ui.button("b", kHere, "Go", ButtonLook::Plain, false) ? 1 : 0; });

    bench.click(150, 120);

    CHECK(clicks == 0);
    CHECK_FALSE(bench.ui().find("b")->is_enabled);
}

TEST_CASE("of areas on top of each other the last one drawn gets the mouse") {
    int below = 0, above = 0;
    Bench bench([&](Ui& ui) {
        below += ui.pointer("below", kHere).is_clicked ? 1 : 0;
        above += ui.pointer("above", kHere.inset(10)).is_clicked ? 1 : 0;
    });

    bench.click(150, 120);
    bench.click(102, 102);

    CHECK(above == 1);
    CHECK(below == 1);
}

TEST_CASE("what is clipped away can't be clicked, and the registry says so") {
    int clicks = 0;
    Bench bench([&](Ui& ui) {
        ui.push_clip({{0, 0}, {800, 120}});
        clicks += ui.button("half", kHere, "Half") ? 1 : 0;
        ui.button("gone", {{100, 200}, {200, 240}}, "Gone");
        ui.pop_clip();
    });

    bench.click(150, 130);
    CHECK(clicks == 0);
    bench.click(150, 110);
    CHECK(clicks == 1);
    CHECK(bench.ui().find("half")->rect.max.y == 120);
    CHECK(bench.ui().find("gone")->rect.height() == 0);
}

TEST_CASE("a drag goes on outside of what it began on") {
    ImVec2 moved{};
    Bench bench([&](Ui& ui) {
        const Pointer p = ui.pointer("handle", kHere);
        moved = moved + p.drag;
    });

    bench.move(150, 120);
    bench.press();
    bench.move(400, 300);
    bench.move(420, 310);
    bench.release();
    bench.move(0, 0);

    CHECK(moved.x == 270);
    CHECK(moved.y == 190);
}

TEST_CASE("quick presses at one place count up") {
    int last = 0;
    Bench bench([&](Ui& ui) {
        const Pointer p = ui.pointer("text", kHere);
        if (p.is_pressed) last = p.clicks;
    });

    bench.click(150, 120);
    CHECK(last == 1);
    bench.click(150, 120);
    CHECK(last == 2);
    bench.click(150, 120);
    CHECK(last == 3);
    bench.wait(1);
    bench.click(150, 120);
    CHECK(last == 1);
}

TEST_CASE("the wheel scrolls a region to its end and no further") {
    float offset = 0;
    Bench bench([&](Ui& ui) {
        offset = ui.begin_scroll("list", kHere, 100);
        ui.end_scroll();
    });

    bench.move(150, 120);
    bench.wheel(-1);
    CHECK(offset == 56);
    bench.wheel(-1);
    CHECK(offset == 60);
    bench.wheel(5);
    CHECK(offset == 0);
}

TEST_CASE("a region whose content fits leaves the wheel to what lies below") {
    float below = 0;
    Bench bench([&](Ui& ui) {
        below += ui.pointer("canvas", kHere).wheel;
        ui.begin_scroll("list", kHere, 10);
        ui.end_scroll();
    });

    bench.move(150, 120);
    bench.wheel(1);

    CHECK(below == 1);
}

TEST_CASE("a region that scrolls keeps the wheel for itself") {
    float below = 0;
    Bench bench([&](Ui& ui) {
        below += ui.pointer("canvas", kHere).wheel;
        ui.begin_scroll("list", kHere, 1000);
        ui.end_scroll();
    });

    bench.move(150, 120);
    bench.wheel(1);

    CHECK(below == 0);
}

TEST_CASE("what lies on top takes the mouse from everything below") {
    int below = 0;
    bool is_open = true;
    Bench bench([&](Ui& ui) {
        below += ui.button("below", kHere, "Below") ? 1 : 0;
        if (!is_open) return;
        auto& own = static_cast<ImGuiUi&>(ui);
        own.begin_overlay();
        ui.pointer("overlay", {{0, 0}, {800, 600}});
        own.end_overlay();
    });

    bench.click(150, 120);
    CHECK(below == 0);
    is_open = false;
    bench.frame();
    bench.click(150, 120);
    CHECK(below == 1);
}

TEST_CASE("the keyboard marks buttons in their order and presses the marked one") {
    std::string pressed;
    Bench bench([&](Ui& ui) {
        if (ui.button("one", {{0, 0}, {50, 20}}, "One")) pressed = "one";
        if (ui.button("off", {{0, 30}, {50, 50}}, "Off", ButtonLook::Plain, false)) pressed = "off";
        if (ui.button("two", {{0, 60}, {50, 80}}, "Two")) pressed = "two";
    });

    bench.ui().move_mark(1);
    bench.key(Key::Enter);
    CHECK(pressed == "one");
    bench.ui().move_mark(1);
    bench.key(Key::Enter);
    CHECK(pressed == "two");
    bench.ui().move_mark(1);
    bench.type(U" ");
    CHECK(pressed == "one");
}

TEST_CASE(
    "moving the focus takes the keyboard's mark away, so that no button takes what is typed") {
    int pressed = 0;
    Bench bench([&](Ui& ui) { pressed += ui.button("bar/one", kHere, "One") ? 1 : 0; });
    bench.ui().move_mark(1);
    bench.key(Key::Enter);
    REQUIRE(pressed == 1);

    bench.ui().set_focus("editor");
    bench.type(U"x = 1");

    CHECK(pressed == 1);
}

TEST_CASE("the keyboard goes through buttons and fields alike, from the panel with the focus on") {
    std::string text;
    std::string pressed;
    Bench bench([&](Ui& ui) {
        if (ui.button("bar/one", {{0, 0}, {50, 20}}, "One")) pressed = "one";
        if (ui.button("page/two", {{0, 30}, {50, 50}}, "Two")) pressed = "two";
        text_field(ui, "page/field", {{0, 60}, {90, 80}}, text);
        if (ui.button("page/three", {{0, 90}, {50, 110}}, "Three")) pressed = "three";
    });
    bench.ui().set_focus("page");

    bench.ui().move_mark(1);
    bench.key(Key::Enter);
    CHECK(pressed == "two");
    bench.ui().move_mark(1);
    bench.type(U"a b");
    CHECK(text == "a b");
    CHECK(pressed == "two");
    bench.ui().move_mark(1);
    bench.type(U" ");
    CHECK(text == "a b");
    CHECK(pressed == "three");
    bench.ui().move_mark(-1);
    bench.type(U"c");
    CHECK(text == "a bc");
}

TEST_CASE("the keyboard's next stop is scrolled into sight") {
    Bench bench([&](Ui& ui) {
        const float offset = ui.begin_scroll("list", {{0, 0}, {200, 100}}, 400);
        for (int i = 0; i < 4; ++i) {
            const float y = static_cast<float>(i) * 100 - offset;
            ui.button("list/" + std::to_string(i), {{0, y + 10}, {80, y + 40}}, "Go");
        }
        ui.end_scroll();
    });
    REQUIRE(bench.ui().find("list/3")->rect.height() == 0);

    for (int i = 0; i < 4; ++i) bench.ui().move_mark(1);
    bench.frame();
    bench.frame();

    CHECK(bench.ui().find("list/3")->rect.height() == 30);
}

TEST_CASE("a text field takes what is typed while it has the focus") {
    std::string text;
    bool is_entered = false;
    Bench bench(
        [&](Ui& ui) { is_entered = text_field(ui, "panel/field", kHere, text) || is_entered; });

    bench.type(U"lost");
    CHECK(text.empty());
    bench.click(150, 120);
    bench.type(U"a🐍é");
    CHECK(text == "a🐍é");
    bench.key(Key::Backspace);
    bench.key(Key::Backspace);
    CHECK(text == "a");
    bench.key(Key::Enter);
    CHECK(is_entered);
    CHECK(bench.ui().find("panel/field")->text == "a");
}

TEST_CASE("a tooltip comes after a moment over its widget") {
    Bench bench(
        [&](Ui& ui) { ui.button("b", kHere, "Go", ButtonLook::Plain, true, "Goes there"); });

    bench.move(150, 120);
    CHECK(bench.ui().find("tooltip") == nullptr);
    bench.wait(1);
    REQUIRE(bench.ui().find("tooltip") != nullptr);
    CHECK(bench.ui().find("tooltip")->text == "Goes there");
    bench.move(10, 10);
    CHECK(bench.ui().find("tooltip") == nullptr);
}

TEST_CASE("with nothing moving no further frame is asked for") {
    Bench bench([&](Ui& ui) { ui.button("b", kHere, "Go"); });

    bench.frame();

    CHECK_FALSE(bench.ui().wants_another_frame());
}

TEST_CASE("a caret blinks after input and then rests, so that an idle window sleeps") {
    bool is_lit = false;
    Bench bench([&](Ui& ui) { is_lit = ui.caret_is_lit(); });
    bench.input().is_motion_allowed = true;
    bench.type(U"x");

    CHECK(is_lit);
    bench.wait(0.6f);
    CHECK_FALSE(is_lit);
    bench.wait(0.5f);
    CHECK(is_lit);
    bench.wait(20);
    CHECK(is_lit);
    CHECK(std::isinf(bench.ui().next_draw_seconds()));
}
