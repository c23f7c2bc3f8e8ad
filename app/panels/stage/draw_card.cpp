// See draw_card.h.
#include "app/panels/stage/draw_card.h"

#include "app/panels/stage/measures.h"
#include "app/widgets/draw.h"

namespace viv::panels::stage {

namespace {

using ui::Color;
using ui::Face;
using ui::Rect;

constexpr float kRounding = 10;
constexpr float kHeadTint = 0.11f;
constexpr float kLeastForIndex = 0.75f;  // a zoom; below it the small numbers can't be read

class CardPainter {
public:
    CardPainter(const Canvas& canvas, const Card& card, const Rect& rect, const CardLook& look)
        : m_canvas(canvas),
          m_theme(canvas.ui.theme()),
          m_list(canvas.ui.draw()),
          m_card(card),
          m_rect(rect),
          m_look(look),
          m_is_frame(card.key.kind == CardKey::Kind::Frame),
          m_hue(hue()) {}

    void paint() {
        body();
        if (!m_canvas.has_titles()) return;
        m_is_frame ? frame_head() : object_head();
        if (!m_canvas.has_rows() || m_card.rows.empty()) return;
        const float line = std::round(m_rect.min.y + px(head_height(m_card)));
        const float from = m_rect.min.x + (m_is_frame ? px(3.5f) : 1);
        m_list.AddRectFilled({from, line - 1}, {m_rect.max.x - 1, line}, fade(m_theme.border));
        float y = m_rect.min.y + px(head_height(m_card) + 4);
        for (const Row& row : m_card.rows) {
            const float height = px(row_height(m_card, row));
            paint_row(row, y, height);
            y += height;
        }
    }

private:
    float px(float logical) const { return m_canvas.px(logical); }
    Color fade(Color color, float alpha = 1) const {
        return ui::with_alpha(color, alpha * m_look.alpha);
    }
    Color hue() const {
        if (m_is_frame) {
            return m_card.is_module ? m_theme.frame_module : m_theme.frame_function;
        }
        return m_theme.of(m_card.kind);
    }
    float left() const { return m_rect.min.x + px(kSide); }
    float right() const { return m_rect.max.x - px(kSide); }

    void body() {
        const float rounding = m_canvas.zoom < 0.2f ? 0 : px(kRounding);
        const bool is_loose = m_card.state != CardState::Reached;
        if (m_canvas.has_rows() && !is_loose) {
            ui::shadow(m_list, m_rect, rounding, px(10), fade(m_theme.shadow, 0.7f));
        }
        if (m_look.is_selected) {
            ui::shadow(m_list, m_rect, rounding, px(12), fade(m_theme.accent, 0.5f));
        } else if (m_card.is_new) {
            ui::shadow(m_list, m_rect, rounding, px(9), fade(m_theme.good, 0.35f));
        }
        const Color fill = is_loose ? ui::mix(m_theme.well, m_theme.card, 0.4f) : m_theme.card;
        Color border = ui::mix(m_theme.border_strong, m_hue, m_look.is_hovered ? 0.75f : 0.35f);
        if (is_loose) border = 0;
        ui::card(m_list, m_rect, rounding, fade(fill), fade(border));
        tint(rounding);
        if (is_loose) dashes();
        if (m_is_frame) {
            m_list.AddRectFilled(m_rect.min, {m_rect.min.x + px(3.5f), m_rect.max.y}, fade(m_hue),
                                 rounding, ImDrawFlags_RoundCornersLeft);
        }
        if (m_look.is_selected) {
            m_list.AddRect(m_rect.min, m_rect.max, fade(m_theme.accent), rounding, 0, px(2));
        }
    }

    void tint(float rounding) {
        if (m_is_frame && !m_card.is_running) return;
        const float bottom =
            m_card.rows.empty() ? m_rect.max.y - 1 : m_rect.min.y + px(head_height(m_card)) - 1;
        const auto corners =
            m_card.rows.empty() ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersTop;
        m_list.AddRectFilled({m_rect.min.x + 1, m_rect.min.y + 1}, {m_rect.max.x - 1, bottom},
                             fade(m_hue, m_is_frame ? 0.08f : kHeadTint), rounding - 1, corners);
    }

    // The border of what nothing holds any more.
    void dashes() {
        const Color color = fade(m_card.state == CardState::Island ? m_theme.warn : m_theme.faint);
        const float step = px(7), inset = px(4);
        const auto across = [&](float y) {
            for (float x = m_rect.min.x + inset; x < m_rect.max.x - inset; x += step) {
                m_list.AddLine({x, y}, {std::min(x + step * 0.55f, m_rect.max.x - inset), y},
                               color);
            }
        };
        const auto down = [&](float x) {
            for (float y = m_rect.min.y + inset; y < m_rect.max.y - inset; y += step) {
                m_list.AddLine({x, y}, {x, std::min(y + step * 0.55f, m_rect.max.y - inset)},
                               color);
            }
        };
        across(std::round(m_rect.min.y) + 0.5f);
        across(std::round(m_rect.max.y) - 0.5f);
        down(std::round(m_rect.min.x) + 0.5f);
        down(std::round(m_rect.max.x) - 0.5f);
    }

