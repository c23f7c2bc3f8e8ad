// The lesson on the left: header, the step's page, and the way back and on at the foot.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "app/lesson/reading.h"
#include "app/panels/lesson/blocks.h"
#include "app/panels/lesson/cards.h"
#include "app/panels/lesson/lesson_rows.h"
#include "app/panels/panel.h"
#include "app/session/sitting.h"

namespace viv::panels {
namespace {

constexpr float kSide = 22;         // left and right of the text
constexpr float kFoot = 54;         // height of the row of Back and Next
constexpr float kWidestText = 640;  // longer lines are hard to read

class LessonPanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "lesson"; }
    [[nodiscard]] const char* title() const override { return "Lesson"; }
    [[nodiscard]] Place place() const override { return Place::Left; }
    void draw(PanelContext& context, const ui::Rect& area) override;
    [[nodiscard]] std::string text(PanelContext& context) override {
        return lesson_text(context.reading, context.sitting.python_version(), is_open(context));
    }

private:
    using StepKey = std::pair<const lesson::Lesson*, std::size_t>;

    [[nodiscard]] bool is_open(PanelContext& context);
    void draw_page_of(PanelContext& context, const ui::Rect& area);
    void draw_foot(PanelContext& context, const ui::Rect& area);
    void draw_dots(PanelContext& context, const ui::Rect& area);
    void draw_nothing(PanelContext& context, const ui::Rect& area);
    void take_keys(PanelContext& context);
    void put_head(Paper& paper);

    std::set<StepKey> m_open;              // steps whose explanation is shown
    std::set<std::uint32_t> m_folded_out;  // details, by line
    std::uint64_t m_place = 0;
};

// Shown once the program has run, or where no program can run, or on request; then it stays.
bool LessonPanel::is_open(PanelContext& context) {
    const lesson::Reading& reading = context.reading;
    if (reading.step() == nullptr) return true;
    const StepKey key{reading.lesson(), reading.step_index()};
    const bool can_never_run = context.sitting.state() == session::RunState::NoWorker;
    if (reading.has_run() || reading.snippet() == nullptr || can_never_run) m_open.insert(key);
    return m_open.contains(key) || !has_gate(*reading.step());
}

void LessonPanel::draw(PanelContext& context, const ui::Rect& area) {
    ui::Ui& ui = context.ui;
    const lesson::Reading& reading = context.reading;
    const std::string detail =
        reading.step() == nullptr
            ? std::string()
            : fmt::format("step {} of {}", reading.step_index() + 1, reading.step_count());
    ui::Rect rest = ui::panel_header(ui, area, title(), detail);
    if (reading.step() == nullptr) return draw_nothing(context, rest);
    take_keys(context);
    const float foot_top = rest.max.y - ui.px(kFoot);
    draw_page_of(context, {rest.min, {rest.max.x, foot_top}});
    draw_foot(context, {{rest.min.x, foot_top}, rest.max});
}

void LessonPanel::draw_nothing(PanelContext& context, const ui::Rect& area) {
    ui::Ui& ui = context.ui;
    const std::string words = context.reading.course().lessons.empty()
                                  ? "No lessons were found."
                                  : "No lesson belongs to this file.";
    const float x = area.min.x + ui.px(kSide);
    ui.text(ui::Face::Text, 14, {x, area.min.y + ui.px(20)}, ui.theme().muted, words);
    if (context.reading.course().lessons.empty()) return;
    const std::string label = "Open the first lesson";
    const ImVec2 at{x, area.min.y + ui.px(50)};
    const ui::Rect rect{at, {at.x + ui.button_width(label), at.y + ui.px(32)}};
    if (ui.button("lesson/open-first", rect, label)) context.reading.open(0);
}

void LessonPanel::take_keys(PanelContext& context) {
    ui::Ui& ui = context.ui;
    if (ui.focus() != id()) return;
    lesson::Reading& reading = context.reading;
    const lesson::Step& step = *reading.step();
    if (step.quizzes.empty()) return;
    // Letters answer the first question that is open; once all are answered, the last again.
    const auto open = std::find_if(step.quizzes.begin(), step.quizzes.end(),
                                   [&](const lesson::Quiz& quiz) { return !reading.choice(quiz); });
    const lesson::Quiz& quiz = open == step.quizzes.end() ? step.quizzes.back() : *open;
    std::erase_if(ui.keys(), [&](const ui::KeyEvent& key) {
        if (key.key != ui::Key::None || key.is_repeat) return false;
        const char32_t letter = key.codepoint | 0x20;
        if (letter < 'a' || letter >= 'a' + quiz.options.size()) return false;
        reading.choose(quiz, letter - 'a');
        return true;
    });
}

void LessonPanel::put_head(Paper& paper) {
    ui::Ui& ui = paper.ui();
    const lesson::Reading& reading = paper.context().reading;
    const lesson::Lesson& lesson = *reading.lesson();
    FlowStyle small = paper.prose();
    small.face = ui::Face::Medium;
    small.size = 12.5f;
    small.leading = 18;
    small.ink = ui.theme().accent;
    lesson::Run over;
    over.text = reading.step_index() == 0 ? fmt::format("{} · {} min", lesson.title, lesson.minutes)
                                          : lesson.title;
    paper.put_text({over}, small);
    paper.space(5);
    FlowStyle large = paper.prose();
    large.face = ui::Face::Bold;
    large.size = 22;
    large.leading = 29;
    lesson::Run head;
    head.text = reading.step()->title;
    paper.put_text({head}, large);
    paper.space(11);
}

