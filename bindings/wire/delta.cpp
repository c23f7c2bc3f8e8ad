// sections: varint count, then each section as a text.
// splices: a mask (varint, bit i: section i differs), then a splice for each (splice.h).
#include "bindings/wire/delta.h"

#include "bindings/wire/splice.h"

namespace viv::wire {

namespace {

constexpr std::size_t kMaskBits = 63;
// An int's: head, value, slots, struct (values.h).
constexpr std::size_t kNumberSections = 4;
constexpr int kBitsInDigit = 30;
constexpr std::size_t kTagBytes = 8;

}  // namespace

bool can_splice(const Packed& before, const Packed& after) {
    return before.size() == after.size() && after.size() <= kMaskBits;
}

bool encode_splices(const Packed& before, const Packed& after, Encoder& out, std::uint64_t forced,
                    Copying copying) {
    std::uint64_t mask = forced;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (before[i] != after[i]) mask |= std::uint64_t{1} << i;
    }
    if (mask == 0) return false;
    out.number(mask);
    for (std::size_t i = 0; i < after.size(); ++i) {
        if ((mask >> i & 1) == 0) continue;
        const bool may_copy = copying == Copying::FromValue && i > kValueSection;
        encode_splice(before[i], after[i], out, 0, may_copy ? after[kValueSection] : "");
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

bool apply_splices(Decoder& in, Sections& sections, Copying copying) {
    const std::uint64_t mask = in.number();
    for (std::size_t i = 0; i <= kMaskBits; ++i) {
        if ((mask >> i & 1) == 0) continue;
        if (i >= sections.size()) return false;
        const bool may_copy = copying == Copying::FromValue && i > kValueSection;
        const std::string_view source = may_copy ? std::string_view(sections[kValueSection]) : "";
        if (!apply_splice(in, sections[i], source)) return false;
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
