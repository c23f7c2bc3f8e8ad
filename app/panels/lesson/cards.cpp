// Each card: a title with its picture, then rows. A state is told by a sign and a word, never by
// colour alone.
#include "app/panels/lesson/cards.h"

#include <fmt/format.h>

#include <cmath>

#include "app/lesson/reading.h"
#include "app/panels/actions.h"
#include "app/panels/lesson/lesson_rows.h"
#include "app/session/sitting.h"

namespace viv::panels {
namespace {

using lesson::AnswerState;

// Title and picture in one line.
void put_title(Paper& paper, ui::Icon icon, const std::string& title, ui::Color ink) {
    ui::Ui& ui = paper.ui();
    const float line = ui.line_height(ui::Face::Bold, 14);
    paper.page().icons.push_back({icon, {paper.x() + ui.px(7), paper.y() + line / 2}, 14, ink});
    paper.page().pieces.push_back(
        {{paper.x() + ui.px(22), paper.y()}, ui::Face::Bold, 14, ui.theme().text, title, -1});
    paper.move_down(line + ui.px(7));
}

FlowStyle small_style(Paper& paper) {
    FlowStyle style = paper.prose();
    style.size = 14;
    style.leading = 21;
    return style;
}

// A sign and a word at the right edge of a row; returns the width it takes.
float put_mark(Paper& paper, float right, float middle, ui::Icon icon, const std::string& word,
               ui::Color ink) {
    ui::Ui& ui = paper.ui();
    const float wide = ui.measure(ui::Face::Medium, 12.5f, word);
    const float x = right - wide;
    paper.page().pieces.push_back({{x, middle - ui.line_height(ui::Face::Medium, 12.5f) / 2},
                                   ui::Face::Medium,
                                   12.5f,
                                   ink,
                                   word,
                                   -1});
    paper.page().icons.push_back({icon, {x - ui.px(10), middle}, 12, ink});
    return wide + ui.px(22);
}

struct OptionLook {
    ui::Color border, ink, fill;
    ui::Icon icon = ui::Icon::Check;
    std::string word;
};

OptionLook option_look(Paper& paper, const lesson::Quiz& quiz, std::size_t option) {
    const ui::Theme& theme = paper.ui().theme();
    const lesson::Reading& reading = paper.context().reading;
    const bool is_chosen = reading.choice(quiz) == option;
    const AnswerState state = reading.state(quiz);
    OptionLook look{theme.border, theme.muted, theme.panel, ui::Icon::Check, ""};
    const auto mark = [&](ui::Color ink, ui::Color fill, ui::Icon icon, const char* word) {
        look = {ink, ink, fill, icon, word};
    };
    if (is_chosen && state == AnswerState::Kept)
        mark(theme.accent, theme.accent_soft, ui::Icon::Check, "your answer");
    else if (is_chosen && state == AnswerState::Right)
        mark(theme.good, theme.good_soft, ui::Icon::Check, "right");
    else if (is_chosen && state == AnswerState::Wrong)
        mark(theme.bad, theme.bad_soft, ui::Icon::Cross, "your answer");
    else if (reading.choice(quiz) && reading.right_option(quiz) == option)
        mark(theme.good, theme.panel, ui::Icon::Check, "this one");
    return look;
}

void put_option(Paper& paper, const lesson::Quiz& quiz, std::size_t option, std::size_t index) {
    ui::Ui& ui = paper.ui();
    const OptionLook look = option_look(paper, quiz, option);
    const float top = paper.y();
    const std::size_t box = paper.page().boxes.size();
    const int hot = static_cast<int>(paper.page().hots.size());
    paper.page().boxes.push_back({{}, ui.px(7), look.fill, look.border, 0, hot});
    paper.page().hots.emplace_back();
    const float letter_x = paper.x() + ui.px(12);
    const float text_x = paper.x() + ui.px(34);
    // The longest mark has its place before there is one: an answer moves nothing.
    const float mark_room = ui.measure(ui::Face::Medium, 12.5f, "your answer") + ui.px(30);
    FlowStyle style = small_style(paper);
    style.has_pills = false;
    style.hot = -1;
    const FlowSize size =
        flow(ui, paper.page(), inline_runs(quiz.options[option].text), {text_x, top + ui.px(7)},
             paper.width() - (text_x - paper.x()) - mark_room - ui.px(8), style);
    const float height = std::max(size.height, ui.px(21)) + ui.px(14);
    paper.page().pieces.push_back(
        {{letter_x, std::round(top + (ui.px(35) - ui.line_height(ui::Face::MonoBold, 13)) / 2)},
         ui::Face::MonoBold,
         13,
         look.word.empty() ? ui.theme().muted : look.ink,
         std::string(1, option_letter(option)),
         -1});
    const ui::Rect rect{{paper.x(), top}, {paper.x() + paper.width(), top + height}};
    if (!look.word.empty())
        put_mark(paper, rect.max.x - ui.px(12), top + height / 2, look.icon, look.word, look.ink);
    paper.page().boxes[box].rect = rect;
    PageHot& area = paper.page().hots[static_cast<std::size_t>(hot)];
    area.id = fmt::format("lesson/quiz/{}/{}", index, option_letter(option));
    area.rect = area.ring = rect;
    area.text = quiz.options[option].text + (look.word.empty() ? "" : " (" + look.word + ")");
    area.act = [&reading = paper.context().reading, &quiz, option] {
        reading.choose(quiz, option);
    };
    paper.move_down(height + ui.px(7));
}

// The line below the rows of a question. Its place is kept, so that an answer moves nothing.
void put_verdict(Paper& paper, const lesson::Quiz& quiz) {
    const lesson::Reading& reading = paper.context().reading;
    const ui::Theme& theme = paper.ui().theme();
    FlowStyle style = small_style(paper);
    style.ink = theme.muted;
    style.size = 13.5f;
    style.leading = 20;
    std::string text;
    switch (reading.state(quiz)) {
        case AnswerState::Open:
            text = "Choose one, or press its letter.";
            break;
        case AnswerState::Kept:
            text = is_own_version(reading) ? "Kept. A run of the original will tell."
                                           : "Kept. Run the program: it will tell.";
            break;
        case AnswerState::Right:
            text = "That is what the run shows.";
            style.ink = theme.good;
            break;
        case AnswerState::Wrong:
            text = quiz.options[*reading.choice(quiz)].feedback;
            style.ink = theme.text;
            break;
    }
    if (text.empty()) text = "The run shows something else.";
    paper.space(9);
    paper.put_text(inline_runs(text), style);
}

void put_prediction(Paper& paper, const lesson::Prediction& prediction, std::size_t index) {
    ui::Ui& ui = paper.ui();
    const ui::Theme& theme = ui.theme();
    lesson::Reading& reading = paper.context().reading;
    paper.put_text(inline_runs(prediction.question), small_style(paper));
    paper.space(5);
    const float height = ui.px(30);
    const ui::Rect rect{{paper.x(), paper.y()}, {paper.x() + ui.px(110), paper.y() + height}};
    PageField field;
    field.id = fmt::format("lesson/predict/{}", index);
    field.rect = rect;
    field.text = reading.typed(prediction);
    field.hint = "your guess";
    field.changed = [&reading, &prediction](std::string text) {
        reading.type(prediction, std::move(text));
    };
    paper.page().fields.push_back(std::move(field));
    const float middle = paper.y() + height / 2;
    const auto mark = [&](ui::Icon icon, const std::string& word, ui::Color ink) {
        const float wide = ui.measure(ui::Face::Medium, 12.5f, word) + ui.px(22);
        put_mark(paper, rect.max.x + ui.px(10) + wide, middle, icon, word, ink);
    };
    switch (reading.state(prediction)) {
        case AnswerState::Open:
            break;
        case AnswerState::Kept:
            mark(ui::Icon::Check,
                 is_own_version(reading) ? "kept for the original" : "kept until you run",
                 theme.accent);
            break;
        case AnswerState::Right:
            mark(ui::Icon::Check, "right", theme.good);
            break;
        case AnswerState::Wrong:
            mark(ui::Icon::Cross, "it is " + *reading.right_value(prediction), theme.bad);
            break;
    }
    paper.move_down(height);
}

}  // namespace

void put_quiz(Paper& paper, const lesson::Quiz& quiz, std::size_t index) {
    const ui::Theme& theme = paper.ui().theme();
    const Paper::Card card = paper.begin_card(theme.card_raised, theme.border);
    put_title(paper, ui::Icon::Bulb, "Predict", theme.accent);
    paper.put_text(inline_runs(quiz.question), small_style(paper));
    paper.space(9);
    for (std::size_t i = 0; i < quiz.options.size(); ++i) put_option(paper, quiz, i, index);
    paper.space(-7);
    put_verdict(paper, quiz);
    paper.end_card(card);
}

void put_predictions(Paper& paper, const lesson::Step& step, const lesson::Part& part) {
    const ui::Theme& theme = paper.ui().theme();
    const Paper::Card card = paper.begin_card(theme.card_raised, theme.border);
    put_title(paper, ui::Icon::Bulb, "Predict", theme.accent);
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        if (i > part.first) paper.space(12);
        put_prediction(paper, step.predictions[i], i);
    }
    paper.end_card(card);
}

