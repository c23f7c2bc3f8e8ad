// The time line: which step is shown, in numbers and words; a track to drag along, ticks by event,
// and beneath them the count of the selected object. It asks for steps and never sets them.
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/panels/moments.h"
#include "app/panels/panel.h"
#include "app/panels/timeline/timeline_rows.h"
#include "app/panels/words.h"
#include "app/session/sitting.h"
#include "app/widgets/draw.h"

namespace viv::panels {

namespace timeline {
namespace {

using ui::Color;
using ui::Face;
using ui::Rect;

constexpr float kSide = 18;
constexpr float kWords = 292;    // for the step in numbers and words
constexpr float kTickWidth = 4;  // ticks nearer than that are one
constexpr float kHandle = 8;

class TimelinePanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "timeline"; }
    [[nodiscard]] const char* title() const override { return "Time line"; }
    [[nodiscard]] Place place() const override { return Place::Bottom; }

    [[nodiscard]] std::string text(PanelContext& context) override {
        const wire::Recording* recording = context.sitting.recording();
        const StepId step = context.sitting.cursor();
        std::string words = state_words(context);
        if (!recording || !step || step.value > recording->step_count()) return words + "\n";
        words += fmt::format("\nstep {} / {}: {}\n", step.value, recording->step_count(),
                             stands_at(*recording, step));
        const ObjectId object = context.sitting.selection();
        if (object && object.value <= recording->object_count()) {
            words += fmt::format("count of {}: {}\n", object_name(object),
                                 recording->refcount(object, step));
        }
        return words;
    }

    void draw(PanelContext& context, const Rect& area) override {
        const wire::Recording* recording = context.sitting.recording();
        const StepId step = context.sitting.cursor();
        if (m_recording_number != context.sitting.recording_number()) {
            m_recording_number = context.sitting.recording_number();
            m_ticks = {};
        }
        const bool has_steps = recording && step && step.value <= recording->step_count();
        ui::Ui& ui = context.ui;
        const float words = std::min(ui.px(kWords), area.width() * 0.34f);
        const Rect left{{area.min.x + ui.px(kSide), area.min.y}, {area.min.x + words, area.max.y}};
        Rect track{{left.max.x + ui.px(14), area.min.y},
                   {area.max.x - ui.px(kSide + 6), area.max.y}};
        if (has_steps) {
            numbers(context, *recording, step, left);
        } else {
            waiting(context, left);
        }
        line(context, has_steps ? recording : nullptr, step, track);
    }

private:
    static std::string state_words(PanelContext& context) {
        const wire::Recording* recording = context.sitting.recording();
        const bool is_running = context.sitting.state() == session::RunState::Running ||
                                context.sitting.state() == session::RunState::Stopping;
        const std::uint32_t steps = recording ? recording->step_count() : 0;
        if (is_running) return fmt::format("Recording… {}", counted(steps, "step"));
        if (steps == 0) return "Nothing recorded yet";
        return fmt::format("Recorded {}", counted(steps, "step"));
    }

    static void waiting(PanelContext& context, const Rect& rect) {
        ui::Ui& ui = context.ui;
        const float middle = (rect.min.y + rect.max.y) / 2;
        const std::string words = state_words(context);
        ui.text_fit(Face::Medium, 14, {rect.min.x, middle - ui.px(20)}, ui.theme().text, words,
                    rect.width());
        ui.text_fit(Face::Text, 12.5f, {rect.min.x, middle + ui.px(3)}, ui.theme().muted,
                    "Run the snippet, then walk through it here", rect.width());
        ui.note("timeline/step", rect, words);
    }

    // "9 / 13", and beneath it what the step stands at.
    void numbers(PanelContext& context, const wire::Recording& recording, StepId step,
                 const Rect& rect) {
        ui::Ui& ui = context.ui;
        const ui::Theme& theme = ui.theme();
        const float middle = (rect.min.y + rect.max.y) / 2;
        const float base = middle - ui.px(26);
        const std::string now = grouped(step.value);
        const std::string all = "/ " + grouped(recording.step_count());
        float x = rect.min.x;
        x += ui.text(Face::MonoBold, 20, {x, base}, theme.text, now) + ui.px(8);
        x += ui.text(Face::Mono, 13, {x, base + ui.baseline(20) - ui.baseline(13)}, theme.muted,
                     all) +
             ui.px(12);
        const bool is_running = context.sitting.state() == session::RunState::Running ||
                                context.sitting.state() == session::RunState::Stopping;
        const bool is_left = is_left_by_exception(recording, step);
        const char* event = is_left ? "left" : event_name(recording.step(step).event);
        const Color hue = is_left ? theme.bad : hue_of(theme, tick_of(recording.step(step).event));
        if (is_running) {
            ui::pill(ui, {x, base + ui.px(14)}, "recording…", theme.warn, theme.warn_soft);
        } else {
            ui::pill(ui, {x, base + ui.px(14)}, event, hue, ui::mix(theme.panel, hue, 0.12f));
        }
        const std::string words = stands_at(recording, step);
        ui.note("timeline/step", {{rect.min.x, base}, {x, base + ui.px(26)}}, now + " " + all);
        const ImVec2 at{rect.min.x, middle + ui.px(6)};
        code_line(ui, at, words, rect.width());
        ui.note("timeline/words", {at, {rect.max.x, at.y + ui.px(18)}}, words);
        if (is_running) ui.keep_drawing();
    }

