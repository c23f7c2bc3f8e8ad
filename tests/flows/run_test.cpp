// What a learner does with a snippet, with a real interpreter: run, step, scrub, select, edit,
// stop.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "bindings/wire/query.h"
#include "tests/flows/player.h"

using namespace viv;
using namespace viv::test;
using session::RunState;
using ui::kAlt;
using ui::kCtrl;
using ui::Key;
using ui::kShift;

namespace {

// Each step takes a while, so that the limit of steps is far away however slow we are. The editor
// indents by itself.
constexpr const char* kEndless = "n = 0\nwhile True:\nn = sum(range(20000))\n";

// The lesson's own snippet:
//   def add(item, bucket=[]):
//       bucket.append(item)
//       return bucket
//
//   p = add(1)
//   q = add(2)
//   print(p is q, q)
Player at_lesson(std::uint32_t step = 1) {
    PlayerOptions options;
    options.target.lesson = "mutable-defaults";
    options.target.lesson_step = step;
    options.desk.lessons = std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons";
    options.desk.worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    Player player(options);
    player.wait_until_idle();
    REQUIRE(player.sitting().state() == RunState::Ready);
    return player;
}

void run(Player& player) {
    player.key(Key::Enter, kCtrl);
    player.wait_until_idle();
}

void write_snippet(Player& player, std::string_view source) {
    player.letter(U'2', kCtrl);
    player.letter(U'a', kCtrl);
    player.key(Key::Delete);
    player.type(source);
}

const RunEnd& end_of(Player& player) {
    REQUIRE(player.recording().end().has_value());
    return *player.recording().end();
}

}  // namespace

TEST_CASE("what was typed just before Run is run, however slow the frame was") {
    Player player = at_lesson();
    write_snippet(player, "n = 12");

    player.keys_in_one_frame({{Key::None, ui::kNoMods, U'3'}, {Key::Enter, kCtrl}});
    player.wait_until_idle();

    CHECK(player.document().text() == "n = 123");
    CHECK(player.sitting().recorded_source() == "n = 123");
}

TEST_CASE("Run by the button records the snippet and shows what it printed") {
    Player player = at_lesson();

    player.click("toolbar/run");
    player.wait_until_idle();

    CHECK(end_of(player).status == RunStatus::Finished);
    CHECK(player.text("output/line/1") == "True [1, 2]");
    CHECK(player.sees("stage/frame/1"));
}

TEST_CASE("arrows step through the recording outside the editor, Alt with them everywhere") {
    Player player = at_lesson();
    run(player);
    player.letter(U'1', kCtrl);  // the lesson: plain arrows are the recording's

    player.key(Key::Home);
    CHECK(player.sitting().cursor() == StepId{1});
    player.key(Key::Right);
    player.key(Key::Right);
    CHECK(player.sitting().cursor() == StepId{3});
    player.key(Key::Left);
    CHECK(player.sitting().cursor() == StepId{2});

    player.letter(U'2', kCtrl);  // the editor: plain arrows are the caret's
    player.key(Key::Right);
    CHECK(player.sitting().cursor() == StepId{2});
    player.key(Key::Right, kAlt);
    CHECK(player.sitting().cursor() == StepId{3});
    player.key(Key::F9);
    CHECK(player.sitting().cursor() == StepId{2});
}

TEST_CASE("the toolbar goes to the ends and a step at a time, and says where it can't") {
    Player player = at_lesson();
    run(player);

    player.click("toolbar/first");
    CHECK(player.sitting().cursor() == StepId{1});
    CHECK_FALSE(player.widget("toolbar/back").is_enabled);
    player.click("toolbar/forward");
    CHECK(player.sitting().cursor() == StepId{2});
    player.click("toolbar/last");
    CHECK(player.sitting().cursor() == player.recording().last_step());
    CHECK_FALSE(player.widget("toolbar/forward").is_enabled);
}

TEST_CASE("the scrubber is dragged both ways") {
    Player player = at_lesson();
    run(player);
    const ui::Rect track = player.widget("timeline/track").rect;
    const float y = player.middle("timeline/track").y;

    player.drag({track.max.x - 20, y}, {track.min.x + 4, y});
    CHECK(player.sitting().cursor() == StepId{1});

    player.drag({track.min.x + 8, y}, {track.max.x - 4, y});
    CHECK(player.sitting().cursor() == player.recording().last_step());
}

