// A pill is laid out from its pieces; how much of them is shown is decided for a whole line, so
// that its pills look alike.
#include "app/panels/snippet/value_pills.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "app/session/sitting.h"

namespace viv::panels::snippet {

using ui::Color;
using ui::Face;
using ui::Rect;
using ui::Ui;

namespace {

constexpr float kSize = 12;
constexpr float kSmall = 11;
constexpr float kInset = 7, kGap = 6, kBetween = 8;
constexpr float kLeastValue = 34;  // narrower values say nothing

struct Fit {
    bool has_address = true;
    float most_value = 1e9f;  // pixels
};

float value_width(Ui& ui, const ValueRow& row, const Fit& fit) {
    return std::min(ui.measure(Face::Mono, kSize, row.value), fit.most_value);
}

float pill_width(Ui& ui, const ValueRow& row, const Fit& fit) {
    float width =
        2 * ui.px(kInset) + ui.measure(Face::Mono, kSize, row.name + (row.object ? " = " : " "));
    width += value_width(ui, row, fit);
    if (!row.count.empty()) width += ui.px(kBetween) + ui.measure(Face::MonoBold, kSize, row.count);
    if (fit.has_address && !row.address.empty()) {
        width += ui.px(kBetween) + ui.measure(Face::Mono, kSmall, row.address);
    }
    return std::ceil(width);
}

float all_width(Ui& ui, const std::vector<ValueRow>& values, std::size_t count, const Fit& fit) {
    float width = 0;
    for (std::size_t i = 0; i < count; ++i) {
        width += pill_width(ui, values[i], fit) + (i > 0 ? ui.px(kGap) : 0);
    }
    return width;
}

// How the first `count` pills fit into the room; 0: not even one does.
std::size_t choose(Ui& ui, const std::vector<ValueRow>& values, float room, Fit& fit) {
    for (std::size_t count = values.size(); count > 0; --count) {
        const float left_out = count < values.size() ? ui.px(34) : 0;
        for (const bool has_address : {true, false}) {
            fit = {has_address, 1e9f};
            if (all_width(ui, values, count, fit) + left_out <= room) return count;
        }
        fit = {false, 0};
        const float rest = room - left_out - all_width(ui, values, count, fit);
        fit.most_value = std::floor(rest / static_cast<float>(count));
        if (fit.most_value >= ui.px(kLeastValue)) return count;
    }
    return 0;
}

class Painter {
public:
    Painter(PanelContext& context, const PillRow& row)
        : m_context(context), m_ui(context.ui), m_row(row) {
        m_middle = std::round((row.room.min.y + row.room.max.y) / 2);
        m_alpha = row.is_dimmed ? 0.55f : 1.0f;
    }

    void pill(float x, const ValueRow& value, const Fit& fit) {
        const float half = std::round(m_ui.px(9.5f));
        const Rect rect{{x, m_middle - half}, {x + pill_width(m_ui, value, fit), m_middle + half}};
        const std::string id = "snippet/value/" + std::to_string(m_row.line) + "/" + value.name;
        const ui::Pointer pointer = m_ui.pointer(id, rect);
        m_ui.note(id, rect, row_text(value));
        m_ui.tooltip(row_text(value));
        if (pointer.is_hovered && value.object) m_ui.cursor(ui::Cursor::Hand);
        if (pointer.is_clicked && value.object) {
            m_context.sitting.post(session::Select{value.object});
        }
        ground(rect, value, pointer.is_hovered);
        words(rect, value, fit);
    }

    // What found no room: how many, and all of it in words.
    void more(float x, std::span<const ValueRow> rest) {
        std::string words;
        for (const ValueRow& value : rest) words += (words.empty() ? "" : "\n") + row_text(value);
        const float half = std::round(m_ui.px(9.5f));
        const Rect rect{{x, m_middle - half}, {m_row.room.max.x, m_middle + half}};
        const std::string id = "snippet/more/" + std::to_string(m_row.line);
        const ui::Pointer pointer = m_ui.pointer(id, rect);
        m_ui.note(id, rect, words);
        m_ui.tooltip(words);
        const Color ink = pointer.is_hovered ? m_ui.theme().text : m_ui.theme().muted;
        m_ui.text(Face::Mono, kSize, {x, m_middle - m_ui.line_height(Face::Mono, kSize) / 2},
                  dim(ink), "+" + std::to_string(rest.size()));
    }

private:
    [[nodiscard]] Color dim(Color color) const {
        return m_alpha < 1 ? ui::with_alpha(color, m_alpha) : color;
    }

    void ground(const Rect& rect, const ValueRow& value, bool is_hovered) {
        const ui::Theme& t = m_ui.theme();
        const bool is_selected = value.object && m_context.sitting.selection() == value.object;
        if (value.is_past && !is_hovered && !is_selected) return;
        const Color hue = t.of(value.kind);
        Color border = ui::mix(t.border, hue, value.is_fresh ? 0.75f : 0.25f);
        if (is_selected) border = t.accent;
        if (is_hovered) border = t.border_strong;
        const Color fill = is_hovered ? t.hover : ui::mix(t.panel, hue, 0.10f);
        const float radius = m_ui.px(6);
        m_ui.draw().AddRectFilled(rect.min, rect.max, dim(fill), radius);
        m_ui.draw().AddRect(rect.min + ImVec2(0.5f, 0.5f), rect.max - ImVec2(0.5f, 0.5f),
                            dim(border), radius, 0, is_selected ? m_ui.px(1.5f) : 1.0f);
    }

    void words(const Rect& rect, const ValueRow& value, const Fit& fit) {
        const ui::Theme& t = m_ui.theme();
        float x = rect.min.x + m_ui.px(kInset);
        const auto put = [&](Face face, float size, Color color, std::string_view text,
                             float most) {
            const float y = std::round(m_middle - m_ui.line_height(face, size) / 2);
            x += m_ui.text_fit(face, size, {x, y}, dim(color), text, most);
        };
        put(Face::Mono, kSize, t.muted, value.name + (value.object ? " = " : " "), 1e9f);
        put(Face::Mono, kSize, value.is_past ? t.muted : t.text, value.value,
            value_width(m_ui, value, fit) + 0.5f);
        if (!value.count.empty()) {
            x += m_ui.px(kBetween);
            put(Face::MonoBold, kSize, t.of(value.kind), value.count, 1e9f);
        }
        if (fit.has_address && !value.address.empty()) {
            x += m_ui.px(kBetween);
            put(Face::Mono, kSmall, t.muted, value.address, 1e9f);
        }
    }

    PanelContext& m_context;
    Ui& m_ui;
    const PillRow& m_row;
    float m_middle = 0;
    float m_alpha = 1;
};

}  // namespace

void draw_pills(PanelContext& context, const PillRow& row, const std::vector<ValueRow>& values) {
    if (values.empty()) return;
    Ui& ui = context.ui;
    Fit fit;
    const std::size_t count = choose(ui, values, row.room.width(), fit);
    float width = all_width(ui, values, count, fit);
    if (count < values.size()) width += ui.px(34);
    float x = std::max(row.room.min.x, row.room.max.x - width);
    Painter painter(context, row);
    for (std::size_t i = 0; i < count; ++i) {
        painter.pill(x, values[i], fit);
        x += pill_width(ui, values[i], fit) + ui.px(kGap);
    }
    if (count < values.size()) painter.more(x, std::span(values).subspan(count));
}

}  // namespace viv::panels::snippet
