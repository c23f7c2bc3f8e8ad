// What a panel is: a folder under app/panels whose <name>_panel.cpp defines
//   std::unique_ptr<Panel> make_<name>_panel();
// Putting the folder there is the registration. Panels never include each other: what they share
// is the sitting (cursor, selection, recording), the lesson being read, and the snippet.
#pragma once

#include <memory>
#include <string>

#include "app/widgets/ui.h"

namespace viv::session {
class Sitting;
}
namespace viv::lesson {
class Reading;
}
namespace viv::editor {
class Document;
}

namespace viv::panels {

// Everything a panel may look at and ask of.
struct PanelContext {
    session::Sitting& sitting;
    lesson::Reading& reading;
    editor::Document& document;
    ui::Ui& ui;
};

// Where in the window it stands; the shell's layout knows the sizes.
enum class Place : std::uint8_t {
    Top,           // the bar above everything
    Left,          // the lesson
    Middle,        // the snippet
    MiddleBottom,  // its output
    Right,         // the stage
    RightBottom,   // the inspector
    Bottom,        // the time line
};

class Panel {
public:
    virtual ~Panel() = default;
    [[nodiscard]] virtual const char* id() const = 0;     // "stage": also its name for focus
    [[nodiscard]] virtual const char* title() const = 0;  // "Stage"
    [[nodiscard]] virtual Place place() const = 0;
    // Draws itself into the area and handles its input: mouse, and keys while it has the focus.
    virtual void draw(PanelContext& context, const ui::Rect& area) = 0;
    // All that it shows, as text: for people who can't see the picture, and for tests.
    [[nodiscard]] virtual std::string text(PanelContext& context) = 0;
};

}  // namespace viv::panels
