// Lessons held against real runs. A lie that is planted has to be found, at its line.
#include "app/lesson/checker.h"

#include <doctest/doctest.h>

#include "app/lesson/course.h"
#include "app/lesson/parse.h"
#include "bindings/base/file.h"
#include "tests/lesson/with_worker.h"

using namespace viv;
using namespace viv::lesson;

namespace {

const std::filesystem::path kFirstLesson =
    std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons/a01-mutable-defaults/lesson.md";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

std::vector<std::string> check(const std::string& text) {
    const ParsedLesson parsed = parse_lesson(text, "a/lesson.md");
    for (const Mistake& mistake : parsed.mistakes) FAIL_CHECK(mistake.message());
    const auto sitting = sitting_with_worker();
    std::vector<std::string> messages;
    const CheckReport report = check_lesson(*sitting, parsed.lesson, [](const std::string&) {});
    for (const Finding& finding : report.findings) messages.push_back(finding.message());
    CHECK(report.runs > 0);
    CHECK(report.checks > 0);
    return messages;
}

std::string lesson_of(const std::string& body) {
    return "---\nid: L\ntitle: T\ntrack: core\nminutes: 1\n---\n## Step 1 · One\n" + body;
}

std::string only(const std::vector<std::string>& messages) {
    for (const std::string& message : messages) INFO(message);
    REQUIRE(messages.size() == 1);
    return messages[0];
}

}  // namespace

TEST_CASE("the lessons that come with the program tell no lie") {
    const Course course = load_course(kFirstLesson.parent_path().parent_path());
    const auto sitting = sitting_with_worker();

    REQUIRE_FALSE(course.lessons.empty());
    for (const Lesson& lesson : course.lessons)
        for (const Finding& finding :
             check_lesson(*sitting, lesson, [](const std::string&) {}).findings)
            FAIL_CHECK(finding.message());
}

TEST_CASE("a planted lie about a count is found, with the count that is true") {
    const std::string text = replaced(*read_file(kFirstLesson), "refs(bucket) @inside == 3 ",
                                      "refs(bucket) @inside == 4 ");

    const std::string message = only(check(text));

    CHECK(message.ends_with("fact `refs(bucket) @inside == 4`, expected 4, got 3"));
}

TEST_CASE("a planted lie about an identity is found") {
    const std::string text =
        replaced(*read_file(kFirstLesson), "p is q                               #: G",
                 "p is not q                           #: G");

    CHECK(only(check(text)).ends_with("fact `p is not q`, expected True, got False"));
}

TEST_CASE("a quiz has exactly one right answer") {
    const std::string message = only(check(lesson_of(
        "```python run id=s\nx = [1]\n```\n"
        "```text quiz\nWhat?\n- a :: x == [1]\n- b :: len(x) == 1\n- c :: x == 2\n```\n")));

    CHECK(message ==
          "a/lesson.md:11: quiz `What?`, expected exactly one right answer, got 2: a; b");
}

TEST_CASE("points have to be reached, live values and predictions have to have a value") {
    const auto messages =
        check(lesson_of("```python run id=s\nx = [1]\nif not x:\n    y = 1  #(never)\n```\n"
                        "```text predict\nnowhere :: What?\n```\nIt is `=x[7]`.\n"));

    REQUIRE(messages.size() == 3);
    CHECK(messages[0] ==
          "a/lesson.md:11: point #(never), expected it to be reached, got line 3, "
          "where @never stands, was not run to its end");
    CHECK(messages[1] ==
          "a/lesson.md:14: prediction `nowhere`, expected a value, got NameError: "
          "name 'nowhere' is not defined");
    CHECK(
        messages[2].starts_with("a/lesson.md:16: live value `x[7]`, expected a value, got "
                                "IndexError"));
}

TEST_CASE("a snippet that raises is told, unless the lesson is about the exception") {
    const std::string snippet = "```python run id=s\nx = 1\nx.y\n```\n";

    const std::string message =
        only(check(lesson_of(snippet + "```python facts\nx == 1  #: G\n```\n")));

    CHECK(
        message.starts_with("a/lesson.md:10: snippet s, expected it to finish, got exception ("
                            "AttributeError"));
    CHECK(check(lesson_of(snippet + "```python facts\nerror == 'AttributeError'  #: G\n```\n"))
              .empty());
}

TEST_CASE("observation words agree with what Python itself says") {
    const std::string version = replaced(VIVARIUM_TEST_PYTHON, ".", ", ");
    CHECK(check(lesson_of("```python run id=s\ndef f(n):\n    a = [n]\n    b = [a, a]   #(made)\n"
                          "    return b\nkept = f(7)  #(kept)\ndel kept     #(gone)\nprint('x')\n"
                          "```\n```python facts\n"
                          "refs(a) @made == 3                      #: I\n"
                          "holders(a) @made == 3                   #: I\n"
                          "frames @made == ['<module>', 'f']       #: G\n"
                          "alive(kept) @kept                       #: I\n"
                          "not alive(kept) @gone                   #: I\n"
                          "id(kept[0]) @kept == id(a) @made        #: G\n"
                          "bytes_of(a, ob_size) @made == 1         #: I\n"
                          "out @gone == '' and out == 'x\\n'       #: G\n"
                          "error is None and py == (" +
                          version +
                          ")         #: V\n"
                          "n @made == 7                            #: G\n```\n"))
              .empty());
}

TEST_CASE("exercises: the starter fails, the solution passes, wrong answers are rejected") {
    const std::string begin =
        "```python run id=s\nx = 1\n```\n## Make\n"
        "```python exercise id=two\ndef two(): ...\n```\n"
        "```python check for=two\nassert two() == 2, 'not two'\nassert two() > 0\n```\n";
    const std::string good = "```python solution for=two\ndef two(): return 2\n```\n";
    const std::string wrong = "```python wrong for=two\ndef two(): return 3\n```\n";

    CHECK(check(lesson_of(begin + good + wrong)).empty());
    CHECK(only(check(lesson_of(begin + "```python solution for=two\ndef two(): return 4\n```\n" +
                               wrong)))
              .find("the solution, expected it to pass the check, got exception (AssertionError: "
                    "not two)") != std::string::npos);
    CHECK(only(check(lesson_of(begin + good + wrong +
                               "```python wrong for=two\ndef two(): return 2\n```\n")))
              .find("a wrong answer, expected the check to reject it, got it passes") !=
          std::string::npos);
    CHECK(only(check(lesson_of(begin + good + wrong + wrong)))
              .find("expected a message of its own") != std::string::npos);
}
