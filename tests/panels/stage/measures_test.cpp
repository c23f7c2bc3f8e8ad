// Sizes that the layout reserves and the drawing keeps to.
#include "app/panels/stage/measures.h"

#include <doctest/doctest.h>

namespace viv::panels::stage {
namespace {

Card list_card(std::size_t cells) {
    Card card;
    card.key = key_of(ObjectId{1});
    card.title = "list";
    card.badge = "1";
    Row row;
    row.look = RowLook::Cells;
    for (std::size_t i = 0; i < cells; ++i)
        row.cells.push_back({std::to_string(i), "12", false, false});
    card.rows.push_back(row);
    return card;
}

TEST_CASE("characters are counted, not bytes") {
    CHECK(characters("abc") == 3);
    CHECK(characters("0x7f…c3c0") == 9);
    CHECK(characters("") == 0);
}

TEST_CASE("cells wrap inside their card and never overlap") {
    const Card card = list_card(20);
    const float width = card_width(card);

    const std::vector<CellBox> boxes = cell_boxes(card.rows[0], width);

    REQUIRE(boxes.size() == 20);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        CHECK(boxes[i].x + boxes[i].width <= width - kSide + 0.5f);
        if (i == 0 || boxes[i].y > boxes[i - 1].y) continue;
        CHECK(boxes[i].x >= boxes[i - 1].x + boxes[i - 1].width);
    }
    CHECK(boxes.back().y > boxes.front().y);
    CHECK(card_height(card) >= head_height(card) + boxes.back().y + kCellHeight);
}

TEST_CASE("a digit more doesn't make a card wider, a long name does up to a limit") {
    Card card = list_card(2);
    const float before = card_width(card);

    card.badge = "2";
    CHECK(card_width(card) == before);
    Row row;
    row.label = std::string(200, 'x');
    card.rows.push_back(row);
    CHECK(card_width(card) > before);
    CHECK(card_width(card) <= 208);
}

TEST_CASE("rows stand below each other, within the card") {
    Card card;
    card.key = key_of(FrameId{1});
    card.rows.resize(5);

    for (std::size_t i = 0; i + 1 < card.rows.size(); ++i) {
        CHECK(row_middle(card, i + 1) - row_middle(card, i) == kSlotRow);
    }
    CHECK(row_middle(card, 0) > kFrameHead);
    CHECK(row_middle(card, 4) + kSlotRow / 2 <= card_height(card));
}

TEST_CASE("a shape knows how far down its parent's row stands") {
    Scene scene;
    Card frame;
    frame.key = key_of(FrameId{1});
    frame.rows.resize(3);
    Card list = list_card(1);
    list.depth = 1;
    list.parent = frame.key;
    list.parent_row = 2;
    scene.cards = {frame, list};

    const std::vector<Shape> shapes = shapes_of(scene);

    REQUIRE(shapes.size() == 2);
    CHECK(shapes[0].depth == 0);
    CHECK(shapes[1].parent_offset == row_middle(frame, 2));
    CHECK(shapes[1].height == card_height(list));
}

}  // namespace
}  // namespace viv::panels::stage
