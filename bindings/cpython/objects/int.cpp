// int: a sign and digits of 30 bits, least significant first (Include/cpython/longintrepr.h).
#include <string>
#include <vector>

#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// CPython itself prints no int of more than 4300 decimal digits unless asked to.
constexpr int kMaxDigits = 477;

std::string decimal(const std::uint32_t* digits, int count, int sign) {
    if (sign == 0) return "0";
    // Base 2^30 to base 10^9, most significant digit first.
    std::vector<std::uint32_t> parts;
    for (int i = count - 1; i >= 0; --i) {
        std::uint64_t carry = digits[i];
        for (std::uint32_t& part : parts) {
            carry += static_cast<std::uint64_t>(part) << 30;
            part = static_cast<std::uint32_t>(carry % 1'000'000'000);
            carry /= 1'000'000'000;
        }
        for (; carry > 0; carry /= 1'000'000'000) {
            parts.push_back(static_cast<std::uint32_t>(carry % 1'000'000'000));
        }
    }
    std::string text = sign < 0 ? "-" : "";
    text += std::to_string(parts.back());
    for (std::size_t i = parts.size() - 1; i-- > 0;) {
        const std::string part = std::to_string(parts[i]);
        text.append(9 - part.size(), '0').append(part);
    }
    return text;
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    int count = 0, sign = 0;
    const std::uint32_t* digits = viv_int_digits(object, &count, &sign);
    body.value.kind = Value::Kind::Int;
    body.value.full_length = static_cast<std::uint64_t>(count);
    if (const std::optional<std::int64_t> small = small_int(object)) {
        // Up to 60 bits: the number itself says more with less.
        body.value.integer = small;
    } else if (count <= kMaxDigits) {
        body.value.text = decimal(digits, count, sign);
    } else {
        body.value.text = "<int of " + std::to_string(count) + " digits of 30 bits>";
        body.value.is_cut = true;
    }
    body.size_bytes = int_size(count);
    add_struct(object, "PyLongObject", body.size_bytes, scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

Decoder int_decoder() {
    return {ObjectKind::Int,
            Turn::Exact,
            [](PyObject* object) { return PyLong_Check(object) && !PyBool_Check(object); },
            [](PyObject* object, Pieces& pieces) { instance_pieces(object, pieces); },
            decode,
            "PyLongObject"};
}

}  // namespace viv::cpython
