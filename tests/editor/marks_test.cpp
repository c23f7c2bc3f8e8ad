// Lines of the text and lines of the recording; diagnostics and the edits around them.
#include <doctest/doctest.h>

#include "tests/editor/vocabulary.h"

using namespace viv::editor;

namespace {

// "1 2! - 3": recorded lines; `!` where they were changed since, `-` for new ones.
std::string origins(const Document& document) {
    std::string text;
    for (std::size_t n = 0; n < document.buffer().line_count(); ++n) {
        const Origin origin = document.origin(n);
        if (n > 0) text += ' ';
        text += origin.line == 0 ? "-" : std::to_string(origin.line);
        if (origin.is_changed) text += '!';
    }
    return text;
}

Document recorded(const std::string& start) {
    Document it = document(start);
    it.mark_recorded(it.text());
    return it;
}

std::string diagnostic_lines(const Document& document) {
    std::string text;
    for (const Diagnostic& d : document.diagnostics()) text += std::to_string(d.line) + " ";
    return text;
}

}  // namespace

TEST_CASE("without a recording no line has an origin") {
    CHECK(origins(document("a\nb")) == "- -");
    CHECK_FALSE(document("a").is_as_recorded());
}

TEST_CASE("a changed line is told from those around it, and taking the change back heals it") {
    Document it = recorded("a\nb|\nc");
    CHECK(origins(it) == "1 2 3");
    CHECK(it.is_as_recorded());

    it.apply(TypeText{"x"});
    CHECK(origins(it) == "1 2! 3");
    CHECK(it.recorded_line(1) == 0);
    CHECK(it.recorded_line(2) == 3);
    it.apply(Erase{});

    CHECK(origins(it) == "1 2 3");
    CHECK(it.is_as_recorded());
}

TEST_CASE("new lines have no origin and push the others down") {
    Document it = recorded("a|\nb\nc");

    it.apply(PasteText{"\nnew\nnewer"});
    CHECK(origins(it) == "1 - - 2 3");
    it.apply(Undo{});
    CHECK(origins(it) == "1 2 3");

    Document first = recorded("|a\nb");
    first.apply(NewLine{});
    CHECK(origins(first) == "- 1 2");
}

TEST_CASE("deleted lines come back with undo") {
    Document it = recorded("a\n^b\nc\n|d");

    it.apply(Erase{});
    CHECK(origins(it) == "1 4");
    CHECK_FALSE(it.is_as_recorded());
    it.apply(Undo{});

    CHECK(origins(it) == "1 2 3 4");
}

TEST_CASE("a recording made from another text marks the lines they share") {
    Document it = document("a\nX\nb\nc\nY");

    it.mark_recorded("a\nb\nq\nc");
    CHECK(origins(it) == "1 - 2 4 -");
    it.mark_recorded("k\nl\nm\nc");

    CHECK(origins(it) == "- - - - -");
}

TEST_CASE("another program's lines are not taken for recorded ones, even where they are alike") {
    Document it = recorded("a = 1\n\nb = 2\nprint(a)\n");

    it.set_text("x = 1\n\ny = 2\nz = 3\nprint(a)\n");
    CHECK(origins(it) == "- - - - - -");
    CHECK_FALSE(it.is_recorded_program());
    it.set_text("a = 1\n\nb = 3\nprint(a)\n");

    CHECK(origins(it) == "1 2 3! 4 5");
    CHECK(it.is_recorded_program());
    CHECK_FALSE(it.is_as_recorded());
}

TEST_CASE("a diagnostic moves with its line") {
    Document it = document("|a\nb\nc");
    it.set_diagnostics({{2, 1, 2, "wrong", true}});

    it.apply(NewLine{});
    CHECK(diagnostic_lines(it) == "3 ");
    it.apply(Undo{});
    CHECK(diagnostic_lines(it) == "2 ");
    it.apply(PlaceCaret{{1, 0}});
    it.apply(NewLine{});
    CHECK(diagnostic_lines(it) == "3 ");
    it.apply(MoveCaret{Move::TextEnd});
    it.apply(TypeText{"x"});

    CHECK(diagnostic_lines(it) == "3 ");
}

TEST_CASE("a diagnostic goes when its line is edited, joined or deleted") {
    const auto with_error = [](const std::string& start) {
        Document it = document(start);
        it.set_diagnostics({{2, 1, 2, "wrong", true}});
        return it;
    };
    Document typed = with_error("a\nb|\nc");
    typed.apply(TypeText{"x"});
    CHECK(typed.diagnostics().empty());

    Document joined = with_error("a|\nb\nc");
    joined.apply(Erase{Direction::Forward});
    CHECK(joined.diagnostics().empty());

    Document deleted = with_error("^a\nb\n|c");
    deleted.apply(Erase{});
    CHECK(deleted.diagnostics().empty());
}

TEST_CASE("diagnostics of lines that don't exist are not kept") {
    Document it = document("a");

    it.set_diagnostics(
        {{0, 0, 0, "nowhere", true}, {5, 1, 1, "beyond", true}, {1, 1, 1, "", true}});

    CHECK(it.diagnostics().size() == 1);
}

TEST_CASE("ten thousand lines take an edit in the middle without reading them all") {
    Document it;
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += "value_" + std::to_string(i) + " = [1, 2, 3]\n";
    it.set_text(text);
    it.mark_recorded(text);
    it.apply(PlaceCaret{{5000, 0}});

    for (int i = 0; i < 300; ++i) it.apply(TypeText{"x"});

    CHECK(it.origin(4999) == Origin{5000, false});
    CHECK(it.origin(5000) == Origin{5001, true});
    CHECK(it.origin(9999) == Origin{10'000, false});
    CHECK(it.tokens(5001).size() == 9);
}
