// Words of mixed faces, wrapped into lines: all on one baseline, with one width of space, and what
// has no space between it stays together. Inline code is a pill, a live value is underlined.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/lesson/markdown.h"
#include "app/panels/lesson/page.h"

namespace viv::panels {

// How a live value stands in the text.
struct LiveLook {
    std::string text;
    std::string tip;
    bool is_known = false;  // a value that can be clicked
    bool is_gone = false;
    std::function<void()> act;
};

struct FlowStyle {
    ui::Face face = ui::Face::Text;
    float size = 15;
    float leading = 24.5f;  // from one line to the next, in logical pixels
    ui::Color ink = 0;
    lesson::Align align = lesson::Align::Left;
    bool has_pills = true;  // false: inline code only changes its face
    // What stands for a live expression. Not called where there is none in the text.
    std::function<LiveLook(const std::string& expression)> live;
    // Called when a link is clicked.
    std::function<void(const std::string& target)> follow;
    std::string id = "lesson";  // ids of what can be clicked begin with it
    int hot = -1;               // all of it belongs to that area
};

// What was laid out, in screen pixels.
struct FlowSize {
    float width = 0;  // of the longest line
    float height = 0;
};

// Puts the text on the page, its top left at `at`; no line is wider than `width`, except where a
// single character is.
FlowSize flow(ui::Ui& ui, Page& page, const std::vector<lesson::Run>& runs, ImVec2 at, float width,
              const FlowStyle& style);

// How wide the text wants to be, unwrapped.
float natural_width(ui::Ui& ui, const std::vector<lesson::Run>& runs, const FlowStyle& style);

// Runs of one line of text in which `code` and *emphasis* are marked as in Markdown.
std::vector<lesson::Run> inline_runs(const std::string& text);

}  // namespace viv::panels
