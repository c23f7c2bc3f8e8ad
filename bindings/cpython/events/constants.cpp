// What the compiler puts into co_consts: numbers, texts, None, …, and tuples, frozensets and code
// objects of them (Objects/*object.c, tp_repr of each).
#include "bindings/cpython/events/constants.h"

#include <fmt/format.h>

#include <cmath>

#include "bindings/cpython/objects/common.h"
#include "bindings/trace/numbers.h"

namespace viv::cpython {

namespace {

// Takes no notice of what an object refers to.
class Deaf final : public Scribe {
public:
    ObjectId id_of(PyObject*) override { return {}; }
    TextId text(std::string_view) override { return {}; }
};

Body body_of(PyObject* object) {
    Body body;
    Deaf deaf;
    decoder_for(object).decode(object, deaf, body);
    return body;
}

// CPython prefers single quotes, but for a text with single ones and no double ones.
char quote_for(const std::string& text) {
    const bool has_single = text.find('\'') != std::string::npos;
    return has_single && text.find('"') == std::string::npos ? '"' : '\'';
}

std::string str_repr(const Value& value) {
    const char quote = quote_for(value.text);
    std::string text(1, quote);
    for (const char c : value.text) {
        if (c == quote) text += '\\';
        text += c;
    }
    return text + (value.is_cut ? "…" : std::string(1, quote));
}

std::string bytes_repr(const Value& value) {
    const char quote = quote_for(value.text);
    std::string text = std::string("b") + quote;
    for (const char c : value.text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            text += std::string("\\") + c;
        } else if (c == '\n' || c == '\t' || c == '\r') {
            text += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
        } else if (code < 0x20 || code >= 0x7f) {
            text += fmt::format("\\x{:02x}", code);
        } else {
            text += c;
        }
    }
    return text + (value.is_cut ? "…" : std::string(1, quote));
}

// A part of a complex number: as a float, but without `.0`.
std::string part_repr(double value) {
    std::string text = float_text(value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string complex_repr(PyObject* object) {
    const Py_complex value = reinterpret_cast<PyComplexObject*>(object)->cval;
    const std::string imaginary = part_repr(value.imag) + "j";
    if (value.real == 0 && !std::signbit(value.real)) return imaginary;
    const bool has_sign = imaginary[0] == '-';
    return "(" + part_repr(value.real) + (has_sign ? "" : "+") + imaginary + ")";
}

std::string tuple_repr(PyObject* tuple) {
    const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
    std::string text = "(";
    for (Py_ssize_t i = 0; i < size; ++i) {
        text += (i > 0 ? ", " : "") + constant_repr(PyTuple_GET_ITEM(tuple, i));
    }
    return text + (size == 1 ? ",)" : ")");
}

std::string frozenset_repr(PyObject* object) {
    const auto* set = reinterpret_cast<PySetObject*>(object);
    std::string text;
    Py_ssize_t left = set->used;
    for (Py_ssize_t i = 0; i <= set->mask && left > 0; ++i) {
        const setentry& entry = set->table[i];
        // A deleted entry has a key without a hash; constants never lose any.
        if (entry.key == nullptr || entry.hash == -1) continue;
        text += (text.empty() ? "" : ", ") + constant_repr(entry.key);
        --left;
    }
    return text.empty() ? "frozenset()" : "frozenset({" + text + "})";
}

}  // namespace

std::string constant_repr(PyObject* constant) {
    if (constant == nullptr) return "<NULL>";
    if (Py_IsNone(constant)) return "None";
    if (constant == Py_Ellipsis) return "Ellipsis";
    if (PyTuple_CheckExact(constant)) return tuple_repr(constant);
    if (PyFrozenSet_CheckExact(constant)) return frozenset_repr(constant);
    if (PyComplex_CheckExact(constant)) return complex_repr(constant);
    const Value value = body_of(constant).value;
    if (PyCode_Check(constant)) {
        const std::size_t end = value.text.find('\n');
        return fmt::format("<code object {} at {:#x}, {}>", value.text.substr(0, end),
                           reinterpret_cast<std::uintptr_t>(constant), value.text.substr(end + 1));
    }
    if (value.integer) return std::to_string(*value.integer);
    if (value.real) return float_text(*value.real);
    if (value.kind == Value::Kind::Str) return str_repr(value);
    if (value.kind == Value::Kind::Bytes) return bytes_repr(value);
    return value.text;
}

}  // namespace viv::cpython
