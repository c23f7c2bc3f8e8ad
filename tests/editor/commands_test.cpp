// What keys do, by example: `|` is the caret, `^` the selection's other end.
#include <doctest/doctest.h>

#include "tests/editor/vocabulary.h"

using namespace viv::editor;

TEST_CASE("a new line keeps the indentation, and goes a level deeper after a colon") {
    CHECK(after("    x = 1|", NewLine{}) == "    x = 1\n    |");
    CHECK(after("def f(a):|", NewLine{}) == "def f(a):\n    |");
    CHECK(after("    if x:  # why|", NewLine{}) == "    if x:  # why\n        |");
    CHECK(after("x = {1:|", NewLine{}) == "x = {1:\n|");
    CHECK(after("s = 'a:'|", NewLine{}) == "s = 'a:'\n|");
    CHECK(after("# so:|", NewLine{}) == "# so:\n|");
}

TEST_CASE("a new line comes back a level after a statement that leaves the block") {
    for (const char* word : {"return x", "pass", "break", "continue", "raise E"}) {
        CAPTURE(word);
        const std::string line = "        " + std::string(word);
        CHECK(after(line + "|", NewLine{}) == line + "\n    |");
    }
    CHECK(after("    return (|", NewLine{}) == "    return (\n        |");
    CHECK(after("    returned = 1|", NewLine{}) == "    returned = 1\n    |");
    CHECK(after("    if x: return|", NewLine{}) == "    if x: return\n    |");
}

TEST_CASE("a new line inside brackets or a string stays where it is") {
    CHECK(after("x = [\n    1,|", NewLine{}) == "x = [\n    1,\n    |");
    CHECK(after("x = [|", NewLine{}) == "x = [\n    |");
    CHECK(after("'''\n  if x:|", NewLine{}) == "'''\n  if x:\n  |");
}

TEST_CASE("a new line in the middle takes the blanks after it away, at the start it takes none") {
    CHECK(after("    a,| b", NewLine{}) == "    a,\n    |b");
    CHECK(after("|    a", NewLine{}) == "\n|    a");
    CHECK(after("a^b|c", NewLine{}) == "a\n|c");
}

TEST_CASE("Backspace in the indentation goes back to the last stop") {
    CHECK(after("        |x", Erase{}) == "    |x");
    CHECK(after("      |x", Erase{}) == "    |x");
    CHECK(after("x       |", Erase{}) == "x      |");
    CHECK(after("a\n|b", Erase{}) == "a|b");
    CHECK(after("|a", Erase{}) == "|a");
}

TEST_CASE("erasing by words takes the word and the blanks before it") {
    const Erase back{Direction::Back, Unit::Word};
    const Erase forward{Direction::Forward, Unit::Word};

    CHECK(after("foo bar|", back) == "foo |");
    CHECK(after("foo bar  |", back) == "foo |");
    CHECK(after("x.append|(1)", back) == "x.|(1)");
    CHECK(after("|foo bar", forward) == "| bar");
    CHECK(after("a|\nb", forward) == "a|b");
}

TEST_CASE("moves by word stop at words, signs and line ends") {
    CHECK(after("|foo.bar", MoveCaret{Move::WordRight}) == "foo|.bar");
    CHECK(after("foo|  größe_1 x", MoveCaret{Move::WordRight}) == "foo  größe_1| x");
    CHECK(after("foo|\n  bar", MoveCaret{Move::WordRight}) == "foo\n|  bar");
    CHECK(after("foo bar|", MoveCaret{Move::WordLeft}) == "foo |bar");
    CHECK(after("a ==| b", MoveCaret{Move::WordLeft}) == "a |== b");
    CHECK(after("a\n|b", MoveCaret{Move::WordLeft}) == "a|\nb");
    CHECK(after("  |b", MoveCaret{Move::WordLeft}) == "|  b");
}

TEST_CASE("moves by line keep their column over shorter lines") {
    Document it = document("long line|\nab\nlong line");

    it.apply(MoveCaret{Move::Down});
    CHECK(marked(it) == "long line\nab|\nlong line");
    it.apply(MoveCaret{Move::Down});
    CHECK(marked(it) == "long line\nab\nlong line|");
    it.apply(MoveCaret{Move::Left});
    it.apply(MoveCaret{Move::Up});
    it.apply(MoveCaret{Move::Up});

    CHECK(marked(it) == "long lin|e\nab\nlong line");
}

