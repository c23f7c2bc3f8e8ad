// The buffer's one mutator, and UTF-8 at its edges.
#include <doctest/doctest.h>

#include "app/editor/text.h"
#include "app/editor/utf8.h"
#include "tests/editor/vocabulary.h"

using namespace viv::editor;

TEST_CASE("an edit across lines joins what stood before it and after it") {
    TextBuffer buffer;
    buffer.edit(buffer.all(), "one\ntwo\nthree");

    const Edit edit = buffer.edit({{0, 1}, {2, 2}}, "X\nY");

    CHECK(buffer.text() == "oX\nYree");
    CHECK(edit.removed == "ne\ntwo\nth");
    CHECK(edit.inserted == "X\nY");
}

TEST_CASE("an edit may add lines, drop lines, and leave a last empty line") {
    TextBuffer buffer;

    buffer.edit(buffer.all(), "a\nb\n");
    CHECK(buffer.line_count() == 3);
    buffer.edit({{1, 0}, {2, 0}}, "");
    CHECK(buffer.text() == "a\n");
    buffer.edit({{0, 1}, {0, 1}}, "\n\n\n");

    CHECK(buffer.text() == "a\n\n\n\n");
    CHECK(buffer.line_count() == 5);
}

TEST_CASE("invalid UTF-8 is replaced and line endings are made one kind") {
    TextBuffer buffer;

    buffer.edit(buffer.all(),
                "a\xFF"
                "b\xC3\r\nc\xED\xA0\x80\rd");

    CHECK(buffer.line_count() == 3);
    CHECK(buffer.line(0) ==
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD");
    CHECK(buffer.line(2) == "d");
}

TEST_CASE("no bytes whatever make the buffer fail") {
    std::uint32_t seed = 7;
    for (int round = 0; round < 300; ++round) {
        std::string bytes;
        for (int i = 0; i < 60; ++i) {
            seed = seed * 1664525u + 1013904223u;
            bytes += static_cast<char>(seed >> 24);
        }

        Document it;
        it.set_text(bytes);
        for (std::size_t n = 0; n < it.buffer().line_count(); ++n) static_cast<void>(it.tokens(n));

        CHECK(sanitized(it.text()) == it.text());
    }
}

TEST_CASE("a position inside a character is moved to its start, one outside to the text's end") {
    TextBuffer buffer;
    buffer.edit(buffer.all(), "aä🐍b");

    CHECK(buffer.clamp({0, 2}) == Position{0, 1});
    CHECK(buffer.clamp({0, 5}) == Position{0, 3});
    CHECK(buffer.clamp({0, 99}) == Position{0, 8});
    CHECK(buffer.clamp({9, 0}) == Position{0, 8});
}

TEST_CASE("columns count codepoints") {
    const std::string line = "aä🐍b";

    CHECK(column_of_byte(line, 7) == 3);
    CHECK(byte_of_column(line, 3) == 7);
    CHECK(byte_of_column(line, 9) == line.size());
    CHECK(previous_codepoint(line, 7) == 3);
    CHECK(next_codepoint(line, 3) == 7);
}

TEST_CASE("the caret steps over whole characters and erases whole ones") {
    CHECK(after("ä|🐍x", MoveCaret{Move::Right}) == "ä🐍|x");
    CHECK(after("ä🐍|x", MoveCaret{Move::Left}) == "ä|🐍x");
    CHECK(after("ä🐍|x", Erase{}) == "ä|x");
    CHECK(after("ä|🐍x", Erase{Direction::Forward}) == "ä|x");
}
