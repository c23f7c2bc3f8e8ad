// What part of the stage is seen: zoom, and the point in the area's top left corner. Follows the
// scene by itself until the learner takes it over; "fit" gives it back. No drawing.
#pragma once

#include "app/widgets/ui.h"

namespace viv::panels::stage {

class Camera {
public:
    static constexpr float kLeast = 0.12f, kMost = 2.5f;

    // Another run: everything from the start.
    void reset() { *this = Camera(); }
    // Gives the camera back to the scene, and shows all of it, however small that gets.
    void fit();
    // By a factor, so that what is at `at` (from the area's corner, logical pixels) stays there.
    void zoom_by(float factor, ImVec2 at);
    void zoom_to(float zoom, ImVec2 at) { zoom_by(zoom / m_goal_zoom, at); }
    void pan(ImVec2 by_logical);
    // As the wheel does: not past the ends of the content.
    void scroll(ImVec2 by_logical, ImVec2 area, const ui::Rect& content);
    // Goes where it should be: `area` is what there is room for, `content` what there is to see,
    // `focus` what has to be seen, with as much as possible above it (all logical pixels). Zooms
    // out as the content grows; in only when it was asked to fit, or the area is another.
    void follow(ImVec2 area, const ui::Rect& content, const ui::Rect& focus);
    // Brings it into sight, moving as little as possible.
    void show(ImVec2 area, const ui::Rect& what);
    // Moves the part of the way that belongs to the time. Returns whether it still moves.
    bool settle(float seconds, bool is_motion_allowed);

    [[nodiscard]] float zoom() const { return m_zoom; }
    [[nodiscard]] ImVec2 corner() const { return m_corner; }
    [[nodiscard]] bool is_free() const { return m_is_free; }

private:
    bool m_is_free = false;    // the learner has taken it over
    bool m_is_placed = false;  // it has been somewhere: from then on it glides
    bool m_may_grow = true;    // just fitted: zooming in is fine
    bool m_wants_all = false;  // the learner asked for everything, not for what can be read
    bool m_is_held = false;    // shows what it was asked to, until there is something else to see
    ImVec2 m_area{};           // of the last follow(), with the next two
    ui::Rect m_content{}, m_focus{};
    float m_zoom = 1, m_goal_zoom = 1;
    ImVec2 m_corner{}, m_goal_corner{};
};

}  // namespace viv::panels::stage
