// See input_line.h.
#include "app/panels/output/input_line.h"

#include <algorithm>
#include <cmath>

#include "app/editor/document.h"
#include "app/panels/output/measures.h"
#include "app/panels/output/output_rows.h"
#include "app/session/sitting.h"
#include "app/widgets/controls.h"

namespace viv::panels::output {

using ui::Face;
using ui::Rect;
using ui::Ui;

namespace {

constexpr float kField = 30;
constexpr float kLeastField = 140;
constexpr const char* kHint = "Type a line, Enter sends it; Ctrl+D ends the input";

float row_height(Ui& ui) {
    return std::round(ui.px(kRow));
}

}  // namespace

void InputLine::follow(PanelContext& context) {
    Ui& ui = context.ui;
    const bool was_asking = m_is_asking;
    m_is_asking = context.sitting.awaits_input();
    if (m_is_asking) {
        m_prompt.assign(1, "");
        m_pending_bytes = 0;
        for (const Output& output : context.sitting.pending_output()) {
            m_pending_bytes += output.text.size();
            for (const char c : output.text) {
                if (c == '\n') {
                    m_prompt.emplace_back();
                } else {
                    m_prompt.back() += c;
                }
            }
        }
    }
    if (m_is_asking && !was_asking && ui.focus() != kId &&
        context.document.text() == context.sitting.recorded_source()) {
        m_focus_before = ui.focus();
        ui.set_focus(kId);
    }
    if (!m_is_asking && was_asking && ui.focus() == kId && !m_focus_before.empty()) {
        ui.set_focus(m_focus_before);
    }
}

float InputLine::height(Ui& ui, float room) {
    constexpr float kMargin = 5;
    m_field_height =
        std::round(std::clamp(room - ui.px(kMargin), row_height(ui), std::round(ui.px(kField))));
    return static_cast<float>(m_prompt.size() - 1) * row_height(ui) + m_field_height;
}

void InputLine::draw(PanelContext& context, const Rect& area, OutputRows& rows) {
    Ui& ui = context.ui;
    const float left = area.min.x + ui.px(kInset), right = area.max.x - ui.px(kInset);
    const float down = (row_height(ui) - ui.line_height(Face::Mono, kSize)) / 2;
    float y = area.min.y;
    for (std::size_t i = 0; i + 1 < m_prompt.size(); ++i, y += row_height(ui)) {
        ui.text_fit(Face::Mono, kSize, {left, std::round(y + down)}, ui.theme().text, m_prompt[i],
                    right - left);
    }
    const float height = m_field_height;
    const float middle = y + (height - ui.line_height(Face::Mono, kSize)) / 2;
    const float room = std::max(0.0f, right - left - ui.px(kLeastField));
    float x = left + ui.text_fit(Face::Mono, kSize, {left, std::round(middle)}, ui.theme().text,
                                 m_prompt.back(), room);
    if (!m_prompt.back().empty()) x += ui.px(6);
    ui.note("output/prompt", {{left, area.min.y}, {x, y + height}}, text());

    bool ends = false;
    if (ui.focus() == kId) {
        std::erase_if(ui.keys(), [&](const ui::KeyEvent& key) {
            const bool is_end = ui::is_letter(key, 'd', ui::kCtrl);
            ends = ends || is_end;
            return is_end;
        });
    }
    const Rect field{{x, y + ui.px(1)}, {right, y + height - ui.px(1)}};
    if (ui::text_field(ui, kId, field, m_answer, kHint)) {
        m_answer += '\n';
        rows.echo(m_pending_bytes, m_answer);
        context.sitting.post(session::GiveInput{std::move(m_answer)});
        m_answer.clear();
    } else if (ends) {
        context.sitting.post(session::EndInput{});
    }
}

std::string InputLine::text() const {
    std::string text = "The program waits for input.";
    for (const std::string& line : m_prompt) {
        if (!line.empty()) text += "\n" + line;
    }
    return text;
}

}  // namespace viv::panels::output