    void frame_head() {
        const float y = m_rect.min.y + px(kFrameHead / 2);
        float end = right();
        if (m_card.is_running) {
            // A small triangle as in a player: this is where the program stands.
            const float size = px(3.6f);
            m_list.AddTriangleFilled({end - 2 * size, y - size}, {end - 2 * size, y + size},
                                     {end, y}, fade(m_hue));
            end -= px(14);
        } else if (!m_card.note.empty()) {
            end -= m_canvas.text_right(Face::Text, 10.5f, {end, y}, fade(m_theme.muted),
                                       m_card.note, px(60)) +
                   px(8);
        }
        const float x = left() + px(2);
        const float width =
            m_canvas.text(Face::MonoBold, 12.5f, {x, y}, fade(m_theme.text), m_card.title, end - x);
        m_canvas.text(Face::Text, 11, {x + width + px(8), y + px(0.5f)}, fade(m_theme.muted),
                      m_card.address, end - x - width - px(8));
    }

    void object_head() {
        const float y = m_rect.min.y + px(kTitleLine);
        float end = badge(y);
        const float x = left();
        const bool is_change_below = !change_beside_badge(y, end);
        const float width =
            m_canvas.text(Face::Bold, 12.5f, {x, y}, fade(m_hue), m_card.title, end - x);
        if (!m_card.name.empty()) {
            m_canvas.text(Face::Mono, 12, {x + width + px(7), y}, fade(m_theme.text), m_card.name,
                          end - x - width - px(7));
        }
        if (!m_canvas.has_rows()) return;
        const float below = m_rect.min.y + px(33);
        const float room = right() - left();
        float used = 0;
        if (is_change_below) {
            used = m_canvas.text_right(Face::MonoBold, 11, {right() - px(1), below},
                                       fade(change_color()), m_card.change, room) +
                   px(6);
        }
        if (const std::string_view word = m_card.is_new ? "new" : std::string_view(m_card.note);
            !word.empty()) {
            used += m_canvas.text_right(Face::Medium, 10.5f, {right() - used, below},
                                        fade(word_color()), word, room - used) +
                    px(8);
        }
        m_canvas.text(Face::Mono, 10.5f, {x, below}, fade(m_theme.muted), m_card.address,
                      room - used);
    }

    Color change_color() const { return m_card.count_change > 0 ? m_theme.good : m_theme.warn; }

    // "+1" stands before the badge where the title leaves room for it; `end` moves to the left.
    bool change_beside_badge(float y, float& end) const {
        if (m_card.change.empty()) return true;
        const float title =
            m_canvas.measure(Face::Bold, 12.5f, m_card.title) +
            (m_card.name.empty() ? 0 : px(7) + m_canvas.measure(Face::Mono, 12, m_card.name));
        const float wanted = m_canvas.measure(Face::MonoBold, 11, m_card.change);
        if (left() + title + px(6) + wanted > end) return false;
        end -= m_canvas.text_right(Face::MonoBold, 11, {end, y}, fade(change_color()),
                                   m_card.change, wanted + 1) +
               px(5);
        return true;
    }

    Color word_color() const {
        if (m_card.is_new) return m_theme.good;
        return m_card.state == CardState::Reached ? m_theme.muted : m_theme.warn;
    }

    // The count at the right of the head; returns where it begins.
    float badge(float y) {
        if (m_card.badge.empty()) return right();
        const bool is_up = m_card.count_change > 0, is_down = m_card.count_change < 0;
        const Color color = is_up ? m_theme.good : is_down ? m_theme.warn : m_theme.muted;
        const float wide =
            std::max(m_canvas.measure(Face::MonoBold, 11.5f, m_card.badge) + px(11), px(20));
        const float half = px(9.5f);
        const Rect pill{{m_rect.max.x - px(9) - wide, y - half}, {m_rect.max.x - px(9), y + half}};
        const bool is_full = is_up || is_down;
        m_list.AddRectFilled(pill.min, pill.max, fade(color, is_full ? 1.f : 0.14f), half);
        const float inset = (wide - m_canvas.measure(Face::MonoBold, 11.5f, m_card.badge)) / 2;
        m_canvas.text(Face::MonoBold, 11.5f, {pill.min.x + inset, y},
                      fade(is_full ? m_theme.card : m_theme.text), m_card.badge, wide);
        return pill.min.x - px(6);
    }

