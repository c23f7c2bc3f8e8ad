// The fields of CPython's C structs, as data: the worker sends them, so that the window can draw
// any struct of any version without knowing it. Offsets are in bytes from the struct's start.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace viv {

// How the bytes of a field are to be read and shown.
enum class FieldKind : std::uint8_t {
    Bytes = 0,  // shown as they are
    Signed,     // a two's complement integer of the field's size
    Unsigned,   // an unsigned integer of the field's size
    Pointer,    // an address of something that is not an object (or a block the object owns)
    Object,     // a PyObject* that owns its reference
    Borrowed,   // a PyObject* that does not
    Type,       // ob_type
    RefCount,   // ob_refcnt
    Double,     // IEEE 754 binary64
    Function,   // a C function's address
};

struct Field {
    std::string name;  // CPython's own: `ob_item`
    std::uint32_t offset_bytes = 0;
    std::uint32_t size_bytes = 0;
    FieldKind kind = FieldKind::Bytes;
};

// One struct. `tail` describes the elements that follow the last field, where the struct has a
// variable part (a tuple's items, an int's digits); its size is 0 where there is none.
struct Layout {
    std::string name;  // `PyListObject`
    std::uint32_t size_bytes = 0;
    std::vector<Field> fields;  // ascending offsets, no overlap; gaps are padding
    Field tail;
};

}  // namespace viv
