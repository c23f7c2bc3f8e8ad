// Shared parts of the decoders; see common.h.
#include "bindings/cpython/objects/common.h"

#include <algorithm>
#include <cstddef>

#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

TextId Scribe::slot_text(const char* prefix, PyObject* code, int index) {
    const int variables = reinterpret_cast<PyCodeObject*>(code)->co_nlocalsplus;
    const std::string name = index < variables ? utf8_of(viv_variable_name(code, index))
                                               : "stack[" + std::to_string(index - variables) + "]";
    return text(prefix + name);
}

void add_struct(PyObject* object, const char* layout, std::size_t size_bytes, Scribe& scribe,
                Body& body, std::size_t most_bytes) {
    Block block;
    block.name = scribe.text(layout);
    block.address = reinterpret_cast<std::uint64_t>(object);
    block.size_bytes = size_bytes;
    block.bytes.assign(reinterpret_cast<const char*>(object), std::min(size_bytes, most_bytes));
    // The count is recorded apart; readers put it back.
    std::fill_n(block.bytes.begin(), std::min(block.bytes.size(), sizeof(Py_ssize_t)), '\0');
    body.blocks.push_back(std::move(block));
}

void add_block(const char* name, const void* address, std::size_t size_bytes, Scribe& scribe,
               Body& body) {
    if (address == nullptr) return;
    Block block;
    block.name = scribe.text(name);
    block.address = reinterpret_cast<std::uint64_t>(address);
    block.size_bytes = size_bytes;
    block.bytes.assign(static_cast<const char*>(address), std::min(size_bytes, kMaxBlockBytes));
    body.blocks.push_back(std::move(block));
}

void add_named(const char* name, PyObject* target, Scribe& scribe, Body& body) {
    if (target == nullptr) return;
    body.slots.push_back(
        {PlaceKind::Named, Payment::Owned, scribe.text(name), scribe.id_of(target)});
}

void add_items(PyObject* const* items, std::size_t count, Scribe& scribe, Body& body) {
    const std::size_t shown = std::min(count, kMaxSlots);
    body.is_cut = body.is_cut || shown < count;
    for (std::size_t i = 0; i < shown; ++i) {
        body.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, scribe.id_of(items[i])});
    }
}

namespace {

bool is_heap(PyTypeObject* type) {
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

void add_attribute(std::string_view name, PyObject* target, Scribe& scribe, Body& body) {
    if (target == nullptr) return;
    body.slots.push_back(
        {PlaceKind::Attribute, Payment::Owned, scribe.text(name), scribe.id_of(target)});
}

}  // namespace

void add_instance_part(PyObject* object, Scribe& scribe, Body& body) {
    PyTypeObject* type = Py_TYPE(object);
    if (!is_heap(type)) return;
    // Instances of heap types hold their class (Objects/typeobject.c, PyType_GenericAlloc).
    add_named("__class__", reinterpret_cast<PyObject*>(type), scribe, body);
    const char* name = nullptr;
    std::int64_t offset = 0;
    for (int i = 0; viv_slot_member(type, i, &name, &offset) != 0; ++i) {
        PyObject* value = *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + offset);
        add_attribute(name, value, scribe, body);
    }
    PyObject* const* values = nullptr;
    const int count = viv_inline_values(object, &values);
    for (int i = 0; i < count; ++i) {
        add_attribute(utf8_of(viv_inline_name(object, i)), values[i], scribe, body);
    }
    if (count >= 0) {
        add_block("values", values, static_cast<std::size_t>(count) * sizeof(PyObject*), scribe,
                  body);
    }
    add_named("__dict__", viv_instance_dict(object), scribe, body);
}

