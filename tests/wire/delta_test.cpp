// Deltas, codec and messages: what goes in comes out, and nonsense is refused.
#include <doctest/doctest.h>

#include <random>

#include "bindings/wire/codec.h"
#include "bindings/wire/delta.h"
#include "bindings/wire/messages.h"

namespace viv::wire {
namespace {

Packed packed(const Sections& sections) {
    Packed result;
    for (const std::string& section : sections) {
        result.out().raw(section);
        result.end_section();
    }
    return result;
}

// As the writer does it: splices where it can, all of it where it can't; empty: nothing to tell.
std::string encode_delta(const Sections& before, const Sections& after) {
    const Packed from = packed(before), to = packed(after);
    Encoder out;
    if (can_splice(from, to)) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
        return encode_splices(from, to, out) ? out.take() : std::string();
    }
    out.byte(static_cast<std::uint8_t>(DeltaForm::Whole));
    encode_sections(to, out);
    return out.take();
}

}  // namespace

TEST_CASE("applying the delta of two states to the first gives the second") {
    std::mt19937 random(7);
    const auto section = [&] {
        std::string text(random() % 20, 'a');
        for (char& c : text) c = static_cast<char>('a' + random() % 3);
        return text;
    };
    Sections now;
    for (int i = 0; i < 5000; ++i) {
        Sections next = now;
        if (random() % 10 == 0) next.assign(random() % 5, "");
        for (std::string& one : next) {
            if (random() % 2 == 0) one = section();
        }
        const std::string delta = encode_delta(now, next);
        REQUIRE(delta.empty() == (now == next));
        if (!delta.empty()) REQUIRE(apply_delta(delta, now));
        REQUIRE(now == next);
    }
}

TEST_CASE("what is the same between two changes isn't told again, also where it has moved") {
    std::mt19937 random(5);
    const auto noise = [&](std::size_t size) {
        std::string bytes(size, '\0');
        for (char& c : bytes) c = static_cast<char>(random());
        return bytes;
    };
    for (int i = 0; i < 2000; ++i) {
        // A counter at the front that gets longer or shorter, a pointer far behind, a longer end.
        const std::string middle = noise(40 + random() % 200), rest = noise(30 + random() % 200);
        const auto made = [&](std::size_t front, std::size_t pointer, std::size_t end) {
            return Sections{"head", noise(front) + middle + noise(pointer) + rest + noise(end)};
        };
        const std::size_t front = 1 + random() % 3, end = random() % 9;
        const Sections before = made(front, 8, random() % 4);
        const Sections after = made(front + random() % 3, 8, end);

        const std::string delta = encode_delta(before, after);

        CHECK(delta.size() < 50);  // noise is 22 bytes of it at most
        Sections now = before;
        REQUIRE(apply_delta(delta, now));
        REQUIRE(now == after);
    }
}

TEST_CASE("a text that stands in the value is told once, and copied no more than it is long") {
    const std::string text = "a text of which nobody would have thought before it came";
    const Sections before{"head", "v", "", "struct: x!"};
    const Sections after{"head", "v" + text, "", "struct: " + text + "?"};
    Encoder out;
    REQUIRE(encode_splices(packed(before), packed(after), out, 0, Copying::FromValue));
    CHECK(out.size() < text.size() + 20);
    Sections now = before;
    Decoder in(out.bytes());
    REQUIRE(apply_splices(in, now, Copying::FromValue));
    CHECK(now == after);

    // The same where nothing may be copied, and twice the same bytes of the source.
    now = before;
    Decoder without(out.bytes());
    CHECK_FALSE(apply_splices(without, now, Copying::None));
    Encoder twice;
    twice.number(1 << 3);
    for (const std::uint64_t more : {1, 0}) {
        for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{0}})
            twice.number(number);
        twice.number(std::uint64_t{1} << 2 | 2 | more);
        twice.number(0);
    }
    now = before;
    Decoder used_up(twice.bytes());
    CHECK_FALSE(apply_splices(used_up, now, Copying::FromValue));
}

TEST_CASE("a delta that makes no sense is refused, never applied past its bounds") {
    std::mt19937 random(3);
    const Sections before{"abc", "", std::string(300, 'x')};
    const std::string good = encode_delta(before, {"abd", "new", std::string(299, 'x')});
    for (int i = 0; i < 20000; ++i) {
        std::string bad = good;
        bad[random() % bad.size()] = static_cast<char>(random());
        if (random() % 2 == 0) bad.resize(random() % bad.size());
        Sections sections = before;
        if (!apply_delta(bad, sections)) continue;
        std::size_t size = 0;
        for (const std::string& section : sections) size += section.size();
        REQUIRE(size < 1000);
    }
}

TEST_CASE("numbers of every size are read as they were written") {
    Encoder out;
    for (int shift = 0; shift < 64; ++shift) {
        out.number(std::uint64_t{1} << shift);
        out.signed_number(-(std::int64_t{1} << (shift % 63)));
    }
    Decoder in(out.bytes());
    for (int shift = 0; shift < 64; ++shift) {
        CHECK(in.number() == std::uint64_t{1} << shift);
        CHECK(in.signed_number() == -(std::int64_t{1} << (shift % 63)));
    }
    CHECK(in.ok());
    CHECK(in.at_end());
    in.number();
    CHECK(!in.ok());
}

TEST_CASE("messages arrive whole however they are cut") {
    RunSnippet command;
    command.run = 7;
    command.source = std::string(1000, 's');
    command.file_name = "é.py";
    command.memory_mib = std::uint64_t{1} << 40;
    const std::string bytes = encode_message(command) + encode_message(RunEnded{7, 3, 11});
    std::string received;
    std::vector<Message> messages;
    for (const char byte : bytes) {
        received += byte;
        while (auto message = take_message(received).message) messages.push_back(*message);
    }

    REQUIRE(messages.size() == 2);
    CHECK(std::get<RunSnippet>(messages[0]).source == command.source);
    CHECK(std::get<RunSnippet>(messages[0]).file_name == command.file_name);
    CHECK(std::get<RunSnippet>(messages[0]).memory_mib == command.memory_mib);
    CHECK(std::get<RunEnded>(messages[1]).signal == 11);

    std::string unknown("\x01\0\0\0\xff", 5);
    CHECK(take_message(unknown).is_broken);
}

}  // namespace viv::wire
