// One object as it was observed at one moment: plain values, no pointers into anything.
// The recorder fills them, the recording stores them, panels draw them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bindings/base/ids.h"

namespace viv {

// What kind of thing an object is, for decoding and drawing. `Other` went through the generic
// decoder: its slots are what tp_traverse visits.
enum class ObjectKind : std::uint8_t {
    Other = 0,
    Int,
    Float,
    Bool,
    None,
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    Set,
    Function,
    Cell,
    Class,
    Instance,
    Module,
    Code,
    Generator,
    Method,
    Builtin,
};

// Where in its owner a reference stands. Written by `place_text()` as in `[0]`, `['key']`, `.name`.
enum class PlaceKind : std::uint8_t {
    Item = 0,   // `[i]`; i is the number of Item slots before it
    Key,        // `{key}`: the key object of a dict entry; the slot after it is its Value
    Value,      // `['key']`: the value of the dict entry whose Key stands before it
    Attribute,  // `.name`: an attribute stored in the instance; `name` says which
    Named,      // `name` says it all: `__defaults__`, `cell_contents`, `gi_frame.x`
    Visited,    // `tp_traverse[i]`: visited by tp_traverse, place unknown
    Member,     // `{i}`: a set's member
};

enum class Payment : std::uint8_t { Owned = 0, Borrowed };

// A reference that an object (or a frame) really holds.
struct Slot {
    PlaceKind place = PlaceKind::Item;
    Payment payment = Payment::Owned;
    TextId name;      // for Attribute and Named
    ObjectId target;  // none: an empty slot (a local not yet bound)
    friend bool operator==(const Slot&, const Slot&) = default;
};

// The object's own content where it is not a reference: what `repr` is made of.
struct Value {
    enum class Kind : std::uint8_t {
        None = 0,  // nothing of its own
        Int,       // `text`: sign and decimal digits
        Float,     // `text`: repr
        Str,       // `text`: UTF-8, escaped as repr escapes it but for quotes
        Bytes,     // `text`: the bytes
        Name,      // `text`: what repr says of a function, class, module, code… besides its kind
    };
    Kind kind = Kind::None;
    std::string text;
    std::uint64_t full_length = 0;  // in items of the original; more than `text` holds if cut
    bool is_cut = false;
    // An Int or Float as the recorder hands it over: the number, and no text. Whoever reads a
    // recording gets the text.
    std::optional<std::int64_t> integer = {};
    std::optional<double> real = {};
};

// A piece of memory that belongs to the object. The first is the struct itself, from ob_refcnt on.
struct Block {
    TextId name;  // layout name (`PyListObject`) or owner's field (`ob_item`)
    std::uint64_t address = 0;
    std::uint64_t size_bytes = 0;  // true size; `bytes` may hold less
    std::string bytes;
};

// What is known of an object from its birth on.
struct Birth {
    ObjectId id;
    std::uint64_t address = 0;
    TypeId type;
    StepId step;             // first seen at
    bool is_older = false;   // older than the snippet: a closed box
    bool is_static = false;  // lives in the interpreter's own data: None, small ints, static types
};

// What can change from step to step, the count apart.
struct Body {
    ObjectKind kind = ObjectKind::Other;
    std::uint64_t size_bytes = 0;   // as sys.getsizeof says
    std::uint64_t length = 0;       // len(), where the kind has one
    bool is_tracked = false;        // by the garbage collector
    bool is_immortal = false;       // 3.12+: the count is not a count
    bool is_cut = false;            // slots were left out: the object is too long
    std::uint32_t line = 0;         // of a suspended generator's frame; 0: not suspended
    std::uint32_t spare_slots = 0;  // allocated but unused: a list's spare capacity
    Value value;
    std::vector<Slot> slots;  // in the order in which CPython stores them
    std::vector<Block> blocks;
};

// An int of which there is no more to say than its number: not zero, of exactly that type, with at
// most two digits of 30 bits.
struct PlainInt {
    std::int64_t value = 0;
    std::int64_t tag = 0;  // the 8 bytes before its digits: how many they are, and the sign
};

// What has changed among slots that are all Items, owned and not empty: after the first `kept` ones
// `removed` have given way to those inserted; what stands behind them is as it was.
struct ItemsChange {
    std::size_t kept = 0;
    std::size_t removed = 0;
    std::span<const ObjectId> inserted;
    std::size_t before = 0;  // how many they were
};

// Something outside of what is recorded that holds an object: where, in words, and how many times.
struct Outsider {
    TextId place;  // `sys.modules['threading']._active[140]`
    std::uint32_t count = 0;
    friend bool operator==(const Outsider&, const Outsider&) = default;
};

// A type that some object has.
struct TypeInfo {
    std::string name;  // `list`, `Node`
    std::uint64_t address = 0;
    std::string layout;    // name of its struct's Layout; empty: only the generic head is known
    bool is_heap = false;  // made by a class statement: instances hold a reference to it
    bool has_own_repr = false;  // a class brings its own __repr__: never called by us
};

}  // namespace viv
