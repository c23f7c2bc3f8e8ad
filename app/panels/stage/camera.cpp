// See camera.h.
#include "app/panels/stage/camera.h"

#include <algorithm>
#include <cmath>

namespace viv::panels::stage {

namespace {

constexpr float kHalfLife = 0.07f;    // seconds
constexpr float kLeastFit = 0.72f;    // smaller, and a row can't be read: better to follow
constexpr float kComfortable = 0.8f;  // where not all can be seen anyway
constexpr float kMostFit = 1.6f;      // on an area several times as large as
constexpr float kOrdinaryWidth = 900, kOrdinaryHeight = 620;  // this one
constexpr float kAbove = 0.66f;    // of the area, for what stands above the focus
constexpr float kFitStep = 0.05f;  // zooms that it fits to, so that it rarely changes
constexpr float kEdge = 20;        // what is followed stays so far from the area's edge

// The corner along one axis, so that the whole content is seen if it can be, else the focus.
float corner_of(float at, float room, float low, float high, float focus_low, float focus_high) {
    if (high - low <= room) return low;
    if (focus_high + kEdge > at + room) at = focus_high + kEdge - room;
    if (focus_low - kEdge < at) at = focus_low - kEdge;
    return std::clamp(at, low, std::max(low, high - room));
}

bool same(const ui::Rect& a, const ui::Rect& b) {
    return a.min.x == b.min.x && a.min.y == b.min.y && a.max.x == b.max.x && a.max.y == b.max.y;
}

}  // namespace

void Camera::fit() {
    m_is_free = false;
    m_may_grow = true;
    m_wants_all = true;
    m_is_held = false;
}

void Camera::zoom_by(float factor, ImVec2 at) {
    const float zoom = std::clamp(m_goal_zoom * factor, kLeast, kMost);
    const ImVec2 seen = m_goal_corner + at / m_goal_zoom;
    m_goal_zoom = zoom;
    m_goal_corner = seen - at / zoom;
    m_is_free = true;
    m_wants_all = false;
}

void Camera::pan(ImVec2 by_logical) {
    m_goal_corner = m_goal_corner - by_logical / m_goal_zoom;
    m_corner = m_corner - by_logical / m_zoom;
    m_is_free = true;
}

void Camera::scroll(ImVec2 by_logical, ImVec2 area, const ui::Rect& content) {
    const ImVec2 room = area / m_goal_zoom, by = by_logical / m_goal_zoom;
    const auto moved = [](float at, float step, float size, float low, float high) {
        if (step == 0) return at;
        // From beyond an end it may come back, but not go farther.
        const float least = std::min(low, at), most = std::max({low, high - size, at});
        return std::clamp(at - step, least, most);
    };
    m_goal_corner = {moved(m_goal_corner.x, by.x, room.x, content.min.x, content.max.x),
                     moved(m_goal_corner.y, by.y, room.y, content.min.y, content.max.y)};
    m_is_free = true;
}

void Camera::follow(ImVec2 area, const ui::Rect& content, const ui::Rect& focus) {
    if (m_is_free || area.x <= 0 || area.y <= 0) return;
    const bool is_other_area = area.x != m_area.x || area.y != m_area.y;
    const bool is_news = is_other_area || !same(content, m_content) || !same(focus, m_focus);
    m_area = area;
    m_content = content;
    m_focus = focus;
    if (m_is_held && !is_news) return;
    m_is_held = false;
    m_may_grow = m_may_grow || is_other_area;
    const float fitting =
        std::min(area.x / std::max(content.width(), 1.f), area.y / std::max(content.height(), 1.f));
    // What fits neither way is followed instead, at a zoom at which it can be read.
    const float wide = std::min(area.x / std::max(content.width(), 1.f), kComfortable);
    const float most =
        std::clamp(std::min(area.x / kOrdinaryWidth, area.y / kOrdinaryHeight), 1.f, kMostFit);
    const float wanted = fitting < kLeastFit ? wide : fitting;
    float zoom = std::clamp(std::floor(wanted / kFitStep) * kFitStep, kLeastFit, most);
    if (m_wants_all) zoom = std::clamp(std::min(zoom, fitting), kLeast, most);
    if (!m_may_grow) zoom = std::min(zoom, m_goal_zoom);
    m_may_grow = false;
    m_goal_zoom = zoom;
    const ImVec2 room = area / zoom;
    const float above = std::min(focus.min.y, focus.max.y + kEdge - room.y * kAbove);
    m_goal_corner = {
        corner_of(m_goal_corner.x, room.x, content.min.x, content.max.x, focus.min.x, focus.max.x),
        corner_of(m_goal_corner.y, room.y, content.min.y, content.max.y, above, focus.max.y)};
}

void Camera::show(ImVec2 area, const ui::Rect& what) {
    const ImVec2 room = area / m_goal_zoom;
    const auto corner = [](float at, float size, float low, float high) {
        if (high + kEdge > at + size) at = high + kEdge - size;
        return low - kEdge < at ? low - kEdge : at;
    };
    const ImVec2 goal{corner(m_goal_corner.x, room.x, what.min.x, what.max.x),
                      corner(m_goal_corner.y, room.y, what.min.y, what.max.y)};
    if (goal.x == m_goal_corner.x && goal.y == m_goal_corner.y) return;
    m_goal_corner = goal;
    m_is_held = true;
}

bool Camera::settle(float seconds, bool is_motion_allowed) {
    // Another zoom is taken at once: every size of text in between would have to be rasterised.
    const bool is_gliding = m_is_placed && is_motion_allowed && m_zoom == m_goal_zoom;
    const float left = is_gliding ? std::exp2(-seconds / kHalfLife) : 0;
    m_is_placed = true;
    m_zoom = m_goal_zoom;
    m_corner = m_goal_corner + (m_corner - m_goal_corner) * left;
    const ImVec2 away = m_corner - m_goal_corner;
    const bool is_there = std::fabs(away.x) + std::fabs(away.y) < 0.3f;
    if (is_there) m_corner = m_goal_corner;
    return !is_there;
}

}  // namespace viv::panels::stage
