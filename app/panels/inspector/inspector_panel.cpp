// The inspector: the selected object at the step. On the left who holds it and how its count moved,
// on the right its bytes. Where there is no room for two columns they stand below each other.
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/panels/inspector/draw_count.h"
#include "app/panels/inspector/draw_memory.h"
#include "app/panels/inspector/inspector_rows.h"
#include "app/panels/panel.h"
#include "app/panels/words.h"
#include "app/session/sitting.h"
#include "app/widgets/draw.h"

namespace viv::panels {

namespace inspector {
namespace {

using ui::Face;
using ui::Rect;

constexpr float kSide = 14;
constexpr float kHolderRow = 23;
constexpr float kHolderRows = 40;  // where path and detail don't fit beside each other
constexpr float kFactRow = 19;
constexpr float kChartHeight = 74;
constexpr float kLeastForTwo = 460;  // logical pixels of width
constexpr float kLeftShare = 0.37f;

class InspectorPanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "inspector"; }
    [[nodiscard]] const char* title() const override { return "Inspector"; }
    [[nodiscard]] Place place() const override { return Place::RightBottom; }

    [[nodiscard]] std::string text(PanelContext& context) override {
        refresh(context);
        return m_seen.object ? inspection_text(m_seen)
                             : "No object is selected. Click one on the stage.\n";
    }

    void draw(PanelContext& context, const Rect& area) override {
        refresh(context);
        ui::Ui& ui = context.ui;
        if (!m_seen.object) {
            hint(ui, ui::panel_header(ui, area, title(), {}));
            return;
        }
        const Rect rest = header(ui, area);
        if (area.width() / ui.px(1) < kLeastForTwo) {
            one_column(context, rest);
            return;
        }
        const float middle = std::round(rest.min.x + rest.width() * kLeftShare);
        const Rect left{rest.min, {middle, rest.max.y}};
        const Rect right{{middle + 1, rest.min.y}, rest.max};
        ui.draw().AddRectFilled({middle, rest.min.y}, {middle + 1, rest.max.y}, ui.theme().border);
        scrolled(
            ui, "inspector/holders", left, [&](const Rect& at) { return holders(context, at); },
            m_left_height);
        scrolled(
            ui, "inspector/memory", right, [&](const Rect& at) { return memory(context, at); },
            m_right_height);
    }

private:
    void refresh(PanelContext& context) {
        const wire::Recording* recording = context.sitting.recording();
        const StepId step = context.sitting.cursor();
        ObjectId object = context.sitting.selection();
        if (!recording || !step || step.value > recording->step_count() ||
            object.value > recording->object_count()) {
            object = {};
        }
        if (m_seen.object == object && m_step == step && m_revision == context.sitting.revision()) {
            return;
        }
        m_revision = context.sitting.revision();
        m_step = step;
        m_seen = object ? inspect(*recording, object, step) : Inspection{};
    }

    // A region whose height is that of what was drawn in it the last time.
    template <class Draw>
    static void scrolled(ui::Ui& ui, std::string_view id, const Rect& rect, Draw draw,
                         float& height) {
        const float offset = ui.begin_scroll(id, rect, height);
        const float top = rect.min.y - offset;
        const float bottom = draw(Rect{{rect.min.x, top}, {rect.max.x, rect.max.y}});
        ui.end_scroll();
        if (std::fabs(height - (bottom - top)) < 0.5f) return;
        height = bottom - top;
        ui.keep_drawing();
    }

    void one_column(PanelContext& context, const Rect& rest) {
        scrolled(
            context.ui, "inspector/all", rest,
            [&](const Rect& at) {
                const float end = holders(context, at);
                return memory(context, {{at.min.x, end}, at.max});
            },
            m_left_height);
    }

    static void hint(ui::Ui& ui, const Rect& rest) {
        const float room = rest.width() - 2 * ui.px(kSide);
        float y = rest.min.y + ui.px(16);
        for (const char* words : {"Click an object on the stage to see who holds it",
                                  "and its bytes in memory. Tab goes from one to the next."}) {
            ui.text_fit(Face::Text, 13, {rest.min.x + ui.px(kSide), y}, ui.theme().muted, words,
                        room);
            y += ui.px(21);
        }
        ui.note("inspector/hint", rest, "Click an object on the stage");
    }

    Rect header(ui::Ui& ui, const Rect& area) {
        const Rect rest = ui::panel_header(ui, area, title(), {});
        const float middle = (area.min.y + rest.min.y) / 2;
        float x = area.min.x + ui.px(14) + ui.measure(Face::Bold, 13, title()) + ui.px(12);
        const float right = area.max.x - ui.px(12);
        const auto put = [&](Face face, float size, ui::Color color, const std::string& words) {
            x += ui.text_fit(face, size, {x, middle - ui.line_height(face, size) / 2}, color, words,
                             std::max(0.f, right - x)) +
                 ui.px(8);
        };
        put(Face::Bold, 12.5f, ui.theme().of(m_seen.kind), m_seen.type);
        put(Face::Mono, 12, ui.theme().text, m_seen.name);
        put(Face::Mono, 12, ui.theme().muted, m_seen.address);
        put(Face::Mono, 12, ui.theme().text, m_seen.repr);
        ui.note("inspector/object", {area.min, {area.max.x, rest.min.y}},
                fmt::format("{} {} {} {}", m_seen.type, m_seen.name, m_seen.address, m_seen.repr));
        return rest;
    }

    // --- the left side ---

