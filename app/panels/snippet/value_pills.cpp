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
constexpr float kMostName = 120;

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

// "2 more": values that found no room. Not "+2", which is what a count that rose by two looks like.
std::string more_text(std::size_t count) {
    return std::to_string(count) + " more";
}

float more_width(Ui& ui, std::size_t count) {
    return count == 0 ? 0 : ui.measure(Face::Text, kSize, more_text(count)) + ui.px(kGap);
}

// How the first `count` pills fit into the room; 0: not even one does.
std::size_t choose(Ui& ui, const std::vector<ValueRow>& values, float room, Fit& fit) {
    for (std::size_t count = values.size(); count > 0; --count) {
        const float left_out = more_width(ui, values.size() - count);
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
    }

    void pill(float x, const ValueRow& value, const Fit& fit) {
        const Rect rect = band(x, x + pill_width(m_ui, value, fit));
        const std::string id = "snippet/value/" + std::to_string(m_row.line) + "/" + value.name;
        const ui::Pointer pointer = tell(id, rect, {&value, 1});
        take(pointer, value);
        ground(rect, value, pointer.is_hovered);
        words(rect, value, fit);
    }

    // What found no room: how many, and all of it in words.
    void more(float x, std::span<const ValueRow> rest) {
        const Rect rect = band(x, m_row.room.max.x);
        const std::string id = "snippet/more/" + std::to_string(m_row.line);
        const bool is_hovered = tell(id, rect, rest).is_hovered;
        m_ui.text(Face::Text, kSize, {x, m_middle - m_ui.line_height(Face::Text, kSize) / 2},
                  is_hovered ? m_ui.theme().text : m_ui.theme().muted, more_text(rest.size()));
    }

    // Where not one value fits: the first one's name, over the end of the code if need be.
    void name_only(std::span<const ValueRow> values) {
        const ValueRow& value = values.front();
        const std::string name = value.name + " …";
        const std::string others = values.size() > 1 ? more_text(values.size() - 1) : "";
        const float others_width = others.empty() ? 0 : m_ui.measure(Face::Text, kSize, others);
        const float between = others.empty() ? 0 : m_ui.px(kBetween);
        const float name_width =
            std::min(m_ui.measure(Face::Mono, kSize, name), m_ui.px(kMostName));
        const float width = name_width + between + others_width + 2 * m_ui.px(kInset);
        const Rect rect = band(m_row.room.max.x - width, m_row.room.max.x);
        // The code beneath goes on: it fades out before the label.
        const Color ground = m_ui.theme().panel, none = ui::with_alpha(ground, 0);
        const float fade = rect.min.x - m_ui.px(24);
        if (m_row.room.min.x > fade) {
            m_ui.draw().AddRectFilledMultiColor({fade, m_row.room.min.y},
                                                {rect.min.x, m_row.room.max.y}, none, ground,
                                                ground, none);
            m_ui.draw().AddRectFilled({rect.min.x, m_row.room.min.y},
                                      {rect.max.x + m_ui.px(14), m_row.room.max.y}, ground);
        }
        const std::string id = "snippet/value/" + std::to_string(m_row.line) + "/" + value.name;
        const ui::Pointer pointer = tell(id, rect, values);
        take(pointer, value);
        this->ground(rect, value, pointer.is_hovered);
        const float x = rect.min.x + m_ui.px(kInset);
        m_ui.text_fit(Face::Mono, kSize, {x, text_top(Face::Mono)}, m_ui.theme().text, name,
                      name_width + 0.5f);
        m_ui.text(Face::Text, kSize, {x + name_width + between, text_top(Face::Text)},
                  m_ui.theme().muted, others);
    }

private:
    [[nodiscard]] Rect band(float from, float until) const {
        const float half = std::round(m_ui.px(9.5f));
        return {{from, m_middle - half}, {until, m_middle + half}};
    }
    [[nodiscard]] float text_top(Face face) const {
        return std::round(m_middle - m_ui.line_height(face, kSize) / 2);
    }

    ui::Pointer tell(const std::string& id, const Rect& rect, std::span<const ValueRow> values) {
        std::string words;
        for (const ValueRow& value : values) words += (words.empty() ? "" : "\n") + row_text(value);
        const ui::Pointer pointer = m_ui.pointer(id, rect);
        m_ui.note(id, rect, words);
        m_ui.tooltip(words);
        return pointer;
    }

    void take(const ui::Pointer& pointer, const ValueRow& value) {
        if (!value.object) return;
        if (pointer.is_hovered) m_ui.cursor(ui::Cursor::Hand);
        if (pointer.is_clicked) m_context.sitting.post(session::Select{value.object});
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
        m_ui.draw().AddRectFilled(rect.min, rect.max, fill, radius);
        m_ui.draw().AddRect(rect.min + ImVec2(0.5f, 0.5f), rect.max - ImVec2(0.5f, 0.5f), border,
                            radius, 0, is_selected ? m_ui.px(1.5f) : 1.0f);
    }

    void words(const Rect& rect, const ValueRow& value, const Fit& fit) {
        const ui::Theme& t = m_ui.theme();
        float x = rect.min.x + m_ui.px(kInset);
        const auto put = [&](Face face, float size, Color color, std::string_view text,
                             float most) {
            const float y = std::round(m_middle - m_ui.line_height(face, size) / 2);
            x += m_ui.text_fit(face, size, {x, y}, color, text, most);
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
};

void draw_first(Ui& ui, Painter& painter, const PillRow& row, const std::vector<ValueRow>& values,
                std::size_t count, const Fit& fit) {
    const std::size_t left_out = values.size() - count;
    const float width = all_width(ui, values, count, fit) + more_width(ui, left_out);
    float x = std::max(row.room.min.x, row.room.max.x - width);
    for (std::size_t i = 0; i < count; ++i) {
        painter.pill(x, values[i], fit);
        x += pill_width(ui, values[i], fit) + ui.px(kGap);
    }
    if (left_out > 0) painter.more(x, std::span(values).subspan(count));
}

}  // namespace

void draw_pills(PanelContext& context, const PillRow& row, const std::vector<ValueRow>& values) {
    if (values.empty()) return;
    Ui& ui = context.ui;
    Fit fit;
    const std::size_t count = choose(ui, values, row.room.width(), fit);
    Painter painter(context, row);
    if (count == values.size()) {
        draw_first(ui, painter, row, values, count, fit);
        return;
    }
    // What the learner looks at goes last.
    std::vector<ValueRow> sorted = values;
    const ObjectId selected = context.sitting.selection();
    std::stable_partition(sorted.begin(), sorted.end(), [selected](const ValueRow& value) {
        return selected && value.object == selected;
    });
    const std::size_t fitting = choose(ui, sorted, row.room.width(), fit);
    if (fitting == 0) return painter.name_only(sorted);
    draw_first(ui, painter, row, sorted, fitting, fit);
}

}  // namespace viv::panels::snippet
