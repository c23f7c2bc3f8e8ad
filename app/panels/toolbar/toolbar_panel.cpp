// The bar above everything. What doesn't fit is left out from the least needed on: the hint of the
// key, the lesson's name, the program's name; never the transport.
#include <algorithm>
#include <cmath>

#include "app/panels/actions.h"
#include "app/panels/toolbar/toolbar_rows.h"
#include "app/widgets/controls.h"

namespace viv::panels {
namespace {

using namespace ui;

constexpr float kButton = 34, kHeight = 36, kInset = 3;
constexpr std::string_view kRunHint = "Ctrl ↵";
constexpr std::string_view kStopHint = "Esc";

class ToolbarPanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "toolbar"; }
    [[nodiscard]] const char* title() const override { return "Toolbar"; }
    [[nodiscard]] Place place() const override { return Place::Top; }
    [[nodiscard]] std::string text(PanelContext& context) override {
        return toolbar_text(toolbar_rows(context));
    }

    void draw(PanelContext& context, const Rect& area) override {
        const ToolbarRows rows = toolbar_rows(context);
        Ui& ui = context.ui;
        m_middle = std::round((area.min.y + area.max.y) / 2);
        const float logical_width = area.width() / ui.px(1);
        m_has_hint = logical_width >= 760;
        const float transport = transport_width(ui);
        const float left = std::round(area.min.x + (area.width() - transport) / 2);
        draw_transport(context, rows, left, transport);
        draw_right(context, rows, area, left + transport + ui.px(16));
        draw_left(ui, rows, area, left - ui.px(16));
    }

private:
    [[nodiscard]] float run_width(Ui& ui) const {
        const float hint = m_has_hint ? ui.px(10) + ui.measure(Face::Medium, 12, kRunHint) : 0;
        return std::round(ui.px(14 + 12 + 8 + 14) + ui.measure(Face::Bold, 13, "Run") + hint);
    }

    [[nodiscard]] float transport_width(Ui& ui) const {
        return std::round(4 * ui.px(kButton) + run_width(ui) + 2 * ui.px(kInset) + 4 * ui.px(2));
    }

    void draw_transport(PanelContext& context, const ToolbarRows& rows, float left, float width) {
        Ui& ui = context.ui;
        const float half = std::round(ui.px(kHeight) / 2);
        const Rect frame{{left, m_middle - half}, {left + width, m_middle + half}};
        card(ui.draw(), frame, ui.px(9), ui.theme().panel, ui.theme().border);
        float x = left + ui.px(kInset);
        const float top = frame.min.y + ui.px(kInset);
        const float bottom = frame.max.y - ui.px(kInset);
        const auto step = [&](std::string_view id, Icon which, bool is_enabled, const char* tip,
                              session::Command command) {
            const Rect rect{{x, top}, {x + ui.px(kButton), bottom}};
            if (icon_button(ui, id, rect, which, ButtonLook::Ghost, is_enabled, tip, 15)) {
                context.sitting.post(std::move(command));
            }
            x += ui.px(kButton) + ui.px(2);
        };
        step("toolbar/first", Icon::First, rows.can_go_back, "First step (Home)",
             session::GoToFirst{});
        step("toolbar/back", Icon::Back, rows.can_go_back, "One step back (←)",
             session::MoveSteps{-1});
        const float run = run_width(ui);
        draw_run(context, rows, {{x, top}, {x + run, bottom}});
        x += run + ui.px(2);
        step("toolbar/forward", Icon::Forward, rows.can_go_on, "One step on (→)",
             session::MoveSteps{1});
        step("toolbar/last", Icon::Last, rows.can_go_on, "Last step (End)", session::GoToLast{});
    }

    void draw_run(PanelContext& context, const ToolbarRows& rows, const Rect& rect) {
        Ui& ui = context.ui;
        const bool is_run = !is_running(context);
        const bool is_enabled =
            is_run ? can_run(context) : context.sitting.state() == session::RunState::Running;
        const char* tip = is_run ? "Run the snippet (Ctrl+Enter)" : "Stop it (Esc)";
        // One button, one id for each meaning: a test or a tour names what it wants.
        if (ui.button(is_run ? "toolbar/run" : "toolbar/stop", rect, {}, ButtonLook::Primary,
                      is_enabled, rows.problem.empty() ? tip : rows.problem.c_str())) {
            is_run ? run_snippet(context) : stop_run(context);
        }
        const Color ink = is_enabled ? ui.theme().on_accent : ui.theme().faint;
        float x = rect.min.x + ui.px(14);
        icon(ui.draw(), is_run ? Icon::Play : Icon::Stop, {x + ui.px(5), m_middle}, ui.px(12), ink);
        x += ui.px(18);
        x += ui.text(Face::Bold, 13, {x, m_middle - ui.line_height(Face::Bold, 13) / 2}, ink,
                     is_run ? "Run" : "Stop");
        if (!m_has_hint) return;
        const std::string_view hint = is_run ? kRunHint : kStopHint;
        const float width = ui.measure(Face::Medium, 12, hint);
        ui.text(Face::Medium, 12,
                {std::max(x + ui.px(6), rect.max.x - ui.px(12) - width),
                 m_middle - ui.line_height(Face::Medium, 12) / 2},
                is_enabled ? with_alpha(ink, 0.82f) : ink, hint);
    }

