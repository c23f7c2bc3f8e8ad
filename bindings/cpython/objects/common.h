// What several decoders do alike. Same rules as decoder.h: reading only.
#pragma once

#include <optional>
#include <string>

#include "bindings/cpython/objects/decoder.h"

namespace viv::cpython {

// The object's own struct from its first byte on, `size_bytes` of it.
void add_struct(PyObject* object, const char* layout, std::size_t size_bytes, Scribe& scribe,
                Body& body, std::size_t most_bytes = kMaxBlockBytes);
// A block that the object owns.
void add_block(const char* name, const void* address, std::size_t size_bytes, Scribe& scribe,
               Body& body);
void add_named(const char* name, PyObject* target, Scribe& scribe, Body& body);
// Up to kMaxSlots Item slots.
void add_items(PyObject* const* items, std::size_t count, Scribe& scribe, Body& body);
// What a list is besides its items: its lengths, its struct and its array.
void add_list(PyObject* object, Scribe& scribe, Body& body);
// What an instance of a class statement's class has besides: its class, attributes, dict, slots.
void add_instance_part(PyObject* object, Scribe& scribe, Body& body);
void instance_pieces(PyObject* object, Pieces& pieces);
// The struct without the count, and the items behind it.
void struct_pieces(PyObject* object, Pieces& pieces);

// Is the frame of that generator, coroutine or async generator shown inside of it? Not while it is
// among a thread's frames.
bool generator_waits(PyObject* object);

// Is it exactly of one of the built-in types whose objects hold no others? No weak reference leads
// to those.
bool is_atom(PyObject* object);
// The number, of an int of at most two digits of 30 bits; none: it is longer.
std::optional<std::int64_t> small_int(PyObject* object);

// basicsize and items: what object.__sizeof__ says.
std::size_t plain_size(PyObject* object);
// What int.__sizeof__ says of an int of so many digits: at least one is counted
// (Objects/longobject.c).
std::size_t int_size(int digit_count);
// One character as UTF-8; a lone surrogate as the three bytes it would have.
void append_utf8(std::uint32_t character, std::string& bytes);
// A str's characters as UTF-8 (lone surrogates as three bytes); at most `max_items` of them.
std::string utf8_of(PyObject* text, std::size_t max_items = kMaxTextItems);
// The value under a str key, found by reading the dict's entries; null when it isn't there.
PyObject* find_in_dict(PyObject* dict, std::string_view key);
// "package.module.Name", as the class's repr says it.
std::string class_name(PyTypeObject* type);

}  // namespace viv::cpython
