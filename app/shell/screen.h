// The whole picture, a frame at a time, without a window: the desk, the panels, the keys that work
// everywhere, and what lies on top. The window, the harness and the screenshots all draw with this,
// so that they show and do the same.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/panels/panel.h"
#include "app/shell/desk.h"
#include "app/shell/layout.h"
#include "app/widgets/imgui_ui.h"

namespace viv::shell {

enum class Overlay : std::uint8_t { None = 0, Help, TextTwin };

class Screen {
public:
    // The desk has to outlive it. Fails where no font can be found.
    static Result<std::unique_ptr<Screen>> create(Desk& desk);

    // One frame. `input.scale` is the display's; the learner's own zoom comes on top. Theme as set
    // below. Afterwards ImGui::GetDrawData() holds the picture.
    void draw_frame(ui::FrameInput input);
    // Frames without input until nothing moves and all fonts are there: for pictures and tests.
    void settle(ui::FrameInput input);

    [[nodiscard]] ui::ImGuiUi& ui() { return *m_ui; }
    [[nodiscard]] Desk& desk() { return m_desk; }
    [[nodiscard]] bool wants_another_frame() const;

    [[nodiscard]] ui::ThemeName theme() const { return m_theme; }
    void set_theme(ui::ThemeName theme) { m_theme = theme; }
    [[nodiscard]] float zoom() const { return m_zoom; }
    void set_zoom(float zoom);
    [[nodiscard]] Preset preset() const { return m_preset; }
    void set_preset(Preset preset);
    [[nodiscard]] Overlay overlay() const { return m_overlay; }
    // What the program has to say to the learner above everything else; empty: nothing.
    [[nodiscard]] std::string notice();

private:
    explicit Screen(Desk& desk, std::unique_ptr<ui::ImGuiUi> ui);
    void draw_parts(ui::FrameInput input);
    [[nodiscard]] panels::PanelContext context();
    panels::Panel* panel(panels::Place place);
    panels::Panel* panel(std::string_view id);
    [[nodiscard]] bool has_focus(const panels::Panel& panel) const;
    void focus_by_mouse(const Areas& areas);
    void draw_panels(const Areas& areas);
    void draw_dividers(const Areas& areas, const ui::FrameInput& input);
    // Both return the height they take, below the bar.
    float draw_notice(const ui::FrameInput& input);
    float draw_tabs(const ui::FrameInput& input, float top);

    // screen_overlay.cpp
    void draw_overlay(const ui::FrameInput& input);
    void draw_help(const ui::Rect& area);
    void draw_twin(const ui::Rect& area);

    // screen_keys.cpp: what works everywhere, before the panels see a key; and what is left over.
    void keep_key_order(ui::FrameInput& input);
    void take_keys_first();
    void take_keys_last();
    bool take_overlay_key(const ui::KeyEvent& key);
    bool take_run_key(const ui::KeyEvent& key);
    bool take_view_key(const ui::KeyEvent& key);
    bool take_left_over(const ui::KeyEvent& key);
    void focus_next(int by);
    void focus_panel(panels::Place place);
    void show_place(panels::Place place);
    void toggle(Overlay overlay);

    Desk& m_desk;
    std::unique_ptr<ui::ImGuiUi> m_ui;
    std::vector<std::unique_ptr<panels::Panel>> m_panels;
    ui::ThemeName m_theme = ui::ThemeName::Dark;
    float m_zoom = 1;
    Preset m_preset = Preset::Read;
    Splits m_splits;
    Areas m_areas;
    Overlay m_overlay = Overlay::None;
    std::vector<ui::KeyEvent> m_overlay_keys;  // for its own buttons
    bool m_has_overlay_mark = false;           // the keyboard's mark is the overlay's
    std::string m_twin;                        // the text shown in the overlay
    std::string m_twin_title;
    std::set<std::string> m_dismissed;         // the notices that were closed
    std::vector<ui::KeyEvent> m_waiting_keys;  // for the next frame
    bool m_has_changed = false;  // something posted took effect after the frame was drawn
};

}  // namespace viv::shell
