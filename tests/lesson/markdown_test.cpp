// The tree that Markdown becomes: what is nested stays nested, and every block knows its line.
#include <doctest/doctest.h>

#include "app/lesson/markdown.h"

using namespace viv::lesson;
using Kind = Block::Kind;

namespace {

std::vector<Block> parse(std::string_view text) {
    std::vector<Mistake> mistakes;
    std::vector<Block> blocks = parse_markdown(text, 1, "x.md", mistakes);
    REQUIRE(mistakes.empty());
    return blocks;
}

}  // namespace

TEST_CASE("a paragraph keeps the looks of its words apart") {
    const auto blocks =
        parse("plain **bold** *italic* `code` [link](https://x.org) `=refs(x) @in`");

    REQUIRE(blocks.size() == 1);
    const auto& runs = blocks[0].runs;
    REQUIRE(runs.size() == 10);
    CHECK(runs[0].text == "plain ");
    CHECK(runs[1].is_bold);
    CHECK(runs[3].is_italic);
    CHECK(runs[5].kind == Run::Kind::Code);
    CHECK(runs[7].link == "https://x.org");
    CHECK(runs[8].text == " ");
    CHECK(runs[9].kind == Run::Kind::Live);
    CHECK(runs[9].text == "refs(x) @in");
}

TEST_CASE("a stated number is text that is marked as stated") {
    const auto blocks = parse("has \\num{2} names");

    REQUIRE(blocks[0].runs.size() == 3);
    CHECK(blocks[0].runs[1].text == "2");
    CHECK(blocks[0].runs[1].is_stated);
    CHECK(plain_text(blocks[0].runs) == "has 2 names");
}

TEST_CASE("a live expression may hold a comparison, quotes and an ampersand") {
    const auto blocks = parse("so `=\"a\" < b & c` it is");

    CHECK(blocks[0].runs[1].text == "\"a\" < b & c");
}

TEST_CASE("lists nest") {
    const auto blocks = parse("1. one\n2. two\n   - under two\n   - again\n");

    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].kind == Kind::List);
    CHECK(blocks[0].level == 1);
    REQUIRE(blocks[0].children.size() == 2);
    const Block& second = blocks[0].children[1];
    REQUIRE(second.children.size() == 1);
    CHECK(second.children[0].level == 0);
    CHECK(second.children[0].children.size() == 2);
    CHECK(plain_text(second.runs) == "two");
}

TEST_CASE("a quote that begins with a mark is a callout, with all its paragraphs") {
    const auto blocks = parse("> [!NOTE]\n> First `code`.\n>\n> Second.\n\n> Only quoted.\n");

    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == Kind::Callout);
    CHECK(blocks[0].info == "note");
    REQUIRE(blocks[0].children.size() == 2);
    CHECK(plain_text(blocks[0].children[0].runs) == "First code.");
    CHECK(blocks[1].kind == Kind::Quote);
}

TEST_CASE("a table has rows of cells that know their side") {
    const auto blocks = parse("| a | b |\n|---|--:|\n| 1 | `=x` |\n");

    REQUIRE(blocks.size() == 1);
    REQUIRE(blocks[0].kind == Kind::Table);
    REQUIRE(blocks[0].children.size() == 2);
    const Block& row = blocks[0].children[1];
    REQUIRE(row.children.size() == 2);
    CHECK(row.children[1].align == Align::Right);
    CHECK(row.children[1].runs[0].kind == Run::Kind::Live);
}

TEST_CASE("blocks know their lines") {
    const auto blocks = parse("para\n\n## Head\n\n```python run id=a\nx\n```\n\n```\n```\n");

    REQUIRE(blocks.size() == 4);
    CHECK(blocks[0].line == 1);
    CHECK(blocks[1].line == 3);
    CHECK(blocks[2].line == 5);
    CHECK(blocks[2].info == "python run id=a");
    CHECK(blocks[2].code == "x\n");
}

TEST_CASE("a conditional holds both of its sides") {
    const auto blocks = parse(
        "<!-- if py >= (3, 14) -->\nNew.\n\n- also\n<!-- else -->\nOld.\n<!-- end -->\nAfter.\n");

    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == Kind::Conditional);
    CHECK(blocks[0].info == "py >= (3, 14)");
    REQUIRE(blocks[0].children.size() == 4);
    CHECK(blocks[0].children[1].kind == Kind::List);
    CHECK(blocks[0].children[2].info == "else");
    CHECK(plain_text(blocks[1].runs) == "After.");
}

TEST_CASE("details hold what is between their tags") {
    const auto blocks = parse(
        "<details><summary>Solutions</summary>\n\n```python\nx = 1\n```\n\n</details>\n\nAfter.\n");

    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == Kind::Details);
    CHECK(blocks[0].info == "Solutions");
    REQUIRE(blocks[0].children.size() == 1);
    CHECK(blocks[0].children[0].code == "x = 1\n");
}

TEST_CASE("a conditional that never ends is told, and what it holds is kept") {
    std::vector<Mistake> mistakes;
    const auto blocks = parse_markdown("\n<!-- if py > (3, 1) -->\ntext\n", 10, "x.md", mistakes);

    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].message() == "x.md:11: an `if` that never ends, expected `<!-- end -->`");
    CHECK(blocks.size() == 1);
}
