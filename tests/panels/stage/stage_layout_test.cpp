// The stage's places: what may move, what may not, and that a picture depends on its step alone.
#include "app/panels/stage/stage_layout.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace viv::panels::stage {
namespace {

Shape frame(std::uint32_t number, float height = 80) {
    return {key_of(FrameId{number}), 160, height, 0, false, {}, 0};
}

Shape object(std::uint32_t number, std::uint32_t depth, CardKey parent, float offset = 30,
             float height = 90) {
    return {key_of(ObjectId{number}), 150, height, depth, false, parent, offset};
}

bool overlap(const Placement& placement, const Place& a, const Place& b) {
    const float ax = placement.column_x(a.column), bx = placement.column_x(b.column);
    return ax < bx + b.width && bx < ax + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

std::size_t overlaps(const Placement& placement) {
    std::size_t count = 0;
    const auto& places = placement.places();
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            count += overlap(placement, places[i], places[j]) ? 1 : 0;
        }
    }
    return count;
}

// A frame that holds `count` lists, each holding another.
std::vector<Shape> crowd(std::uint32_t count) {
    std::vector<Shape> shapes = {frame(1, 40.f + 26.f * static_cast<float>(count))};
    for (std::uint32_t i = 0; i < count; ++i) {
        shapes.push_back(object(2 * i + 1, 1, shapes[0].key, 40.f + 26.f * static_cast<float>(i)));
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        shapes.push_back(object(2 * i + 2, 2, key_of(ObjectId{2 * i + 1})));
    }
    return shapes;
}

// A program that makes a list at every step, holds the last five, and lets the others die.
std::vector<Shape> rolling(std::uint32_t step) {
    std::vector<Shape> shapes = {frame(1, 40.f + static_cast<float>(step % 7) * 26.f)};
    for (std::uint32_t i = step > 5 ? step - 5 : 1; i <= step; ++i) {
        shapes.push_back(object(i, 1 + i % 3, shapes[0].key, 30, 60.f + static_cast<float>(i % 4)));
    }
    return shapes;
}

TEST_CASE("what would stand far below the frames stands beside instead") {
    Placement placement;
    std::vector<Shape> shapes = {frame(1, 800)};
    for (std::uint32_t i = 0; i < 30; ++i) {
        shapes.push_back(object(i + 1, 1, shapes[0].key, 40.f + 25.f * static_cast<float>(i)));
    }

    placement.advance(shapes);

    float bottom = 0;
    for (const Place& place : placement.places()) bottom = std::max(bottom, place.y + place.height);
    CHECK(bottom < 1100);  // one column of them would be three times as high
    CHECK(overlaps(placement) == 0);
}

TEST_CASE("nobody moves when an object is added") {
    Placement placement;
    placement.advance(crowd(20));
    const std::vector<Place> before = placement.places();

    std::vector<Shape> shapes = crowd(20);
    shapes.push_back(object(999, 1, shapes[0].key, 200));
    placement.advance(shapes);

    for (const Place& was : before) {
        REQUIRE(placement.find(was.key) != nullptr);
        CHECK(placement.find(was.key)->y == was.y);
        CHECK(placement.find(was.key)->column == was.column);
    }
    CHECK(placement.find(key_of(ObjectId{999})) != nullptr);
    CHECK(overlaps(placement) == 0);
}

TEST_CASE("a new object stands beside the row that points at it when there is room") {
    Placement placement;
    const std::vector<Shape> shapes = {frame(1, 300), object(1, 1, key_of(FrameId{1}), 220)};

    placement.advance(shapes);

    const Place* list = placement.find(shapes[1].key);
    REQUIRE(list != nullptr);
    const float row_y = placement.find(shapes[0].key)->y + 220;
    CHECK(row_y >= list->y);
    CHECK(row_y <= list->y + list->height);
}

TEST_CASE("a card that grows pushes its neighbour down just enough, and nobody else") {
    std::vector<Shape> shapes = {
        frame(1, 300), object(1, 1, key_of(FrameId{1}), 40), object(2, 1, key_of(FrameId{1}), 130),
        object(3, 1, key_of(FrameId{1}), 700), object(4, 2, key_of(ObjectId{1}), 30)};
    Placement placement;
    placement.advance(shapes);
    const std::vector<Place> before = placement.places();

    shapes[1].height += 20;
    placement.advance(shapes);

    const auto y_before = [&](std::uint32_t number) {
        for (const Place& place : before) {
            if (place.key == key_of(ObjectId{number})) return place.y;
        }
        return -1.f;
    };
    const auto y_now = [&](std::uint32_t number) {
        return placement.find(key_of(ObjectId{number}))->y;
    };
    CHECK(y_now(1) == y_before(1));
    CHECK(y_now(2) > y_before(2));
    CHECK(y_now(2) - y_before(2) <= 20);
    CHECK(y_now(3) == y_before(3));
    CHECK(y_now(4) == y_before(4));
    CHECK(overlaps(placement) == 0);
}