TEST_CASE("up on the first line goes to its start, down on the last to its end") {
    CHECK(after("ab|c\nd", MoveCaret{Move::Up}) == "|abc\nd");
    CHECK(after("a\nb|cd", MoveCaret{Move::Down}) == "a\nbcd|");
}

TEST_CASE("pages are as long as the panel says") {
    Document it = document("|0\n1\n2\n3\n4\n5");
    it.set_page_lines(3);

    it.apply(MoveCaret{Move::PageDown});
    CHECK(it.caret().line == 3);
    it.apply(MoveCaret{Move::PageUp, Selecting::Yes});

    CHECK(marked(it) == "|0\n1\n2\n^3\n4\n5");
}

TEST_CASE("Home goes to the text of the line first, then to its start") {
    CHECK(after("    ab|c", MoveCaret{Move::LineStart}) == "    |abc");
    CHECK(after("    |abc", MoveCaret{Move::LineStart}) == "|    abc");
    CHECK(after("|    abc", MoveCaret{Move::LineStart}) == "    |abc");
    CHECK(after("a|b\nc", MoveCaret{Move::LineEnd, Selecting::Yes}) == "a^b|\nc");
    CHECK(after("a|b\nc", MoveCaret{Move::TextEnd}) == "ab\nc|");
    CHECK(after("a\nb|c", MoveCaret{Move::TextStart, Selecting::Yes}) == "|a\nb^c");
}

TEST_CASE("left and right leave a selection at its ends") {
    CHECK(after("a^bc|d", MoveCaret{Move::Left}) == "a|bcd");
    CHECK(after("a|bc^d", MoveCaret{Move::Right}) == "abc|d");
}

TEST_CASE("words, lines and everything can be selected") {
    CHECK(after("x = foo_1|(2)", SelectWord{{0, 6}}) == "x = ^foo_1|(2)");
    CHECK(after("|ab", SelectWord{{0, 2}}) == "^ab|");
    CHECK(after("a|\nb\nc", SelectLine{1}) == "a\n^b\n|c");
    CHECK(after("a|\nb", SelectLine{7}) == "a\n^b|");
    CHECK(after("a|\nb", SelectAll{}) == "^a\nb|");
}

TEST_CASE("Tab indents the selected lines, or fills up to the next stop") {
    CHECK(after("^a\n\nb|\nc", Indent{}) == "^    a\n\n    b|\nc");
    CHECK(after("^a\n|b", Indent{}) == "^    a\n|b");
    CHECK(after("ab|c", Indent{}) == "ab  |c");
    CHECK(after("a^b|c", Indent{}) == "a   |c");
}

TEST_CASE("Shift+Tab takes up to one level away and keeps the caret at its text") {
    CHECK(after("      a|b", Dedent{}) == "  a|b");
    CHECK(after("  |a", Dedent{}) == "|a");
    CHECK(after("\ta|", Dedent{}) == "a|");
    CHECK(after("^    a\n  b|", Dedent{}) == "^a\nb|");
    CHECK(after("  |  a", Dedent{}) == "|a");
}

TEST_CASE("comments are put at one column, over blank lines, and taken away again") {
    const std::string start = "^if x:\n    a\n\nb|";

    Document it = document(start);
    it.apply(ToggleComment{});
    CHECK(it.text() == "# if x:\n#     a\n\n# b");
    it.apply(ToggleComment{});

    CHECK(marked(it) == start);
    CHECK(after("    a|", ToggleComment{}) == "    # a|");
    CHECK(after("  #a|", ToggleComment{}) == "  a|");
    CHECK(after("|", ToggleComment{}) == "|");
}

TEST_CASE("copying without a selection takes the line, cutting removes it") {
    Document it = document("a\nb|c\nd");

    CHECK(it.text_to_copy() == "bc\n");
    it.apply(CutText{});
    CHECK(marked(it) == "a\n|d");

    CHECK(document("a^b|c").text_to_copy() == "b");
    CHECK(after("a^b|c", CutText{}) == "a|c");
}

TEST_CASE("the bracket beside the caret finds its partner, not one in a string") {
    const Document it = document("f(')', [1,\n2])|");

    const auto pair = it.matching_brackets();

    REQUIRE(pair);
    CHECK(pair->first == Position{1, 2});
    CHECK(pair->second == Position{0, 1});
    CHECK_FALSE(document("f(|')'").matching_brackets());
    CHECK_FALSE(document("'(|)'").matching_brackets());
}
