// Each kind of block, its distances and its grounds.
#include "app/panels/lesson/blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/lesson/reading.h"
#include "app/panels/lesson/cards.h"
#include "app/panels/lesson/code_lines.h"
#include "app/panels/lesson/lesson_rows.h"
#include "app/session/sitting.h"

namespace viv::panels {
namespace {

using lesson::Block;

constexpr float kGap = 13;      // between blocks
constexpr float kPadding = 14;  // inside cards
constexpr float kIndent = 22;   // of a list's text

// What the eye reads: live values, not their expressions.
std::string shown_text(PanelContext& context, const std::vector<lesson::Run>& runs) {
    std::string text;
    for (const lesson::Run& run : runs)
        text += run.kind == lesson::Run::Kind::Live ? live_text(context.reading.value(run.text))
                                                    : run.text;
    return text;
}

}  // namespace

LiveLook live_look(PanelContext& context, const std::string& expression) {
    const lesson::LiveValue value = context.reading.value(expression);
    LiveLook look;
    look.text = live_text(value);
    look.tip = live_meaning(value, expression);
    look.is_known = value.state == lesson::ValueState::Known;
    look.is_gone =
        value.state == lesson::ValueState::Gone || value.state == lesson::ValueState::Failed;
    if (look.is_known)
        look.act = [&sitting = context.sitting, step = value.step] {
            if (step)
                sitting.post(session::GoToStep{step});
            else
                sitting.post(session::GoToLast{});
        };
    return look;
}

Paper::Paper(PanelContext& context, Page& page, float width, std::set<std::uint32_t>& opened)
    : m_context(context), m_ui(context.ui), m_page(page), m_opened(opened), m_width(width) {}

FlowStyle Paper::prose() const {
    FlowStyle style;
    style.ink = m_ui.theme().text;
    style.live = [&context = m_context](const std::string& expression) {
        return live_look(context, expression);
    };
    return style;
}

void Paper::put_text(const std::vector<lesson::Run>& runs, const FlowStyle& style) {
    const FlowSize size = flow(m_ui, m_page, runs, {m_x, m_y}, m_width, style);
    m_page.notes.push_back({fmt::format("lesson/text/{}", m_page.texts++),
                            {{m_x, m_y}, {m_x + m_width, m_y + size.height}},
                            shown_text(m_context, runs)});
    m_y += size.height;
}

void Paper::put(const std::vector<Block>& blocks, const lesson::Step* step) {
    for (const Block& block : blocks) put(block, step);
}

void Paper::put(const Block& block, const lesson::Step* step) {
    switch (block.kind) {
        case Block::Kind::Paragraph:
            put_text(block.runs, prose());
            space(kGap);
            break;
        case Block::Kind::Heading:
            put_heading(block);
            break;
        case Block::Kind::List:
            put_list(block, step);
            break;
        case Block::Kind::Callout:
            put_callout(block, step);
            break;
        case Block::Kind::Quote:
            put_quote(block, step);
            break;
        case Block::Kind::Table:
            put_table(block);
            break;
        case Block::Kind::Fence:
            put_fence(block, step);
            break;
        case Block::Kind::Details:
            put_details(block, step);
            break;
        case Block::Kind::Conditional:
            for (const Block* each : chosen_side(block, m_context.sitting.python_version()))
                put(*each, step);
            break;
        case Block::Kind::Rule:
            m_page.lines.push_back({{m_x, m_y}, {m_x + m_width, m_y}, m_ui.theme().border, false});
            space(kGap);
            break;
        case Block::Kind::Comment:
            break;
        case Block::Kind::Item:
        case Block::Kind::Row:
        case Block::Kind::Cell:
            put(block.children, step);
            break;
    }
}

void Paper::put_heading(const Block& block) {
    FlowStyle style = prose();
    style.face = ui::Face::Bold;
    style.size = block.level <= 2 ? 19.0f : 16.0f;
    style.leading = block.level <= 2 ? 27.0f : 24.0f;
    space(8);
    put_text(block.runs, style);
    space(8);
}

void Paper::put_list(const Block& list, const lesson::Step* step) {
    const float indent = m_ui.px(kIndent);
    const FlowStyle style = prose();
    std::uint32_t number = list.level;
    for (const Block& item : list.children) {
        const float middle = m_y + m_ui.px(style.leading) / 2;
        if (list.level > 0) {
            const float top = middle - m_ui.line_height(ui::Face::Medium, 13.5f) / 2;
            m_page.pieces.push_back({{m_x + m_ui.px(2), std::round(top)},
                                     ui::Face::Medium,
                                     13.5f,
                                     m_ui.theme().accent,
                                     fmt::format("{}.", number++),
                                     -1});
        } else {
            const float radius = m_ui.px(2.5f);
            const float x = m_x + m_ui.px(8);
            m_page.boxes.push_back({{{x - radius, middle - radius}, {x + radius, middle + radius}},
                                    radius,
                                    m_ui.theme().accent,
                                    0,
                                    0,
                                    -1});
        }
        m_x += indent;
        m_width -= indent;
        if (!item.runs.empty()) {
            put_text(item.runs, style);
            space(5);
        }
        put(item.children, step);
        m_x -= indent;
        m_width += indent;
    }
    space(kGap - 5);
}

Paper::Card Paper::begin_card(ui::Color fill, ui::Color border, ui::Color bar) {
    const Card card{m_page.boxes.size(), m_x, m_width};
    m_page.boxes.push_back({{{m_x, m_y}, {m_x + m_width, m_y}}, m_ui.px(9), fill, border, bar, -1});
    const float padding = m_ui.px(kPadding);
    m_x += padding;
    m_width -= 2 * padding;
    m_y += padding;
    return card;
}

void Paper::end_card(const Card& card) {
    m_y += m_ui.px(kPadding);
    m_page.boxes[card.box].rect.max.y = m_y;
    m_x = card.x;
    m_width = card.width;
    space(kGap + 3);
}

void Paper::put_callout(const Block& block, const lesson::Step* step) {
    const ui::Theme& theme = m_ui.theme();
    const bool is_tip = block.info == "tip";
    const bool is_warning = block.info == "warning";
    const ui::Color ink = is_tip ? theme.good : is_warning ? theme.warn : theme.accent;
    const ui::Color soft = is_tip       ? theme.good_soft
                           : is_warning ? theme.warn_soft
                                        : theme.accent_soft;
    const Card card = begin_card(soft, 0, ink);
    const float line = m_ui.line_height(ui::Face::Medium, 14);
    m_page.icons.push_back({is_tip       ? ui::Icon::Bulb
                            : is_warning ? ui::Icon::Warning
                                         : ui::Icon::Info,
                            {m_x + m_ui.px(7), m_y + line / 2},
                            14,
                            ink});
    m_page.pieces.push_back({{m_x + m_ui.px(22), m_y},
                             ui::Face::Medium,
                             14,
                             ink,
                             is_tip       ? "Try it"
                             : is_warning ? "Careful"
                                          : "Note",
                             -1});
    m_y += line;
    space(6);
    put(block.children, step);
    space(-kGap);
    end_card(card);
}

void Paper::put_quote(const Block& block, const lesson::Step* step) {
    const float top = m_y;
    const float indent = m_ui.px(16);
    const std::size_t box = m_page.boxes.size();
    m_page.boxes.push_back({{}, m_ui.px(1.5f), m_ui.theme().border_strong, 0, 0, -1});
    m_x += indent;
    m_width -= indent;
    put(block.children, step);
    m_x -= indent;
    m_width += indent;
    m_page.boxes[box].rect = {{m_x, top}, {m_x + m_ui.px(3), m_y - m_ui.px(kGap)}};
}

void Paper::put_table(const Block& table) {
    const ui::Theme& theme = m_ui.theme();
    const float side = m_ui.px(11);
    FlowStyle style = prose();
    style.size = 14;
    style.leading = 21;
    std::size_t columns = 0;
    for (const Block& row : table.children) columns = std::max(columns, row.children.size());
    if (columns == 0) return;
    std::vector<float> widths(columns, 0);
    for (const Block& row : table.children)
        for (std::size_t i = 0; i < row.children.size(); ++i)
            widths[i] = std::max(widths[i], natural_width(m_ui, row.children[i].runs, style) + 1);
    float wanted = 0;
    for (const float width : widths) wanted += width;
    const float room = m_width - 2 * side * static_cast<float>(columns);
    // Too wide: every column gives its part. Narrower: the first takes what is left.
    if (wanted > room)
        for (float& width : widths) width *= room / wanted;
    else
        widths.front() += room - wanted;

    const std::size_t outline = m_page.boxes.size();
    const float top = m_y;
    m_page.boxes.push_back(
        {{{m_x, m_y}, {m_x + m_width, m_y}}, m_ui.px(8), theme.card, theme.border, 0, -1});
    for (std::size_t r = 0; r < table.children.size(); ++r) {
        const Block& row = table.children[r];
        FlowStyle cell_style = style;
        cell_style.face = r == 0 ? ui::Face::Medium : ui::Face::Text;
        cell_style.ink = r == 0 ? theme.muted : theme.text;
        float x = m_x;
        float height = 0;
        for (std::size_t i = 0; i < row.children.size(); ++i) {
            cell_style.align = row.children[i].align;
            const ImVec2 at{x + side, m_y + m_ui.px(6)};
            const FlowSize size =
                flow(m_ui, m_page, row.children[i].runs, at, widths[i], cell_style);
            height = std::max(height, size.height);
            x += widths[i] + 2 * side;
        }
        m_y += height + m_ui.px(12);
        if (r + 1 < table.children.size())
            m_page.lines.push_back({{m_x, m_y}, {m_x + m_width, m_y}, theme.border, false});
    }
    m_page.boxes[outline].rect = {{m_x, top}, {m_x + m_width, m_y}};
    space(kGap + 2);
}

void Paper::put_code_block(const std::string& code, bool is_python) {
    const Card card = begin_card(m_ui.theme().well, m_ui.theme().border);
    m_y += put_code(m_ui, m_page, code, is_python, {m_x, m_y}, m_width);
    end_card(card);
}

void Paper::put_details(const Block& block, const lesson::Step* step) {
    const bool is_open = m_opened.contains(block.line);
    const float height = m_ui.px(26);
    PageHot hot;
    hot.id = fmt::format("lesson/details/{}", m_page.details++);
    hot.rect = hot.ring = {{m_x, m_y}, {m_x + m_width, m_y + height}};
    hot.text = block.info + (is_open ? " (open)" : " (folded)");
    hot.act = [&opened = m_opened, line = block.line, is_open] {
        if (is_open)
            opened.erase(line);
        else
            opened.insert(line);
    };
    m_page.hots.push_back(std::move(hot));
    const float middle = m_y + height / 2;
    m_page.icons.push_back({is_open ? ui::Icon::ChevronLeft : ui::Icon::ChevronRight,
                            {m_x + m_ui.px(7), middle},
                            11,
                            m_ui.theme().muted});
    m_page.pieces.push_back(
        {{m_x + m_ui.px(20), middle - m_ui.line_height(ui::Face::Medium, 14) / 2},
         ui::Face::Medium,
         14,
         m_ui.theme().muted,
         block.info,
         static_cast<int>(m_page.hots.size()) - 1});
    m_y += height;
    space(6);
    if (is_open) put(block.children, step);
}

void Paper::put_fence(const Block& block, const lesson::Step* step) {
    if (block.role < 0 || step == nullptr)
        return put_code_block(block.code, block.info.starts_with("python"));
    const lesson::Part& part = step->parts[static_cast<std::size_t>(block.role)];
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        switch (part.role) {
            case lesson::Role::Quiz:
                put_quiz(*this, step->quizzes[i], i);
                break;
            case lesson::Role::Exercise:
                put_code_block(step->exercises[i].starter.text, true);
                break;
            default:
                break;
        }
    }
    switch (part.role) {
        case lesson::Role::Predict:
            put_predictions(*this, *step, part);
            break;
        case lesson::Role::Facts:
            put_facts(*this, *step, part);
            break;
        case lesson::Role::Watch:
            put_watches(*this, *step, part);
            break;
        case lesson::Role::Snippet:
            put_snippet(*this, step->snippets[part.first]);
            break;
        default:
            break;
    }
}

}  // namespace viv::panels