    // The part between backquotes is code.
    static void code_line(ui::Ui& ui, ImVec2 at, const std::string& words, float width) {
        const std::size_t open = words.find('`'), close = words.rfind('`');
        const Color muted = ui.theme().muted;
        if (open == std::string::npos || close == open) {
            ui.text_fit(Face::Text, 12.5f, at, muted, words, width);
            return;
        }
        const float right = at.x + width;
        at.x += ui.text_fit(Face::Text, 12.5f, at, muted, words.substr(0, open), width);
        at.x += ui.px(3);
        at.y += ui.baseline(12.5f) - ui.baseline(12);
        ui.text_fit(Face::Mono, 12, at, ui.theme().text, words.substr(open + 1, close - open - 1),
                    std::max(0.f, right - at.x));
    }

    // --- the track ---

    void line(PanelContext& context, const wire::Recording* recording, StepId step,
              const Rect& rect) {
        ui::Ui& ui = context.ui;
        const ui::Theme& theme = ui.theme();
        const bool has_count = recording && context.sitting.selection() &&
                               context.sitting.selection().value <= recording->object_count();
        const float middle = (rect.min.y + rect.max.y) / 2;
        const float y = std::round(middle - ui.px(has_count ? 21 : 7));
        const float half = std::max(1.f, std::round(ui.px(3)));
        const Rect bar{{rect.min.x, y - half}, {rect.max.x, y + half}};
        ui.draw().AddRectFilled(bar.min, bar.max, theme.border, half);
        if (!recording) return;
        const float at = rect.min.x + rect.width() * fraction_of(step, recording->step_count());
        ui.draw().AddRectFilled(bar.min, {std::max(at, bar.min.x + half), bar.max.y}, theme.accent,
                                half);
        ticks(ui, *recording, step, rect, y + ui.px(17));
        const Rect grip{{rect.min.x - ui.px(kHandle), y - ui.px(14)},
                        {rect.max.x + ui.px(kHandle), y + ui.px(26)}};
        grab(context, *recording, rect, grip);
        const float radius = ui.px(m_is_dragging ? kHandle + 1 : kHandle);
        ui::shadow(ui.draw(), {{at - radius, y - radius}, {at + radius, y + radius}}, radius,
                   ui.px(6), theme.shadow);
        ui.draw().AddCircleFilled({at, y}, radius, theme.accent);
        ui.draw().AddCircleFilled({at, y}, ui.px(2.5f), theme.on_accent);
        if (has_count) {
            count(context, *recording, step,
                  {{rect.min.x, y + ui.px(27)}, {rect.max.x, rect.max.y - ui.px(22)}});
        }
    }

    void grab(PanelContext& context, const wire::Recording& recording, const Rect& rect,
              const Rect& grip) {
        ui::Ui& ui = context.ui;
        const ui::Pointer pointer = ui.pointer("timeline/track", grip);
        ui.note("timeline/track", grip, fmt::format("step {}", context.sitting.cursor().value));
        m_is_dragging = pointer.is_held;
        if (!pointer.is_hovered && !pointer.is_held) return;
        ui.cursor(ui::Cursor::Hand);
        const float share = (pointer.position.x - rect.min.x) / std::max(rect.width(), 1.f);
        const StepId under = step_at(share, recording.step_count());
        if (pointer.is_pressed) ui.set_focus(id());
        if (pointer.is_held && under != context.sitting.cursor()) {
            context.sitting.post(session::GoToStep{under});
        }
        if (!pointer.is_held) {
            ui.tooltip(fmt::format("{}: {}", grouped(under.value), stands_at(recording, under)));
        }
    }

    static Color hue_of(const ui::Theme& theme, TickKind kind) {
        switch (kind) {
            case TickKind::Exception:
                return theme.bad;
            case TickKind::Call:
                return theme.note;
            case TickKind::Return:
                return theme.warn;
            case TickKind::Yield:
                return theme.builtin;
            case TickKind::Line:
                return theme.muted;
        }
        return theme.muted;
    }

