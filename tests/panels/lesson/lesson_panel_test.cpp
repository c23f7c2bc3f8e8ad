// The lesson panel under mouse and keys; without a worker, so everything of a step is shown.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/editor/document.h"
#include "app/lesson/reading.h"
#include "app/panels/registry.h"
#include "app/session/sitting.h"
#include "app/widgets/imgui_ui.h"

using namespace viv;
using namespace viv::panels;
using lesson::AnswerState;
using ui::Key;
using ui::KeyEvent;

namespace {

class Bench {
public:
    explicit Bench(ImVec2 size = {420, 900}, float scale = 1) : m_size(size), m_scale(scale) {
        for (auto& panel : make_panels())
            if (std::string_view(panel->id()) == "lesson") m_panel = std::move(panel);
        REQUIRE(m_panel != nullptr);
        REQUIRE(reading.lesson() != nullptr);
        m_ui->set_focus("lesson");
        for (int i = 0; i < 3; ++i) frame();
    }
    void frame(std::vector<KeyEvent> keys = {}) {
        ui::FrameInput input;
        input.size = m_size;
        input.scale = m_scale;
        input.mouse = m_mouse;
        input.is_mouse_down = m_is_down;
        input.is_motion_allowed = false;
        input.keys = std::move(keys);
        m_ui->begin_frame(std::move(input));
        m_panel->draw(m_context, {{0, 0}, m_size});
        m_ui->end_frame();
        sitting->apply_posted();
    }
    void type(char32_t letter) { frame({{Key::None, 0, letter, false}}); }
    void tab() {
        m_ui->move_mark(1);
        frame();
        frame();
    }
    void click(std::string_view id) {
        const ui::Widget* widget = m_ui->find(id);
        REQUIRE_MESSAGE(widget != nullptr, id);
        m_mouse = {(widget->rect.min.x + widget->rect.max.x) / 2,
                   (widget->rect.min.y + widget->rect.max.y) / 2};
        frame();
        m_is_down = true;
        frame();
        m_is_down = false;
        frame();
        frame();
    }
    [[nodiscard]] const ui::Widget* find(std::string_view id) { return m_ui->find(id); }
    [[nodiscard]] const std::vector<ui::Widget>& widgets() { return m_ui->registry(); }
    [[nodiscard]] const lesson::Quiz& quiz() { return reading.step()->quizzes[0]; }
    [[nodiscard]] std::string focus() { return std::string(m_ui->focus()); }

    std::unique_ptr<session::Sitting> sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading{
        *sitting, lesson::load_course(std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons")};
    editor::Document document;

private:
    std::unique_ptr<ui::ImGuiUi> m_ui = [] {
        auto made = ui::ImGuiUi::create();
        REQUIRE(made.ok());
        return std::move(*made);
    }();
    PanelContext m_context{*sitting, reading, document, *m_ui};
    std::unique_ptr<Panel> m_panel;
    ImVec2 m_size;
    float m_scale;
    ImVec2 m_mouse{-1, -1};
    bool m_is_down = false;
};

}  // namespace

TEST_CASE("a click on an option answers the question") {
    Bench bench;

    bench.click("lesson/quiz/0/B");

    CHECK(bench.reading.choice(bench.quiz()) == 1);
    CHECK(bench.reading.state(bench.quiz()) == AnswerState::Kept);
    CHECK(bench.find("lesson/quiz/0/B")->text.ends_with("(your answer)"));
}

TEST_CASE("an answer moves nothing on the page") {
    Bench bench({420, 6000});
    const float before = bench.find("lesson/predict/0")->rect.min.y;

    bench.type('b');
    bench.frame();

    CHECK(bench.find("lesson/predict/0")->rect.min.y == before);
}

TEST_CASE("the last step says that the lesson is done") {
    Bench bench;

    bench.reading.open(bench.reading.course().lessons.size() - 1, 99);
    bench.frame();

    REQUIRE(bench.find("lesson/next") != nullptr);
    CHECK(bench.find("lesson/next")->text == "Done");
    CHECK_FALSE(bench.find("lesson/next")->is_enabled);
}

TEST_CASE("letters answer while the lesson has the focus, whatever their case") {
    Bench bench;

    bench.type('c');
    CHECK(bench.reading.choice(bench.quiz()) == 2);
    bench.type('A');
    CHECK(bench.reading.choice(bench.quiz()) == 0);
    bench.type('x');
    CHECK(bench.reading.choice(bench.quiz()) == 0);
}

TEST_CASE("the Tab key reaches answers, then guesses, in the order of the page") {
    Bench bench;

    bench.tab();
    bench.frame({{Key::Enter}});
    CHECK(bench.reading.choice(bench.quiz()) == 0);
    bench.tab();
    bench.type(' ');
    CHECK(bench.reading.choice(bench.quiz()) == 1);
    for (int i = 0; i < 12 && bench.focus() != "lesson/predict/0"; ++i) bench.tab();
    bench.type('2');

    CHECK(bench.focus() == "lesson/predict/0");
    CHECK(bench.reading.typed(bench.reading.step()->predictions[0]) == "2");
    bench.tab();
    bench.type('3');
    CHECK(bench.reading.typed(bench.reading.step()->predictions[0]) == "2");
}

TEST_CASE("letters typed into a prediction answer nothing else") {
    Bench bench;

    bench.click("lesson/predict/0");
    bench.type('2');
    bench.type('b');

    CHECK(bench.focus() == "lesson/predict/0");
    CHECK(bench.reading.typed(bench.reading.step()->predictions[0]) == "2b");
    CHECK_FALSE(bench.reading.choice(bench.quiz()).has_value());
}

TEST_CASE("Next and Back go through the steps, and end where the lesson ends") {
    Bench bench;
    REQUIRE(bench.reading.step_count() >= 2);
    CHECK_FALSE(bench.find("lesson/back")->is_enabled);

    bench.click("lesson/next");
    CHECK(bench.reading.step_index() == 1);
    bench.click("lesson/back");
    CHECK(bench.reading.step_index() == 0);
    bench.click("lesson/step/2");
    CHECK(bench.reading.step_index() == 1);
}

TEST_CASE("all the prose is on the page, and nothing stands outside of it") {
    Bench bench({420, 6000});

    int texts = 0;
    for (const ui::Widget& widget : bench.widgets()) {
        CAPTURE(widget.id);
        texts += widget.id.starts_with("lesson/text/") ? 1 : 0;
        CHECK(widget.rect.min.x >= 0);
        CHECK(widget.rect.max.x <= 420);
    }
    CHECK(texts > 8);
    CHECK(bench.find("lesson/live/0")->text == "?");
    const auto says = [&](const ui::Widget& widget) {
        return widget.text.starts_with("It printed ?.");
    };
    CHECK(std::any_of(bench.widgets().begin(), bench.widgets().end(), says));
}

TEST_CASE("a narrow panel at double size still holds everything") {
    Bench bench({420, 12000}, 2);

    for (const ui::Widget& widget : bench.widgets()) {
        CAPTURE(widget.id);
        CHECK(widget.rect.max.x <= 420);
    }
    bench.click("lesson/quiz/0/A");
    CHECK(bench.reading.choice(bench.quiz()) == 0);
}
