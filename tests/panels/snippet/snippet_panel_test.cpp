// The snippet and its output under synthetic input: keys, mouse, clipboard, selection; asserted on
// the document, the sitting, and what the panels noted.
#include <doctest/doctest.h>

#include "app/editor/document.h"
#include "app/lesson/reading.h"
#include "app/panels/registry.h"
#include "app/session/sitting.h"
#include "app/widgets/imgui_ui.h"
#include "tests/panels/recorded.h"

using namespace viv;
using namespace viv::panels;
using ui::kCtrl;
using ui::Key;
using ui::KeyEvent;
using ui::kShift;
using ui::Rect;

namespace {

// A window with the two panels one above the other, on the first lesson's recording.
class Bench {
public:
    Bench() {
        m_ui->set_clipboard_hooks(
            {[this] { return clipboard; }, [this](const std::string& text) { clipboard = text; }});
        Recorded recorded = mutable_default();
        bucket = recorded.made.at("bucket");
        sitting->show(std::move(recorded.recording));
        document.set_name("add.py");
        document.set_text(sitting->recorded_source());
        document.mark_recorded(sitting->recorded_source());
        for (auto& panel : make_panels()) {
            const std::string_view id = panel->id();
            if (id == "snippet" || id == "output") m_panels.push_back(std::move(panel));
        }
        REQUIRE(m_panels.size() == 2);
        m_ui->set_focus("snippet");
        frame();
        frame();
    }

    void frame(std::vector<KeyEvent> keys = {}) {
        ui::FrameInput input;
        input.size = {600, 800};
        input.mouse = mouse;
        input.is_mouse_down = is_down;
        input.is_motion_allowed = false;
        input.keys = std::move(keys);
        m_ui->begin_frame(std::move(input));
        for (const auto& panel : m_panels) {
            const bool is_output = std::string_view(panel->id()) == "output";
            panel->draw(context, is_output ? Rect{{0, 500}, {600, 800}} : Rect{{0, 0}, {600, 500}});
        }
        left_over = m_ui->keys();
        m_ui->end_frame();
        sitting->apply_posted();
    }
    void press(KeyEvent key) { frame({key}); }
    void letter(char32_t which, std::uint8_t mods = kCtrl) {
        press({Key::Letter, mods, which, false});
    }
    void type(std::u32string_view text) {
        for (const char32_t c : text) press({Key::None, 0, c, false});
    }
    void click(ImVec2 at) {
        mouse = at;
        frame();
        is_down = true;
        frame();
        is_down = false;
        frame();
    }
    void go_to(std::uint32_t step) {
        sitting->post(session::GoToStep{StepId{step}});
        sitting->apply_posted();
        frame();
        frame();
    }
    [[nodiscard]] const ui::Widget* find(std::string_view id) const { return m_ui->find(id); }
    [[nodiscard]] std::string noted(std::string_view id) const {
        const ui::Widget* widget = find(id);
        return widget == nullptr ? "(nothing)" : widget->text;
    }
    [[nodiscard]] std::string line(std::size_t number) const {
        return document.buffer().line(number - 1);
    }
    [[nodiscard]] ImVec2 middle_of(std::string_view id) const {
        const ui::Widget* widget = find(id);
        REQUIRE(widget != nullptr);
        return {(widget->rect.min.x + widget->rect.max.x) / 2,
                (widget->rect.min.y + widget->rect.max.y) / 2};
    }
    std::string text_of(std::string_view id) {
        for (const auto& panel : m_panels) {
            if (panel->id() == id) return panel->text(context);
        }
        return {};
    }

