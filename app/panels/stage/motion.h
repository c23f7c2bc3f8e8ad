// Where cards are drawn while they move to their places: each glides with a half-life, a new one
// fades in, one that is gone fades out. No drawing.
#pragma once

#include <unordered_map>
#include <vector>

#include "app/panels/stage/scene.h"
#include "app/panels/stage/stage_layout.h"
#include "app/widgets/ui.h"

namespace viv::panels::stage {

// A card on its way; measures are logical pixels of the stage.
struct Shown {
    float x = 0, y = 0, height = 0;
    float alpha = 1;
    bool is_placed = false;
};

// A card that the scene no longer has.
struct Leaving {
    Card card;
    Shown shown;
};

class Motion {
public:
    void reset();
    // Sets the goals. The cards of the scene before that are not in this one begin to leave.
    void aim(const Scene& before, const Scene& now, const Placement& placement);
    // Moves everything. Returns whether anything still moves.
    bool settle(float seconds, bool is_motion_allowed);
    // Null: the card has no place (a ghost that was never on the stage).
    [[nodiscard]] const Shown* find(CardKey key) const;
    [[nodiscard]] const std::vector<Leaving>& leaving() const { return m_leaving; }

private:
    struct Entry {
        Shown shown, goal;
        bool is_wanted = false;
    };
    std::unordered_map<CardKey, Entry, CardKeyHash> m_entries;
    std::vector<Leaving> m_leaving;
};

}  // namespace viv::panels::stage