TEST_CASE("an object clicked on the stage is shown in the inspector with all who hold it") {
    Player player = at_lesson();
    run(player);
    player.letter(U'1', kCtrl);
    player.key(Key::End);
    const ObjectId list = wire::variable(player.recording(), "p", player.sitting().cursor());
    const std::string card = "stage/o" + std::to_string(list.value);
    player.sitting().post(session::Select{});  // the run has selected it already
    player.frame();

    player.click(card);

    CHECK(player.sitting().selection() == list);
    CHECK(player.text("inspector/sum").find("ob_refcnt = 3") != std::string::npos);
    CHECK(player.ids("inspector/holder/").size() == 3);
}

TEST_CASE("an edited snippet runs as it stands") {
    Player player = at_lesson();
    run(player);

    write_snippet(player, "x = [1, 2, 3]\nprint(len(x))\n");
    run(player);

    CHECK(end_of(player).status == RunStatus::Finished);
    CHECK(player.text("output/line/1") == "3");
    CHECK(player.sitting().recorded_source().find("len(x)") != std::string::npos);
}

TEST_CASE("a mistake in the syntax stands at its line in the editor") {
    Player player = at_lesson();

    write_snippet(player, "x = 1\ny = = 2\n");
    run(player);

    CHECK(end_of(player).is_syntax_error);
    REQUIRE(player.document().diagnostics().size() == 1);
    CHECK(player.document().diagnostics()[0].line == 2);
    CHECK(player.document().diagnostics()[0].message.find("invalid syntax") != std::string::npos);
}

TEST_CASE("an exception stands at the line that raised it, until the line is mended") {
    Player player = at_lesson();

    write_snippet(player, "x = 1\nprint(nowhere)\n");
    run(player);
    CHECK(end_of(player).status == RunStatus::Exception);
    REQUIRE(player.document().diagnostics().size() == 1);
    CHECK(player.document().diagnostics()[0].line == 2);

    write_snippet(player, "x = 1\n");
    run(player);
    CHECK(player.document().diagnostics().empty());
}

TEST_CASE("an endless loop is stopped, what was recorded is shown, and the next run works") {
    Player player = at_lesson();
    write_snippet(player, kEndless);

    player.key(Key::Enter, kCtrl);
    player.wait_until("it has run for a while", [&] {
        return player.sitting().recording() != nullptr &&
               player.sitting().state() == RunState::Running &&
               player.recording().step_count() > 20;
    });
    player.click("toolbar/stop");
    player.wait_until_idle();

    CHECK(end_of(player).status == RunStatus::Stopped);
    CHECK(player.recording().step_count() > 20);
    CHECK(player.sitting().state() == RunState::Ready);

    write_snippet(player, "print('again')\n");
    run(player);
    CHECK(end_of(player).status == RunStatus::Finished);
    CHECK(player.text("output/line/1") == "again");
}

TEST_CASE("Escape stops a run, too") {
    Player player = at_lesson();
    write_snippet(player, kEndless);

    player.key(Key::Enter, kCtrl);
    player.wait_until("it runs", [&] {
        return player.sitting().state() == RunState::Running &&
               player.sitting().recording() != nullptr && player.recording().step_count() > 0;
    });
    player.key(Key::Escape);
    player.wait_until_idle();

    CHECK(end_of(player).status == RunStatus::Stopped);
}

TEST_CASE("going to the lesson's next step and back keeps what the learner wrote") {
    Player player = at_lesson();
    write_snippet(player, "mine = 1\n");

    player.key(Key::PageDown);
    player.letter(U'1', kCtrl);
    player.key(Key::PageDown);
    const std::size_t there = player.reading().step_index();
    player.key(Key::PageUp);

    CHECK(there == 1);
    CHECK(player.reading().step_index() == 0);
    CHECK(player.document().text() == "mine = 1\n");
}

