// Rectangles for panels: none overlap, all are inside, whatever the size.
#include <doctest/doctest.h>

#include <vector>

#include "app/shell/layout.h"

using namespace viv;
using namespace viv::shell;
using panels::Place;
using ui::Rect;

namespace {

std::vector<Rect> shown(const Areas& areas) {
    std::vector<Rect> rects;
    for (const auto& place : areas.places) {
        if (place) rects.push_back(*place);
    }
    return rects;
}

bool overlap(const Rect& a, const Rect& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

constexpr std::pair<int, int> kSizes[] = {{640, 480},   {800, 600},   {1280, 720}, {1600, 1000},
                                          {1920, 1080}, {2560, 1440}, {3840, 2160}};
constexpr float kScales[] = {0.8f, 1, 1.25f, 2, 3};

}  // namespace

TEST_CASE("panels neither overlap nor leave the window, at any size, scale and preset") {
    for (const auto& [width, height] : kSizes) {
        for (const float scale : kScales) {
            for (const Preset preset : {Preset::Read, Preset::Code, Preset::Inspect}) {
                INFO(width, "x", height, " at ", scale, ", preset ", static_cast<int>(preset));
                const ImVec2 size(static_cast<float>(width), static_cast<float>(height));
                if (size.x / scale < 320 || size.y / scale < 300) continue;  // smaller than allowed
                const auto rects = shown(lay_out(size, scale, preset_splits(preset), preset));
                CHECK(rects.size() >= 3);
                for (std::size_t i = 0; i < rects.size(); ++i) {
                    CHECK(rects[i].width() > 0);
                    CHECK(rects[i].height() > 0);
                    CHECK(rects[i].min.x >= 0);
                    CHECK(rects[i].max.x <= size.x);
                    CHECK(rects[i].max.y <= size.y);
                    for (std::size_t j = i + 1; j < rects.size(); ++j) {
                        CHECK_FALSE(overlap(rects[i], rects[j]));
                    }
                }
            }
        }
    }
}

TEST_CASE("a wide window shows everything, a narrow one what its preset is about") {
    CHECK(shown(lay_out({1280, 720}, 1, {}, Preset::Read)).size() == kPlaces);

    const Areas read = lay_out({1280, 720}, 2, {}, Preset::Read);
    CHECK(read.at(Place::Left).has_value());
    CHECK(read.at(Place::Middle).has_value());
    CHECK_FALSE(read.at(Place::Right).has_value());

    const Areas inspect = lay_out({1280, 720}, 2, {}, Preset::Inspect);
    CHECK_FALSE(inspect.at(Place::Left).has_value());
    CHECK(inspect.at(Place::Right).has_value());
}

TEST_CASE("a dragged divider moves by as much, and no column is crushed") {
    const ImVec2 size(1600, 1000);
    const Areas before = lay_out(size, 1, {}, Preset::Read);

    const Splits moved = drag({}, Divider::Left, {40, 0}, size, 1);
    const Areas after = lay_out(size, 1, moved, Preset::Read);
    CHECK(after.at(Place::Left)->width() ==
          doctest::Approx(before.at(Place::Left)->width() + 40).epsilon(0.005));
    CHECK(after.at(Place::Right)->width() ==
          doctest::Approx(before.at(Place::Right)->width()).epsilon(0.005));

    const Splits crushed = drag({}, Divider::Left, {-5000, 0}, size, 1);
    CHECK(lay_out(size, 1, crushed, Preset::Read).at(Place::Left)->width() >= 250);
}
