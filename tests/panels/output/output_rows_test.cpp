// Output by stream and step, wrapped; and the end of a run in words.
#include "app/panels/output/output_rows.h"

#include <doctest/doctest.h>

#include "bindings/wire/log_writer.h"

using namespace viv;
using namespace viv::panels::output;

namespace {

struct Written {
    std::string text;
    Stream stream = Stream::Stdout;
};

// A recording with one step for each entry, written before it; the last is written at the end.
wire::Recording recording(const std::vector<Written>& pieces) {
    wire::LogWriter writer;
    writer.header({});
    CodeInfo info;
    info.name = "<module>";
    CodePlace place;
    place.code = writer.code(info);
    place.line = 1;
    FrameState frame;
    frame.id = FrameId{1};
    frame.thread = ThreadId{1};
    frame.code = place.code;
    frame.place = writer.place(place);
    writer.frame(frame);
    writer.thread(ThreadId{1}, FrameId{1});
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!pieces[i].text.empty()) writer.output(pieces[i].stream, pieces[i].text);
        if (i + 1 == pieces.size()) break;
        REQUIRE(writer.step({StepEvent::Line, ThreadId{1}, FrameId{1}, frame.place}));
    }
    writer.end({});
    auto result = wire::Recording::from_bytes(writer.bytes());
    REQUIRE(result.ok());
    return std::move(*result);
}

// "out:a err:b" for each row, rows parted by `/`.
std::string rows_of(const OutputRows& rows) {
    std::string text;
    for (const Row& row : rows.rows()) {
        if (!text.empty()) text += " / ";
        for (const Span& span : rows.spans(row)) {
            text += span.stream == Stream::Stderr ? "err:" : "out:";
            text += rows.bytes().substr(span.begin, span.end - span.begin);
        }
    }
    return text;
}

OutputRows rows(const wire::Recording& source, std::size_t columns = 80) {
    OutputRows result;
    result.wrap(columns);
    result.update(source);
    return result;
}

}  // namespace

TEST_CASE("both streams stand in the order in which they were written") {
    const auto source = recording({{}, {"a"}, {"b\n", Stream::Stderr}, {"c\n"}, {}});

    CHECK(rows_of(rows(source)) == "out:aerr:b / out:c");
}

TEST_CASE("what is written at the cursor is known to the byte and to the row") {
    const auto source = recording({{}, {"a\nb"}, {"b\n"}, {"end\n"}});
    const OutputRows it = rows(source);

    CHECK(it.bytes_at(StepId{}) == 0);
    CHECK(it.bytes_at(StepId{1}) == 0);
    CHECK(it.bytes_at(StepId{2}) == 3);
    CHECK(it.rows_at(StepId{2}) == 2);
    // What came after the last step belongs to it.
    CHECK(it.bytes_at(StepId{3}) == it.bytes().size());
    CHECK(it.rows_at(StepId{3}) == 3);
}

TEST_CASE("long lines are wrapped by characters, blank lines stay, Windows' endings go") {
    CHECK(rows_of(rows(recording({{}, {"abcdef\n\nx\r\n"}, {}}), 4)) ==
          "out:abcd / out:ef /  / out:x");
    CHECK(rows_of(rows(recording({{}, {"äöüß\n"}, {}}), 3)) == "out:äöü / out:ß");
    CHECK(rows_of(rows(recording({{}, {"abcd\n"}, {}}), 4)) == "out:abcd");
}

TEST_CASE("output taken in byte by byte gives the same rows as taken in at once") {
    const auto source = recording({{}, {"ab"}, {"cd\ne", Stream::Stderr}, {"f"}, {"g\n\nh"}, {}});
    wire::Recording growing;
    OutputRows bit_by_bit;
    bit_by_bit.wrap(3);

    for (const char byte : source.bytes()) {
        growing.append({&byte, 1});
        bit_by_bit.update(growing);
    }

    CHECK(rows_of(bit_by_bit) == "out:aberr:c / err:d / err:eout:fout:g /  / out:h");
    CHECK(rows_of(bit_by_bit) == rows_of(rows(source, 3)));
    bit_by_bit.wrap(80);
    CHECK(rows_of(bit_by_bit) == "out:aberr:cd / err:eout:fout:g /  / out:h");
}

TEST_CASE("bytes that are no characters are asked for as the one that stands for them") {
    const auto source =
        recording({{}, {"\xed\xb3\xbf \xff\xff\xff\xff \xf7\xbf\xbf\xbf \xc3\n"}, {}});
    OutputRows it;
    it.update(source);
    std::vector<char32_t> asked;

    it.wrap(40, [&](char32_t letter) {
        asked.push_back(letter);
        return 1.0;
    });

    CHECK_FALSE(asked.empty());
    for (const char32_t letter : asked) {
        CHECK(letter <= 0x10FFFF);
        CHECK((letter < 0xD800 || letter > 0xDFFF));
    }
}