    void paint_row(const Row& row, float top, float height) {
        if (row.is_changed && row.look != RowLook::Cells) {
            m_list.AddRectFilled({m_rect.min.x + px(5), top + px(1)},
                                 {m_rect.max.x - px(5), top + height - px(1)},
                                 fade(m_theme.good, 0.12f), px(5));
            m_list.AddRectFilled({m_rect.min.x + px(6), top + px(6)},
                                 {m_rect.min.x + px(8), top + height - px(6)}, fade(m_theme.good),
                                 px(1));
        }
        const float middle = top + height / 2;
        switch (row.look) {
            case RowLook::Slot:
                slot(row, middle);
                return;
            case RowLook::Cells:
                cells(row, top);
                return;
            case RowLook::More:
            case RowLook::Note:
                m_canvas.text(Face::Text, 11, {left(), middle}, fade(m_theme.muted), row.value,
                              right() - left());
                return;
        }
    }

    void slot(const Row& row, float middle) {
        const bool has_dot = !row.is_inline && row.target;
        const float end = has_dot ? m_rect.max.x - px(kDotInset + 9) : right();
        float x = left() + (m_is_frame ? px(2) : 0);
        const bool is_quiet = row.tag == "stack";
        x += m_canvas.text(Face::Mono, kRowText, {x, middle},
                           fade(m_is_frame && !is_quiet ? m_theme.text : m_theme.muted), row.label,
                           end - x);
        if (row.tag == "cell") {
            x += px(6) + m_canvas.text(Face::Text, 10, {x + px(6), middle},
                                       fade(m_theme.of(ObjectKind::Cell)), "cell", end - x - px(6));
        }
        if (has_dot) {
            const float side = row.is_back ? m_rect.min.x : m_rect.max.x;
            const ImVec2 dot{side + px(row.is_back ? 0 : -kDotInset), middle};
            const Color color = fade(m_theme.of(row.hue));
            m_list.AddLine(dot, {side, middle}, color, std::max(1.f, px(1.5f)));
            if (row.is_borrowed) {
                m_list.AddCircleFilled(dot, px(3.8f), fade(m_theme.card));
                m_list.AddCircle(dot, px(3.8f), color, 0, std::max(1.f, px(1.2f)));
            } else {
                m_list.AddCircleFilled(dot, px(3.8f), color);
            }
            return;
        }
        const Color color = row.target ? m_theme.of(row.hue) : m_theme.muted;
        if (row.label.empty()) {
            m_canvas.text(Face::Mono, kRowText, {x, middle}, fade(color), row.value, end - x);
        } else {
            m_canvas.text_right(Face::Mono, kRowText, {end, middle}, fade(color), row.value,
                                end - x - px(12));
        }
    }

    void cells(const Row& row, float top) {
        const std::vector<CellBox> boxes = cell_boxes(row, m_rect.width() / m_canvas.scale());
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const Cell& cell = row.cells[i];
            const Rect box{{m_rect.min.x + px(boxes[i].x), top + px(boxes[i].y)},
                           {m_rect.min.x + px(boxes[i].x + boxes[i].width),
                            top + px(boxes[i].y + kCellHeight)}};
            const Color fill =
                cell.is_changed ? ui::mix(m_theme.well, m_theme.good, 0.16f) : m_theme.well;
            ui::card(
                m_list, box, px(4), fade(fill, cell.is_spare ? 0.45f : 1.f),
                fade(cell.is_changed ? m_theme.good : m_theme.border, cell.is_spare ? 0.6f : 1.f));
            const float middle = (box.min.y + box.max.y) / 2;
            float x = box.min.x + px(6);
            if (!cell.index.empty() && m_canvas.zoom >= kLeastForIndex) {
                x += m_canvas.text(Face::Mono, 9.5f, {x, middle + px(0.5f)}, fade(m_theme.muted),
                                   cell.index, box.max.x - x) +
                     px(5);
            }
            if (cell.is_changed) {  // a bar beneath: a shape, not only a colour
                m_list.AddRectFilled({box.min.x + px(4), box.max.y - px(2.5f)},
                                     {box.max.x - px(4), box.max.y - px(1)}, fade(m_theme.good));
            }
            m_canvas.text(Face::Mono, kRowText, {x, middle},
                          fade(cell.is_spare ? m_theme.faint : m_theme.text), cell.text,
                          box.max.x - x);
        }
    }

    const Canvas& m_canvas;
    const ui::Theme& m_theme;
    ImDrawList& m_list;
    const Card& m_card;
    Rect m_rect;
    CardLook m_look;
    bool m_is_frame;
    Color m_hue;
};

}  // namespace

void draw_card(const Canvas& canvas, const Card& card, const ui::Rect& rect, const CardLook& look) {
    CardPainter(canvas, card, rect, look).paint();
}

}  // namespace viv::panels::stage
