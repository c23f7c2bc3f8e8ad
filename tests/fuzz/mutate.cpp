// See mutate.h.
#include "tests/fuzz/mutate.h"

#include <array>
#include <utility>
#include <vector>

#include "bindings/wire/codec.h"
#include "bindings/wire/format.h"

namespace viv::fuzz {

namespace {

using wire::Record;

struct Part {
    Record kind{};
    std::string payload;  // without a checksum
};

// The records up to the first that isn't whole; `rest` is what follows.
std::vector<Part> take_apart(std::string_view bytes, std::string_view& rest) {
    std::vector<Part> parts;
    rest = bytes.substr(std::min<std::size_t>(bytes.size(), wire::kPreambleSize));
    while (!rest.empty()) {
        wire::Decoder in(rest);
        const auto kind = static_cast<Record>(in.byte());
        const std::uint64_t size = in.number();
        std::string_view payload = in.raw(size);
        if (!in.ok()) break;
        rest = rest.substr(rest.size() - in.left());
        if (wire::ends_group(kind)) {
            payload.remove_suffix(std::min<std::size_t>(payload.size(), wire::kChecksumSize));
        }
        parts.push_back({kind, std::string(payload)});
    }
    return parts;
}

std::string put_together(const std::vector<Part>& parts, std::string_view rest) {
    wire::Encoder out;
    out.raw(wire::kMagic);
    out.fixed32(wire::kFormat);
    out.fixed32(wire::kPreambleSize);
    out.raw(std::string(wire::kPreambleSize - out.bytes().size(), '\0'));
    std::size_t group = out.bytes().size();
    for (const Part& part : parts) {
        const bool is_end = wire::ends_group(part.kind);
        out.byte(static_cast<std::uint8_t>(part.kind));
        out.number(part.payload.size() + (is_end ? wire::kChecksumSize : 0));
        out.raw(part.payload);
        if (!is_end) continue;
        out.fixed32(wire::group_checksum(std::string_view(out.bytes()).substr(group)));
        group = out.bytes().size();
    }
    out.raw(rest);
    return out.take();
}

constexpr std::array kKinds = {Record::Header, Record::Layout, Record::Text,  Record::Type,
                               Record::Code,   Record::Place,  Record::Body,  Record::Frame,
                               Record::Thread, Record::Output, Record::Fresh, Record::Counts,
                               Record::Deaths, Record::Lost,   Record::Set,   Record::Stack,
                               Record::Seal,   Record::Step,   Record::End};

}  // namespace

std::string with_checksums(std::string_view bytes) {
    std::string_view rest;
    const std::vector<Part> parts = take_apart(bytes, rest);
    return put_together(parts, rest);
}

std::string mutate(std::string_view bytes, std::uint64_t choice, const ChangeBytes& change) {
    std::string_view rest;
    std::vector<Part> parts = take_apart(bytes, rest);
    if (parts.empty() || choice % 64 == 0) return change(std::string(bytes));
    const std::uint64_t what = choice / 64 % 8;
    const std::size_t where = choice / 512 % parts.size();
    const std::size_t other = choice / 512 / parts.size() % parts.size();
    const auto at = [&](std::size_t i) { return parts.begin() + static_cast<std::ptrdiff_t>(i); };
    switch (what) {
        case 0: {
            const Part copy = parts[where];
            parts.insert(at(other), copy);
            break;
        }
        case 1:
            parts.erase(at(where));
            break;
        case 2:
            std::swap(parts[where], parts[other]);
            break;
        case 3:
            parts[where].kind = kKinds[other % kKinds.size()];
            break;
        case 4:
            parts[where].payload = parts[other].payload;
            break;
        default:
            parts[where].payload = change(std::move(parts[where].payload));
    }
    return put_together(parts, rest);
}

}  // namespace viv::fuzz