    void draw_left(Ui& ui, const ToolbarRows& rows, const Rect& area, float limit) {
        const Theme& t = ui.theme();
        float x = area.min.x + ui.px(14);
        const float logo = ui.px(28);
        const Rect box{{x, m_middle - logo / 2}, {x + logo, m_middle + logo / 2}};
        ui.draw().AddRectFilled(box.min, box.max, t.accent, ui.px(7));
        icon(ui.draw(), Icon::Logo, {x + logo / 2, m_middle}, ui.px(17), t.on_accent);
        x += logo + ui.px(10);
        const float name = ui.measure(Face::Bold, 15, "Vivarium");
        if (x + name > limit) return;
        ui.text(Face::Bold, 15, {x, m_middle - ui.line_height(Face::Bold, 15) / 2}, t.text,
                "Vivarium");
        ui.note("toolbar/name", {{x, box.min.y}, {x + name, box.max.y}}, "Vivarium");
        x += name + ui.px(18);
        if (rows.lesson.empty()) return;
        const float dots = static_cast<float>(rows.steps) * ui.px(22);
        const float room = limit - x - ui.px(24);
        if (room < ui.px(120)) return;
        const float lesson = ui.measure(Face::Medium, 12.5f, rows.lesson) + ui.px(2);
        const bool has_dots = rows.steps > 1 && lesson + dots + ui.px(16) <= room;
        x = draw_lesson(ui, rows.lesson, x, std::min(lesson, room - (has_dots ? dots : 0)));
        if (has_dots) draw_dots(ui, rows, x + ui.px(14));
    }

    // Returns where it ends.
    float draw_lesson(Ui& ui, std::string_view lesson, float x, float width) const {
        const float half = std::round(ui.px(13));
        const Rect pill_rect{{x, m_middle - half}, {x + width + ui.px(22), m_middle + half}};
        card(ui.draw(), pill_rect, half, ui.theme().panel, ui.theme().border);
        ui.text_fit(Face::Medium, 12.5f,
                    {x + ui.px(11), m_middle - ui.line_height(Face::Medium, 12.5f) / 2},
                    ui.theme().muted, lesson, width + 1);
        ui.note("toolbar/lesson", pill_rect, lesson);
        return pill_rect.max.x;
    }

    void draw_dots(Ui& ui, const ToolbarRows& rows, float x) const {
        const Theme& t = ui.theme();
        const float start = x;
        for (std::size_t i = 0; i < rows.steps; ++i) {
            const Color color = i == rows.step  ? t.accent
                                : i < rows.step ? t.good
                                                : t.border_strong;
            const float half = std::max(1.0f, std::round(ui.px(2)));
            ui.draw().AddRectFilled({x, m_middle - half}, {x + ui.px(17), m_middle + half}, color,
                                    half);
            x += ui.px(22);
        }
        const Rect all{{start, m_middle - ui.px(8)}, {x, m_middle + ui.px(8)}};
        const std::string words = "Step " + std::to_string(rows.step + 1) + " of " +
                                  std::to_string(rows.steps) + " of the lesson";
        ui.note("toolbar/steps", all, words);
        ui.tooltip(words);
    }

    // The shell takes these keys: the buttons press them.
    static void press(Ui& ui, KeyEvent key) { ui.keys().push_back(key); }

    void draw_right(PanelContext& context, const ToolbarRows& rows, const Rect& area, float limit) {
        Ui& ui = context.ui;
        const Theme& t = ui.theme();
        float x = area.max.x - ui.px(10);
        const float half = std::round(ui.px(15));
        const auto small = [&](std::string_view id, Icon which, const char* tip, KeyEvent key) {
            const Rect rect{{x - 2 * half, m_middle - half}, {x, m_middle + half}};
            if (icon_button(ui, id, rect, which, ButtonLook::Ghost, true, tip, 15)) press(ui, key);
            x -= 2 * half + ui.px(4);
        };
        const bool is_dark = t.name == ThemeName::Dark;
        small("toolbar/help", Icon::Info, "Keys (F1)", {Key::F1});
        small("toolbar/theme", is_dark ? Icon::Sun : Icon::Moon,
              is_dark ? "Light theme (Ctrl+T)" : "Dark theme (Ctrl+T)", {Key::Letter, kCtrl, U't'});
        x -= ui.px(6);
        draw_python(context, rows, x, limit);
    }

    void draw_python(PanelContext& context, const ToolbarRows& rows, float right, float limit) {
        Ui& ui = context.ui;
        const Theme& t = ui.theme();
        using session::RunState;
        const RunState state = context.sitting.state();
        const Color color = state == RunState::Ready      ? t.good
                            : state == RunState::NoWorker ? t.bad
                            : state == RunState::Running  ? t.accent
                                                          : t.warn;
        const float word = ui.px(13) + ui.measure(Face::Medium, 12.5f, rows.state);
        const float python = ui.measure(Face::Medium, 12.5f, rows.python) + ui.px(10);
        const bool has_python = right - limit >= word + python + ui.px(26);
        const float width = word + (has_python ? python : 0) + ui.px(24);
        if (width > right - limit) return;
        const float half = std::round(ui.px(13));
        const Rect rect{{std::round(right - width), m_middle - half}, {right, m_middle + half}};
        card(ui.draw(), rect, half, t.panel, t.border);
        float x = rect.min.x + ui.px(11);
        if (has_python) {
            ui.text(Face::Medium, 12.5f, {x, m_middle - ui.line_height(Face::Medium, 12.5f) / 2},
                    t.muted, rows.python);
            x += python;
        }
        state_dot(ui, {x, m_middle}, rows.state, color);
        ui.note("toolbar/python", rect, rows.python + ", " + rows.state);
        ui.tooltip(rows.problem.empty()
                       ? "The interpreter that runs the snippet, in a process of its own"
                       : rows.problem);
    }

    float m_middle = 0;
    bool m_has_hint = true;
};

}  // namespace

std::unique_ptr<Panel> make_toolbar_panel();
std::unique_ptr<Panel> make_toolbar_panel() {
    return std::make_unique<ToolbarPanel>();
}

}  // namespace viv::panels
