// What a program that waits for input is asking, and the field in which the learner answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/panel.h"

namespace viv::panels::output {

class OutputRows;

class InputLine {
public:
    static constexpr const char* kId = "output/input";

    // To be called once a frame before the others: looks whether the program waits. The keyboard
    // goes to the field when it begins to, as long as the snippet is still the one that runs: who
    // goes on writing is left alone. It goes back to where it was once the program goes on.
    void follow(PanelContext& context);
    [[nodiscard]] bool is_asking() const { return m_is_asking; }
    // What it takes, where so much of the panel is in sight: the field is never higher than that.
    [[nodiscard]] float height(ui::Ui& ui, float room);
    // Takes its keys and draws itself; what is sent is echoed in `rows`.
    void draw(PanelContext& context, const ui::Rect& area, OutputRows& rows);
    // As text: what the program asks.
    [[nodiscard]] std::string text() const;

private:
    bool m_is_asking = false;
    std::vector<std::string> m_prompt;  // its lines; the last stands before the field
    std::size_t m_pending_bytes = 0;    // written, and in no step yet
    float m_field_height = 0;
    std::string m_answer;
    std::string m_focus_before;
};

}  // namespace viv::panels::output
