// Broken lessons: each mistake says where it is and what should be there.
#include <doctest/doctest.h>

#include "app/lesson/parse.h"

using namespace viv::lesson;

namespace {

constexpr const char* kHead = "---\nid: L\ntitle: T\ntrack: core\nminutes: 1\n---\n";
constexpr const char* kStep = "## Step 1 · One\n```python run id=s\nx = 1  #(a)\n```\n";

// All that is wrong with a lesson of that text behind a good front matter (6 lines).
std::vector<std::string> mistakes_in(const std::string& body) {
    std::vector<std::string> messages;
    for (const Mistake& mistake : parse_lesson(kHead + body, "a/lesson.md").mistakes)
        messages.push_back(mistake.message());
    return messages;
}

void check_one(const std::string& body, const std::string& message) {
    const std::vector<std::string> all = mistakes_in(body);
    REQUIRE(all.size() == 1);
    CHECK(all[0] == message);
}

// The same behind a good first step, which ends on line 10.
void check_in_step(const std::string& body, const std::string& message) {
    check_one(kStep + body, message);
}

}  // namespace

TEST_CASE("a good lesson has no mistakes") {
    CHECK(mistakes_in(kStep).empty());
}

TEST_CASE("front matter is asked for") {
    const auto mistakes = parse_lesson("# Hello\n\n## Step 1 · One\n", "a/lesson.md").mistakes;

    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].message() ==
          "a/lesson.md:1: no front matter, expected `---` on the first line");
}

TEST_CASE("front matter tells its unknown and missing keys") {
    const auto mistakes =
        parse_lesson("---\nid: L\ntitle: T\ntrack: c\nminuts: 1\n---\n## Step 1 · One\n",
                     "a/lesson.md")
            .mistakes;

    REQUIRE(mistakes.size() == 2);
    CHECK(mistakes[0].message() ==
          "a/lesson.md:5: unknown key `minuts`, expected id, title, "
          "track, minutes, needs, asked or min_python");
    CHECK(mistakes[1].message() ==
          "a/lesson.md:6: front matter without `minutes`, expected `minutes: …`");
}

TEST_CASE("steps count from one and have a title") {
    check_one("## Step 2 · Late\n",
              "a/lesson.md:7: heading `Step 2 · Late`, expected `## Step 1 · Title`, Modify, Make, "
              "Say it in an interview or Remember");
    check_one("Only prose.\n",
              "a/lesson.md:1: a lesson without steps, expected "
              "`## Step 1 · Title`");
}

TEST_CASE("a block of unknown role names the roles there are") {
    check_in_step("```python rnu\nx\n```\n",
                  "a/lesson.md:11: a block of unknown role `python rnu`, expected `python` run, "
                  "facts, exercise, check, solution or wrong; `text` quiz, predict or watch");
}

TEST_CASE("points have to be in the snippet, once, on lines that run") {
    check_in_step("Now `=refs(x) @b`.\n",
                  "a/lesson.md:11: point @b is not in the snippet, expected #(a)");
    check_in_step("```text watch\ngraph: it @c\n```\n",
                  "a/lesson.md:12: point @c is not in the snippet, expected #(a)");
    check_one("## Step 1 · One\n```python run id=s\nx = 1  #(a)\ny = 1  #(a)\n```\n",
              "a/lesson.md:10: two points #(a), expected each name once in a snippet");
    check_one("## Step 1 · One\n```python run id=s\nx = 1\n# no  #(a)\n```\n",
              "a/lesson.md:10: point #(a) on a line that never runs, expected a line with a "
              "statement");
}

TEST_CASE("what is asked of a run needs a snippet before it") {
    check_one("## Step 1 · One\nNow `=x`.\n",
              "a/lesson.md:8: `x` before any snippet, expected a `python run` block before it");
}

TEST_CASE("quizzes need a question and two options that can be read") {
    check_in_step("```text quiz\nWhat?\n- one :: x == 1\n```\n",
                  "a/lesson.md:11: a quiz with fewer than two options, expected "
                  "`- text :: expression`");
    check_in_step("```text quiz\nWhat?\n- one :: x == 1\n- two\n```\n",
                  "a/lesson.md:14: a quiz option that can't be read, expected "
                  "`- text :: expression` or `- text :: expression :: feedback`");
}

TEST_CASE("facts need a kind, and what is only observed is no fact") {
    const auto all = mistakes_in(std::string(kStep) +
                                 "```python facts\nx == 1\nx == 1  #: O luck\nx  #: Q\n```\n");

    REQUIRE(all.size() == 4);
    CHECK(all[0] == "a/lesson.md:11: a facts block without facts");
    CHECK(all[1] == "a/lesson.md:12: a fact without its kind, expected `expression  #: G`, I or V");
    CHECK(all[2] ==
          "a/lesson.md:13: a fact of kind O, expected it in a watch block: what is only "
          "observed is never asserted");
    CHECK(all[3] == "a/lesson.md:14: a fact of unknown kind, expected G, I or V after `#:`");
}

TEST_CASE("an exercise needs all of its parts") {
    const auto all = mistakes_in(std::string(kStep) + "## Make\n```python exercise id=e\nx\n```\n");

    REQUIRE(all.size() == 3);
    CHECK(all[0] == "a/lesson.md:12: exercise `e` has no check, expected `python check for=…`");
}

TEST_CASE("conditions of another form are told") {
    check_in_step("<!-- if gil -->\nText.\n<!-- end -->\n",
                  "a/lesson.md:11: condition `gil`, expected `py`, a comparison and a version: "
                  "`py >= (3, 14)`");
}
