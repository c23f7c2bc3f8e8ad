// The drawing kit that every panel gets: text in our faces, shapes, controls, input, and the
// registry that tells tests and tours what stands where. Measures are in logical pixels at scale 1;
// px() turns them into the screen's. All positions passed in and out are screen pixels.
//
// Panels draw with this and with ImGui's draw lists; they never create ImGui windows.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/imgui_compat.h"
#include "app/widgets/input.h"
#include "app/widgets/theme.h"

namespace viv::ui {

enum class Face : std::uint8_t { Text, Medium, Bold, Italic, Mono, MonoBold };

struct Rect {
    ImVec2 min, max;
    [[nodiscard]] float width() const { return max.x - min.x; }
    [[nodiscard]] float height() const { return max.y - min.y; }
    [[nodiscard]] bool contains(ImVec2 p) const {
        return p.x >= min.x && p.y >= min.y && p.x < max.x && p.y < max.y;
    }
    [[nodiscard]] Rect inset(float by) const {
        return {{min.x + by, min.y + by}, {max.x - by, max.y - by}};
    }
};

// One thing on the screen that can be seen, read or clicked. `id` is a path: `stage/o3`,
// `toolbar/run`, `editor/line/4`. `text` is what it says. Rebuilt every frame.
struct Widget {
    std::string id;
    Rect rect;  // clipped to what is visible; empty when scrolled out of sight
    std::string text;
    bool is_enabled = true;
};

// What the Tab key does at a stop: marks it, so that Enter and Space press it, or types into it.
enum class StopKind : std::uint8_t { Press, Type };

enum class ButtonLook : std::uint8_t { Plain, Primary, Ghost };

// The mouse pointer's shape.
enum class Cursor : std::uint8_t { Arrow, Text, Hand, ResizeX, ResizeY };

// What the mouse does to an area this frame.
struct Pointer {
    bool is_hovered = false;
    bool is_pressed = false;  // went down on it this frame
    bool is_held = false;     // went down on it and is still down
    bool is_clicked = false;  // went down and up on it
    int clicks = 0;           // 2: a double click, 3: a triple one, when is_pressed
    ImVec2 position{};
    ImVec2 drag{};    // how far since the last frame, while held
    float wheel = 0;  // lines, up is positive; only while hovered
    float wheel_x = 0;
};

class Ui {
public:
    virtual ~Ui() = default;

    // --- measures and looks ---
    [[nodiscard]] virtual const Theme& theme() const = 0;
    [[nodiscard]] virtual float px(float logical) const = 0;
    [[nodiscard]] virtual ImDrawList& draw() = 0;  // of the panel being drawn
    virtual void push_clip(const Rect& rect) = 0;
    virtual void pop_clip() = 0;

    // --- text; sizes are logical pixels ---
    // Draws one line, its top left at `at`; returns its width. Characters beyond U+FFFF appear as
    // small labelled boxes. Never wraps.
    virtual float text(Face face, float size, ImVec2 at, Color color, std::string_view text) = 0;
    // The same, cut with `…` so that it fits.
    virtual float text_fit(Face face, float size, ImVec2 at, Color color, std::string_view text,
                           float max_width) = 0;
    [[nodiscard]] virtual float measure(Face face, float size, std::string_view text) = 0;
    // The height of a line's box; all faces have the same at one size, and the same baseline.
    [[nodiscard]] virtual float line_height(Face face, float size) = 0;
    // From the top of a line's box down to its baseline.
    [[nodiscard]] virtual float baseline(float size) = 0;

    // --- controls; each notes itself in the registry ---
    virtual bool button(std::string_view id, const Rect& rect, std::string_view label,
                        ButtonLook look = ButtonLook::Plain, bool is_enabled = true,
                        std::string_view tooltip = {}) = 0;
    // The width that a button with this label wants.
    [[nodiscard]] virtual float button_width(std::string_view label) = 0;
    // Makes an area react to the mouse, in the order of the calls: the last one on top wins.
    virtual Pointer pointer(std::string_view id, const Rect& rect) = 0;
    // Makes what stands there a stop of the Tab key; stops follow each other in the order of the
    // calls, the first one of an id counts. Buttons and text fields do this themselves.
    virtual void stop(std::string_view id, const Rect& rect, StopKind kind = StopKind::Press) = 0;
    // Draws the keyboard's mark where it is on this stop. Returns whether it was pressed by key.
    virtual bool press_stop(std::string_view id, const Rect& rect) = 0;
    // Writes an entry without reacting to the mouse.
    virtual void note(std::string_view id, const Rect& rect, std::string_view text) = 0;
    // Shown beside the mouse after a moment, while what was last drawn is hovered.
    virtual void tooltip(std::string_view text) = 0;

    // The mouse pointer's shape for this frame; the last call wins.
    virtual void cursor(Cursor shape) = 0;

    // --- scrolling: a region remembers its offset under its id ---
    // Begins a clipped region whose content is `content_height` high; returns how far it is
    // scrolled down. The wheel and its bar scroll it.
    virtual float begin_scroll(std::string_view id, const Rect& rect, float content_height) = 0;
    virtual void end_scroll() = 0;
    virtual void scroll_to(std::string_view id, float offset) = 0;

    // --- keys ---
    // The part of the window that keys go to: "editor", "stage"… Clicking a panel focuses it.
    [[nodiscard]] virtual std::string_view focus() const = 0;
    virtual void set_focus(std::string_view panel) = 0;
    // The events of this frame that nobody has taken yet. Take what you handle by erasing it.
    virtual std::vector<KeyEvent>& keys() = 0;
    [[nodiscard]] virtual std::string clipboard() = 0;
    virtual void set_clipboard(const std::string& text) = 0;

    // --- time ---
    [[nodiscard]] virtual float delta_seconds() const = 0;
    [[nodiscard]] virtual double now_seconds() const = 0;
    // Something is still moving: draw another frame. Without it the window sleeps.
    virtual void keep_drawing() = 0;
    // Wake up and draw once at that time (a caret's blink).
    virtual void draw_at(double seconds) = 0;
    // Is a caret to be drawn now? It blinks after input, then rests: an idle window costs nothing.
    [[nodiscard]] virtual bool caret_is_lit() = 0;
    [[nodiscard]] virtual bool motion_allowed() const = 0;  // false: show the goal at once

    // --- what the frame showed ---
    [[nodiscard]] virtual const std::vector<Widget>& registry() const = 0;
};

}  // namespace viv::ui
