// See templates.h.
#include "bindings/wire/templates.h"

#include <algorithm>

#include "bindings/wire/splice.h"

namespace viv::wire {

namespace {

constexpr std::uint64_t kFrameSections = 5;

std::uint64_t key_of(Templates::Of of, std::uint32_t number) {
    return static_cast<std::uint64_t>(of) << 32 | number;
}

}  // namespace

bool Templates::add(Of of, std::uint32_t number, const Change& change) {
    Decoder in(bytes_of(change));
    const std::uint64_t count = in.number();
    if (of == Of::Code && count != kFrameSections) return false;
    for (std::uint64_t left = count; left > 0 && in.ok(); --left) in.text();
    if (!in.ok() || !in.at_end()) return false;
    const auto gigabytes = static_cast<std::uint32_t>(change.offset_bytes >> 32);
    m_offsets[{key_of(of, number), gigabytes}].push_back(
        static_cast<std::uint32_t>(change.offset_bytes));
    return true;
}

bool Templates::has(Of of, std::uint32_t number) const {
    const auto list = m_offsets.lower_bound({key_of(of, number), 0});
    return list != m_offsets.end() && list->first.first == key_of(of, number);
}

std::optional<Change> Templates::find(Of of, std::uint32_t number, std::uint64_t offset) const {
    const std::uint64_t key = key_of(of, number);
    const auto gigabytes = static_cast<std::uint32_t>(offset >> 32);
    auto list = m_offsets.upper_bound({key, gigabytes});
    while (list != m_offsets.begin() && (--list)->first.first == key) {
        const std::vector<std::uint32_t>& offsets = list->second;
        const auto after = list->first.second < gigabytes
                               ? offsets.end()
                               : std::lower_bound(offsets.begin(), offsets.end(),
                                                  static_cast<std::uint32_t>(offset));
        if (after == offsets.begin()) continue;
        // How long it is, it says itself.
        const std::uint64_t begin = std::uint64_t{list->first.second} << 32 | *std::prev(after);
        Decoder in(m_bytes.view().substr(begin));
        for (std::uint64_t left = in.number(); left > 0 && in.ok(); --left) in.text();
        const std::uint64_t size = m_bytes.size() - in.left() - begin;
        if (!in.ok() || size > UINT32_MAX) return std::nullopt;
        return Change{begin, static_cast<std::uint32_t>(size), number, Change::Form::WholeTemplate};
    }
    return std::nullopt;
}

std::string Templates::head_of_frame(const Change& change) const {
    Decoder in(bytes_of(change));
    switch (change.form) {
        case Change::Form::Whole:
        case Change::Form::WholeTemplate:
            if (in.number() == 0) return {};
            return std::string(in.text());
        case Change::Form::TemplateSplice: {
            const std::optional<Change> pattern =
                find(Of::Code, change.pattern, change.offset_bytes);
            if (!pattern) return {};
            std::string head = head_of_frame(*pattern);
            if ((in.number() & 1) == 0) return in.ok() ? head : std::string();
            return apply_splice(in, head) ? head : std::string();
        }
        default:
            return {};
    }
}

}  // namespace viv::wire
