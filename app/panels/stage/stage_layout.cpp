// See stage_layout.h.
#include "app/panels/stage/stage_layout.h"

#include <algorithm>
#include <cmath>

namespace viv::panels::stage {

namespace {

constexpr float kGap = 18;        // between cards of a column
constexpr float kColumnGap = 46;  // between columns: room for arrows
constexpr float kMargin = 18;
constexpr float kTall = 700;              // a column is no higher, unless the frames are
constexpr std::uint32_t kLastColumn = 9;  // deeper objects stand in the last one

bool is_frame(const Place& place) {
    return place.key.kind == CardKey::Kind::Frame;
}

}  // namespace

void Placement::index() {
    m_index.clear();
    for (std::size_t i = 0; i < m_places.size(); ++i) m_index.emplace(m_places[i].key, i);
}

const Place* Placement::find(CardKey key) const {
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_places[found->second];
}

float Placement::column_x(std::uint32_t column) const {
    float x = kMargin;
    for (std::uint32_t i = 0; i < column && i < m_column_widths.size(); ++i) {
        if (m_column_widths[i] > 0) x += m_column_widths[i] + kColumnGap;
    }
    return x;
}

void Placement::advance(const std::vector<Shape>& shapes, std::uint32_t steps_empty) {
    keep(shapes, steps_empty);
    stack_frames(shapes);
    make_room();
    for (const Shape& shape : shapes) {
        if (shape.depth > 0 && !shape.is_ghost && m_index.find(shape.key) == m_index.end()) {
            place_new(shape);
        }
    }
    for (const Place& place : m_places) {
        if (m_column_widths.size() <= place.column) m_column_widths.resize(place.column + 1, 0);
        m_column_widths[place.column] = std::max(m_column_widths[place.column], place.width);
    }
}

// Takes over new heights, and lets go of places that have been empty for long enough.
void Placement::keep(const std::vector<Shape>& shapes, std::uint32_t steps_empty) {
    for (Place& place : m_places) ++place.gone;
    for (const Shape& shape : shapes) {
        const auto found = m_index.find(shape.key);
        if (found == m_index.end()) continue;
        Place& place = m_places[found->second];
        place.gone = 0;
        if (shape.is_ghost) continue;  // only the head of it is left: the place stays as large
        place.width = shape.width;
        place.height = shape.height;
    }
    const auto is_over = [steps_empty](const Place& place) {
        return place.gone > (is_frame(place) ? 0 : steps_empty);
    };
    if (std::any_of(m_places.begin(), m_places.end(), is_over)) {
        std::erase_if(m_places, is_over);
        index();
    }
}

// Frames stand in the order of the calls, whatever their height.
void Placement::stack_frames(const std::vector<Shape>& shapes) {
    float y = kMargin;
    for (const Shape& shape : shapes) {
        if (shape.depth > 0) continue;
        const auto found = m_index.find(shape.key);
        if (found != m_index.end()) {
            m_places[found->second].y = y;
        } else {
            m_index.emplace(shape.key, m_places.size());
            m_places.push_back({shape.key, 0, y, shape.width, shape.height, 0});
        }
        y += shape.height + kGap;
    }
}

// Where a card grew into the next one, that one moves down just enough.
void Placement::make_room() {
    std::vector<Place*> order;
    for (Place& place : m_places) {
        if (!is_frame(place)) order.push_back(&place);
    }
    std::sort(order.begin(), order.end(), [](const Place* a, const Place* b) {
        return a->column != b->column ? a->column < b->column : a->y < b->y;
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (order[i]->column != order[i - 1]->column) continue;
        order[i]->y = std::max(order[i]->y, order[i - 1]->y + order[i - 1]->height + kGap);
    }
}

// The free gap of the column nearest to `wanted`; the column goes down without end.
float Placement::nearest_gap(std::uint32_t column, float height, float wanted) const {
    std::vector<std::pair<float, float>> taken;
    for (const Place& other : m_places) {
        if (other.column == column) taken.emplace_back(other.y, other.y + other.height);
    }
    std::sort(taken.begin(), taken.end());
    float best = wanted, best_distance = -1;
    float from = kMargin;
    for (std::size_t i = 0; i <= taken.size(); ++i) {
        const bool is_last = i == taken.size();
        const float until = is_last ? from + height + wanted + kMargin : taken[i].first - kGap;
        if (until - from >= height) {
            const float y = std::clamp(wanted, from, std::max(from, until - height));
            const float distance = std::fabs(y - wanted);
            if (best_distance < 0 || distance < best_distance) {
                best = y;
                best_distance = distance;
            }
        }
        if (!is_last) from = std::max(from, taken[i].second + kGap);
    }
    return std::round(best);
}

// Near the row that points here, in the first column of its depth in which that isn't too low.
void Placement::place_new(const Shape& shape) {
    const std::uint32_t first = std::min(std::max(shape.depth, 1u), kLastColumn) * kAside;
    float bottom = kMargin, limit = kTall;
    for (const Place& other : m_places) {
        const float below = other.y + other.height;
        if (other.column == first) bottom = std::max(bottom, below + kGap);
        if (is_frame(other)) limit = std::max(limit, below);
    }
    const Place* parent = find(shape.parent);
    constexpr float kHeadMiddle = 20;  // arrows arrive there
    // Each step away from the frames leads a little lower, which leaves the frames' own arrows a
    // free way to what stands farther off.
    constexpr float kFall = 54;
    const float fall = shape.depth > 1 ? kFall : 0;
    const float wanted =
        parent ? std::max(kMargin, parent->y + shape.parent_offset - kHeadMiddle + fall) : bottom;
    if (parent) limit = std::max(limit, wanted + shape.height);

    Place place{shape.key, first, 0, shape.width, shape.height, 0};
    for (std::uint32_t aside = 0; aside < kAside; ++aside) {
        const float y = nearest_gap(first + aside, shape.height, wanted);
        if (aside > 0 && y >= place.y) continue;
        place.column = first + aside;
        place.y = y;
        if (y + shape.height <= limit) break;
    }
    m_index.emplace(shape.key, m_places.size());
    m_places.push_back(place);
}

std::uint32_t next_kept(std::uint32_t step) {
    constexpr std::uint32_t kEach = 2'000;
    std::uint32_t stride = 1, limit = kEach;
    while (step >= limit && limit < 2'000'000'000) {
        stride *= 10;
        limit *= 10;
    }
    return step - step % stride + stride;
}

std::uint32_t kept_at_or_before(std::uint32_t step) {
    constexpr std::uint32_t kEach = 2'000;
    std::uint32_t stride = 1, limit = kEach;
    while (step >= limit && limit < 2'000'000'000) {
        stride *= 10;
        limit *= 10;
    }
    return step - step % stride;
}

const Placement& LayoutWalk::at(std::uint32_t step, const ShapesAt& shapes_at, std::size_t budget) {
    if (m_shown.step == step && m_is_done) return m_shown.placement;
    const std::uint32_t target = kept_at_or_before(step);

    // The walk goes on from its front, or, for a step behind it, from the last snapshot before.
    Snapshot here = m_front;
    const bool is_behind = target < m_front.step;
    if (is_behind) {
        const auto after = std::upper_bound(
            m_snapshots.begin(), m_snapshots.end(), target,
            [](std::uint32_t wanted, const Snapshot& snapshot) { return wanted < snapshot.step; });
        here = after == m_snapshots.begin() ? Snapshot{} : *std::prev(after);
        if (m_behind.step > here.step && m_behind.step <= target) here = m_behind;
    }
    std::size_t spent = 0;
    while (here.step < target && spent < budget) {
        const std::uint32_t from = here.step;
        here.step = next_kept(from);
        const std::vector<Shape> shapes = shapes_at(here.step);
        here.placement.advance(shapes, here.step - from > 1 ? 0 : Placement::kStepsEmpty);
        // Finding out what a step showed costs as much as many cards.
        constexpr std::size_t kStepCost = 40;
        spent += shapes.size() + kStepCost;
        if (is_behind) continue;
        m_since_snapshot += 64;
        if (m_since_snapshot >= here.placement.places().size()) {
            m_snapshots.push_back(here);
            m_since_snapshot = 0;
        }
    }
    m_is_done = here.step == target;
    (is_behind ? m_behind : m_front) = here;
    m_shown.placement = std::move(here.placement);
    m_shown.step = step;
    if (here.step != step) m_shown.placement.advance(shapes_at(step));
    return m_shown.placement;
}

}  // namespace viv::panels::stage
