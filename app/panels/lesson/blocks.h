// Markdown's blocks put onto a page, from the top down. What only lessons have is in cards.h.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/panels/lesson/flow.h"
#include "app/panels/lesson/page.h"
#include "app/panels/panel.h"

namespace viv::lesson {
struct Step;
}

namespace viv::panels {

// Where the next block goes, and what the blocks need to know. One for each frame.
class Paper {
public:
    // `opened` holds the lines of the details that the learner unfolded.
    Paper(PanelContext& context, Page& page, float width, std::set<std::uint32_t>& opened);

    // Puts the blocks below what is there. `step` is the step that their roles belong to; null
    // where there are none.
    void put(const std::vector<lesson::Block>& blocks, const lesson::Step* step);
    void put(const lesson::Block& block, const lesson::Step* step);
    // A line or more of text in a style, in the present column.
    void put_text(const std::vector<lesson::Run>& runs, const FlowStyle& style);
    void space(float logical) { m_y += m_ui.px(logical); }

    // A card around what is put between the two calls: its content is narrower by the padding.
    struct Card {
        std::size_t box = 0;
        float x = 0, width = 0;
    };
    Card begin_card(ui::Color fill, ui::Color border, ui::Color bar = 0);
    void end_card(const Card& card);

    [[nodiscard]] FlowStyle prose() const;  // body text, with live values
    [[nodiscard]] PanelContext& context() { return m_context; }
    [[nodiscard]] ui::Ui& ui() { return m_ui; }
    [[nodiscard]] Page& page() { return m_page; }
    [[nodiscard]] float x() const { return m_x; }
    [[nodiscard]] float y() const { return m_y; }
    [[nodiscard]] float width() const { return m_width; }
    void move_down(float pixels) { m_y += pixels; }

private:
    void put_heading(const lesson::Block& block);
    void put_list(const lesson::Block& list, const lesson::Step* step);
    void put_callout(const lesson::Block& block, const lesson::Step* step);
    void put_quote(const lesson::Block& block, const lesson::Step* step);
    void put_table(const lesson::Block& table);
    void put_code_block(const std::string& code, bool is_python);
    void put_details(const lesson::Block& block, const lesson::Step* step);
    void put_fence(const lesson::Block& block, const lesson::Step* step);

    PanelContext& m_context;
    ui::Ui& m_ui;
    Page& m_page;
    std::set<std::uint32_t>& m_opened;
    float m_x = 0, m_y = 0, m_width = 0;
};

// What a live expression shows now, and what a click on it does.
LiveLook live_look(PanelContext& context, const std::string& expression);

}  // namespace viv::panels
