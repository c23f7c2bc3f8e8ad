// What the stage shows of a recording: cards, rows, arrows, and what changed.
#include "app/panels/stage/stage_rows.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/panels/recorded.h"

namespace viv::panels::stage {
namespace {

Scene scene_at(const wire::Recording& recording, std::uint32_t step, const Calm& calm = {}) {
    Bodies bodies(recording);
    return build_scene(bodies, StepId{step}, calm, Detail::Everything);
}

const Card* card_of(const Scene& scene, ObjectId object) {
    for (const Card& card : scene.cards) {
        if (card.key == key_of(object)) return &card;
    }
    return nullptr;
}

const Row* row_of(const Card& card, std::string_view label) {
    for (const Row& row : card.rows) {
        if (row.label == label) return &row;
    }
    return nullptr;
}

std::size_t arrows_to(const Scene& scene, ObjectId object, bool only_changed = false) {
    return static_cast<std::size_t>(
        std::count_if(scene.edges.begin(), scene.edges.end(), [&](const Edge& edge) {
            return scene.cards[edge.to].key == key_of(object) && (edge.is_changed || !only_changed);
        }));
}

// A recording of two steps whose module frame has one name, `x`, bound to a list of so many ints.
Recorded long_list(int count, bool as_lists) {
    Script s("x = list(range(n))\n");
    const CodeId module = s.code("<module>", 1);
    s.frame(FrameId{1}, {}, module, 1, {});
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    std::vector<ObjectId> items;
    for (int i = 0; i < count; ++i) {
        items.push_back(
            as_lists ? s.list("i" + std::to_string(i), 0x1000000 + 0x20000u * unsigned(i), {}, 0)
                     : s.number(i));
    }
    const ObjectId list = s.list("x", 0x7f2a41d0c3c0, items, static_cast<std::uint32_t>(count));
    s.frame(FrameId{1}, {}, module, 2, {{"x", list}});
    s.step(StepEvent::Return, FrameId{1}, module, 2);
    return s.finish();
}

TEST_CASE("before the second return, one list is pointed at from three places") {
    const Recorded run = mutable_default();

    const Scene scene = scene_at(run.recording, 11);

    const ObjectId bucket = run.made.at("bucket");
    REQUIRE(scene.cards.size() == 5);
    CHECK(scene.cards[0].title == "<module>");
    CHECK(scene.cards[0].is_module);
    CHECK(scene.cards[1].title == "add");
    CHECK(scene.cards[1].address == "line 3");
    CHECK(scene.cards[1].is_running);
    CHECK_FALSE(scene.cards[0].is_running);
    CHECK(arrows_to(scene, bucket) == 3);
    const Card* list = card_of(scene, bucket);
    REQUIRE(list != nullptr);
    CHECK(list->title == "list");
    CHECK(list->badge == "3");
    CHECK(list->address == "0x7f…c3c0");
    CHECK(list->text == "list o1 0x7f…c3c0 count 3 [1, 2]");
}

TEST_CASE("of a function that calls itself over and over the first and the last calls stand") {
    Script s("def f(n): f(n - 1)\n");
    const CodeId module = s.code("<module>", 1), f = s.code("f", 1);
    s.frame(FrameId{1}, {}, module, 1, {});
    for (std::uint32_t i = 2; i <= 101; ++i) s.frame(FrameId{i}, FrameId{i - 1}, f, 1, {});
    s.step(StepEvent::Line, FrameId{101}, f, 1);
    const Recorded run = s.finish();

    const Scene scene = scene_at(run.recording, 1);

    REQUIRE(scene.cards.size() == 1 + 2 + 1 + 5);
    CHECK(scene.cards[3].title == "… 93 more calls of f");
    CHECK(scene.cards[3].key == key_of(FrameId{4}));
    CHECK(scene.cards.back().is_running);
}

TEST_CASE("small ints stand inside the row, lists are pointed at") {
    const Recorded run = mutable_default();

    const Scene scene = scene_at(run.recording, 11);

    const Row* item = row_of(scene.cards[1], "item");
    const Row* bucket = row_of(scene.cards[1], "bucket");
    REQUIRE(item != nullptr);
    REQUIRE(bucket != nullptr);
    CHECK(item->is_inline);
    CHECK(item->value == "2");
    CHECK_FALSE(bucket->is_inline);
    CHECK(bucket->hue == ObjectKind::List);
    CHECK(card_of(scene, run.made.at("2")) == nullptr);
}

TEST_CASE("a list of short values is a row of cells with its spare capacity") {
    const Recorded run = mutable_default();

    const Scene scene = scene_at(run.recording, 11);

    const Card* list = card_of(scene, run.made.at("bucket"));
    REQUIRE(list->rows.size() == 2);
    const std::vector<Cell>& cells = list->rows[0].cells;
    REQUIRE(cells.size() == 4);
    CHECK(cells[0].text == "1");
    CHECK_FALSE(cells[0].is_changed);
    CHECK(cells[1].text == "2");
    CHECK(cells[1].index == "1");
    CHECK(cells[1].is_changed);
    CHECK(cells[2].is_spare);
    CHECK(list->rows[1].value == "len 2 · allocated 4");
}

TEST_CASE("a step marks what changed since the one before it") {
    const Recorded run = mutable_default();
    const ObjectId bucket = run.made.at("bucket");

    const Scene call = scene_at(run.recording, 9);
    const Scene inside = scene_at(run.recording, 10);

    CHECK(card_of(call, bucket)->change == "+1");
    CHECK(call.cards[1].is_new);
    CHECK(arrows_to(call, bucket, true) == 1);  // of the new frame's `bucket`; the others are old
    CHECK(card_of(inside, bucket)->change.empty());
    CHECK_FALSE(inside.cards[1].is_new);
    CHECK(arrows_to(inside, bucket, true) == 0);
}

TEST_CASE("an object first seen at the step is new, and only then") {
    const Recorded run = mutable_default();
    const ObjectId bucket = run.made.at("bucket");

    CHECK(card_of(scene_at(run.recording, 2), bucket) == nullptr);
    CHECK(card_of(scene_at(run.recording, 3), bucket)->is_new);
    CHECK_FALSE(card_of(scene_at(run.recording, 4), bucket)->is_new);
}

TEST_CASE("depth is the shortest way from a frame, and parents stand before their children") {
    const Recorded run = mutable_default();

    const Scene before_call = scene_at(run.recording, 3);
    const Scene in_call = scene_at(run.recording, 4);

    CHECK(card_of(before_call, run.made.at("bucket"))->depth == 3);
    CHECK(card_of(in_call, run.made.at("bucket"))->depth == 1);
    for (const Scene* scene : {&before_call, &in_call}) {
        for (std::size_t i = 0; i < scene->cards.size(); ++i) {
            const Card& card = scene->cards[i];
            if (card.depth == 0) continue;
            const auto parent =
                std::find_if(scene->cards.begin(), scene->cards.end(),
                             [&](const Card& other) { return other.key == card.parent; });
            CHECK(parent < scene->cards.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
}

TEST_CASE("a long list folds, and says how much is folded") {
    const Recorded run = long_list(1000, true);

    const Scene scene = scene_at(run.recording, 2);

    const Card* list = card_of(scene, run.made.at("x"));
    REQUIRE(list->rows.size() == 14);  // twelve items, the fold, the note
    CHECK(list->rows[9].look == RowLook::More);
    CHECK(list->rows[9].value == "… 988 more");
    CHECK(list->rows[12].label == "999");
    CHECK(scene.cards.size() == 2 + 12);
}

TEST_CASE("a long list of ints folds its cells") {
    const Recorded run = long_list(1000, false);

    const Scene scene = scene_at(run.recording, 2);

    const std::vector<Cell>& cells = card_of(scene, run.made.at("x"))->rows[0].cells;
    REQUIRE(cells.size() == 25);
    CHECK(cells[21].text == "… 976 more");
    CHECK(cells[24].text == "999");
}

TEST_CASE("a scene that is too large says how many objects it leaves out") {
    const Recorded run = long_list(12, true);
    Calm calm;
    calm.cards = 6;

    const Scene scene = scene_at(run.recording, 2, calm);

    CHECK(scene.cards.size() == 6);
    CHECK(scene.left_out == 8);  // of 14: the frame, the list, four of its twelve items
}

// a = []; a.append(a); b = []; del a, b
Recorded farewell() {
    Script s("a = []\n");
    const CodeId module = s.code("<module>", 1);
    const ObjectId a = s.list("a", 0x7f0000001000, {}, 0);
    const ObjectId b = s.list("b", 0x7f0000002000, {}, 0);
    s.set_items(a, {a}, 4);
    s.count(a, 2);
    s.frame(FrameId{1}, {}, module, 1, {{"a", a}, {"b", b}});
    s.step(StepEvent::Line, FrameId{1}, module, 1);
    s.count(a, 1);
    s.died(b);
    s.frame(FrameId{1}, {}, module, 2, {});
    s.step(StepEvent::Line, FrameId{1}, module, 2);
    return s.finish();
}

TEST_CASE("a list that holds itself has an arrow to itself") {
    const Recorded run = farewell();

    const Scene scene = scene_at(run.recording, 1);

    const ObjectId a = run.made.at("a");
    const bool has_loop = std::any_of(scene.edges.begin(), scene.edges.end(), [&](const Edge& e) {
        return e.from == e.to && scene.cards[e.to].key == key_of(a);
    });
    CHECK(has_loop);
    CHECK(arrows_to(scene, a) == 2);
}

TEST_CASE("garbage that holds itself stays as an island, what died fades as a ghost") {
    const Recorded run = farewell();

    const Scene scene = scene_at(run.recording, 2);

    const Card* island = card_of(scene, run.made.at("a"));
    const Card* ghost = card_of(scene, run.made.at("b"));
    REQUIRE(island != nullptr);
    REQUIRE(ghost != nullptr);
    CHECK(island->state == CardState::Island);
    CHECK(island->note == "unreachable");
    CHECK(island->badge == "1");
    CHECK(island->change == "-1");
    CHECK(ghost->state == CardState::Ghost);
    CHECK(ghost->note == "freed");
    CHECK(ghost->address == "0x7f…2000");
}

TEST_CASE("what is switched off in the calm rule is drawn as objects") {
    const Recorded run = mutable_default();
    Calm all;
    all.inline_values = false;

    const Scene scene = scene_at(run.recording, 11, all);

    const Card* two = card_of(scene, run.made.at("2"));
    REQUIRE(two != nullptr);
    CHECK(two->note == "shared");
    CHECK(two->badge.empty());
    REQUIRE_FALSE(two->rows.empty());
    CHECK(two->rows[0].value == "2");
}

TEST_CASE("shapes for the layout have the same cards and rows as the whole scene") {
    const Recorded run = mutable_default();
    Bodies bodies(run.recording);

    for (std::uint32_t step = 1; step <= run.recording.step_count(); ++step) {
        const Scene whole = build_scene(bodies, StepId{step}, {}, Detail::Everything);
        const Scene shapes = build_scene(bodies, StepId{step}, {}, Detail::Shapes);
        REQUIRE(whole.cards.size() == shapes.cards.size());
        for (std::size_t i = 0; i < whole.cards.size(); ++i) {
            CHECK(whole.cards[i].key == shapes.cards[i].key);
            CHECK(whole.cards[i].rows.size() == shapes.cards[i].rows.size());
        }
    }
}

}  // namespace
}  // namespace viv::panels::stage
