// str: characters of one, two or four bytes behind a head that depends on them
// (Include/cpython/unicodeobject.h). Escaped here, because only CPython knows what is printable.
#include <string>

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// As Objects/unicodeobject.c, unicode_repr, but for quotes, which depend on the whole text.
void escape(Py_UCS4 c, std::string& out) {
    static const char* const kHex = "0123456789abcdef";
    const auto hex = [&](char letter, int digits) {
        out += '\\';
        out += letter;
        for (int i = digits - 1; i >= 0; --i) out += kHex[c >> (4 * i) & 15];
    };
    if (c == '\\') {
        out += "\\\\";
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\t') {
        out += "\\t";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c < 0x7f && c >= ' ') {
        out += static_cast<char>(c);
    } else if (c >= 0x80 && Py_UNICODE_ISPRINTABLE(c)) {
        append_utf8(c, out);
    } else if (c < 0x100) {
        hex('x', 2);
    } else if (c < 0x10000) {
        hex('u', 4);
    } else {
        hex('U', 8);
    }
}

std::size_t head_size(PyObject* object) {
    if (PyUnicode_IS_COMPACT_ASCII(object)) return sizeof(PyASCIIObject);
    // An instance of a subclass keeps its characters in a block of their own.
    return PyUnicode_IS_COMPACT(object) ? sizeof(PyCompactUnicodeObject) : sizeof(PyUnicodeObject);
}

// str.__sizeof__: the head and the characters with their NUL; a cached UTF-8 copy counts too.
std::size_t size_of(PyObject* object) {
    const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object));
    std::size_t size = head_size(object) + (length + 1) * PyUnicode_KIND(object);
    if (!PyUnicode_IS_COMPACT_ASCII(object)) {
        const auto* compact = reinterpret_cast<PyCompactUnicodeObject*>(object);
        if (compact->utf8 != nullptr && compact->utf8 != PyUnicode_DATA(object)) {
            size += static_cast<std::size_t>(compact->utf8_length) + 1;
        }
    }
    return size;
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    body.value.kind = Value::Kind::Str;
    if (!PyUnicode_IS_READY(object)) {
        body.size_bytes = plain_size(object);
        body.value.is_cut = true;
        add_struct(object, "PyCompactUnicodeObject", body.size_bytes, scribe, body);
        add_instance_part(object, scribe, body);
        return;
    }
    const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object));
    body.length = length;
    body.value.full_length = length;
    body.value.is_cut = length > kMaxTextItems;
    for (std::size_t i = 0; i < length && i < kMaxTextItems; ++i) {
        const Py_UCS4 c = PyUnicode_READ_CHAR(object, static_cast<Py_ssize_t>(i));
        escape(c, body.value.text);
    }
    body.size_bytes = size_of(object);
    const std::size_t data_size = (length + 1) * PyUnicode_KIND(object);
    const bool is_compact = PyUnicode_IS_COMPACT(object);
    add_struct(object,
               PyUnicode_IS_COMPACT_ASCII(object) ? "PyASCIIObject" : "PyCompactUnicodeObject",
               head_size(object) + (is_compact ? data_size : 0), scribe, body, kMaxCharacterBytes);
    if (!is_compact) add_block("data", PyUnicode_DATA(object), data_size, scribe, body);
    add_instance_part(object, scribe, body);
}

}  // namespace

Decoder str_decoder() {
    return {ObjectKind::Str,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyUnicode_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                // Only the head can change: the hash, the state, the UTF-8 copy. What stands behind
                // a short one's characters is another object's.
                const std::size_t before = sizeof(Py_ssize_t);
                pieces.add(reinterpret_cast<const char*>(object) + before,
                           head_size(object) - before);
                instance_pieces(object, pieces);
            },
            decode,
            "PyASCIIObject"};
}

}  // namespace viv::cpython