    float holders(PanelContext& context, const Rect& area) {
        ui::Ui& ui = context.ui;
        const float left = area.min.x + ui.px(kSide), room = area.width() - 2 * ui.px(kSide);
        float y = area.min.y + ui.px(12);
        const ui::Color color = m_seen.is_explained ? ui.theme().text : ui.theme().warn;
        y = sum(ui, {left, y}, room, color);
        for (std::size_t i = 0; i < m_seen.holders.size(); ++i) {
            const bool is_short = fits_beside(ui, m_seen.holders[i], room);
            const float height = ui.px(is_short ? kHolderRow : kHolderRows);
            holder(context, m_seen.holders[i], i, {{area.min.x, y}, {area.max.x, y + height}},
                   is_short);
            y += height;
        }
        if (!m_seen.history.empty()) {
            y += ui.px(12);
            ui.text_fit(Face::Bold, 11.5f, {left, y}, ui.theme().muted, "Count over time", room);
            y += ui.px(22);
            const Rect chart{{left, y}, {left + room, y + ui.px(kChartHeight)}};
            const StepId clicked =
                draw_count(ui, m_seen, *context.sitting.recording(), m_step, chart);
            if (clicked) context.sitting.post(session::GoToStep{clicked});
            y = chart.max.y + ui.px(10);
        }
        for (const std::string& fact : m_seen.facts) {
            ui.text_fit(Face::Text, 12, {left, y}, ui.theme().muted, fact, room);
            y += ui.px(kFactRow);
        }
        return y + ui.px(10);
    }

    // The sentence may need two lines: it breaks where it best can.
    float sum(ui::Ui& ui, ImVec2 at, float room, ui::Color color) {
        ui.note("inspector/sum", {at, {at.x + room, at.y + ui.px(20)}}, m_seen.sum);
        std::string_view words = m_seen.sum;
        const float line = ui.px(20);
        while (!words.empty()) {
            std::string_view head = words;
            while (ui.measure(Face::Bold, 12.5f, head) > room) {
                const std::size_t blank = head.rfind(' ');
                if (blank == std::string_view::npos) break;
                head = head.substr(0, blank);
            }
            ui.text_fit(Face::Bold, 12.5f, at, color, head, room);
            at.y += line;
            words.remove_prefix(std::min(words.size(), head.size() + 1));
        }
        return at.y + ui.px(5);
    }

    static bool fits_beside(ui::Ui& ui, const HolderRow& row, float room) {
        return ui.measure(Face::Mono, 12.5f, row.path) + ui.measure(Face::Text, 12, row.detail) +
                   ui.px(28) <=
               room;
    }

    void holder(PanelContext& context, const HolderRow& row, std::size_t index, const Rect& rect,
                bool is_short) {
        ui::Ui& ui = context.ui;
        const std::string id = fmt::format("inspector/holder/{}", index);
        ui.note(id, rect, row.path + " " + row.detail);
        const ui::Pointer pointer = ui.pointer(id, rect);
        if (row.owner && pointer.is_hovered) {
            ui.cursor(ui::Cursor::Hand);
            ui.draw().AddRectFilled({rect.min.x + ui.px(6), rect.min.y},
                                    {rect.max.x - ui.px(6), rect.max.y}, ui.theme().hover,
                                    ui.px(5));
        }
        if (row.owner && pointer.is_clicked) context.sitting.post(session::Select{row.owner});
        const float middle = rect.min.y + ui.px(kHolderRow) / 2;
        const ui::Theme& theme = ui.theme();
        const ui::Color hue = row.owner                ? theme.of(row.hue)
                              : row.detail == "global" ? theme.frame_module
                                                       : theme.frame_function;
        const ImVec2 dot{rect.min.x + ui.px(kSide + 4), middle};
        if (row.is_borrowed) {
            ui.draw().AddCircle(dot, ui.px(3.5f), hue, 0, ui.px(1.3f));
        } else {
            ui.draw().AddCircleFilled(dot, ui.px(4), hue);
        }
        const float right = rect.max.x - ui.px(kSide);
        float x = dot.x + ui.px(12);
        const float width =
            ui.text_fit(Face::Mono, 12.5f, {x, middle - ui.line_height(Face::Mono, 12.5f) / 2},
                        theme.text, row.path, right - x);
        if (is_short) x += width + ui.px(10);
        const float below = is_short ? middle : middle + ui.px(17);
        ui.text_fit(Face::Text, 12, {x, below - ui.line_height(Face::Text, 12) / 2}, theme.muted,
                    row.detail, std::max(0.f, right - x));
    }

    // --- the right side ---

    float memory(PanelContext& context, const Rect& area) {
        float y = area.min.y + context.ui.px(12);
        for (std::size_t i = 0; i < m_seen.blocks.size(); ++i) {
            ObjectId clicked;
            y = draw_block(context.ui, m_seen.blocks[i], i, {{area.min.x, y}, area.max}, clicked);
            if (clicked) context.sitting.post(session::Select{clicked});
        }
        return y + context.ui.px(6);
    }

    Inspection m_seen;
    StepId m_step;
    std::uint64_t m_revision = ~std::uint64_t{0};
    float m_left_height = 0, m_right_height = 0;
};

}  // namespace
}  // namespace inspector

std::unique_ptr<Panel> make_inspector_panel();
std::unique_ptr<Panel> make_inspector_panel() {
    return std::make_unique<inspector::InspectorPanel>();
}

}  // namespace viv::panels
