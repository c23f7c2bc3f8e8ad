// See templates.h.
#include "bindings/wire/templates.h"

#include <algorithm>

namespace viv::wire {

namespace {

std::uint64_t key_of(Templates::Of of, std::uint32_t number) {
    return static_cast<std::uint64_t>(of) << 32 | number;
}

}  // namespace

void Templates::add(Of of, std::uint32_t number, const Change& change) {
    m_templates[key_of(of, number)].push_back(change);
}

const Change* Templates::find(Of of, std::uint32_t number, std::uint64_t offset) const {
    const auto found = m_templates.find(key_of(of, number));
    if (found == m_templates.end()) return nullptr;
    const std::vector<Change>& list = found->second;
    const auto after = std::lower_bound(
        list.begin(), list.end(), offset,
        [](const Change& change, std::uint64_t wanted) { return change.offset_bytes < wanted; });
    return after == list.begin() ? nullptr : &*std::prev(after);
}

std::string Templates::head_of_frame(const Change& change) const {
    Decoder in(bytes_of(change));
    switch (change.form) {
        case Change::Form::Whole:
        case Change::Form::WholeTemplate:
            if (in.number() == 0) return {};
            return std::string(in.text());
        case Change::Form::TemplateSplice: {
            const Change* pattern = find(Of::Code, change.pattern, change.offset_bytes);
            if (pattern == nullptr) return {};
            std::string head = head_of_frame(*pattern);
            if ((in.number() & 1) == 0) return in.ok() ? head : std::string();
            const std::uint64_t kept = in.number();
            const std::uint64_t removed = in.number();
            const std::string_view inserted = in.text();
            if (!in.ok() || kept > head.size() || removed > head.size() - kept) return {};
            return head.replace(kept, removed, inserted);
        }
        default:
            return {};
    }
}

}  // namespace viv::wire
