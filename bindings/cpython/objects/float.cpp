// float: a C double (Include/cpython/floatobject.h). Its repr is the shortest text that gives the
// same double back, laid out as Python/pystrtod.c does with format 'r'.
#include <charconv>
#include <cmath>
#include <string>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

std::string float_repr(double value) {
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

}  // namespace

Decoder float_decoder() {
    return {ObjectKind::Float,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyFloat_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                struct_pieces(object, pieces);
                instance_pieces(object, pieces);
            },
            [](PyObject* object, Scribe& scribe, Body& body) {
                body.value = {Value::Kind::Float, float_repr(PyFloat_AS_DOUBLE(object)), 1, false};
                body.size_bytes = plain_size(object);
                add_struct(object, "PyFloatObject", body.size_bytes, scribe, body);
                add_instance_part(object, scribe, body);
            },
            "PyFloatObject"};
}

}  // namespace viv::cpython
