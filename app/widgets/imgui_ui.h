// The Ui that the program runs on: one per ImGui context. The shell feeds it a frame's input and
// brackets the frame; panels only know Ui. It does its own hit-testing, so that mouse and keys are
// the same in the window, in the harness and with every version of ImGui.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <unordered_map>

#include "app/widgets/text.h"
#include "app/widgets/ui.h"

namespace viv::ui {

// What happened since the last frame: at most one change of the mouse button.
struct FrameInput {
    ImVec2 size{1280, 800};  // screen pixels
    float scale = 1;
    float delta_seconds = 1.0f / 60;
    ThemeName theme = ThemeName::Dark;
    ImVec2 mouse{-1, -1};
    bool is_mouse_down = false;
    float wheel = 0, wheel_x = 0;
    std::vector<KeyEvent> keys;
    bool is_motion_allowed = true;
    bool has_window_focus = true;  // without it no caret blinks
};

struct ClipboardHooks {
    std::function<std::string()> get;
    std::function<void(const std::string&)> set;
};

class ImGuiUi final : public Ui {
public:
    // Makes the ImGui context that it draws with. Fails where no font can be found.
    static Result<std::unique_ptr<ImGuiUi>> create();
    ~ImGuiUi() override;

    // --- for the shell ---
    void begin_frame(FrameInput input);
    void end_frame();  // afterwards ImGui::GetDrawData() holds the picture
    // Called when the font texture was made anew, before anything is drawn with it.
    void set_font_hook(std::function<void()> hook) { m_font_hook = std::move(hook); }
    [[nodiscard]] bool wants_another_frame() const { return m_is_moving || m_atlas.wants_baking(); }
    [[nodiscard]] bool wants_fonts() const { return m_atlas.wants_baking(); }
    [[nodiscard]] double next_draw_seconds() const { return m_next_draw; }  // infinity: none
    void set_clipboard_hooks(ClipboardHooks hooks) { m_clipboard_hooks = std::move(hooks); }
    // What stands above everything else: draws over it and takes the mouse from it.
    void begin_overlay();
    void end_overlay();
    // Scrolls the last region drawn that belongs to the panel; false: there is none that can.
    bool scroll_region_of(std::string_view panel, float by);
    // Moves the keyboard's mark to the next or previous stop; without one, to the first or last of
    // the panel that has the focus. A field to type into takes the focus instead of the mark.
    void move_mark(int by);
    void clear_mark() { m_mark.clear(); }
    // The stops of this frame, in their order.
    [[nodiscard]] const std::vector<std::string>& stops() const { return m_stops; }
    [[nodiscard]] const Widget* find(std::string_view id) const;
    [[nodiscard]] bool was_pressed() const { return m_mouse_pressed; }
    [[nodiscard]] Cursor cursor() const { return m_cursor; }
    [[nodiscard]] ImVec2 mouse() const { return m_input.mouse; }

