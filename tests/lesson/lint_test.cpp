// The rules of lessons that can be seen without a run.
#include <doctest/doctest.h>

#include "app/lesson/course.h"
#include "app/lesson/lint.h"
#include "app/lesson/parse.h"
#include "bindings/base/file.h"

using namespace viv;
using namespace viv::lesson;

namespace {

constexpr const char* kHead = "---\nid: L\ntitle: T\ntrack: core\nminutes: 1\n---\n";
// Lines 7 to 18; `%` is where the prose under test goes, behind the question.
constexpr const char* kBegin =
    "## Step 1 · One\n```python run id=s\nx = 1  #(a)\n```\n"
    "```text predict\nx :: What is x?\n```\n";
constexpr const char* kFacts = "```python facts\nx == 1  #: G\nx == 1  #: I\nx == 1  #: V\n```\n";

std::vector<std::string> lint(const std::string& text) {
    const ParsedLesson parsed = parse_lesson(text, "a/lesson.md");
    for (const Mistake& mistake : parsed.mistakes) FAIL_CHECK(mistake.message());
    std::vector<std::string> messages;
    for (const Mistake& mistake : lint_lesson(parsed.lesson, text))
        messages.push_back(mistake.message());
    return messages;
}

// What is wrong with that prose on line 14, in a lesson that is otherwise good.
std::string lint_prose(const std::string& prose) {
    const auto all = lint(std::string(kHead) + kBegin + prose + "\n\n" + kFacts);
    if (all.empty()) return "";
    CHECK(all.size() == 1);
    return all[0];
}

}  // namespace

TEST_CASE("a good lesson passes") {
    CHECK(lint_prose("It has `=x` of them.") == "");
}

TEST_CASE("a number next to a word that is measured has to be live or stated") {
    CHECK(lint_prose("It has 2 references.") ==
          "a/lesson.md:14: a typed number in `It has 2 references.`, expected a live value, or "
          "\\num{…} if the language says it");
    CHECK(lint_prose("It has \\num{2} references.") == "");
    CHECK(lint_prose("It has `=x` references.") == "");
    CHECK(lint_prose("In 1991 it began.") == "");
}

TEST_CASE("an answer before the question is told") {
    const auto all = lint(std::string(kHead) +
                          "## Step 1 · One\n```python run id=s\nx = 1\n```\nIt is `=x`.\n"
                          "```text predict\nx :: What?\n```\n" +
                          kFacts);

    REQUIRE(all.size() == 1);
    CHECK(all[0] ==
          "a/lesson.md:11: a live value before the step's first question, expected the "
          "question first: who reads the answer doesn't predict");
}

TEST_CASE("a step asks something, a snippet has a fact, a lesson has three") {
    const auto all = lint(std::string(kHead) + "## Step 1 · One\n```python run id=s\nx = 1\n```\n");

    REQUIRE(all.size() == 3);
    CHECK(all[0] == "a/lesson.md:1: a lesson with 0 facts, expected at least three");
    CHECK(all[1] == "a/lesson.md:7: a step that asks nothing, expected a quiz or a predict block");
    CHECK(all[2] == "a/lesson.md:8: a snippet without a fact, expected `python facts` in its step");
}

TEST_CASE("what CPython decides is no guarantee of the language") {
    const auto all =
        lint(std::string(kHead) + kBegin + kFacts + "```python facts\nrefs(x) == 1  #: G\n```\n");

    REQUIRE(all.size() == 1);
    CHECK(all[0] ==
          "a/lesson.md:20: a fact of kind G with `refs`, expected kind I: CPython decides it");
}

TEST_CASE("expressions only look") {
    const auto all = lint(std::string(kHead) + kBegin + "Now `=print(x)`.\n" + kFacts);

    REQUIRE(all.size() == 1);
    CHECK(all[0] ==
          "a/lesson.md:7: `print(x)` does something, expected an expression that only looks");
}

TEST_CASE("lines are short and hold one sentence") {
    CHECK(lint_prose("One. Two.") ==
          "a/lesson.md:14: two sentences in one line, expected a line "
          "for each, so that changes read well");
    CHECK(lint_prose(std::string(89, 'x')) ==
          "a/lesson.md:14: a line of 89 characters, expected at most 88");
    CHECK(lint_prose("A link to [this](nowhere.png).") ==
          "a/lesson.md:14: a link to nowhere.png, which isn't there, expected a file beside the "
          "lesson, or a web address");
}

TEST_CASE("the lessons that come with the program keep the rules") {
    const Course course = load_course(std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons");

    REQUIRE_FALSE(course.lessons.empty());
    for (const Lesson& lesson : course.lessons)
        for (const Mistake& mistake : lint_lesson(lesson, *read_file(lesson.file)))
            FAIL_CHECK(mistake.message());
}