void put_facts(Paper& paper, const lesson::Step& step, const lesson::Part& part) {
    ui::Ui& ui = paper.ui();
    const ui::Theme& theme = ui.theme();
    lesson::Reading& reading = paper.context().reading;
    std::size_t known = 0;
    std::size_t true_ones = 0;
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        const FactState state = fact_state(reading, step.facts[i]);
        known += state != FactState::Unknown ? 1 : 0;
        true_ones += state == FactState::True ? 1 : 0;
    }
    if (known == 0) return;
    const Paper::Card card = paper.begin_card(theme.card, theme.border);
    put_title(paper, ui::Icon::Check,
              fmt::format("True in your run: {} of {}", true_ones, part.count),
              true_ones == part.count ? theme.good : theme.warn);
    FlowStyle note_style = small_style(paper);
    note_style.size = 13.5f;
    note_style.leading = 19;
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        const lesson::Fact& fact = step.facts[i];
        const FactState state = fact_state(reading, fact);
        const bool is_true = state == FactState::True;
        const ui::Color ink = is_true                      ? theme.good
                              : state == FactState::Broken ? theme.bad
                                                           : theme.warn;
        const float indent = ui.px(22);
        const float top = paper.y();
        paper.page().icons.push_back({is_true ? ui::Icon::Check : ui::Icon::Cross,
                                      {paper.x() + ui.px(7), paper.y() + ui.px(9.5f)},
                                      11,
                                      ink});
        // The claim in words first; its expression below, for who wants to try it.
        lesson::Run code;
        code.kind = lesson::Run::Kind::Code;
        code.text = fact.expression;
        FlowStyle style = note_style;
        style.ink = is_true ? theme.text : ink;
        const std::string words = is_true ? fact.note : fact_word(state);
        if (!words.empty())
            paper.move_down(flow(ui, paper.page(), inline_runs(words),
                                 {paper.x() + indent, paper.y()}, paper.width() - indent, style)
                                .height);
        style.has_pills = false;
        style.ink = words.empty() ? theme.text : theme.muted;
        paper.move_down(flow(ui, paper.page(), {code}, {paper.x() + indent, paper.y()},
                             paper.width() - indent, style)
                            .height);
        paper.page().notes.push_back({fmt::format("lesson/fact/{}", i),
                                      {{paper.x(), top}, {paper.x() + paper.width(), paper.y()}},
                                      fact.expression + ": " + fact_word(state)});
        paper.space(5);
    }
    paper.space(-5);
    paper.end_card(card);
}

