// Words and numbers that several panels show alike: addresses, counts, changes. Pure text, no
// drawing; every panel may use it, so that one thing never has two spellings on one screen.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "bindings/base/ids.h"
#include "bindings/trace/object.h"

namespace viv::panels {

// "0x7f2a41d0c3c0"
inline std::string full_address(std::uint64_t address) {
    return fmt::format("0x{:x}", address);
}

// "0x7f…c3c0": enough to tell objects apart and to see an address come back.
inline std::string short_address(std::uint64_t address) {
    const std::string digits = fmt::format("{:x}", address);
    if (digits.size() <= 7) return "0x" + digits;
    return "0x" + digits.substr(0, 2) + "…" + digits.substr(digits.size() - 4);
}

// "o17"
inline std::string object_name(ObjectId object) {
    return fmt::format("o{}", object.value);
}

// "+1", "-2"; empty for no change.
inline std::string change_text(std::int64_t change) {
    if (change == 0) return {};
    return change > 0 ? fmt::format("+{}", change) : fmt::format("{}", change);
}

// "999", "1,000,000"
inline std::string grouped(std::uint64_t number) {
    const std::string digits = fmt::format("{}", number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

// "1 step", "2 steps"
inline std::string counted(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

// Is the count a count of the learner's references? Not for what the interpreter shares with
// everybody, nor for what was there before the snippet.
inline bool has_own_count(const Birth& birth, bool is_immortal) {
    return !birth.is_static && !birth.is_older && !is_immortal;
}

}  // namespace viv::panels
