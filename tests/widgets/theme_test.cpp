// Everything that is read can be read: 4.5 : 1 (WCAG AA) on each ground that it may stand on.
#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "app/widgets/theme.h"

using namespace viv;
using namespace viv::ui;

namespace {

constexpr float kReadable = 4.5f;

void check_all(const std::vector<std::pair<const char*, Color>>& inks,
               const std::vector<std::pair<const char*, Color>>& grounds) {
    for (const auto& [ink_name, ink] : inks) {
        for (const auto& [ground_name, ground] : grounds) {
            INFO(ink_name, " on ", ground_name, ": ", contrast(ink, ground));
            CHECK(contrast(ink, ground) >= kReadable);
        }
    }
}

void check_theme(const Theme& t) {
    check_all({{"text", t.text}, {"muted", t.muted}}, {{"ground", t.ground},
                                                       {"panel", t.panel},
                                                       {"card", t.card},
                                                       {"card_raised", t.card_raised},
                                                       {"well", t.well},
                                                       {"hover", t.hover},
                                                       {"selected_row", t.selected_row},
                                                       {"accent_soft", t.accent_soft},
                                                       {"good_soft", t.good_soft},
                                                       {"bad_soft", t.bad_soft},
                                                       {"warn_soft", t.warn_soft},
                                                       {"note_soft", t.note_soft}});
    check_all({{"accent", t.accent},
               {"good", t.good},
               {"bad", t.bad},
               {"warn", t.warn},
               {"note", t.note}},
              {{"panel", t.panel},
               {"card", t.card},
               {"card_raised", t.card_raised},
               {"well", t.well},
               {"ground", t.ground}});
    check_all({{"accent", t.accent}}, {{"accent_soft", t.accent_soft}});
    check_all({{"good", t.good}}, {{"good_soft", t.good_soft}});
    check_all({{"bad", t.bad}}, {{"bad_soft", t.bad_soft}});
    check_all({{"warn", t.warn}}, {{"warn_soft", t.warn_soft}});
    check_all({{"note", t.note}}, {{"note_soft", t.note_soft}});
    check_all({{"on_accent", t.on_accent}}, {{"accent", t.accent}});
    check_all({{"keyword", t.keyword},
               {"string", t.string},
               {"number", t.number},
               {"builtin", t.builtin},
               {"definition", t.definition},
               {"comment", t.comment},
               {"op", t.op}},
              {{"panel", t.panel}, {"well", t.well}, {"selected_row", t.selected_row}});
    for (int kind = 0; kind < kObjectKinds; ++kind) {
        INFO("kind ", kind);
        check_all({{"kind", t.kind[kind]}},
                  {{"panel", t.panel}, {"card", t.card}, {"well", t.well}});
    }
}

}  // namespace

TEST_CASE("every text of the dark theme can be read on its grounds") {
    check_theme(theme(ThemeName::Dark));
}

TEST_CASE("every text of the light theme can be read on its grounds") {
    check_theme(theme(ThemeName::Light));
}

TEST_CASE("contrast counts as WCAG does") {
    CHECK(contrast(0xffffffff, 0xff000000) == doctest::Approx(21));
    CHECK(contrast(0xff000000, 0xffffffff) == doctest::Approx(21));
    CHECK(contrast(0xff777777, 0xffffffff) == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("mixing and opacity keep the channels apart") {
    CHECK(mix(0xff000000, 0xffffffff, 0.5f) == 0xff808080);
    CHECK(mix(0xff102030, 0xff506070, 0) == 0xff102030);
    CHECK(with_alpha(0xff123456, 0.5f) == 0x80123456);
}