void LessonPanel::draw_page_of(PanelContext& context, const ui::Rect& area) {
    ui::Ui& ui = context.ui;
    const lesson::Reading& reading = context.reading;
    const lesson::Step& step = *reading.step();
    if (m_place != reading.place_revision()) {
        m_place = reading.place_revision();
        ui.scroll_to("lesson/page", 0);
        ui.keep_drawing();  // the recording may have gone
    }
    const float width = std::min(area.width() - 2 * ui.px(kSide), ui.px(kWidestText));
    Page page;
    Paper paper(context, page, width, m_folded_out);
    paper.space(20);
    put_head(paper);
    if (reading.step_index() == 0) paper.put(reading.lesson()->introduction, nullptr);
    const bool is_whole = is_open(context);
    const std::size_t shown = is_whole ? step.blocks.size() : blocks_before_run(step);
    for (std::size_t i = 0; i < shown; ++i) {
        if (is_own_version(reading) && i == own_version_place(step)) put_own_version(paper);
        paper.put(step.blocks[i], &step);
    }
    if (is_whole && reading.step_index() + 1 == reading.step_count()) put_end(paper);
    if (!is_whole)
        put_gate(paper, true, [this, key = StepKey{reading.lesson(), reading.step_index()}] {
            m_open.insert(key);
        });
    paper.space(14);
    page.height = paper.y();
    const float offset = ui.begin_scroll("lesson/page", area, page.height);
    const ImVec2 origin{std::round(area.min.x + ui.px(kSide)), std::round(area.min.y - offset)};
    draw_page(ui, page, origin, area);
    ui.end_scroll();
}

void LessonPanel::draw_dots(PanelContext& context, const ui::Rect& area) {
    ui::Ui& ui = context.ui;
    lesson::Reading& reading = context.reading;
    const float gap = ui.px(6);
    const float height = ui.px(6);
    const float small = ui.px(6);
    const float large = ui.px(20);
    const auto count = static_cast<float>(reading.step_count());
    float x = (area.min.x + area.max.x) / 2 - (large + (count - 1) * (small + gap)) / 2;
    const float middle = (area.min.y + area.max.y) / 2;
    for (std::size_t i = 0; i < reading.step_count(); ++i) {
        const bool is_here = i == reading.step_index();
        const float width = is_here ? large : small;
        const ui::Rect rect{{x, middle - height / 2}, {x + width, middle + height / 2}};
        const std::string name = fmt::format("lesson/step/{}", i + 1);
        const ui::Rect target = rect.inset(-ui.px(3));
        const ui::Pointer pointer = ui.pointer(name, target);
        ui.note(name, target, reading.lesson()->steps[i].title);
        const ui::Theme& theme = ui.theme();
        const ui::Color color = is_here || pointer.is_hovered ? theme.accent
                                : i < reading.step_index()    ? theme.muted
                                                              : theme.border_strong;
        ui.draw().AddRectFilled(rect.min, rect.max, color, height / 2);
        if (pointer.is_hovered) {
            ui.cursor(ui::Cursor::Hand);
            ui.tooltip(reading.lesson()->steps[i].title);
        }
        if (pointer.is_clicked) reading.go_to(i);
        x += width + gap;
    }
}

void LessonPanel::draw_foot(PanelContext& context, const ui::Rect& area) {
    ui::Ui& ui = context.ui;
    lesson::Reading& reading = context.reading;
    const float thickness = std::max(1.0f, std::round(ui.px(1)));
    ui.draw().AddRectFilled(area.min, {area.max.x, area.min.y + thickness}, ui.theme().border);
    draw_dots(context, area);
    const float height = ui.px(32);
    const float top = std::round((area.min.y + area.max.y - height) / 2);
    const std::size_t here = reading.step_index();
    const bool has_next = here + 1 < reading.step_count();
    const auto lesson_index =
        static_cast<std::size_t>(reading.lesson() - reading.course().lessons.data());
    const bool has_next_lesson = lesson_index + 1 < reading.course().lessons.size();

    const float left = area.min.x + ui.px(kSide);
    const ui::Rect back{{left, top}, {left + ui.button_width("Back"), top + height}};
    if (ui.button("lesson/back", back, "Back", ui::ButtonLook::Plain, here > 0,
                  here > 0 ? "The step before (PageUp)" : ""))
        return reading.go_to(here - 1);

    const bool is_end = !has_next && !has_next_lesson;
    const std::string label = has_next ? "Next" : is_end ? "Done" : "Next lesson";
    const float right = area.max.x - ui.px(kSide);
    const ui::Rect next{{right - ui.button_width(label), top}, {right, top + height}};
    if (ui.button("lesson/next", next, label, ui::ButtonLook::Primary, has_next || has_next_lesson,
                  is_end     ? ""
                  : has_next ? "The step after (PageDown)"
                             : "The next lesson")) {
        if (has_next)
            reading.go_to(here + 1);
        else
            reading.open(lesson_index + 1);
    }
}

}  // namespace

std::unique_ptr<Panel> make_lesson_panel() {
    return std::make_unique<LessonPanel>();
}

}  // namespace viv::panels
