// Arrows find a way past other cards, and go round where they lead back.
#include "app/panels/stage/edge_route.h"

#include <doctest/doctest.h>

namespace viv::panels::stage {
namespace {

const ui::Rect kFrame{{0, 0}, {100, 100}};

ui::Rect card_at(float x, float y) {
    return {{x, y}, {x + 100, y + 80}};
}

// Is a point of the way inside the card?
bool passes(const Route& route, const ui::Rect& card) {
    for (int i = 0; i <= 100; ++i) {
        const float t = static_cast<float>(i) / 100;
        for (const ImVec2 point :
             {route.from + (route.begin - route.from) * t,
              ImBezierCubicCalc(route.begin, route.out, route.in, route.end, t),
              route.end + (route.to - route.end) * t}) {
            if (card.contains(point)) return true;
        }
    }
    return false;
}

TEST_CASE("with nothing in between an arrow goes straight over") {
    const ui::Rect target = card_at(400, 200);

    const Route route = route_of({kFrame, target, false, 50, 215, 1}, {kFrame, target});

    CHECK(route.from.x == 100);
    CHECK(route.from.y == 50);
    CHECK(route.to.x == 400);
    CHECK(route.to.y == 215);
    CHECK(route.begin.x == route.from.x);
    CHECK(route.end.x == route.to.x);
}

TEST_CASE("a card in between is gone around where there is a way") {
    const ui::Rect target = card_at(400, 200), between = card_at(220, 20);

    const Route route = route_of({kFrame, target, false, 50, 215, 1}, {kFrame, between, target});

    CHECK_FALSE(passes(route, between));
    CHECK(route.to.y == 215);
}

TEST_CASE("an arrow to its own column comes back from the right") {
    const ui::Rect from = card_at(300, 0), target = card_at(300, 200);

    const Route route = route_of({from, target, false, 40, 215, 1}, {from, target});

    CHECK(route.from.x == 400);
    CHECK(route.to.x == 400);
    CHECK(route.in.x > route.to.x);
}

TEST_CASE("an arrow back to the left leaves on the left") {
    const ui::Rect from = card_at(500, 0), target = card_at(200, 200);

    const Route route = route_of({from, target, false, 40, 215, 1}, {from, target});

    CHECK(route.from.x == 500);
    CHECK(route.to.x == 300);
}

TEST_CASE("a reference to itself is a loop at the right") {
    const ui::Rect card = card_at(200, 0);

    const Route route = route_of({card, card, true, 60, 16, 1}, {card});

    CHECK(route.from.x == 300);
    CHECK(route.to.x == 300);
    CHECK(route.out.x > 300);
    CHECK(bounds_of(route).max.x > 300);
}

}  // namespace
}  // namespace viv::panels::stage
