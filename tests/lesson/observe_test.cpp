// The words of observation, answered from recordings made by hand.
#include <doctest/doctest.h>

#include "app/lesson/observe.h"
#include "tests/lesson/made_recording.h"

using namespace viv;
using namespace viv::lesson;

namespace {

session::Part part(const std::string& word, const std::string& argument = "") {
    session::Part made;
    made.word = word;
    made.argument = argument;
    return made;
}

session::Answer at_address(std::uint64_t address) {
    session::Answer answer;
    answer.address = address;
    return answer;
}

}  // namespace

TEST_CASE("refs is the recorded count of the object at that address, at that step") {
    MadeRecording made;
    const ObjectId list = made.born(0x1000, 1);
    made.line(1, 1, {{"a", list}});
    made.log().count(list, 2);
    made.line(1, 2, {{"a", list}, {"b", list}});
    const wire::Recording recording = made.finish();
    const session::Answer answer = at_address(0x1000);

    CHECK(*observe(recording, part("refs", "a"), StepId{1}, &answer) == "1");
    CHECK(*observe(recording, part("refs", "a"), StepId{2}, &answer) == "2");
    CHECK(*observe(recording, part("refs", "a"), StepId{}, &answer) == "2");
    CHECK(*observe(recording, part("id", "a"), StepId{1}, &answer) == "4096");
}

TEST_CASE("an object that the run doesn't hold is told, not guessed") {
    MadeRecording made;
    made.line(1, 1);
    const wire::Recording recording = made.finish();
    const session::Answer answer = at_address(0x2000);

    const auto refs = observe(recording, part("refs", "object()"), StepId{1}, &answer);

    REQUIRE_FALSE(refs.ok());
    CHECK(refs.error().what == "refs(object()): the run holds no such object at step 1");
}

TEST_CASE("out is what was printed up to the step, and all of it at the end") {
    MadeRecording made;
    made.line(1, 1);
    made.log().output(Stream::Stdout, "it's\n");
    made.log().output(Stream::Stderr, "no\n");
    made.line(1, 2);
    made.log().output(Stream::Stdout, "end");
    const wire::Recording recording = made.finish();

    CHECK(*observe(recording, part("out"), StepId{1}, nullptr) == "''");
    CHECK(*observe(recording, part("out"), StepId{2}, nullptr) == "'it\\'s\\n'");
    CHECK(*observe(recording, part("out"), StepId{}, nullptr) == "'it\\'s\\nend'");
}

TEST_CASE("error is the name of the exception that ended the run, or None") {
    MadeRecording raised;
    raised.line(1, 1);
    MadeRecording fine;
    fine.line(1, 1);

    const auto name = observe(raised.finish(RunStatus::Exception, "NameError: name 'x' is not"),
                              part("error"), {}, nullptr);
    const auto none = observe(fine.finish(), part("error"), {}, nullptr);

    CHECK(*name == "'NameError'");
    CHECK(*none == "None");
}

TEST_CASE("frames names the functions, outermost first") {
    MadeRecording made;
    made.line(1, 1);
    made.step(StepEvent::Call, 2, 1);
    const wire::Recording recording = made.finish();

    CHECK(*observe(recording, part("frames"), StepId{1}, nullptr) == "['<module>']");
    CHECK(*observe(recording, part("frames"), StepId{2}, nullptr) == "['<module>', 'f']");
}

TEST_CASE("alive follows the object that a name last stood for") {
    MadeRecording made;
    const ObjectId list = made.born(0x1000, 1);
    made.line(1, 1, {{"a", list}});
    made.log().died(list);
    made.line(1, 2);
    const wire::Recording recording = made.finish();

    CHECK(*observe(recording, part("alive", "a"), StepId{1}, nullptr) == "True");
    CHECK(*observe(recording, part("alive", "a"), StepId{2}, nullptr) == "False");
    CHECK_FALSE(observe(recording, part("alive", "b"), StepId{2}, nullptr).ok());
}

TEST_CASE("py is the version of the Python that ran") {
    MadeRecording made;
    made.line(1, 1);

    CHECK(*observe(made.finish(), part("py"), {}, nullptr) == "(3, 11)");
}

TEST_CASE("Python at a point is its literal; what can't be written down is told") {
    MadeRecording made;
    made.line(1, 1);
    const wire::Recording recording = made.finish();
    session::Answer list;
    list.text = list.literal = "[1, 2]";
    session::Answer function;
    function.text = "<function f at 0x1>";

    CHECK(*observe(recording, part("", "p"), StepId{1}, &list) == "[1, 2]");
    CHECK(observe(recording, part("", "f"), StepId{1}, &function).error().what ==
          "`f` is <function f at 0x1>, which can't be carried from one moment to another");
}

TEST_CASE("a word that isn't there yet is told with those that are") {
    MadeRecording made;
    made.line(1, 1);

    const auto ops = observe(made.finish(), part("ops", "f"), StepId{1}, nullptr);

    CHECK(ops.error().message() ==
          "`ops` is not supported yet; use refs, id, out, error, frames, alive, holders, "
          "bytes_of or py");
}

TEST_CASE("text becomes a literal that Python reads back as the same text") {
    CHECK(python_string("a'b\\c\n\t\x01") == "'a\\'b\\\\c\\n\\t\\x01'");
    CHECK(python_string("naïve") == "'naïve'");
    CHECK(python_string("\xff") == "'\xEF\xBF\xBD'");
}
