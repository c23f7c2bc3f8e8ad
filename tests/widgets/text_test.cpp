// Whatever bytes come, a line can be drawn and measured.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "app/widgets/text.h"
#include "tests/widgets/bench.h"

using namespace viv;
using namespace viv::ui;
using test::Bench;

TEST_CASE("characters of every length are decoded") {
    CHECK(decode("a").character == U'a');
    CHECK(decode("é!").character == U'é');
    CHECK(decode("é!").length == 2);
    CHECK(decode("∈").character == U'∈');
    CHECK(decode("🐍").character == U'🐍');
    CHECK(decode("🐍").length == 4);
}

TEST_CASE("bytes that are no UTF-8 come one by one, surrogates whole") {
    CHECK(decode("\xff"
                 "abc")
              .is_broken);
    CHECK(decode("\xff"
                 "abc")
              .length == 1);
    CHECK(decode("\xe2\x82").is_broken);
    CHECK(decode("\xed\xa0\xbd").character == 0xd83d);
    CHECK(decode("\xed\xa0\xbd").length == 3);
    CHECK_FALSE(decode("\xed\xa0\xbd").is_broken);
}

TEST_CASE("a mono face advances by whole pixels, every character alike") {
    Bench bench([](Ui& ui) { ui.measure(Face::Mono, 14, "x"); });
    Ui& ui = bench.ui();
    const float one = ui.measure(Face::Mono, 14, "i");
    CHECK(one == std::round(one));
    CHECK(ui.measure(Face::Mono, 14, "W") == one);
    CHECK(ui.measure(Face::Mono, 14, "a b→c") == 5 * one);
    CHECK(ui.measure(Face::Mono, 14, "\t") == 4 * one);
}

TEST_CASE("what no font can draw takes a box of whole columns") {
    Bench bench([](Ui& ui) { ui.text(Face::Mono, 14, {0, 0}, 0xffffffff, "🐍 \x01 \xff"); });
    Ui& ui = bench.ui();
    const float one = ui.measure(Face::Mono, 14, "i");
    CHECK(ui.measure(Face::Mono, 14, "🐍") == 4 * one);
    CHECK(ui.measure(Face::Mono, 14, "\x01") == 4 * one);
    CHECK(ui.measure(Face::Mono, 14, "\xff\xfe") == 8 * one);
}

TEST_CASE("a character that was never shown is there in the next frame") {
    Bench bench([](Ui& ui) { ui.text(Face::Text, 15, {0, 0}, 0xffffffff, "Ωμέγα Привет ∈"); });
    CHECK_FALSE(bench.ui().wants_fonts());
    const float width = bench.ui().measure(Face::Text, 15, "Привет");
    CHECK(width > 30);
    CHECK(width < 70);
}

TEST_CASE("a line that doesn't fit is cut and ends in dots") {
    Bench bench([](Ui& ui) {
        ui.text_fit(Face::Text, 13, {0, 0}, 0xffffffff, "several words that don't fit", 100);
    });
    Ui& ui = bench.ui();
    const float cut = ui.text_fit(Face::Text, 13, {}, 0xffffffff, "several words that don't", 100);
    CHECK(cut <= 100);
    CHECK(cut > 60);
    CHECK(ui.text_fit(Face::Text, 13, {}, 0xffffffff, "short", 100) ==
          ui.measure(Face::Text, 13, "short"));
    CHECK(ui.text_fit(Face::Text, 13, {}, 0xffffffff, "no room", 2) == 0);
}

TEST_CASE("the font texture stays within what any GPU takes, at the largest scale") {
    Bench bench([](Ui& ui) {
        for (const float size : {11.0f, 12.0f, 12.5f, 13.0f, 14.0f, 15.0f, 18.0f, 22.0f}) {
            for (std::size_t face = 0; face < kFaces; ++face) {
                ui.text(static_cast<Face>(face), size, {0, 0}, 0xffffffff, "Vivarium Ωμ Привет ∈≤");
            }
        }
    });
    bench.input().scale = 3;
    bench.frame();
    bench.frame();
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    INFO(atlas.TexWidth, " x ", atlas.TexHeight);
    CHECK(atlas.TexWidth <= 2048);
    CHECK(atlas.TexHeight <= 4096);
}
