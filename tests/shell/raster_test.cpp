// Triangles in memory: whole, without seams, cut where ImGui says, blended as OpenGL does.
#include <doctest/doctest.h>

#include <cmath>

#include "app/shell/raster.h"
#include "app/widgets/draw.h"
#include "app/widgets/imgui_ui.h"

using namespace viv;
using shell::Picture;

namespace {

constexpr ui::Color kBlack = 0xff000000;
constexpr ui::Color kWhite = 0xffffffff;

template <class Draw>
Picture draw(Draw draw_it) {
    const auto ui = std::move(ui::ImGuiUi::create().value());
    ui::FrameInput input;
    input.size = {64, 48};
    ui->begin_frame(input);
    draw_it(*ui);
    ui->end_frame();
    return shell::rasterise(*ImGui::GetDrawData(), shell::font_texture(), kBlack);
}

int count(const Picture& picture, std::uint32_t color) {
    int n = 0;
    for (const std::uint32_t pixel : picture.pixels) n += pixel == color ? 1 : 0;
    return n;
}

}  // namespace

TEST_CASE("a rectangle on whole pixels covers exactly those") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.draw().AddRectFilled({10, 20}, {30, 25}, kWhite);
    });

    CHECK(count(picture, kWhite) == 20 * 5);
    CHECK(picture.at(10, 20) == kWhite);
    CHECK(picture.at(29, 24) == kWhite);
    CHECK(picture.at(30, 24) == kBlack);
    CHECK(picture.at(9, 20) == kBlack);
}

TEST_CASE("half an opacity is half of each, and shared edges are blended once") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.draw().AddRectFilled({0, 0}, {64, 48}, 0x80ffffff);
    });

    CHECK(count(picture, 0xff808080) == 64 * 48);
}

TEST_CASE("colours run evenly over a gradient") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.draw().AddRectFilledMultiColor({0, 0}, {64, 48}, kBlack, kWhite, kWhite, kBlack);
    });

    for (int x = 1; x < 64; ++x) CHECK((picture.at(x, 24) & 0xff) > (picture.at(x - 1, 24) & 0xff));
    CHECK((picture.at(32, 5) & 0xff) == (picture.at(32, 40) & 0xff));
}

TEST_CASE("nothing is drawn outside of the clip") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.push_clip({{8, 8}, {16, 16}});
        ui.draw().AddRectFilled({0, 0}, {64, 48}, kWhite);
        ui.pop_clip();
    });

    CHECK(count(picture, kWhite) == 64);
}

TEST_CASE("a circle is round, smooth and as large as it should be") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.draw().AddCircleFilled({32, 24}, 16, kWhite, 64);
    });

    double area = 0;
    for (const std::uint32_t pixel : picture.pixels) area += (pixel & 0xff) / 255.0;
    CHECK(area == doctest::Approx(3.14159 * 16 * 16).epsilon(0.02));
    CHECK(count(picture, kBlack) + count(picture, kWhite) < 64 * 48);  // an edge in between
    CHECK(picture.at(32, 9) == picture.at(32, 38));
}

TEST_CASE("text comes out of the font's texture") {
    const Picture picture = draw([](ui::Ui& ui) {
        ui.text(ui::Face::Text, 13, {4, 4}, kWhite, "l");
    });

    CHECK(count(picture, kBlack) < 64 * 48);
    CHECK(picture.at(60, 40) == kBlack);
}

TEST_CASE("the same drawing gives the same picture twice") {
    const auto arrows = [](ui::Ui& ui) {
        ui::arrow(ui.draw(), {4, 40}, {50, 8}, kWhite, 2);
        ui::shadow(ui.draw(), {{20, 20}, {40, 40}}, 4, 8, 0x80ffffff);
    };
    const Picture first = draw(arrows);
    const Picture second = draw(arrows);

    CHECK(first.pixels == second.pixels);
    CHECK(count(first, kBlack) < 64 * 48);
}

TEST_CASE("a picture becomes a PNG of its size") {
    Picture picture{3, 2, std::vector<std::uint32_t>(6, kWhite)};

    const auto png = shell::to_png(picture);

    REQUIRE(png.ok());
    CHECK(png->substr(1, 3) == "PNG");
    CHECK((*png)[19] == 3);  // IHDR: width and height, big-endian
    CHECK((*png)[23] == 2);
}
