// The stage, the inspector and the time line side by side under synthetic mouse and keys: what is
// clicked on one shows on the others, and everything has its place.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/editor/document.h"
#include "app/lesson/reading.h"
#include "app/panels/registry.h"
#include "app/session/sitting.h"
#include "app/widgets/imgui_ui.h"
#include "tests/panels/recorded.h"

using namespace viv;
using namespace viv::panels;
using ui::Key;
using ui::KeyEvent;
using ui::Rect;

namespace {

// Three panels one above the other in a column that is `width` wide.
class Bench {
public:
    explicit Bench(Recorded recorded, float width = 620) : m_width(width) {
        made = recorded.made;
        sitting->show(std::move(recorded.recording));
        start();
    }
    Bench() : m_width(620) { start(); }

    void frame(std::vector<KeyEvent> keys = {}) {
        ui::FrameInput input;
        input.size = {m_width, 900};
        input.mouse = mouse;
        input.is_mouse_down = is_down;
        input.wheel = wheel;
        input.is_motion_allowed = false;
        input.keys = std::move(keys);
        wheel = 0;
        m_ui->begin_frame(std::move(input));
        draw("stage", {{0, 0}, {m_width, 430}});
        draw("inspector", {{0, 440}, {m_width, 790}});
        draw("timeline", {{0, 800}, {m_width, 900}});
        left_over = m_ui->keys();
        m_ui->end_frame();
        sitting->apply_posted();
    }
    void settle() {
        for (int i = 0; i < 4; ++i) frame();
    }
    void press_at(ImVec2 at) {
        mouse = at;
        frame();
        is_down = true;
        frame();
    }
    void release() {
        is_down = false;
        settle();
    }
    void click(std::string_view id) {
        press_at(middle_of(id));
        release();
    }
    void key(Key which, std::uint8_t mods = ui::kNoMods) {
        frame({{which, mods, 0, false}});
        settle();
    }
    void type(char32_t which) {
        frame({{Key::None, ui::kNoMods, which, false}});
        settle();
    }
    void go_to(std::uint32_t step) {
        sitting->post(session::GoToStep{StepId{step}});
        sitting->apply_posted();
        settle();
    }
    void select(const std::string& name) {
        sitting->post(session::Select{made.at(name)});
        sitting->apply_posted();
        settle();
    }
    [[nodiscard]] std::string noted(std::string_view id) const {
        const ui::Widget* widget = m_ui->find(id);
        return widget == nullptr ? "(nothing)" : widget->text;
    }
    [[nodiscard]] Rect rect_of(std::string_view id) const {
        const ui::Widget* widget = m_ui->find(id);
        REQUIRE_MESSAGE(widget != nullptr, id);
        return widget->rect;
    }
    [[nodiscard]] ImVec2 middle_of(std::string_view id) const {
        const Rect rect = rect_of(id);
        return (rect.min + rect.max) * 0.5f;
    }
    std::string text_of(std::string_view id) { return panel(id).text(context); }
    [[nodiscard]] const std::vector<ui::Widget>& registry() const { return m_ui->registry(); }
    void set_focus(std::string_view id) { m_ui->set_focus(id); }

    std::map<std::string, ObjectId> made;
    std::unique_ptr<session::Sitting> sitting = session::Sitting::create("/nowhere/worker");
    lesson::Reading reading{*sitting, {}};
    editor::Document document;
    ImVec2 mouse{-1, -1};
    bool is_down = false;
    float wheel = 0;
    std::vector<KeyEvent> left_over;

private:
    void start() {
        m_panels = make_panels();
        settle();
    }
    Panel& panel(std::string_view id) {
        const auto found = std::find_if(m_panels.begin(), m_panels.end(),
                                        [&](const auto& p) { return p->id() == id; });
        REQUIRE(found != m_panels.end());
        return **found;
    }
    void draw(std::string_view id, const Rect& area) {
        m_ui->push_clip(area);
        panel(id).draw(context, area);
        m_ui->pop_clip();
    }
    static std::unique_ptr<ui::ImGuiUi> make_ui() {
        auto made_ui = ui::ImGuiUi::create();
        REQUIRE(made_ui.ok());
        return std::move(*made_ui);
    }

    float m_width;
    std::unique_ptr<ui::ImGuiUi> m_ui = make_ui();
    std::vector<std::unique_ptr<Panel>> m_panels;
    PanelContext context{*sitting, reading, document, *m_ui};
};

}  // namespace

TEST_CASE("before anything can run, the stage says why") {
    Bench bench;

    // Here there is no worker to run anything with.
    CHECK(bench.noted("stage/empty").find("There is no interpreter") != std::string::npos);
    CHECK(bench.noted("timeline/step") == "Nothing recorded yet");
    CHECK(bench.noted("inspector/hint") != "(nothing)");
}