void put_watches(Paper& paper, const lesson::Step& step, const lesson::Part& part) {
    ui::Ui& ui = paper.ui();
    const ui::Theme& theme = ui.theme();
    lesson::Reading& reading = paper.context().reading;
    if (part.count == 0) return;
    const Paper::Card card = paper.begin_card(theme.card_raised, theme.border);
    put_title(paper, ui::Icon::Info, "Look at", theme.note);
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        const lesson::Watch& watch = step.watches[i];
        const StepId moment = watch.point.empty() ? StepId{} : reading.step_of(watch.point);
        const float room = moment ? ui.px(70) : 0;
        const float top = paper.y();
        const FlowSize size =
            flow(ui, paper.page(), inline_runs(watch.text), {paper.x(), paper.y()},
                 paper.width() - room, small_style(paper));
        if (moment) {
            const std::string label = fmt::format("step {}", moment.value);
            const float wide = ui.button_width(label);
            const float height = ui.px(24);
            PageButton button;
            button.id = fmt::format("lesson/watch/{}", i);
            button.rect = {{paper.x() + paper.width() - wide, top - ui.px(2)},
                           {paper.x() + paper.width(), top - ui.px(2) + height}};
            button.label = label;
            button.look = ui::ButtonLook::Plain;
            button.act = [&sitting = paper.context().sitting, moment] {
                sitting.post(session::GoToStep{moment});
            };
            paper.page().buttons.push_back(std::move(button));
        }
        paper.move_down(std::max(size.height, moment ? ui.px(24) : 0));
        paper.space(7);
    }
    paper.space(-7);
    paper.end_card(card);
}

