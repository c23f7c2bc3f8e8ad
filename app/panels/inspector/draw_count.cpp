// See draw_count.h.
#include "app/panels/inspector/draw_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/panels/words.h"

namespace viv::panels::inspector {

namespace {

using ui::Face;
using ui::Rect;

constexpr float kFoot = 16;   // for the numbers of the steps
constexpr float kScale = 18;  // for the counts

struct Chart {
    Rect plot;
    std::uint32_t steps;
    std::int64_t most;

    float x(StepId step) const {
        const float all = static_cast<float>(std::max(steps, 2u) - 1);
        return plot.min.x + plot.width() * static_cast<float>(step.value - 1) / all;
    }
    float y(std::int64_t count) const {
        const float share =
            static_cast<float>(count) / static_cast<float>(std::max<std::int64_t>(most, 1));
        return std::round(plot.max.y - share * (plot.height() - 4)) - 0.5f;
    }
    StepId step_at(float at) const {
        const float share = std::clamp((at - plot.min.x) / std::max(plot.width(), 1.f), 0.f, 1.f);
        return StepId{1 + static_cast<std::uint32_t>(
                              std::lround(share * static_cast<float>(std::max(steps, 1u) - 1)))};
    }
};

// A line of corners would be many pixels' worth of points in a long run: one per pixel is enough.
void line(ui::Ui& ui, const Chart& chart, const Inspection& seen, StepId died, StepId step) {
    const ui::Theme& theme = ui.theme();
    ImDrawList& list = ui.draw();
    const float end = died ? chart.x(died) : chart.plot.max.x;
    float last_x = -1;
    for (std::size_t i = 0; i < seen.history.size(); ++i) {
        const float from = chart.x(seen.history[i].step);
        const bool is_last = i + 1 == seen.history.size();
        const float until = is_last ? end : chart.x(seen.history[i + 1].step);
        if (!is_last && until - last_x < 1 && i > 0) continue;
        last_x = from;
        const float y = chart.y(seen.history[i].count);
        list.AddRectFilled({from, y}, {until, chart.plot.max.y}, ui::with_alpha(theme.good, 0.10f));
        list.AddLine({from, y}, {until, y}, theme.good, ui.px(1.6f));
        const float before = i == 0 ? chart.plot.max.y : chart.y(seen.history[i - 1].count);
        list.AddLine({from, before}, {from, y}, theme.good, ui.px(1.6f));
    }
    if (died)
        list.AddLine({end, chart.y(seen.history.back().count)}, {end, chart.plot.max.y}, theme.warn,
                     ui.px(1.6f));
    const float now = std::round(chart.x(step)) + 0.5f;
    list.AddLine({now, chart.plot.min.y - ui.px(4)}, {now, chart.plot.max.y}, theme.accent);
    const auto after = std::upper_bound(
        seen.history.begin(), seen.history.end(), step,
        [](StepId wanted, const CountPoint& point) { return wanted < point.step; });
    if (after != seen.history.begin() && seen.is_alive) {
        list.AddCircleFilled({now, chart.y(std::prev(after)->count)}, ui.px(4), theme.accent);
    }
}

}  // namespace

StepId draw_count(ui::Ui& ui, const Inspection& seen, const wire::Recording& recording, StepId step,
                  const Rect& rect) {
    const ui::Theme& theme = ui.theme();
    Chart chart{{{rect.min.x + ui.px(kScale), rect.min.y}, {rect.max.x, rect.max.y - ui.px(kFoot)}},
                recording.step_count(),
                1};
    for (const CountPoint& point : seen.history) chart.most = std::max(chart.most, point.count);
    ui.draw().AddRectFilled({chart.plot.min.x, chart.plot.max.y},
                            {chart.plot.max.x, chart.plot.max.y + 1}, theme.border_strong);
    const auto scale = [&](std::int64_t count) {
        const float y = chart.y(count);
        ui.text(Face::Mono, 10.5f, {rect.min.x, y - ui.line_height(Face::Mono, 10.5f) / 2},
                theme.muted, fmt::format("{}", count));
        ui.draw().AddLine({chart.plot.min.x, y}, {chart.plot.max.x, y},
                          ui::with_alpha(theme.border_strong, 0.5f));
    };
    scale(chart.most);
    if (chart.most > 1) scale(1);
    const StepId died = recording.death(seen.object);
    line(ui, chart, seen, died, step);

    const float foot = chart.plot.max.y + ui.px(3);
    ui.text(Face::Mono, 10.5f, {chart.plot.min.x, foot}, theme.muted, "step 1");
    const std::string last = fmt::format("{}", chart.steps);
    ui.text(Face::Mono, 10.5f, {chart.plot.max.x - ui.measure(Face::Mono, 10.5f, last), foot},
            theme.muted, last);

    ui.note("inspector/count", rect, fmt::format("count over {}", counted(chart.steps, "step")));
    const ui::Pointer pointer = ui.pointer("inspector/count", rect);
    if (!pointer.is_hovered) return {};
    ui.cursor(ui::Cursor::Hand);
    const StepId under = chart.step_at(pointer.position.x);
    ui.tooltip(
        fmt::format("step {}: count {}", under.value, recording.refcount(seen.object, under)));
    return pointer.is_clicked ? under : StepId{};
}

}  // namespace viv::panels::inspector