TEST_CASE("a click on an object selects it everywhere, a second one lets it go") {
    Bench bench(mutable_default());
    bench.go_to(11);
    CHECK(bench.noted("stage/o1") == "list o1 0x7f…c3c0 count 3 [1, 2]");

    bench.click("stage/o1");
    CHECK(bench.sitting->selection() == bench.made.at("bucket"));
    CHECK(bench.noted("inspector/sum") == "ob_refcnt = 3, all accounted for");
    CHECK(bench.noted("timeline/count") == "list o1 count 3");

    bench.press_at({600, 420});  // the ground
    bench.release();
    CHECK(bench.sitting->selection() == bench.made.at("bucket"));
    const Rect frame = bench.rect_of("stage/frame/1");
    bench.press_at({frame.min.x + 20, frame.min.y + 8});
    bench.release();
    CHECK(bench.sitting->selection() == bench.made.at("bucket"));
    bench.click("stage/o1");
    CHECK_FALSE(bench.sitting->selection());
    CHECK(bench.noted("inspector/hint") != "(nothing)");
}

TEST_CASE("a holder in the inspector leads to its owner") {
    Bench bench(mutable_default());
    bench.go_to(11);
    bench.select("bucket");
    CHECK(bench.noted("inspector/holder/0") == "add.__defaults__[0] item of tuple o2");

    bench.click("inspector/holder/0");

    CHECK(bench.sitting->selection() == bench.made.at("defaults"));
}

TEST_CASE("Tab goes from object to object, Shift+Tab back, Escape lets go") {
    Bench bench(mutable_default());
    bench.go_to(3);
    bench.set_focus("stage");

    bench.key(Key::Tab);
    CHECK(bench.sitting->selection() == bench.made.at("add"));
    bench.key(Key::Tab);
    CHECK(bench.sitting->selection() == bench.made.at("defaults"));
    bench.key(Key::Tab, ui::kShift);
    CHECK(bench.sitting->selection() == bench.made.at("add"));
    CHECK(bench.left_over.empty());
    bench.key(Key::Escape);
    CHECK_FALSE(bench.sitting->selection());

    bench.set_focus("editor");
    bench.frame({{Key::Tab, ui::kNoMods, 0, false}});
    CHECK(bench.left_over.size() == 1);
    CHECK_FALSE(bench.sitting->selection());
}

TEST_CASE("arrow keys are nobody's but the window's") {
    Bench bench(mutable_default());
    bench.set_focus("stage");

    bench.frame({{Key::Left, ui::kNoMods, 0, false}});

    CHECK(bench.left_over.size() == 1);
}

TEST_CASE("dragging along the track goes through the steps, to both ends") {
    Bench bench(mutable_default());
    const Rect track = bench.rect_of("timeline/track");
    const float y = track.min.y + 14;

    bench.press_at({track.min.x + 2, y});
    bench.frame();
    CHECK(bench.sitting->cursor() == StepId{1});
    bench.mouse = {(track.min.x + track.max.x) / 2, y};
    bench.frame();
    bench.frame();
    CHECK(bench.sitting->cursor() == StepId{7});
    bench.mouse = {5000, y};  // the mouse may leave the track
    bench.frame();
    bench.release();
    CHECK(bench.sitting->cursor() == StepId{13});
    CHECK(bench.noted("timeline/words") == "the end of the module");
}

TEST_CASE("a click on the count over time goes to that step") {
    Bench bench(mutable_default());
    bench.select("bucket");
    const Rect chart = bench.rect_of("inspector/count");

    bench.press_at({chart.max.x - 1, chart.min.y + 10});
    bench.release();
    CHECK(bench.sitting->cursor() == StepId{13});
    bench.press_at({chart.min.x + 19, chart.min.y + 10});
    bench.release();
    CHECK(bench.sitting->cursor() == StepId{1});
}

TEST_CASE("keys zoom, dragging the ground moves it, 0 fits it again") {
    Bench bench(mutable_default());
    bench.go_to(11);
    const std::string fitted = bench.noted("stage/zoom");
    const Rect before = bench.rect_of("stage/frame/1");

    bench.press_at({300, 400});
    bench.mouse = {360, 410};
    bench.frame();
    bench.release();
    CHECK(bench.rect_of("stage/frame/1").min.x == doctest::Approx(before.min.x + 60).epsilon(0.02));
    CHECK(bench.sitting->selection() == ObjectId{});

    bench.type(U'+');
    CHECK(bench.noted("stage/zoom") != fitted);
    bench.type(U'0');
    CHECK(bench.noted("stage/zoom") == fitted);
    CHECK(bench.rect_of("stage/frame/1").min.x == doctest::Approx(before.min.x));
    bench.type(U'-');
    CHECK(bench.noted("stage/zoom") != fitted);
    bench.click("stage/fit");
    CHECK(bench.noted("stage/zoom") == fitted);
}