    std::unique_ptr<session::Sitting> sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading{*sitting, {}};
    editor::Document document;
    std::string clipboard;
    ObjectId bucket;
    ImVec2 mouse{-1, -1};
    bool is_down = false;
    std::vector<KeyEvent> left_over;

private:
    static std::unique_ptr<ui::ImGuiUi> make_ui() {
        auto created = ui::ImGuiUi::create();
        REQUIRE(created.ok());
        return std::move(*created);
    }
    std::unique_ptr<ui::ImGuiUi> m_ui = make_ui();
    std::vector<std::unique_ptr<Panel>> m_panels;
    PanelContext context{*sitting, reading, document, *m_ui};
};

}  // namespace

TEST_CASE("typing in the snippet changes the document, and the caret follows") {
    Bench bench;

    bench.press({Key::Down});
    bench.press({Key::End});
    bench.press({Key::Enter});
    bench.type(U"x = 'ä 🐍'");

    CHECK(bench.line(3) == "    x = 'ä 🐍'");
    CHECK(bench.noted("snippet/caret") == "3:14");
    CHECK(bench.noted("snippet/line/3") == "    x = 'ä 🐍'");
    CHECK(bench.noted("snippet/header") == "add.py · edited · changed since the run");
}

TEST_CASE("keys are the snippet's only while it has the focus") {
    Bench bench;
    bench.click(bench.middle_of("output/status"));

    bench.type(U"x");
    bench.press({Key::Left});

    CHECK_FALSE(bench.document.is_edited());
    CHECK(bench.left_over.size() == 1);
}

TEST_CASE("the window's keys pass through the focused snippet, its own don't") {
    Bench bench;

    bench.press({Key::F10});
    CHECK(bench.left_over.size() == 1);
    bench.press({Key::Enter, kCtrl});
    CHECK(bench.left_over.size() == 1);
    bench.press({Key::Left});
    CHECK(bench.left_over.empty());
    bench.press({Key::Space});
    CHECK(bench.left_over.empty());

    CHECK_FALSE(bench.document.is_edited());
}

TEST_CASE("cut, copy, paste, undo") {
    Bench bench;

    bench.press({Key::End, kShift});
    bench.letter(U'c');
    CHECK(bench.clipboard == "def add(item, bucket=[]):");
    bench.letter(U'x');
    CHECK(bench.line(1).empty());
    bench.letter(U'v');
    bench.letter(U'v');
    CHECK(bench.line(1) == "def add(item, bucket=[]):def add(item, bucket=[]):");
    bench.letter(U'z');
    bench.letter(U'z');
    bench.letter(U'z');

    CHECK_FALSE(bench.document.is_edited());
    CHECK(bench.document.selected_text() == "def add(item, bucket=[]):");
}

TEST_CASE("a click puts the caret where it is, a drag selects, two clicks take the word") {
    Bench bench;
    const ui::Widget* line = bench.find("snippet/line/2");
    REQUIRE(line != nullptr);
    const ImVec2 start(line->rect.min.x, line->rect.min.y + 5);

    // Far to the right is the line's end.
    bench.click({start.x + 290, start.y});
    CHECK(bench.noted("snippet/caret") == "2:24");
    // On the number: the line.
    bench.click({start.x + 10, start.y});
    CHECK(bench.document.selected_text() == "    bucket.append(item)\n");

    const float x = bench.find("snippet/caret")->rect.min.x;  // the start of line 3
    bench.click({x + 60, start.y});
    bench.click({x + 60, start.y});
    CHECK(bench.document.selected_text() == "bucket");

    bench.mouse = {x + 1, start.y + 23};
    for (int i = 0; i < 60; ++i) bench.frame();  // no double click any more
    bench.is_down = true;
    bench.frame();
    bench.mouse = {x + 500, start.y + 23};
    bench.frame();
    bench.is_down = false;
    bench.frame();
    CHECK(bench.document.selected_text() == "    return bucket");
}

TEST_CASE("Reset brings the lesson's text back and is gone then") {
    Bench bench;
    CHECK(bench.find("snippet/reset") == nullptr);
    bench.type(U"xyz");
    REQUIRE(bench.find("snippet/reset") != nullptr);

    bench.click(bench.middle_of("snippet/reset"));

    CHECK_FALSE(bench.document.is_edited());
    bench.frame();
    CHECK(bench.find("snippet/reset") == nullptr);
}

