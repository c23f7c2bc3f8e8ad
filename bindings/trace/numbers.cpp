// float.__repr__ without CPython. See numbers.h.
#include "bindings/trace/numbers.h"

#include <charconv>
#include <cmath>

namespace viv {

std::string float_text(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char buffer[32];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string text(buffer, end);
    const std::size_t e = text.find('e');
    const int exponent = std::stoi(text.substr(e + 1));
    const bool is_negative = text[0] == '-';
    std::string digits = text.substr(is_negative ? 1 : 0, e - (is_negative ? 1 : 0));
    if (digits.size() > 1) digits.erase(1, 1);  // the point
    const std::string sign = is_negative ? "-" : "";

    if (exponent < -4 || exponent >= 16) {
        const std::string mantissa =
            digits.size() > 1 ? digits.substr(0, 1) + "." + digits.substr(1) : digits;
        const std::string size = std::to_string(std::abs(exponent));
        return sign + mantissa + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" : "") + size;
    }
    if (exponent < 0) {
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
        return sign + digits + std::string(whole - digits.size(), '0') + ".0";
    return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

}  // namespace viv
