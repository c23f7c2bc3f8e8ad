// See motion.h.
#include "app/panels/stage/motion.h"

#include <algorithm>
#include <cmath>

namespace viv::panels::stage {

namespace {

constexpr float kHalfLife = 0.07f;      // seconds
constexpr float kFadeHalfLife = 0.06f;  // of what comes and goes
constexpr float kGone = 0.02f;          // an alpha that nobody sees
constexpr std::size_t kMostLeaving = 60;

float toward(float from, float goal, float left) {
    return goal + (from - goal) * left;
}

}  // namespace

void Motion::reset() {
    m_entries.clear();
    m_leaving.clear();
}

void Motion::aim(const Scene& before, const Scene& now, const Placement& placement) {
    for (auto& [key, entry] : m_entries) entry.is_wanted = false;
    for (const Card& card : now.cards) {
        const Place* place = placement.find(card.key);
        if (!place) continue;
        Entry& entry = m_entries[card.key];
        entry.goal = {placement.column_x(place->column), place->y, place->height,
                      card.state == CardState::Ghost ? 0.55f : 1.f, true};
        entry.is_wanted = true;
        if (!entry.shown.is_placed) {
            entry.shown = entry.goal;
            entry.shown.alpha = 0;
        }
        std::erase_if(m_leaving, [&](const Leaving& gone) { return gone.card.key == card.key; });
    }
    for (const Card& card : before.cards) {
        const auto found = m_entries.find(card.key);
        if (found == m_entries.end() || found->second.is_wanted) continue;
        if (m_leaving.size() < kMostLeaving) m_leaving.push_back({card, found->second.shown});
    }
    std::erase_if(m_entries, [](const auto& item) { return !item.second.is_wanted; });
}

bool Motion::settle(float seconds, bool is_motion_allowed) {
    const float left = is_motion_allowed ? std::exp2(-seconds / kHalfLife) : 0;
    const float fade = is_motion_allowed ? std::exp2(-seconds / kFadeHalfLife) : 0;
    bool is_moving = false;
    for (auto& [key, entry] : m_entries) {
        Shown& shown = entry.shown;
        const Shown& goal = entry.goal;
        shown.x = toward(shown.x, goal.x, left);
        shown.y = toward(shown.y, goal.y, left);
        shown.height = goal.height;
        shown.alpha = toward(shown.alpha, goal.alpha, fade);
        const bool is_there = std::fabs(shown.x - goal.x) + std::fabs(shown.y - goal.y) < 0.3f &&
                              std::fabs(shown.alpha - goal.alpha) < kGone;
        if (is_there) shown = goal;
        is_moving = is_moving || !is_there;
    }
    for (Leaving& gone : m_leaving) gone.shown.alpha = toward(gone.shown.alpha, 0, fade);
    std::erase_if(m_leaving, [](const Leaving& gone) { return gone.shown.alpha < kGone; });
    return is_moving || !m_leaving.empty();
}

const Shown* Motion::find(CardKey key) const {
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : &found->second.shown;
}

}  // namespace viv::panels::stage
