// The camera follows the scene until it is taken over, and glides without overshooting.
#include "app/panels/stage/camera.h"

#include <doctest/doctest.h>

#include "app/panels/stage/motion.h"

namespace viv::panels::stage {
namespace {

const ImVec2 kRoom{600, 400};

TEST_CASE("all that fits is shown at its own size, more is zoomed out") {
    Camera camera;

    camera.follow(kRoom, {{0, 0}, {500, 300}}, {});
    camera.settle(1, false);
    CHECK(camera.zoom() == 1);

    camera.follow(kRoom, {{0, 0}, {750, 300}}, {});
    camera.settle(1, false);
    CHECK(camera.zoom() == doctest::Approx(0.8));

    // Less to see again: it stays, so that stepping back and forth is calm.
    camera.follow(kRoom, {{0, 0}, {500, 300}}, {});
    camera.settle(1, false);
    CHECK(camera.zoom() == doctest::Approx(0.8));
}

TEST_CASE("what can't fit is followed where the program stands") {
    Camera camera;

    camera.follow(kRoom, {{0, 0}, {700, 5000}}, {{20, 4000}, {200, 4100}});
    camera.settle(1, false);

    const float bottom = camera.corner().y + kRoom.y / camera.zoom();
    CHECK(camera.zoom() >= 0.6f);
    CHECK(camera.corner().y <= 4000);
    CHECK(bottom >= 4100);
}

TEST_CASE("asked to fit it shows all of it, however small") {
    Camera camera;
    const ui::Rect content{{0, 0}, {700, 2000}};

    camera.fit();
    camera.follow(kRoom, content, {{20, 1800}, {200, 1900}});
    camera.settle(1, false);

    CHECK(camera.zoom() <= 0.2f);
    CHECK(camera.corner().y <= 0);
    CHECK(camera.corner().y + kRoom.y / camera.zoom() >= 2000);
}

TEST_CASE("the callers of what is followed are in sight above it") {
    Camera camera;

    for (const float y : {4000.f, 3000.f}) {  // the way down, and returning
        camera.follow(kRoom, {{0, 0}, {700, 5000}}, {{20, y}, {200, y + 100}});
        camera.settle(1, false);
        CHECK(camera.corner().y < y - 150);
        CHECK(camera.corner().y + kRoom.y / camera.zoom() >= y + 100);
    }
}

TEST_CASE("another area is fitted again, also after something selected came into sight") {
    Camera camera;
    const ui::Rect content{{0, 0}, {1000, 300}};
    camera.follow({600, 400}, content, {});
    camera.show({600, 400}, {{800, 0}, {900, 100}});
    camera.follow({600, 400}, content, {});
    camera.settle(1, false);
    CHECK(camera.corner().x > 0);  // it stays in sight

    camera.follow({1000, 400}, content, {});
    camera.settle(1, false);
    CHECK(camera.zoom() == 1);
    CHECK(camera.corner().x == 0);

    camera.follow({3000, 2000}, content, {});
    camera.settle(1, false);
    CHECK(camera.zoom() == doctest::Approx(1.6));
}

TEST_CASE("once moved by hand the camera stays, until it is asked to fit") {
    Camera camera;
    camera.follow(kRoom, {{0, 0}, {500, 300}}, {});
    camera.settle(1, false);

    camera.pan({-100, 0});
    camera.follow(kRoom, {{0, 0}, {900, 300}}, {});
    camera.settle(1, false);
    CHECK(camera.corner().x == doctest::Approx(100));
    CHECK(camera.zoom() == 1);

    camera.fit();
    camera.follow(kRoom, {{0, 0}, {500, 300}}, {});
    camera.settle(1, false);
    CHECK(camera.corner().x == doctest::Approx(0));
}

TEST_CASE("zooming keeps what is under the mouse there") {
    Camera camera;
    camera.settle(1, false);
    const ImVec2 at{300, 200};
    const ImVec2 before = camera.corner() + at / camera.zoom();

    camera.zoom_by(1.5f, at);
    camera.settle(1, false);

    const ImVec2 after = camera.corner() + at / camera.zoom();
    CHECK(after.x == doctest::Approx(before.x));
    CHECK(after.y == doctest::Approx(before.y));
    for (int i = 0; i < 50; ++i) camera.zoom_by(0.5f, at);
    camera.settle(1, false);
    CHECK(camera.zoom() == doctest::Approx(Camera::kLeast));
}

TEST_CASE("gliding ends at the goal and never passes it") {
    Camera camera;
    camera.follow(kRoom, {{0, 0}, {500, 300}}, {});
    camera.settle(0.016f, true);

    camera.show(kRoom, {{900, 0}, {1000, 50}});
    float last = camera.corner().x;
    int frames = 0;
    while (camera.settle(0.016f, true) && frames < 200) {
        CHECK(camera.corner().x >= last);
        last = camera.corner().x;
        ++frames;
    }

    CHECK(frames > 3);
    CHECK(frames < 100);
    CHECK(camera.corner().x == doctest::Approx(420));
}

Scene scene_of(std::vector<std::uint32_t> objects) {
    Scene scene;
    for (const std::uint32_t number : objects) {
        Card card;
        card.key = key_of(ObjectId{number});
        scene.cards.push_back(card);
    }
    return scene;
}

TEST_CASE("new cards fade in at their place, cards that are gone fade out") {
    Placement placement;
    const Shape one{key_of(ObjectId{1}), 100, 80, 1, false, {}, 0};
    const Shape two{key_of(ObjectId{2}), 100, 80, 1, false, {}, 0};
    Motion motion;
    placement.advance({one});
    motion.aim({}, scene_of({1}), placement);
    CHECK(motion.find(one.key)->alpha == 0);
    while (motion.settle(0.016f, true)) {
    }
    CHECK(motion.find(one.key)->alpha == 1);

    placement.advance({two});
    motion.aim(scene_of({1}), scene_of({2}), placement);

    CHECK(motion.find(one.key) == nullptr);
    CHECK(motion.leaving().size() == 1);
    CHECK(motion.settle(0.016f, true));
    while (motion.settle(0.016f, true)) {
    }
    CHECK(motion.leaving().empty());
}

TEST_CASE("without motion everything is at its goal at once") {
    Placement placement;
    const Shape one{key_of(ObjectId{1}), 100, 80, 1, false, {}, 0};
    placement.advance({one});
    Motion motion;

    motion.aim({}, scene_of({1}), placement);

    CHECK_FALSE(motion.settle(0.016f, false));
    CHECK(motion.find(one.key)->alpha == 1);
}

}  // namespace
}  // namespace viv::panels::stage
