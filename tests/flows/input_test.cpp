// A program that asks: the field at the console, what is typed there, the end of the input.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/flows/player.h"

using namespace viv;
using namespace viv::test;
using ui::kCtrl;
using ui::Key;

namespace {

Player with_snippet(std::string_view source) {
    PlayerOptions options;
    options.desk.worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    Player player(options);
    player.wait_until_idle();
    player.letter(U'2', kCtrl);
    player.letter(U'a', kCtrl);
    player.key(Key::Delete);
    player.type(source);
    return player;
}

void run_until_it_asks(Player& player) {
    player.key(Key::Enter, kCtrl);
    player.wait_until("it asks", [&] { return player.sitting().awaits_input(); });
}

}  // namespace

TEST_CASE("input() shows what it asks and gets what is typed") {
    Player player = with_snippet("name = input('name? ')\nprint('Hello', name)\n");

    run_until_it_asks(player);

    CHECK(player.text("output/prompt") == "The program waits for input.\nname? ");
    // The keyboard is there already.
    player.type("Ann");
    CHECK(player.text("output/input") == "Ann");
    player.key(Key::Enter);
    player.wait_until_idle();
    CHECK(player.text("output/line/1") == "name? Ann");
    CHECK(player.text("output/line/2") == "Hello Ann");
    CHECK(player.recording().end()->status == RunStatus::Finished);
    // And back in the snippet.
    player.type("#");
    CHECK(player.document().text().find('#') != std::string::npos);
}

TEST_CASE("several questions are answered one after the other, and Ctrl+D ends the input") {
    Player player = with_snippet(
        "import sys\nfor n in range(2): print(len(input('> ')))\nprint(repr(sys.stdin.read()))\n");
    for (const char* line : {"a", "bcd"}) {
        if (std::string_view(line) == "a") {
            run_until_it_asks(player);
        } else {
            player.wait_until("it asks again", [&] { return player.sitting().awaits_input(); });
        }
        player.type(line);
        player.key(Key::Enter);
    }
    player.wait_until("it asks a third time", [&] { return player.sitting().awaits_input(); });

    player.letter(U'd', kCtrl);
    player.wait_until_idle();

    CHECK(player.text("output/line/1") == "> a");
    CHECK(player.text("output/line/2") == "1");
    CHECK(player.text("output/line/4") == "3");
    CHECK(player.text("output/line/5") == "''");
}

TEST_CASE("who goes on writing isn't disturbed by a question") {
    Player player = with_snippet("import time\nsum(range(20000000))\nx = input()\n");
    // Typed before the question can be there.
    player.keys_in_one_frame({{Key::Enter, kCtrl}, {Key::None, ui::kNoMods, U'#'}});

    player.wait_until("it asks", [&] { return player.sitting().awaits_input(); });
    player.type("more");

    CHECK(player.document().text().find("#more") != std::string::npos);
    CHECK(player.text("output/input").find("Type a line") == 0);
    player.key(Key::Escape);
    player.wait_until_idle();
    CHECK(player.recording().end()->status == RunStatus::Stopped);
}
