// The window as such, without a run: keys that work everywhere, the layout at every size.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/flows/player.h"

using namespace viv;
using namespace viv::test;
using ui::kCtrl;
using ui::Key;
using ui::kShift;

namespace {

void check_layout(ImVec2 size, float scale) {
    Player player({.size = size, .scale = scale});
    for (const auto preset : {U'1', U'2', U'3'}) {
        player.letter(preset, kCtrl | kShift);
        for (const std::string& fault : layout_faults(player)) {
            FAIL_CHECK(fault, " in preset ", static_cast<int>(preset - U'0'));
        }
        CHECK(player.sees("toolbar/run"));
        CHECK(player.sees("toolbar/theme"));
    }
}

}  // namespace

TEST_CASE("controls neither overlap nor leave a small window") {
    check_layout({1280, 720}, 1);
}
TEST_CASE("controls neither overlap nor leave a small window at double size") {
    check_layout({1280, 720}, 2);
}
TEST_CASE("controls neither overlap nor leave the largest window") {
    check_layout({3840, 2160}, 2);
}

TEST_CASE("the theme changes by key and by button") {
    Player player;
    CHECK(player.screen().theme() == ui::ThemeName::Dark);

    player.letter(U't', kCtrl);
    CHECK(player.screen().theme() == ui::ThemeName::Light);

    player.click("toolbar/theme");
    CHECK(player.screen().theme() == ui::ThemeName::Dark);
}

TEST_CASE("everything grows and shrinks by key, within limits") {
    Player player;

    player.letter(U'=', kCtrl);
    CHECK(player.screen().zoom() == doctest::Approx(1.1f));
    player.letter(U'-', kCtrl);
    player.letter(U'-', kCtrl);
    CHECK(player.screen().zoom() == doctest::Approx(0.9f));
    player.letter(U'0', kCtrl);
    CHECK(player.screen().zoom() == 1);
    for (int i = 0; i < 40; ++i) player.letter(U'-', kCtrl);
    CHECK(player.screen().zoom() == doctest::Approx(0.8f));
}

TEST_CASE("help opens over everything and closes by Escape, by its button, by a click beside it") {
    Player player;

    player.key(Key::F1);
    CHECK(player.sees("overlay/help"));
    player.key(Key::Escape);
    CHECK_FALSE(player.sees("overlay/help"));

    player.click("toolbar/help");
    CHECK(player.sees("overlay/help"));
    player.click("overlay/close");
    CHECK_FALSE(player.sees("overlay/help"));

    player.key(Key::F1);
    player.click_at({20, 500});
    CHECK_FALSE(player.sees("overlay/help"));
}

TEST_CASE("while help is open, keys and clicks don't reach what lies below") {
    Player player;
    const std::string before = player.document().text();

    player.key(Key::F1);
    player.type("x = 1");
    player.click_at(player.middle("overlay/help"));

    CHECK(player.document().text() == before);
    CHECK(player.sees("overlay/help"));
}

TEST_CASE("F6 goes through the panels in their order and back") {
    Player player;
    player.letter(U'1', kCtrl);
    CHECK(player.screen().ui().focus() == "lesson");

    std::vector<std::string> round;
    for (int i = 0; i < 6; ++i) {
        player.key(Key::F6);
        round.emplace_back(player.screen().ui().focus());
    }

    CHECK(round == std::vector<std::string>{"snippet", "output", "stage", "inspector", "timeline",
                                            "lesson"});
    player.key(Key::F6, kShift);
    CHECK(player.screen().ui().focus() == "timeline");
}

TEST_CASE("what is typed after Tab and a change of focus goes to the editor, not to a button") {
    Player player;
    player.letter(U'1', kCtrl);
    player.key(Key::Tab);
    player.key(Key::Tab);

    player.letter(U'2', kCtrl);
    player.key(Key::End, kCtrl);
    player.type("x = 1");

    CHECK(player.document().text().ends_with("x = 1"));
    CHECK_FALSE(player.sees("overlay/help"));
}

TEST_CASE("Tab in the help reaches only what the help has, and leaves no mark behind") {
    Player player;
    player.key(Key::F1);
    player.key(Key::Tab);
    player.key(Key::Enter);
    CHECK_FALSE(player.sees("overlay/help"));

    player.key(Key::F1);
    player.key(Key::Tab);
    player.key(Key::Escape);
    const std::string before = player.document().text();
    player.type(" ");

    CHECK(player.document().text().size() == before.size() + 1);
    CHECK_FALSE(player.sees("overlay/help"));
}

TEST_CASE("every panel can be read as text, and copied") {
    Player player;
    for (int i = 0; i < 6; ++i) {
        player.key(Key::F6);
        player.letter(U't', kCtrl | kShift);
        INFO(std::string(player.screen().ui().focus()));
        CHECK_FALSE(player.text("overlay/twin").empty());
        player.letter(U'c', kCtrl);
        CHECK(player.screen().ui().clipboard() == player.text("overlay/twin"));
        player.key(Key::Escape);
        CHECK_FALSE(player.sees("overlay/twin"));
    }
}

TEST_CASE("a divider is dragged and the columns follow") {
    Player player;
    const float before = player.widget("panel/lesson").rect.width();
    const ImVec2 grip = player.middle("divider/left");

    player.drag(grip, {grip.x + 60, grip.y});

    CHECK(player.widget("panel/lesson").rect.width() == doctest::Approx(before + 60).epsilon(0.01));
}

TEST_CASE("in a window too narrow for all columns, asking for a panel shows it") {
    Player player({.size = {1280, 720}, .scale = 2});
    CHECK(player.sees("panel/lesson"));
    CHECK_FALSE(player.sees("panel/stage"));

    player.letter(U'3', kCtrl);

    CHECK(player.sees("panel/stage"));
    CHECK_FALSE(player.sees("panel/lesson"));

    player.click("preset/read");
    CHECK(player.sees("panel/lesson"));
    player.click("preset/inspect");
    CHECK(player.sees("panel/stage"));
}

TEST_CASE("a window that has nothing to do asks for no frames") {
    Player player;
    player.wait_until_idle();

    player.frame();

    CHECK_FALSE(player.screen().wants_another_frame());
}

TEST_CASE("a lesson that can't be read is told of, also when others can") {
    const auto folder = std::filesystem::temp_directory_path() / "vivarium-broken-course";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "z01-broken");
    std::filesystem::copy(
        std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons" / "a01-mutable-defaults",
        folder / "a01-mutable-defaults");
    std::ofstream(folder / "z01-broken" / "lesson.md") << "no front matter\n";

    shell::DeskOptions options;
    options.lessons = folder;
    options.worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    Player player({.desk = options});
    player.wait_until_idle();

    CHECK(player.text("notice").find("z01-broken/lesson.md:1: ") != std::string::npos);
    CHECK(player.reading().lesson() != nullptr);
    player.click("notice/close");
    CHECK_FALSE(player.sees("notice"));
    std::filesystem::remove_all(folder);
}