TEST_CASE("cycles and self-references are placed like anything else") {
    // Two lists that hold each other, and one that holds itself: each names another as its parent.
    const std::vector<Shape> shapes = {frame(1), object(1, 1, key_of(FrameId{1})),
                                       object(2, 2, key_of(ObjectId{1})),
                                       object(3, 1, key_of(ObjectId{3}))};
    Placement placement;

    placement.advance(shapes);

    CHECK(placement.places().size() == 4);
    CHECK(overlaps(placement) == 0);
}

TEST_CASE("a place of the dead stays empty for a moment, then it is taken again") {
    const CardKey parent = key_of(FrameId{1});
    Placement placement;
    placement.advance({frame(1), object(1, 1, parent)});
    const float y = placement.find(key_of(ObjectId{1}))->y;

    placement.advance({frame(1), object(2, 1, parent)});
    CHECK(placement.find(key_of(ObjectId{2}))->y != y);

    for (int i = 0; i < 5; ++i) placement.advance({frame(1), object(2, 1, parent)});
    placement.advance({frame(1), object(2, 1, parent), object(3, 1, parent)});
    CHECK(placement.find(key_of(ObjectId{1})) == nullptr);
    CHECK(placement.find(key_of(ObjectId{3}))->y == y);
}

TEST_CASE("a step looks the same whichever way one came to it") {
    LayoutWalk forward;
    std::vector<std::vector<Place>> seen;
    for (std::uint32_t step = 1; step <= 300; ++step) {
        seen.push_back(forward.at(step, rolling, 1'000'000).places());
    }

    LayoutWalk jumping;
    const auto same = [](const std::vector<Place>& a, const std::vector<Place>& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i].key != b[i].key || a[i].y != b[i].y || a[i].column != b[i].column)
                return false;
        }
        return true;
    };
    for (const std::uint32_t step : {300u, 1u, 150u, 149u, 299u, 7u, 8u, 300u}) {
        CHECK_MESSAGE(same(jumping.at(step, rolling, 1'000'000).places(), seen[step - 1]), step);
    }
    for (std::uint32_t step = 300; step >= 1; --step) {
        CHECK_MESSAGE(same(forward.at(step, rolling, 1'000'000).places(), seen[step - 1]), step);
    }
}

TEST_CASE("no two cards overlap at any step of a long walk") {
    LayoutWalk walk;
    std::size_t count = 0;

    for (std::uint32_t step = 1; step <= 400; ++step) {
        count += overlaps(walk.at(step, rolling, 1'000'000));
    }

    CHECK(count == 0);
}

TEST_CASE("a walk with a small budget takes several calls and ends at the same picture") {
    LayoutWalk whole, sliced;
    const std::vector<Place> wanted = whole.at(500, rolling, 1'000'000).places();

    int calls = 0;
    do {
        (void)sliced.at(500, rolling, 60);
        ++calls;
    } while (!sliced.is_done() && calls < 1000);

    CHECK(calls > 5);
    const std::vector<Place> got = sliced.at(500, rolling, 60).places();
    REQUIRE(got.size() == wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i].y == wanted[i].y);
}

TEST_CASE("a jump over a million steps lays out thousands of them, not a million") {
    std::size_t asked = 0;
    const auto counting = [&](std::uint32_t step) {
        ++asked;
        return rolling(step);
    };
    LayoutWalk walk;

    (void)walk.at(1'000'000, counting, ~std::size_t{0});

    CHECK(walk.is_done());
    CHECK(asked < 8'000);
    for (std::uint32_t step : {1u, 1'999u, 2'000u, 2'013u, 20'000u, 999'999u}) {
        CHECK(kept_at_or_before(step) <= step);
        CHECK(next_kept(step) > step);
        CHECK(kept_at_or_before(next_kept(step)) == next_kept(step));
    }
}

TEST_CASE("a ghost keeps the place that it had") {
    Placement placement;
    const Shape list = object(1, 1, key_of(FrameId{1}));
    placement.advance({frame(1), list});
    const Place was = *placement.find(list.key);

    Shape ghost = list;
    ghost.is_ghost = true;
    ghost.height = 40;
    Shape unknown = ghost;
    unknown.key = key_of(ObjectId{77});
    placement.advance({frame(1), ghost, unknown});

    CHECK(placement.find(list.key)->y == was.y);
    CHECK(placement.find(unknown.key) == nullptr);
}

}  // namespace
}  // namespace viv::panels::stage
