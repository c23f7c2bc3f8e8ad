// sections: varint count, then each section as a text.
// splices: a mask (varint, bit i: section i differs), then for each: kept, removed, inserted text.
#include "bindings/wire/delta.h"

#include <algorithm>
#include <cstring>

namespace viv::wire {

namespace {

constexpr std::size_t kMaskBits = 63;
// An int's: head, value, slots, struct (values.h).
constexpr std::size_t kNumberSections = 4;
constexpr int kBitsInDigit = 30;
constexpr std::size_t kTagBytes = 8;

std::uint64_t word_at(std::string_view bytes, std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word;
}

// Bytes that are the same at the front, of the first `most`; eight at a time.
std::size_t same_at_front(std::string_view a, std::string_view b, std::size_t most) {
    std::size_t same = 0;
    while (same + 8 <= most && word_at(a, same) == word_at(b, same)) same += 8;
    while (same < most && a[same] == b[same]) ++same;
    return same;
}

std::size_t same_at_end(std::string_view a, std::string_view b, std::size_t most) {
    std::size_t same = 0;
    while (same + 8 <= most && word_at(a, a.size() - same - 8) == word_at(b, b.size() - same - 8)) {
        same += 8;
    }
    while (same < most && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
    return same;
}

void encode_splice(std::string_view before, std::string_view after, Encoder& out) {
    const std::size_t shorter = std::min(before.size(), after.size());
    const std::size_t prefix = same_at_front(before, after, shorter);
    const std::size_t suffix = same_at_end(before, after, shorter - prefix);
    out.number(prefix);
    out.number(before.size() - prefix - suffix);
    out.text(after.substr(prefix, after.size() - prefix - suffix));
}

}  // namespace

bool can_splice(const Packed& before, const Packed& after) {
    return before.size() == after.size() && after.size() <= kMaskBits;
}

bool encode_splices(const Packed& before, const Packed& after, Encoder& out, std::uint64_t forced) {
    std::uint64_t mask = forced;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (before[i] != after[i]) mask |= std::uint64_t{1} << i;
    }
    if (mask == 0) return false;
    out.number(mask);
    for (std::size_t i = 0; i < after.size(); ++i) {
        if ((mask >> i & 1) != 0) encode_splice(before[i], after[i], out);
    }
    return true;
}

void encode_sections(const Packed& sections, Encoder& out) {
    out.number(sections.size());
    for (std::size_t i = 0; i < sections.size(); ++i) out.text(sections[i]);
}

bool is_whole(std::string_view delta) {
    return !delta.empty() && static_cast<DeltaForm>(delta.front()) == DeltaForm::Whole;
}

bool read_sections(Decoder& in, Sections& sections) {
    const std::uint64_t count = in.number();
    if (!in.ok() || count > in.left()) return false;
    sections.assign(count, {});
    for (std::string& section : sections) section = in.text();
    return in.ok() && in.at_end();
}

bool apply_splices(Decoder& in, Sections& sections) {
    const std::uint64_t mask = in.number();
    for (std::size_t i = 0; i <= kMaskBits; ++i) {
        if ((mask >> i & 1) == 0) continue;
        if (i >= sections.size()) return false;
        const std::uint64_t kept = in.number();
        const std::uint64_t removed = in.number();
        const std::string_view inserted = in.text();
        std::string& section = sections[i];
        if (!in.ok() || kept > section.size() || removed > section.size() - kept) return false;
        section.replace(kept, removed, inserted);
    }
    return in.ok() && in.at_end();
}

namespace {

// Writes a section anew whose size, a varint behind the first `before` varints, grows by so much.
bool resize(std::string& section, int before, std::int64_t more, std::string_view content) {
    Decoder in(section);
    Encoder out;
    for (int i = 0; i < before; ++i) out.number(in.number());
    const auto size = static_cast<std::int64_t>(in.number()) + more;
    if (!in.ok() || size < 0) return false;
    out.number(static_cast<std::uint64_t>(size));
    out.raw(content.empty() ? in.raw(in.left()) : content);
    section = out.take();
    return true;
}

}  // namespace

// The struct ends with 8 bytes of tag and its digits: 30 bits each, 4 bytes, the lowest first.
bool apply_number(Decoder& in, Sections& sections) {
    const std::int64_t number = in.signed_number();
    if (!in.ok() || sections.size() != kNumberSections) return false;
    // Name, form and size stand before them.
    Decoder block(sections[kNumberSections - 1]);
    for (int i = 0; i < 3; ++i) block.number();
    const std::size_t before = block.left();
    if (!block.ok() || before < kTagBytes + 4 || before > kTagBytes + 8) return false;
    std::int64_t tag = static_cast<std::int64_t>(block.fixed64());
    if (!in.at_end()) tag = in.signed_number();
    if (!in.ok() || !in.at_end()) return false;

    Encoder content;
    content.fixed64(static_cast<std::uint64_t>(tag));
    std::uint64_t left =
        number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    for (; left != 0; left >>= kBitsInDigit) {
        content.fixed32(static_cast<std::uint32_t>(left & ((1U << kBitsInDigit) - 1)));
    }
    const std::int64_t more =
        static_cast<std::int64_t>(content.size()) - static_cast<std::int64_t>(before);
    Encoder value;
    value.byte(kNumberValue);
    value.signed_number(number);
    sections[1] = value.take();
    return resize(sections[0], 2, more, {}) &&
           resize(sections[kNumberSections - 1], 2, more, content.bytes());
}

bool apply_delta(std::string_view delta, Sections& sections) {
    Decoder in(delta);
    const auto form = static_cast<DeltaForm>(in.byte());
    if (form == DeltaForm::Whole) return read_sections(in, sections);
    return form == DeltaForm::Splice && apply_splices(in, sections);
}

}  // namespace viv::wire