void put_snippet(Paper& paper, const lesson::Snippet&) {
    const lesson::Reading& reading = paper.context().reading;
    FlowStyle style = small_style(paper);
    style.has_pills = false;
    style.ink = paper.ui().theme().muted;
    std::vector<lesson::Run> runs(2);
    runs[0].kind = lesson::Run::Kind::Code;
    runs[0].text = reading.snippet_name();
    runs[1].text =
        reading.is_edited() ? " in the editor, with your changes" : " stands in the editor";
    paper.put_text(runs, style);
    paper.space(12);
}

void put_own_version(Paper& paper) {
    const ui::Theme& theme = paper.ui().theme();
    const Paper::Card card = paper.begin_card(theme.warn_soft, theme.border);
    FlowStyle style = small_style(paper);
    style.size = 13.5f;
    style.leading = 20;
    paper.put_text(inline_runs(kOwnVersion), style);
    paper.end_card(card);
}

void put_end(Paper& paper) {
    FlowStyle style = small_style(paper);
    style.ink = paper.ui().theme().muted;
    paper.put_text(inline_runs("This is the end of the lesson."), style);
    paper.space(8);
}

void put_gate(Paper& paper, bool has_question, const std::function<void()>& open) {
    ui::Ui& ui = paper.ui();
    const ui::Theme& theme = ui.theme();
    const float height = ui.px(34);
    const std::string label = is_running(paper.context()) ? "Running…" : "Run the program";
    const float wide = ui.button_width(label) + ui.px(12);
    PageButton run;
    run.id = "lesson/run";
    run.rect = {{paper.x(), paper.y()}, {paper.x() + wide, paper.y() + height}};
    run.label = label;
    run.look = ui::ButtonLook::Primary;
    run.is_enabled = can_run(paper.context());
    run.act = [&context = paper.context()] { run_snippet(context); };
    paper.page().buttons.push_back(std::move(run));
    paper.page().pieces.push_back({{paper.x() + wide + ui.px(12),
                                    paper.y() + (height - ui.line_height(ui::Face::Text, 13)) / 2},
                                   ui::Face::Text,
                                   13,
                                   theme.muted,
                                   "Ctrl+Enter",
                                   -1});
    paper.move_down(height);
    paper.space(12);
    FlowStyle style = small_style(paper);
    style.ink = theme.muted;
    style.size = 13.5f;
    style.leading = 20;
    style.follow = [open](const std::string&) { open(); };
    paper.put_text(
        inline_runs(has_question ? "Answer first, then run: the explanation appears then. "
                                   "[Read on without running](open)"
                                 : "The explanation appears when the program has run. "
                                   "[Read on without running](open)"),
        style);
    paper.space(10);
}

}  // namespace viv::panels