TEST_CASE("without a worker the window says which file is missing and how to build it") {
    PlayerOptions options;
    options.desk.worker = std::filesystem::path(VIVARIUM_BIN_DIR) / "no-such-worker";
    Player player(options);
    player.wait_until_idle();

    CHECK(player.sitting().state() == RunState::NoWorker);
    CHECK(player.text("notice").find("no-such-worker") != std::string::npos);
    CHECK(player.sees("toolbar/run"));
    CHECK_FALSE(player.widget("toolbar/run").is_enabled);
}

TEST_CASE("after a run everything has its place at every size") {
    Player player = at_lesson();
    run(player);
    const std::pair<ImVec2, float> sizes[] = {
        {{1280, 720}, 1}, {{1280, 720}, 2}, {{1920, 1080}, 1.25f}, {{3840, 2160}, 2}};
    for (const auto& [size, scale] : sizes) {
        player.resize(size, scale);
        for (const char32_t preset : {U'1', U'2', U'3'}) {
            player.letter(preset, kCtrl | kShift);
            for (const std::string& fault : layout_faults(player)) {
                FAIL_CHECK(fault, " at ", size.x, "x", size.y, ", scale ", scale);
            }
        }
    }
}

TEST_CASE("the next step shows nothing of the run before, and going back brings it back") {
    Player player = at_lesson();
    run(player);
    const std::uint32_t steps = player.recording().step_count();
    REQUIRE(player.sitting().selection());

    player.click("lesson/next");
    player.wait_until_idle();
    CHECK(player.sitting().recording() == nullptr);
    CHECK_FALSE(player.sitting().selection());
    CHECK(player.sees("stage/empty"));

    player.click("lesson/back");
    player.wait_until_idle();
    CHECK(player.recording().step_count() == steps);
    CHECK(player.reading().has_run());
}

TEST_CASE("what follows a run of the learner's own version says that it speaks of the original") {
    Player player = at_lesson();
    write_snippet(player, "print(1)\n");
    run(player);

    player.letter(U'1', kCtrl);
    player.letter(U't', kCtrl | kShift);
    CHECK(player.text("overlay/twin").find("You ran your own version") != std::string::npos);
}

TEST_CASE("a snippet that is no Python has not run: the lesson claims nothing of it") {
    Player player = at_lesson();
    write_snippet(player, "def (\n");
    run(player);

    CHECK_FALSE(player.reading().has_run());
    CHECK(player.ids("lesson/fact/").empty());
}

TEST_CASE("a damaged recording says where it ends and how much of it is whole") {
    Player player = at_lesson();
    run(player);
    const std::string_view bytes = player.recording().bytes();
    const auto file = std::filesystem::temp_directory_path() / "vivarium-cut.viv";
    std::ofstream(file, std::ios::binary) << bytes.substr(0, bytes.size() - 20);

    PlayerOptions options;
    options.target.recording = file;
    options.desk.worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    Player other(options);
    other.wait_until_idle();

    const std::string notice = other.text("notice");
    CHECK(notice.find("at byte ") != std::string::npos);
    CHECK(notice.find(std::to_string(other.recording().step_count()) +
                      " steps before it are whole") != std::string::npos);
    std::filesystem::remove(file);
}

TEST_CASE("a line of the traceback leads to its step and frame") {
    Player player = at_lesson();
    write_snippet(player,
                  "def half(n):\nreturn n / 0\n\ndef whole(n):\nreturn half(n) * 2\n\nwhole(1)\n");

    run(player);

    REQUIRE(end_of(player).status == RunStatus::Exception);
    const StepId last = player.recording().last_step();
    CHECK(player.sitting().cursor() == last);
    // Of the module, of whole, of half: which lines of the output those are differs by version.
    const std::vector<std::string> links = player.ids("output/traceback/");
    REQUIRE(links.size() >= 2);  // the first may be scrolled away
    player.click(links[links.size() - 2]);
    const StepId there = player.sitting().cursor();
    const StepMark mark = player.recording().step(there);
    CHECK(mark.event == StepEvent::Exception);
    CHECK(player.recording().line(there) == 5);
    CHECK(player.recording().code(player.recording().place(mark.place).code).name == "whole");
    // By key: the last of the three links is the innermost.
    for (int i = 0; i < 3 && player.recording().line(player.sitting().cursor()) != 2; ++i) {
        player.key(Key::Tab);
        player.key(Key::Enter);
    }
    CHECK(player.recording().line(player.sitting().cursor()) == 2);
}