void instance_pieces(PyObject* object, Pieces& pieces) {
    PyTypeObject* type = Py_TYPE(object);
    if (!is_heap(type)) return;
    const std::size_t before = viv_pre_header_size(type);
    // The dict and values pointers stand furthest in front; the GC's links behind them move when
    // neighbours come and go, which is no change of this object.
    if (before > 16) pieces.add(reinterpret_cast<const char*>(object) - before, before - 16);
    PyObject* const* values = nullptr;
    const int count = viv_inline_values(object, &values);
    if (count > 0) pieces.add(values, static_cast<std::size_t>(count) * sizeof(PyObject*));
}

std::size_t plain_size(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    auto size = static_cast<std::size_t>(type->tp_basicsize);
    if (type->tp_itemsize > 0) {
        const Py_ssize_t items = Py_SIZE(object);
        size += static_cast<std::size_t>(type->tp_itemsize) *
                static_cast<std::size_t>(items < 0 ? -items : items);
    }
    return size;
}

std::size_t int_size(int digit_count) {
    return viv_int_head_size() +
           static_cast<std::size_t>(std::max(digit_count, 1)) * sizeof(std::uint32_t);
}

bool is_atom(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type ||
           type == &PyBool_Type || type == &PyComplex_Type || type == &PyBytes_Type ||
           object == Py_None;
}

std::optional<std::int64_t> small_int(PyObject* object) {
    int count = 0, sign = 0;
    const std::uint32_t* digits = viv_int_digits(object, &count, &sign);
    if (count > 2) return std::nullopt;
    std::int64_t magnitude = 0;
    for (int i = count - 1; i >= 0; --i) magnitude = magnitude << 30 | digits[i];
    return sign < 0 ? -magnitude : magnitude;
}

void struct_pieces(PyObject* object, Pieces& pieces) {
    const std::size_t size = std::min(plain_size(object), kMaxSlots * sizeof(PyObject*));
    if (size <= sizeof(Py_ssize_t)) return;
    pieces.add(reinterpret_cast<const char*>(object) + sizeof(Py_ssize_t),
               size - sizeof(Py_ssize_t));
}

void append_utf8(std::uint32_t c, std::string& bytes) {
    const auto put = [&](std::uint32_t lead, int more) {
        bytes.push_back(static_cast<char>(lead | c >> (6 * more)));
        for (int i = more - 1; i >= 0; --i) {
            bytes.push_back(static_cast<char>(0x80 | (c >> (6 * i) & 0x3f)));
        }
    };
    if (c < 0x80) {
        bytes.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        put(0xc0, 1);
    } else if (c < 0x10000) {
        put(0xe0, 2);
    } else {
        put(0xf0, 3);
    }
}

std::string utf8_of(PyObject* text, std::size_t max_items) {
    std::string bytes;
    if (text == nullptr || !PyUnicode_Check(text) || !PyUnicode_IS_READY(text)) return bytes;
    const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
    for (std::size_t i = 0; i < std::min(length, max_items); ++i) {
        append_utf8(PyUnicode_READ_CHAR(text, static_cast<Py_ssize_t>(i)), bytes);
    }
    return bytes;
}

PyObject* find_in_dict(PyObject* dict, std::string_view wanted) {
    if (dict == nullptr || !PyDict_Check(dict)) return nullptr;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(dict);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(dict, i, &key, &value) == 0 || !PyUnicode_Check(key)) continue;
        if (static_cast<std::size_t>(PyUnicode_GET_LENGTH(key)) != wanted.size()) continue;
        if (utf8_of(key) == wanted) return value;
    }
    return nullptr;
}

std::string class_name(PyTypeObject* type) {
    if (!is_heap(type)) return type->tp_name;
    const char* name = nullptr;
    PyObject* qualname = nullptr;
    for (int i = 0; viv_class_reference(type, i, &name, &qualname) != 0; ++i) {
        if (std::string_view(name) == "__qualname__") break;
    }
    const std::string module = utf8_of(find_in_dict(type->tp_dict, "__module__"));
    const std::string own = qualname != nullptr ? utf8_of(qualname) : std::string(type->tp_name);
    return module.empty() || module == "builtins" ? own : module + "." + own;
}

}  // namespace viv::cpython
