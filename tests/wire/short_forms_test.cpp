// What the recorder tells in short (ints, items, bytes of a struct, entries of a stack) reads as
// what is told in full.
#include <doctest/doctest.h>

#include <cstring>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::wire {
namespace {

constexpr std::uint64_t kIntType = 0x10, kListType = 0x20;

template <class Number>
void append(std::string& bytes, Number number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes.append(raw, sizeof number);
}

// An int as a decoder would tell it: count, type, tag, digits.
Body int_body(TextId name, std::uint64_t address, const PlainInt& number) {
    Body body;
    body.kind = ObjectKind::Int;
    body.value.kind = Value::Kind::Int;
    body.value.integer = number.value;
    std::string bytes;
    append(bytes, std::uint64_t{0});
    append(bytes, kIntType);
    append(bytes, number.tag);
    auto left = static_cast<std::uint64_t>(number.value < 0 ? -number.value : number.value);
    for (; left != 0; left >>= 30) append(bytes, static_cast<std::uint32_t>(left & 0x3fffffff));
    body.size_bytes = bytes.size();
    body.blocks.push_back({name, address, bytes.size(), bytes});
    return body;
}

Body list_body(TextId name, std::uint64_t address, const std::vector<ObjectId>& items, char mark) {
    Body body;
    body.kind = ObjectKind::List;
    body.length = items.size();
    body.size_bytes = 40 + 8 * items.size();
    for (const ObjectId item : items) {
        body.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, item});
    }
    std::string bytes;
    append(bytes, std::uint64_t{0});
    append(bytes, kListType);
    bytes.append(24, mark);
    body.blocks.push_back({name, address, bytes.size(), bytes});
    return body;
}

void check_same(const Body& told, const Body& read) {
    CHECK(read.kind == told.kind);
    CHECK(read.size_bytes == told.size_bytes);
    CHECK(read.length == told.length);
    CHECK(read.is_immortal == told.is_immortal);
    CHECK(read.slots == told.slots);
    REQUIRE(read.blocks.size() == told.blocks.size());
    for (std::size_t i = 0; i < read.blocks.size(); ++i) {
        CHECK(read.blocks[i].address == told.blocks[i].address);
        CHECK(read.blocks[i].size_bytes == told.blocks[i].size_bytes);
        // The count is put back into the struct when it is read.
        CHECK(read.blocks[i].bytes.substr(8) == told.blocks[i].bytes.substr(8));
    }
}

// Objects 2 to `last`, so that there is something to refer to.
void bear_others(LogWriter& log, TypeId type, std::uint32_t last) {
    for (std::uint32_t i = 2; i <= last; ++i) {
        log.born({ObjectId{i}, 0x10000 + 0x20 * std::uint64_t{i}, type, {}, false, false});
    }
}

void step(LogWriter& log) {
    REQUIRE(log.step({StepEvent::Line, ThreadId{1}, FrameId{}, PlaceId{}}));
}

Recording read(LogWriter& log) {
    log.end({});
    auto recording = Recording::from_bytes(log.bytes());
    REQUIRE(recording.ok());
    CHECK_FALSE(recording->damage().has_value());
    return std::move(*recording);
}

}  // namespace

TEST_CASE("an int that is told by its number reads as one that is told in full") {
    LogWriter log(std::size_t{1} << 20);
    const TypeId type = log.type({"int", kIntType, "", false, false});
    const TextId name = log.text("PyLongObject");
    // As 3.11 and as 3.13 tag them: the number of digits, or that above three bits; and the sign.
    const std::vector<PlainInt> numbers{{1, 1},
                                        {(1 << 30) - 1, 1},
                                        {1 << 30, 2},
                                        {-7, -1},
                                        {-(std::int64_t{1} << 59), -2},
                                        {5, 1 << 3},
                                        {-5, (1 << 3) | 2},
                                        {(std::int64_t{1} << 60) - 1, 2}};
    const auto address = [](std::size_t i) { return 0x1000 + 0x20 * std::uint64_t{i}; };
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const ObjectId id{static_cast<std::uint32_t>(i) + 1};
        log.born({id, address(i), type, {}, false, false});
        // The first is what the others are told against.
        CHECK(log.plain_int(id, numbers[i]) == (i > 0));
        if (i == 0) log.body(id, int_body(name, address(i), numbers[i]));
        log.count(id, 1);
        step(log);
    }

    const Recording recording = read(log);

    for (std::size_t i = 0; i < numbers.size(); ++i) {
        CAPTURE(numbers[i].value);
        const ObjectView object =
            recording.object(ObjectId{static_cast<std::uint32_t>(i) + 1}, recording.last_step());
        CHECK(object.body.value.text == std::to_string(numbers[i].value));
        check_same(int_body(name, address(i), numbers[i]), object.body);
    }
}

TEST_CASE("a number that fits no template is refused") {
    Encoder number;
    number.signed_number(7);
    Sections sections{"", "", "", ""};
    Decoder of_nothing(number.bytes());
    CHECK_FALSE(apply_number(of_nothing, sections));
    sections = {"ab", "", ""};
    Decoder of_few(number.bytes());
    CHECK_FALSE(apply_number(of_few, sections));
    // A struct of the right size, but bytes behind the tag.
    Encoder block;
    block.number(1);
    block.number(0);
    block.number(28);
    block.fixed64(1);
    block.fixed32(3);
    Encoder head;
    for (const std::uint64_t one : {1, 0, 28, 0, 0, 0}) head.number(one);
    sections = {std::string(head.bytes()), "", "", std::string(block.bytes())};
    Sections whole = sections;
    Decoder fits(number.bytes());
    CHECK(apply_number(fits, whole));
    number.signed_number(2);
    number.byte(9);
    Decoder too_long(number.bytes());
    CHECK_FALSE(apply_number(too_long, sections));
}