TEST_CASE("values stand beside their lines, and a click on one selects its object") {
    Bench bench;
    bench.go_to(6);
    CHECK(bench.noted("snippet/value/2/bucket") == "bucket = [1]  ×2  0x7f…c3c0");
    CHECK(bench.noted("snippet/mark/3") == "about to run");
    CHECK(bench.noted("snippet/mark/4") == "calls add");

    bench.click(bench.middle_of("snippet/value/2/bucket"));

    CHECK(bench.sitting->selection() == bench.bucket);
    CHECK_FALSE(bench.document.is_edited());
}

TEST_CASE("the marks move with their lines while the text is edited") {
    Bench bench;
    bench.go_to(6);

    bench.press({Key::Home, kCtrl});
    bench.press({Key::Enter});
    bench.press({Key::Enter});

    CHECK(bench.noted("snippet/value/4/bucket") == "bucket = [1]  ×2  0x7f…c3c0");
    CHECK(bench.noted("snippet/mark/5") == "about to run");
}

TEST_CASE("beside a line that reads otherwise than what ran stands nothing, until it is put back") {
    Bench bench;
    bench.go_to(6);
    bench.press({Key::Down});
    bench.press({Key::End});

    bench.type(U"#");
    CHECK(bench.find("snippet/value/2/bucket") == nullptr);
    bench.press({Key::Down});
    bench.press({Key::End});
    bench.type(U"#");
    CHECK(bench.find("snippet/mark/3") == nullptr);
    CHECK(bench.noted("snippet/mark/4") == "calls add");
    bench.letter(U'z');

    CHECK(bench.noted("snippet/mark/3") == "about to run");
}

TEST_CASE("an error stands below its line, and editing the line takes it away") {
    Bench bench;
    bench.document.set_diagnostics({{1, 5, 8, "SyntaxError: invalid syntax", true}});

    bench.frame();
    REQUIRE(bench.find("snippet/error/1") != nullptr);
    CHECK(bench.noted("snippet/error/1") == "SyntaxError: invalid syntax (line 1, column 5)");
    CHECK(bench.find("snippet/error/1")->rect.min.y >= bench.find("snippet/line/1")->rect.max.y);
    CHECK(bench.find("snippet/line/2")->rect.min.y >= bench.find("snippet/error/1")->rect.max.y);
    bench.type(U"x");

    CHECK(bench.find("snippet/error/1") == nullptr);
}

TEST_CASE("of ten thousand lines only those in sight are drawn, and the caret stays in sight") {
    Bench bench;
    std::string text;
    for (int i = 1; i <= 10'000; ++i) text += "x = " + std::to_string(i) + "\n";
    bench.document.set_text(text);
    bench.frame();
    CHECK(bench.find("snippet/line/1") != nullptr);
    CHECK(bench.find("snippet/line/100") == nullptr);

    bench.press({Key::End, kCtrl});
    bench.frame();

    CHECK(bench.find("snippet/line/1") == nullptr);
    CHECK(bench.noted("snippet/caret") == "10001:1");
    CHECK(bench.find("snippet/caret")->rect.height() > 0);
}

TEST_CASE("both panels tell all that they show as text") {
    Bench bench;
    bench.go_to(7);

    CHECK(bench.text_of("snippet") ==
          "add.py\n"
          "  1  def add(item, bucket=[]): | item = 1 | bucket = [1]  ×2  0x7f…c3c0\n"
          "  2      bucket.append(item) | bucket = [1]  ×2  0x7f…c3c0\n"
          "> 3      return bucket    # returns [1]\n"
          "- 4  p = add(1)    # calls add\n"
          "  5  q = add(2)\n"
          "  6  \n");
    CHECK(bench.text_of("output").starts_with("Finished: 13 steps"));
}