TEST_CASE("going there and back shows every card where it was") {
    Bench bench(mutable_default());
    bench.go_to(11);
    const Rect before = bench.rect_of("stage/o1");

    for (const std::uint32_t step : {1u, 5u, 13u, 8u, 11u}) bench.go_to(step);

    CHECK(bench.rect_of("stage/o1").min.x == before.min.x);
    CHECK(bench.rect_of("stage/o1").min.y == before.min.y);
}

TEST_CASE("another recording starts afresh") {
    Bench bench(mutable_default());
    bench.go_to(11);
    bench.select("bucket");
    Script s("x = 1\n");
    const CodeId module = s.code("<module>", 1);
    s.frame(FrameId{1}, {}, module, 1, {});
    s.step(StepEvent::Line, FrameId{1}, module, 1);

    bench.sitting->show(s.finish().recording);
    bench.settle();

    CHECK(bench.noted("stage/frame/1") == "<module> line 1 running");
    CHECK(bench.noted("stage/o1") == "(nothing)");
    CHECK(bench.noted("timeline/step") == "1 / 1");
}

TEST_CASE("cards don't cover each other, and what is said fits where it is said") {
    for (const float width : {340.f, 620.f, 1200.f}) {
        Bench bench(mutable_default(), width);
        bench.go_to(11);
        bench.select("bucket");

        std::vector<ui::Widget> cards;
        for (const ui::Widget& widget : bench.registry()) {
            if (widget.id.rfind("stage/o", 0) == 0 || widget.id.rfind("stage/frame/", 0) == 0) {
                cards.push_back(widget);
            }
            CHECK_MESSAGE(widget.rect.max.x <= width, widget.id);
        }
        REQUIRE(cards.size() == 5);
        for (std::size_t i = 0; i < cards.size(); ++i) {
            for (std::size_t j = i + 1; j < cards.size(); ++j) {
                const Rect &a = cards[i].rect, &b = cards[j].rect;
                if (a.width() <= 0 || b.width() <= 0) continue;  // scrolled out of sight
                const bool overlap = a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y &&
                                     b.min.y < a.max.y;
                CHECK_FALSE_MESSAGE(overlap, cards[i].id, " ", cards[j].id);
            }
        }
    }
}

TEST_CASE("the text twins say what the pictures show") {
    Bench bench(mutable_default());
    bench.go_to(11);
    bench.select("bucket");

    const std::string stage = bench.text_of("stage");
    CHECK(stage.find("add line 3 running\n    item = 2\n    bucket = o1 [1, 2]\n") !=
          std::string::npos);
    CHECK(stage.find("list o1 0x7f…c3c0 count 3 [1, 2]") != std::string::npos);
    CHECK(bench.text_of("inspector").find("ob_item → 4 slots") != std::string::npos);
    CHECK(bench.text_of("timeline").find("step 11 / 13: line 3 of add, about to run") !=
          std::string::npos);
}

namespace {

// A module whose 40 names are bound to 40 lists of lists.
Recorded many_lists() {
    Script s("a = [[]]\n");
    const CodeId module = s.code("<module>", 1);
    std::vector<std::pair<std::string, ObjectId>> names;
    for (unsigned i = 0; i < 40; ++i) {
        const std::string name = "v" + std::to_string(i);
        const ObjectId inner = s.list("in" + name, 0x2000000 + 0x20000u * i, {}, 0);
        names.emplace_back(name, s.list(name, 0x1000000 + 0x20000u * i, {inner}, 1));
    }
    s.frame(FrameId{1}, {}, module, 1, names);
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    return s.finish();
}

}  // namespace

TEST_CASE("what doesn't fit is counted at the edge, scrolled to with the wheel, shown by Fit") {
    Bench bench(many_lists());
    CHECK(bench.noted("stage/more/below").find(" more below") != std::string::npos);
    CHECK(bench.noted("stage/more/above") == "(nothing)");
    const std::string zoom = bench.noted("stage/zoom");

    bench.mouse = {300, 200};
    bench.wheel = -30;
    bench.settle();
    CHECK(bench.noted("stage/more/above") != "(nothing)");
    CHECK(bench.noted("stage/more/below") == "(nothing)");
    CHECK(bench.noted("stage/zoom") == zoom);

    bench.click("stage/fit");
    for (const char* where : {"above", "below", "on the left", "on the right"}) {
        CHECK(bench.noted(std::string("stage/more/") + where) == "(nothing)");
    }
    for (const ui::Widget& widget : bench.registry()) {
        if (widget.id.rfind("stage/o", 0) == 0) CHECK_MESSAGE(widget.rect.width() > 0, widget.id);
    }
}