TEST_CASE("what was typed stands where the program had got to") {
    const auto source = recording({{}, {"name? Hello Ann\n"}, {"age? "}, {"done\n"}});
    OutputRows it;
    it.wrap(80);

    it.echo(6, "Ann\n");  // it has written its question, in no step yet
    it.echo(21, "7\n");   // and the second one, before anything was taken in
    it.update(source);

    CHECK(it.bytes() == "name? Ann\nHello Ann\nage? 7\ndone\n");
    CHECK(it.span_at(6).is_typed);
    CHECK_FALSE(it.span_at(5).is_typed);
    CHECK_FALSE(it.span_at(10).is_typed);
    CHECK(it.span_at(6).step == it.span_at(5).step);
}

TEST_CASE("what was typed and never answered is there at the end") {
    const auto source = recording({{}, {"? "}});
    OutputRows it;
    it.wrap(80);

    it.echo(5, "late\n");
    it.update(source);

    CHECK(it.bytes() == "? late\n");
}

TEST_CASE("a flood is taken in once and found by halves") {
    std::vector<Written> pieces(1);
    for (int i = 0; i < 5000; ++i) pieces.push_back({"line " + std::to_string(i) + "\n"});
    pieces.emplace_back();
    const auto source = recording(pieces);

    const OutputRows it = rows(source);

    CHECK(it.rows().size() == 5000);
    CHECK(it.rows_at(StepId{2501}) == 2500);
    CHECK(it.spans(it.rows()[4999]).size() == 1);
}

TEST_CASE("nothing written gives no rows") {
    CHECK(rows(recording({{}, {}})).rows().empty());
    CHECK(rows(recording({{}, {}})).rows_at(StepId{1}) == 0);
}

TEST_CASE("the end of a run is told in words") {
    RunEnd end;
    end.seconds = 0.0042;
    CHECK(end_words(end, 13).text == "Finished: 13 steps in 4 ms.");
    CHECK(end_words(end, 13).tone == EndTone::Good);

    end.status = RunStatus::Exception;
    end.message = "NameError: name 'x' is not defined";
    end.line = 3;
    CHECK(end_words(end, 2).text == "NameError: name 'x' is not defined (line 3)");
    CHECK(end_words(end, 2).tone == EndTone::Bad);

    end.is_syntax_error = true;
    end.message = "SyntaxError: '(' was never closed";
    end.column = 6;
    CHECK(end_words(end, 0).text == "SyntaxError: '(' was never closed (line 3, column 6)");

    end.status = RunStatus::Stopped;
    end.seconds = 2.25;
    CHECK(end_words(end, 1).text == "Stopped after 2.2 s: 1 step was recorded.");

    end.status = RunStatus::Crashed;
    end.signal = "SIGSEGV";
    CHECK(end_words(end, 1).text ==
          "The interpreter crashed with SIGSEGV while line 3 ran. What was recorded until then is "
          "here.");
    end.signal = "SIGKILL";
    end.message = "ended, because it wrote more into its scratch folder than it may";
    CHECK(end_words(end, 2).text ==
          "The run broke off: ended, because it wrote more into its scratch folder than it may. "
          "2 steps were recorded.");
    end.signal.clear();
    end.message = "the sandbox could not be set up, so the snippet did not run";
    CHECK(end_words(end, 0).text ==
          "The run broke off: the sandbox could not be set up, so the snippet did not run. "
          "0 steps were recorded.");

    end.status = RunStatus::Memory;
    end.line = 0;
    end.message = "the processes that the snippet started had more memory than their limit";
    CHECK(end_words(end, 2).text ==
          "Out of memory: the processes that the snippet started had more memory than their "
          "limit.");

    end.status = RunStatus::Exited;
    end.exit_code = 3;
    CHECK(end_words(end, 1).text == "The program ended itself with exit code 3, after 1 step.");
}

TEST_CASE("wide characters and tabs are wrapped by how wide they are drawn") {
    const auto wide = [](char32_t letter) { return letter == U'漢' ? 1.7 : 1.0; };
    OutputRows it;
    it.wrap(4, wide);
    it.update(recording({{}, {"漢漢漢\nä漢b\n"}, {}}));

    CHECK(rows_of(it) == "out:漢漢 / out:漢 / out:ä漢b");
    CHECK(rows_of(rows(recording({{}, {"a\tbc\n"}, {}}), 9)) == "out:a\tb / out:c");
}

TEST_CASE("a run that was cut off says so, and where a traceback stands the place alone is told") {
    RunEnd end;
    end.status = RunStatus::StepLimit;
    CHECK(end_words(end, 1'000'000).text ==
          "Cut off at 1,000,000 steps, the limit of a run: the program probably loops. The last "
          "step shown is not its end.");

    end.status = RunStatus::Exception;
    end.message = "EOFError: EOF when reading a line";
    end.line = 2;
    end.column = 3;
    CHECK(end_place_words(end) == "Ended by this exception, line 2.");
    CHECK(end_advice(end).find("the end of its input") != std::string::npos);

    end.is_syntax_error = true;
    end.message = "SyntaxError: invalid syntax";
    CHECK(end_place_words(end) == "Nothing ran: this is not valid Python, line 2, column 3.");
    CHECK(end_advice(end).empty());
}
