// Where the cards of the stage stand. Sticky: a card keeps its place for life, a new one takes the
// free gap nearest to the row that points at it, and only what must move moves.
//
// Places come from walking the recording in order, so a step looks the same whichever way one came
// to it. The walk skips more the longer the recording is (next_kept), so it stays affordable.
// Measures are logical pixels. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "app/panels/stage/scene.h"

namespace viv::panels::stage {

// What the layout needs to know of a card.
struct Shape {
    CardKey key;
    float width = 0, height = 0;
    std::uint32_t depth = 0;  // 0: a frame
    bool is_ghost = false;    // keeps the place that it has; gets none if it has none
    CardKey parent;           // none: an island
    float parent_offset = 0;  // of the row that points here, from the parent's top
};

struct Place {
    CardKey key;
    std::uint32_t column = 0;  // kAside of them for each depth, most of them without a card
    float y = 0, width = 0, height = 0;
    std::uint32_t gone = 0;  // laid-out steps since it was last seen; 0: it is there
};

// The places at one step. Columns only ever grow wider.
class Placement {
public:
    // A dead card's place stays empty for so many steps, so that nothing jumps into it.
    static constexpr std::uint32_t kStepsEmpty = 3;
    // Columns side by side for cards of one depth: what would stand too low goes to the next.
    static constexpr std::uint32_t kAside = 4;
    // Lays out the shapes of the next step. A walk that skips steps keeps no place empty.
    void advance(const std::vector<Shape>& shapes, std::uint32_t steps_empty = kStepsEmpty);
    // Null: the card has no place.
    [[nodiscard]] const Place* find(CardKey key) const;
    [[nodiscard]] float column_x(std::uint32_t column) const;
    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }

private:
    void keep(const std::vector<Shape>& shapes, std::uint32_t steps_empty);
    void stack_frames(const std::vector<Shape>& shapes);
    void make_room();
    void place_new(const Shape& shape);
    [[nodiscard]] float nearest_gap(std::uint32_t column, float height, float wanted) const;
    void index();
    std::vector<Place> m_places;
    std::vector<float> m_column_widths;
    std::unordered_map<CardKey, std::size_t, CardKeyHash> m_index;
};

// The steps that a walk stops at: each of the first 2,000, then ever fewer, about 7,000 of a
// million. 0 stands before the first.
std::uint32_t next_kept(std::uint32_t step);
// The last such step at or before `step`.
std::uint32_t kept_at_or_before(std::uint32_t step);

// The walk, with what it has seen. `shapes_at` makes the shapes of a step.
class LayoutWalk {
public:
    using ShapesAt = std::function<std::vector<Shape>(std::uint32_t step)>;

    // The placement at the step, on the way of which at most `budget` cards are laid out. Until
    // is_done() it is the best known so far.
    const Placement& at(std::uint32_t step, const ShapesAt& shapes_at, std::size_t budget);
    [[nodiscard]] bool is_done() const { return m_is_done; }

private:
    struct Snapshot {
        std::uint32_t step = 0;
        Placement placement;
    };
    // Sorted by step; not at every one, so that their sum stays in proportion to the walk.
    std::vector<Snapshot> m_snapshots;
    Snapshot m_front;   // the farthest kept step walked to
    Snapshot m_behind;  // where a walk to a step behind it stands
    std::size_t m_since_snapshot = 0;
    Snapshot m_shown;  // the last answer
    bool m_is_done = true;
};

}  // namespace viv::panels::stage