TEST_CASE("items that come, go and change places read as the list told in full") {
    LogWriter log(std::size_t{1} << 20);
    const TypeId type = log.type({"list", kListType, "", false, false});
    const TextId name = log.text("PyListObject");
    constexpr std::uint64_t kAddress = 0x5000;
    log.born({ObjectId{1}, kAddress, type, {}, false, false});
    // Numbers of one, two and three bytes, so that places in the bytes are not those in the list.
    std::vector<ObjectId> items{ObjectId{2}, ObjectId{200}, ObjectId{20'000}, ObjectId{3}};
    std::vector<std::vector<ObjectId>> expected;
    log.body(ObjectId{1}, list_body(name, kAddress, items, 'a'));
    bear_others(log, type, 20'000);
    step(log);
    expected.push_back(items);

    struct Edit {
        std::size_t kept, removed;
        std::vector<ObjectId> inserted;
    };
    const std::vector<Edit> edits{{4, 0, {ObjectId{300}}},    {0, 1, {}},
                                  {1, 1, {ObjectId{17'000}}}, {2, 0, {ObjectId{9}, ObjectId{8}}},
                                  {0, 0, {ObjectId{5}}},      {3, 3, {}},
                                  {0, 3, {ObjectId{16'384}}}};
    char mark = 'b';
    for (const Edit& edit : edits) {
        const std::size_t before = items.size();
        const auto at = items.begin() + static_cast<std::ptrdiff_t>(edit.kept);
        const auto place = items.erase(at, at + static_cast<std::ptrdiff_t>(edit.removed));
        items.insert(place, edit.inserted.begin(), edit.inserted.end());
        Body body = list_body(name, kAddress, items, mark++);
        body.slots.clear();
        REQUIRE(log.items(ObjectId{1}, body, {edit.kept, edit.removed, edit.inserted, before}));
        step(log);
        expected.push_back(items);
    }

    const Recording recording = read(log);

    for (std::uint32_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        check_same(list_body(name, kAddress, expected[i], static_cast<char>('a' + i)),
                   recording.object(ObjectId{1}, StepId{i + 1}).body);
    }
}

TEST_CASE("bytes of a struct that change alone read as the object told in full") {
    LogWriter log(std::size_t{1} << 20);
    const TypeId type = log.type({"list_iterator", kListType, "", false, false});
    const TextId name = log.text("PyObject");
    constexpr std::uint64_t kAddress = 0x6000;
    log.born({ObjectId{1}, kAddress, type, {}, false, false});
    Body body = list_body(name, kAddress, {ObjectId{4}}, 'a');
    log.body(ObjectId{1}, body);
    bear_others(log, type, 4);
    CHECK_FALSE(log.struct_bytes(ObjectId{1}, body.blocks[0].bytes.substr(16)));  // it is new
    step(log);
    std::vector<std::string> told{body.blocks[0].bytes};
    int full = 0;
    for (int i = 0; i < 1000; ++i) {
        std::string& bytes = body.blocks[0].bytes;
        bytes[16 + static_cast<std::size_t>(i * 7 % 24)] = static_cast<char>(i);
        // Now and then it has to be told in full, so that a reader's way is never long.
        if (!log.struct_bytes(ObjectId{1}, std::string_view(bytes).substr(16))) {
            log.body(ObjectId{1}, body);
            ++full;
        }
        told.push_back(bytes);
        step(log);
    }
    CHECK(full > 0);

    const Recording recording = read(log);

    for (std::uint32_t i = 0; i < told.size(); ++i) {
        const Body at = recording.object(ObjectId{1}, StepId{i + 1}).body;
        REQUIRE(at.blocks.at(0).bytes.substr(8) == told[i].substr(8));
        REQUIRE(at.slots == body.slots);
    }
}

TEST_CASE("a value stack that is told by itself reads as the frame told in full") {
    LogWriter log(std::size_t{1} << 20);
    const TypeId type = log.type({"list", kListType, "", false, false});
    log.born({ObjectId{1}, 0x5000, type, {}, false, false});
    bear_others(log, type, 1001);
    const CodeId code = log.code({"f", "f", 1, true, {}, {}, ObjectId{}});
    FrameState frame;
    frame.id = FrameId{1};
    frame.thread = ThreadId{1};
    frame.code = code;
    frame.is_innermost = true;
    CHECK_FALSE(log.stack(frame.id, 0, 0, {}));  // nobody knows it yet
    frame.stack.emplace();
    log.frame(frame);
    const auto mark = [&] {
        REQUIRE(log.step({StepEvent::Line, ThreadId{1}, FrameId{1}, PlaceId{}}));
    };
    mark();
    std::vector<std::vector<Slot>> expected{*frame.stack};
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::size_t kept = i % 5 < frame.stack->size() ? i % 5 : frame.stack->size();
        const std::vector<ObjectId> pushed(i % 4, i % 3 == 0 ? ObjectId{} : ObjectId{i + 1});
        frame.stack->resize(kept);
        for (const ObjectId target : pushed) {
            frame.stack->push_back({PlaceKind::Item, Payment::Owned, TextId{}, target});
        }
        // What is told in full is held against what was told by itself before.
        const bool is_whole = i % 7 == 6 || !log.stack(frame.id, kept, 0, pushed);
        if (is_whole) log.frame(frame);
        mark();
        expected.push_back(*frame.stack);
    }

    const Recording recording = read(log);

    for (std::uint32_t i = 0; i < expected.size(); ++i) {
        REQUIRE(recording.frames(StepId{i + 1}).back().stack == expected[i]);
    }
}

}  // namespace viv::wire
