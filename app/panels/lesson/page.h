// A page as a list of what stands where: built anew every frame (a page costs a fraction of a
// millisecond), then drawn as far as it is in sight. Places are screen pixels from the page's top
// left; nothing here draws.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace viv::panels {

// One piece of text in one look.
struct PagePiece {
    ImVec2 at{};
    ui::Face face = ui::Face::Text;
    float size = 15;
    ui::Color ink = 0;
    std::string text;
    int hot = -1;  // the hot area it belongs to; drawn in the accent while that is hovered
};

// A filled rectangle, with a border or a bar at its left. It lies below all text.
struct PageBox {
    ui::Rect rect;
    float rounding = 0;
    ui::Color fill = 0;
    ui::Color border = 0;  // 0: none
    ui::Color bar = 0;     // a thick line at its left edge; 0: none
    int hot = -1;          // filled with the hover colour while that is hovered
};

struct PageLine {
    ImVec2 from{}, to{};
    ui::Color color = 0;
    bool is_dotted = false;
};

struct PageIcon {
    ui::Icon which = ui::Icon::Info;
    ImVec2 at{};  // its middle
    float size = 14;
    ui::Color color = 0;
};

// An area that can be clicked.
struct PageHot {
    std::string id;
    ui::Rect rect;
    std::string text;
    std::string tip;  // shown while hovered; may be empty
    std::function<void()> act;
    // What the keyboard's mark surrounds; empty: another area of the same link has it.
    ui::Rect ring{};
};

// Controls that bring their own drawing.
struct PageButton {
    std::string id;
    ui::Rect rect;
    std::string label;
    ui::ButtonLook look = ui::ButtonLook::Plain;
    bool is_enabled = true;
    std::function<void()> act;
};
struct PageField {
    std::string id;
    ui::Rect rect;
    std::string text;
    std::string hint;
    std::function<void(std::string)> changed;
};

// Something that stands there, for the registry.
struct PageNote {
    std::string id;
    ui::Rect rect;
    std::string text;
};

struct Page {
    std::vector<PageBox> boxes;
    std::vector<PageLine> lines;
    std::vector<PagePiece> pieces;
    std::vector<PageIcon> icons;
    std::vector<PageHot> hots;
    std::vector<PageButton> buttons;
    std::vector<PageField> fields;
    std::vector<PageNote> notes;
    float height = 0;
    // How many of each there are so far: their ids count.
    int lives = 0, links = 0, texts = 0, details = 0;
};

// Draws what is in sight of `area`, with the page's top left at `origin`. What was clicked acts
// after everything has been drawn.
void draw_page(ui::Ui& ui, const Page& page, ImVec2 origin, const ui::Rect& area);

}  // namespace viv::panels