    // --- Ui ---
    [[nodiscard]] const Theme& theme() const override { return ui::theme(m_input.theme); }
    [[nodiscard]] float px(float logical) const override { return logical * m_input.scale; }
    [[nodiscard]] ImDrawList& draw() override { return *m_list; }
    void push_clip(const Rect& rect) override;
    void pop_clip() override;
    float text(Face face, float size, ImVec2 at, Color color, std::string_view text) override;
    float text_fit(Face face, float size, ImVec2 at, Color color, std::string_view text,
                   float max_width) override;
    [[nodiscard]] float measure(Face face, float size, std::string_view text) override;
    [[nodiscard]] float line_height(Face face, float size) override;
    [[nodiscard]] float baseline(float size) override;
    bool button(std::string_view id, const Rect& rect, std::string_view label, ButtonLook look,
                bool is_enabled, std::string_view tooltip) override;
    [[nodiscard]] float button_width(std::string_view label) override;
    Pointer pointer(std::string_view id, const Rect& rect) override;
    void stop(std::string_view id, const Rect& rect, StopKind kind) override;
    bool press_stop(std::string_view id, const Rect& rect) override;
    void note(std::string_view id, const Rect& rect, std::string_view text) override;
    void tooltip(std::string_view text) override;
    void cursor(Cursor shape) override { m_cursor = shape; }
    float begin_scroll(std::string_view id, const Rect& rect, float content_height) override;
    void end_scroll() override;
    void scroll_to(std::string_view id, float offset) override;
    [[nodiscard]] std::string_view focus() const override { return m_focus; }
    void set_focus(std::string_view panel) override;
    std::vector<KeyEvent>& keys() override { return m_input.keys; }
    [[nodiscard]] std::string clipboard() override;
    void set_clipboard(const std::string& text) override;
    [[nodiscard]] float delta_seconds() const override { return m_input.delta_seconds; }
    [[nodiscard]] double now_seconds() const override { return m_now; }
    void keep_drawing() override { m_is_moving = true; }
    void draw_at(double seconds) override { m_next_draw = std::min(m_next_draw, seconds); }
    [[nodiscard]] bool caret_is_lit() override;
    [[nodiscard]] bool motion_allowed() const override { return m_input.is_motion_allowed; }
    [[nodiscard]] const std::vector<Widget>& registry() const override { return m_registry; }

private:
    using Hash = std::size_t;
    struct Area {
        Hash id;
        Rect rect;
        int layer;
        bool is_scroll;
    };
    struct Scroll {
        float offset = 0, target = 0, limit = 0;
    };
    struct OpenScroll {
        std::string id;
        Rect rect;
        float content_height;
    };

    explicit ImGuiUi(FontFiles fonts);
    void take_mouse(const FrameInput& last);
    void find_hot();
    [[nodiscard]] Rect visible(const Rect& rect) const;
    Widget& entry(std::string_view id, const Rect& rect);
    void draw_button(const Rect& rect, std::string_view label, ButtonLook look, bool is_enabled,
                     const Pointer& pointer);
    void reveal(const Rect& rect);
    void draw_tooltip();
    void draw_bar(const OpenScroll& open, Scroll& scroll);
    void settle(Scroll& scroll);

    FontAtlas m_atlas;
    TextPainter m_painter;
    ImGuiContext* m_context = nullptr;
    ImDrawList* m_list = nullptr;
    ClipboardHooks m_clipboard_hooks;
    std::string m_own_clipboard;
    FrameInput m_input;
    std::function<void()> m_font_hook;
    double m_now = 0, m_next_draw = 0, m_last_input = 0;
    bool m_is_moving = false;

    // The mouse. `hot` is what it is over, found among last frame's areas; `active` is what it went
    // down on.
    std::vector<Area> m_areas, m_last_areas;
    Hash m_hot = 0, m_active = 0, m_wheel_owner = 0;
    int m_layer = 0, m_top_layer = 0, m_clicks = 0;
    bool m_mouse_pressed = false, m_mouse_released = false;
    ImVec2 m_drag{}, m_last_press{};
    double m_last_press_time = -1;

    std::vector<Rect> m_clips;
    std::unordered_map<std::string, Scroll> m_scrolls;
    std::vector<OpenScroll> m_open_scrolls;
    std::vector<std::string> m_scrolls_drawn;

    std::string m_focus, m_mark;
    std::string m_revealed;            // the stop to be scrolled into sight
    std::vector<std::string> m_stops;  // of this frame, in order
    std::vector<std::string> m_last_stops;
    std::unordered_map<std::string, StopKind> m_stop_kinds;

    Cursor m_cursor = Cursor::Arrow;
    Rect m_last_rect{};
    bool m_last_hovered = false;
    std::string m_tooltip, m_shown_tooltip;
    double m_tooltip_since = 0;

    std::vector<Widget> m_registry;
    std::unordered_map<std::string, std::size_t> m_registry_index;
};

}  // namespace viv::ui
