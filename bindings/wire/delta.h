// A thing that changes is written as sections of bytes; a change is written as one splice for each
// section that differs. So what changes is what costs. Used for objects and frames alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bindings/wire/codec.h"

namespace viv::wire {

using Sections = std::vector<std::string>;

// The first byte of an object's value section where a number follows (a signed one).
inline constexpr std::uint8_t kNumberValue = 64;

// The sections of a thing as the writer makes them: one after another in one buffer, which is kept
// when it is cleared.
class Packed {
public:
    Encoder& out() { return m_out; }
    void end_section() { m_ends.push_back(static_cast<std::uint32_t>(m_out.bytes().size())); }
    void clear() {
        m_out.clear();
        m_ends.clear();
    }
    // Writes over the last bytes of a section.
    void replace_end(std::size_t section, std::string_view bytes) {
        m_out.overwrite(m_ends[section] - bytes.size(), bytes);
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::size_t byte_count() const { return m_out.bytes().size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_out.bytes()).substr(begin, m_ends[i] - begin);
    }

private:
    Encoder m_out;
    std::vector<std::uint32_t> m_ends;
};

// The forms of a delta: its first byte. A splice is applied to the thing's last version; a splice
// on the template, to another thing's (FORMAT.md says which).
enum class DeltaForm : std::uint8_t {
    Whole = 0,
    Splice,
    TemplateSplice,
    WholeTemplate,
    TemplateNumber,  // a Fresh: its type's template, an int, with another number
};

// Where bytes may be told by their place in the thing's value section: where one thing is told
// against another. What stands in a row of versions of one thing could grow without end by it.
enum class Copying : std::uint8_t { None = 0, FromValue };
inline constexpr std::size_t kValueSection = 1;  // of an object

// Writes the mask and the splices that lead from `before` to `after`; nothing and false when they
// are equal. Sections of the mask `forced` are written in any case. REQUIRES: can_splice().
bool encode_splices(const Packed& before, const Packed& after, Encoder& out,
                    std::uint64_t forced = 0, Copying copying = Copying::None);
[[nodiscard]] bool can_splice(const Packed& before, const Packed& after);
// Writes the number of sections and each of them: what a reader can start from.
void encode_sections(const Packed& sections, Encoder& out);

bool is_whole(std::string_view delta);
// Applies a delta of form Whole or Splice in place; false when the bytes make no sense (`sections`
// is then undefined).
[[nodiscard]] bool apply_delta(std::string_view delta, Sections& sections);
// What stands behind the form byte: the count and the sections, or the mask and the splices.
[[nodiscard]] bool read_sections(Decoder& in, Sections& sections);
[[nodiscard]] bool apply_splices(Decoder& in, Sections& sections, Copying copying = Copying::None);
// What stands behind TemplateNumber, on the sections of the template.
[[nodiscard]] bool apply_number(Decoder& in, Sections& sections);

}  // namespace viv::wire
