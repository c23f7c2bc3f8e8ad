// Words of mixed faces in lines: nothing is wider than the column, nothing is lost, and what has no
// space between it stays together.
#include "app/panels/lesson/flow.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "app/widgets/imgui_ui.h"

using namespace viv;
using namespace viv::panels;

namespace {

struct Sheet {
    std::unique_ptr<ui::ImGuiUi> ui = [] {
        auto made = ui::ImGuiUi::create();
        REQUIRE(made.ok());
        return std::move(*made);
    }();
    Page page;

    Sheet() {
        // Two frames: the first asks for the faces, the second has them.
        for (int i = 0; i < 2; ++i) {
            ui->begin_frame({});
            page = {};
            flow(*ui, page, inline_runs("a **b** *c* `d`"), {0, 0}, 400, {});
            ui->end_frame();
        }
        page = {};
        ui->begin_frame({});
    }
    ~Sheet() { ui->end_frame(); }

    FlowSize put(const std::string& text, float width, FlowStyle style = {}) {
        page = {};
        runs = inline_runs(text);
        return flow(*ui, page, runs, {0, 0}, width, style);
    }
    [[nodiscard]] std::string words() const {
        std::string all;
        for (const PagePiece& piece : page.pieces) all += piece.text;
        return all;
    }
    [[nodiscard]] float right_edge() const {
        float edge = 0;
        for (const PagePiece& piece : page.pieces)
            edge = std::max(edge, piece.at.x + ui->measure(piece.face, piece.size, piece.text));
        return edge;
    }
    // How many different heights the text of the body's size stands at.
    [[nodiscard]] std::size_t line_count() const {
        std::vector<float> tops;
        for (const PagePiece& piece : page.pieces)
            tops.push_back(std::round(piece.at.y + ui->baseline(piece.size)));
        std::sort(tops.begin(), tops.end());
        return static_cast<std::size_t>(std::unique(tops.begin(), tops.end()) - tops.begin());
    }
    std::vector<lesson::Run> runs;
};

constexpr const char* kText =
    "Every **object** in *CPython* carries a `count`, of type `Py_ssize_t`; so `sys.getrefcount` "
    "tells it.";

}  // namespace

TEST_CASE("no line is wider than its column, at any width") {
    Sheet sheet;

    for (float width = 60; width < 700; width += 37) {
        CAPTURE(width);
        sheet.put(kText, width);
        CHECK(sheet.right_edge() <= width + 1);
    }
}

TEST_CASE("nothing of the text is lost") {
    Sheet sheet;

    sheet.put(kText, 90);

    CHECK(sheet.words() ==
          "EveryobjectinCPythoncarriesacount,oftypePy_ssize_t;sosys.getrefcounttellsit.");
}

TEST_CASE("faces and code share one baseline in a line") {
    Sheet sheet;

    const FlowSize size = sheet.put("plain **bold** `code` *italic*", 2000);

    CHECK(sheet.line_count() == 1);
    CHECK(size.height == doctest::Approx(24.5f));
}

TEST_CASE("what has no space between it stays in one line") {
    Sheet sheet;
    const float word = sheet.put("aaaa `bbbb`,", 2000).width;

    sheet.put("aaaa `bbbb`,", word - 2);

    REQUIRE(sheet.page.pieces.size() == 3);
    const auto& [first, code, comma] =
        std::tie(sheet.page.pieces[0], sheet.page.pieces[1], sheet.page.pieces[2]);
    CHECK(code.at.y > first.at.y + 10);
    CHECK(std::abs(comma.at.y - code.at.y) < 5);
}

TEST_CASE("a word that is wider than the column is cut, and ends") {
    Sheet sheet;

    sheet.put(std::string(80, 'm') + " `" + std::string(60, 'x') + "`", 100);

    CHECK(sheet.right_edge() <= 101);
    CHECK(sheet.words() == std::string(80, 'm') + std::string(60, 'x'));
}

TEST_CASE("text at the right ends at the right edge") {
    Sheet sheet;
    FlowStyle style;
    style.align = lesson::Align::Right;

    sheet.put("12", 300, style);

    CHECK(sheet.right_edge() == doctest::Approx(300).epsilon(0.01));
}

TEST_CASE("a live value is an area that can be clicked, where its text stands") {
    Sheet sheet;
    FlowStyle style;
    int clicks = 0;
    style.live = [&](const std::string& expression) {
        LiveLook look;
        look.text = "42";
        look.tip = expression;
        look.is_known = true;
        look.act = [&clicks] { ++clicks; };
        return look;
    };

    sheet.put("It is `=refs(x) @in`.", 400, style);

    REQUIRE(sheet.page.hots.size() == 1);
    CHECK(sheet.page.hots[0].id == "lesson/live/0");
    CHECK(sheet.page.hots[0].text == "42");
    CHECK(sheet.page.hots[0].tip == "refs(x) @in");
    sheet.page.hots[0].act();
    CHECK(clicks == 1);
    CHECK(sheet.words() == "Itis42.");
}

TEST_CASE("an empty text takes no room") {
    Sheet sheet;

    CHECK(sheet.put("", 200).height == 0);
}