    // A shape for each kind of event: a call points down into its frame, a return points up out of
    // it, an exception is a cross.
    static void shape(ImDrawList& list, TickKind kind, ImVec2 at, float size, Color color) {
        const float s = size;
        switch (kind) {
            case TickKind::Call:
                list.AddTriangleFilled({at.x - s, at.y - s * 0.8f}, {at.x + s, at.y - s * 0.8f},
                                       {at.x, at.y + s}, color);
                return;
            case TickKind::Return:
                list.AddTriangleFilled({at.x - s, at.y + s * 0.8f}, {at.x, at.y - s},
                                       {at.x + s, at.y + s * 0.8f}, color);
                return;
            case TickKind::Exception:
                list.AddLine({at.x - s, at.y - s}, {at.x + s, at.y + s}, color, s * 0.6f);
                list.AddLine({at.x - s, at.y + s}, {at.x + s, at.y - s}, color, s * 0.6f);
                return;
            case TickKind::Yield:
                list.AddQuadFilled({at.x, at.y - s}, {at.x + s, at.y}, {at.x, at.y + s},
                                   {at.x - s, at.y}, color);
                return;
            case TickKind::Line:
                list.AddCircleFilled(at, s * 0.62f, color, 12);
                return;
        }
    }

    void ticks(ui::Ui& ui, const wire::Recording& recording, StepId step, const Rect& rect,
               float y) {
        const auto most = static_cast<std::uint32_t>(rect.width() / ui.px(kTickWidth));
        const std::vector<Tick>& all = m_ticks.of(recording, most);
        const float spacing =
            rect.width() / static_cast<float>(std::max<std::size_t>(all.size(), 1));
        const float size = std::clamp(spacing * 0.42f, ui.px(1.6f), ui.px(4));
        const float now = fraction_of(step, recording.step_count());
        for (const Tick& tick : all) {
            const bool is_ahead = tick.fraction > now + 1e-6f;
            const Color color =
                ui::with_alpha(hue_of(ui.theme(), tick.kind), is_ahead ? 0.6f : 1.f);
            const float x = rect.min.x + rect.width() * tick.fraction;
            if (tick.kind == TickKind::Line && spacing < ui.px(6)) {
                ui.draw().AddRectFilled({x, y - ui.px(2)},
                                        {x + std::max(1.f, ui.px(1)), y + ui.px(2)},
                                        ui::with_alpha(color, 0.6f));
            } else {
                shape(ui.draw(), tick.kind, {x, y}, size, color);
            }
        }
    }

    // The selected object's count, beneath the ticks.
    static void count(PanelContext& context, const wire::Recording& recording, StepId step,
                      const Rect& rect) {
        ui::Ui& ui = context.ui;
        const ui::Theme& theme = ui.theme();
        const ObjectId object = context.sitting.selection();
        const CountLine counts = count_line(recording, object);
        if (counts.corners.empty()) return;
        const auto x_of = [&](float fraction) { return rect.min.x + rect.width() * fraction; };
        const auto y_of = [&](std::int64_t value) {
            const float share = static_cast<float>(value) /
                                static_cast<float>(std::max<std::int64_t>(counts.most, 1));
            return std::round(rect.max.y - share * rect.height()) + 0.5f;
        };
        float last = -10, before = rect.max.y;
        for (std::size_t i = 0; i < counts.corners.size(); ++i) {
            const bool is_last = i + 1 == counts.corners.size();
            const float from = x_of(counts.corners[i].fraction);
            const float until = x_of(is_last ? counts.end : counts.corners[i + 1].fraction);
            if (from - last < 1 && !is_last) continue;
            const float y = y_of(counts.corners[i].count);
            if (i > 0) ui.draw().AddLine({from, before}, {from, y}, theme.good, ui.px(1.5f));
            ui.draw().AddLine({from, y}, {until, y}, theme.good, ui.px(1.5f));
            last = from;
            before = y;
        }
        const std::string type = wire::type_name(recording, object, step);
        const std::string words =
            recording.alive(object, step)
                ? fmt::format("{} {} count {}", type, object_name(object),
                              recording.refcount(object, step))
                : fmt::format("{} {} not alive at this step", type, object_name(object));
        ui.text_fit(Face::Text, 11.5f, {rect.min.x, rect.max.y + ui.px(2)}, theme.muted, words,
                    rect.width());
        ui.note("timeline/count", rect, words);
    }

    Ticks m_ticks;
    std::uint64_t m_recording_number = 0;
    bool m_is_dragging = false;
};

}  // namespace
}  // namespace timeline

std::unique_ptr<Panel> make_timeline_panel();
std::unique_ptr<Panel> make_timeline_panel() {
    return std::make_unique<timeline::TimelinePanel>();
}

}  // namespace viv::panels
