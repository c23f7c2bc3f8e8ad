// The worked example of bindings/wire/FORMAT.md is what the writer writes. VIV_UPDATE_GOLDEN=1
// writes it into the page.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>

#include "bindings/base/file.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/log_writer.h"

namespace viv::wire {
namespace {

std::string example_bytes() {
    LogWriter log(LogWriter::kMinimumSize);
    log.header({kFormat, "0.1.0", "3.11.2", "x.py", "x = []\n", StepGrain::Line});
    log.seal();
    const TypeId list = log.type({"list", 0x7f10, "PyListObject", false, false});
    log.born({ObjectId{1}, 0x7f2a40, list, {}, false, false});
    const CodeId code = log.code({"<module>", "<module>", 1, false, {}, {}, {}});
    const PlaceId place = log.place({code, 8, 1, 1, 0, 6, "", 0, ""});
    FrameState frame{FrameId{1}, {}, ThreadId{1}, code, place, {}, {}, {}, {}, {}};
    frame.variables = {{PlaceKind::Named, Payment::Owned, log.text("x"), ObjectId{1}}};
    frame.kinds = {VariableKind::Name};
    frame.cells = {ObjectId{}};
    log.frame(frame);
    Body body;
    body.kind = ObjectKind::List;
    body.size_bytes = 56;
    body.is_tracked = true;
    log.body(ObjectId{1}, body);
    log.count(ObjectId{1}, 1);
    REQUIRE(log.step({StepEvent::Return, ThreadId{1}, FrameId{1}, place}));
    log.end({});
    return std::string(log.bytes());
}

const char* name_of(Record kind) {
    switch (kind) {
        case Record::Header:
            return "Header";
        case Record::Layout:
            return "Layout";
        case Record::Text:
            return "Text";
        case Record::Type:
            return "Type";
        case Record::Code:
            return "Code";
        case Record::Place:
            return "Place";
        case Record::Born:
            return "Born";
        case Record::Count:
            return "Count";
        case Record::Body:
            return "Body";
        case Record::Died:
            return "Died";
        case Record::Frame:
            return "Frame";
        case Record::Thread:
            return "Thread";
        case Record::Output:
            return "Output";
        case Record::Fresh:
            return "Fresh";
        case Record::Counts:
            return "Counts";
        case Record::Deaths:
            return "Deaths";
        case Record::Lost:
            return "Lost";
        case Record::Residue:
            return "Residue";
        case Record::Set:
            return "Set";
        case Record::Stack:
            return "Stack";
        case Record::Note:
            return "Note";
        case Record::Collection:
            return "Collection";
        case Record::Generation:
            return "Generation";
        case Record::Seal:
            return "Seal";
        case Record::Step:
            return "Step";
        case Record::End:
            return "End";
    }
    return "?";
}

std::string hex_lines(std::uint64_t offset, const char* name, std::string_view bytes) {
    std::string lines;
    for (std::size_t at = 0; at < bytes.size(); at += 24) {
        std::string hex;
        for (const char byte : bytes.substr(at, 24)) {
            hex += fmt::format(" {:02x}", static_cast<unsigned char>(byte));
        }
        lines += fmt::format("{:>5}  {:<9}{}\n", offset + at, at == 0 ? name : "", hex);
    }
    return lines;
}

std::string example_text() {
    const std::string bytes = example_bytes();
    std::string text = hex_lines(0, "preamble", std::string_view(bytes).substr(0, kPreambleSize));
    for (std::size_t at = kPreambleSize; at < bytes.size();) {
        Decoder in(std::string_view(bytes).substr(at));
        const auto kind = static_cast<Record>(in.byte());
        const std::uint64_t payload = in.number();
        const std::size_t size = bytes.size() - at - in.left() + payload;
        text += hex_lines(at, name_of(kind), std::string_view(bytes).substr(at, size));
        at += size;
    }
    return text;
}

}  // namespace

TEST_CASE("the format's worked example is what the writer writes") {
    const std::string path = std::string(VIVARIUM_SOURCE_DIR) + "/bindings/wire/FORMAT.md";
    const auto page = read_file(path);
    REQUIRE(page.ok());
    const std::string fence = "```\n";
    const std::size_t begin = page->find(fence) + fence.size();
    const std::size_t end = page->find(fence, begin);
    REQUIRE(end != std::string::npos);

    const std::string expected = example_text();
    if (std::getenv("VIV_UPDATE_GOLDEN") != nullptr) {
        REQUIRE(write_file(path, page->substr(0, begin) + expected + page->substr(end)).ok());
        return;
    }
    CHECK(page->substr(begin, end - begin) == expected);
}

}  // namespace viv::wire
