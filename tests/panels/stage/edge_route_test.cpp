// Arrows find a way past other cards, and go round where they lead back.
#include "app/panels/stage/edge_route.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace viv::panels::stage {
namespace {

const ui::Rect kFrame{{0, 0}, {100, 100}};

ui::Rect card_at(float x, float y) {
    return {{x, y}, {x + 100, y + 80}};
}

// Is a point of the way inside the card?
bool passes(const Route& route, const ui::Rect& card) {
    for (std::size_t p = 1; p < route.points.size(); ++p) {
        const ImVec2 from = route.points[p - 1], to = route.points[p];
        for (int i = 0; i <= 50; ++i) {
            if (card.contains(from + (to - from) * (static_cast<float>(i) / 50))) return true;
        }
    }
    return false;
}

// Columns of cards as the layout makes them: one left edge each, widths and heights as they come.
std::vector<ui::Rect> scattered_cards(std::mt19937& random) {
    const auto any = [&](int least, int most) {
        return static_cast<float>(std::uniform_int_distribution(least, most)(random));
    };
    std::vector<ui::Rect> cards;
    float x = 18;
    for (float column = any(2, 6); column > 0; --column) {
        float y = 18 + any(0, 120), widest = 0;
        for (float left = any(1, 5); left > 0; --left) {
            const float width = any(116, 208), height = any(45, 160);
            cards.push_back({{x, y}, {x + width, y + height}});
            widest = std::max(widest, width);
            y += height + 18 + (any(0, 2) == 0 ? any(0, 150) : 0);
        }
        x += widest + 46;
    }
    return cards;
}

TEST_CASE("no arrow enters a card that is not its end, whatever stands on the stage") {
    std::mt19937 random(7);
    int ways = 0;
    for (int scene = 0; scene < 60; ++scene) {
        const std::vector<ui::Rect> cards = scattered_cards(random);
        for (std::size_t from = 0; from < cards.size(); ++from) {
            for (std::size_t to = 0; to < cards.size(); ++to) {
                if (from == to) continue;
                const Route route = route_of({cards[from], cards[to], false, cards[from].max.y - 14,
                                              cards[to].min.y + 20, 1},
                                             cards);
                ++ways;
                for (std::size_t other = 0; other < cards.size(); ++other) {
                    if (other == from || other == to) continue;
                    CHECK_FALSE_MESSAGE(passes(route, cards[other]), scene, ": ", from, " to ", to,
                                        " enters ", other);
                }
                // Nor does it lie beneath its own ends, where it would be out of sight.
                CHECK_FALSE(passes(route, cards[from].inset(1)));
                CHECK_FALSE(passes(route, cards[to].inset(1)));
            }
        }
    }
    CHECK(ways > 1000);
}

TEST_CASE("with nothing in between an arrow goes straight over") {
    const ui::Rect target = card_at(400, 200);

    const Route route = route_of({kFrame, target, false, 50, 215, 1}, {kFrame, target});

    CHECK(route.from().x == 100);
    CHECK(route.from().y == 50);
    CHECK(route.to().x == 400);
    CHECK(route.to().y == 215);
    CHECK(bounds_of(route).max.y == 215);
}

TEST_CASE("a card in between is gone around where there is a way") {
    const ui::Rect target = card_at(400, 200), between = card_at(220, 20);

    const Route route = route_of({kFrame, target, false, 50, 215, 1}, {kFrame, between, target});

    CHECK_FALSE(passes(route, between));
    CHECK(route.to().y == 215);
}

TEST_CASE("an arrow to its own column comes back from the right") {
    const ui::Rect from = card_at(300, 0), target = card_at(300, 200);

    const Route route = route_of({from, target, false, 40, 215, 1}, {from, target});

    CHECK(route.from().x == 400);
    CHECK(route.to().x == 400);
    CHECK(bounds_of(route).max.x > 400);
}

TEST_CASE("an arrow back to the left leaves on the left") {
    const ui::Rect from = card_at(500, 0), target = card_at(200, 200);

    const Route route = route_of({from, target, false, 40, 215, 1}, {from, target});

    CHECK(route.from().x == 500);
    CHECK(route.to().x == 300);
}

TEST_CASE("a reference to itself is a loop at the right") {
    const ui::Rect card = card_at(200, 0);

    const Route route = route_of({card, card, true, 60, 16, 1}, {card});

    CHECK(route.from().x == 300);
    CHECK(route.to().x == 300);
    CHECK(bounds_of(route).max.x > 300);
}

}  // namespace
}  // namespace viv::panels::stage
