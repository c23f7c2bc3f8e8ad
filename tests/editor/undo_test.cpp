// Undo and redo: by property on random commands, and how typing is grouped by example.
#include <doctest/doctest.h>

#include <random>

#include "tests/editor/vocabulary.h"

using namespace viv::editor;

namespace {

Position random_position(std::mt19937& random, const Document& document) {
    const std::size_t line = random() % document.buffer().line_count();
    return document.buffer().clamp({line, random() % (document.buffer().line(line).size() + 1)});
}

EditCommand random_command(std::mt19937& random, const Document& document) {
    static const std::string kTexts[] = {"x", " ", "ä", "🐍", "def f():", "\n", "\"\"\"", "(", "  "};
    const auto selecting = random() % 3 == 0 ? Selecting::Yes : Selecting::No;
    switch (random() % 13) {
        case 0:
        case 1:
        case 2:
            return TypeText{kTexts[random() % std::size(kTexts)]};
        case 3:
            return PasteText{"if x:\n    y\n" + kTexts[random() % std::size(kTexts)]};
        case 4:
            return NewLine{};
        case 5:
            return Erase{Direction::Back, random() % 2 ? Unit::Word : Unit::Character};
        case 6:
            return Erase{Direction::Forward, random() % 2 ? Unit::Word : Unit::Character};
        case 7:
            return CutText{};
        case 8:
            return Indent{};
        case 9:
            return Dedent{};
        case 10:
            return ToggleComment{};
        case 11:
            return MoveCaret{static_cast<Move>(random() % 12), selecting};
        default:
            return PlaceCaret{random_position(random, document), selecting};
    }
}

}  // namespace

TEST_CASE("taking back any edits gives the text before, doing them again the text after") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Document document;
        const std::string start = "def f(a):\n    return a  # ä\n\nprint(f(1))\n";
        document.set_text(start);

        for (int i = 0; i < 120; ++i) {
            document.apply(random_command(random, document));
            REQUIRE(document.buffer().clamp(document.caret()) == document.caret());
        }
        const std::string final_text = document.text();
        while (document.can_undo()) document.apply(Undo{});
        CHECK(document.text() == start);
        while (document.can_redo()) document.apply(Redo{});

        CHECK(document.text() == final_text);
    }
}

TEST_CASE("after random edits the kept tokens are those of the text lexed anew") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Document document;
        document.set_text("x = f'''{a\n}'''\ny = (1,\n2)\n");

        for (int i = 0; i < 60; ++i) {
            document.apply(random_command(random, document));
            static_cast<void>(document.tokens(random() % document.buffer().line_count()));
        }

        Document fresh;
        fresh.set_text(document.text());
        for (std::size_t n = 0; n < fresh.buffer().line_count(); ++n) {
            REQUIRE(document.tokens(n) == fresh.tokens(n));
        }
    }
}

TEST_CASE("one undo takes back one word typed, and puts the caret where it was") {
    Document it = document("x|");

    for (const char* c : {"a", "b", " ", "c", "d"}) it.apply(TypeText{c});
    it.apply(Undo{});
    CHECK(marked(it) == "xab |");
    it.apply(Undo{});

    CHECK(marked(it) == "x|");
    it.apply(Redo{});
    it.apply(Redo{});
    CHECK(marked(it) == "xab cd|");
}

TEST_CASE("a move of the caret ends the run of typing") {
    Document it = document("|");

    it.apply(TypeText{"a"});
    it.apply(MoveCaret{Move::Left});
    it.apply(MoveCaret{Move::Right});
    it.apply(TypeText{"b"});
    it.apply(Undo{});

    CHECK(marked(it) == "a|");
}

TEST_CASE("a run of Backspace is one step, and undo restores the selection it replaced") {
    Document it = document("abc|");
    it.apply(Erase{});
    it.apply(Erase{});
    it.apply(Undo{});
    CHECK(marked(it) == "abc|");

    Document other = document("^abc| d");
    other.apply(TypeText{"x"});
    other.apply(Undo{});

    CHECK(marked(other) == "^abc| d");
}

TEST_CASE("typing after an undo forgets what was undone") {
    Document it = document("|");

    it.apply(PasteText{"a"});
    it.apply(Undo{});
    it.apply(TypeText{"b"});
    it.apply(Redo{});

    CHECK(it.text() == "b");
    CHECK_FALSE(it.can_redo());
}

TEST_CASE("reset brings the opened text back and can itself be undone") {
    Document it;
    it.set_text("one\ntwo\nthree\n");
    it.apply(MoveCaret{Move::Down});
    it.apply(TypeText{"X"});
    CHECK(it.is_edited());

    it.reset_text();
    CHECK(it.text() == "one\ntwo\nthree\n");
    CHECK_FALSE(it.is_edited());
    it.apply(Undo{});

    CHECK(it.text() == "one\nXtwo\nthree\n");
}

TEST_CASE("the revision counts changes of the text only") {
    Document it = document("ab|");
    const auto revision = it.revision();

    CHECK(it.apply(MoveCaret{Move::Left}));
    CHECK(it.apply(SelectAll{}));
    CHECK(it.revision() == revision);
    it.apply(MoveCaret{Move::TextStart});
    CHECK_FALSE(it.apply(Erase{}));
    CHECK(it.revision() == revision);
    it.apply(TypeText{"c"});

    CHECK(it.revision() > revision);
}
