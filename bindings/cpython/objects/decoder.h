// One decoder per kind of object: which objects it takes, which memory tells whether one changed,
// and what that memory means. Putting <kind>.cpp here, with a `Decoder <kind>_decoder()`, is the
// registration. Decoders only read: no reference taken, nothing allocated by Python, no code of the
// learner's run; every length is capped, and what is cut is marked.
#pragma once

#include <Python.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "bindings/trace/object.h"

namespace viv::cpython {

// What a decoder writes through: numbers for the objects it meets, and for names.
class Scribe {
public:
    virtual ~Scribe() = default;
    // The object's number; one it meets for the first time gets the next. Null gives none.
    virtual ObjectId id_of(PyObject* object) = 0;
    virtual TextId text(std::string_view text) = 0;
    // The prefix, which has to be a literal, and the name of what stands at `index` among the slots
    // of a frame of that code: a variable, or "stack[0]" and so on behind them all.
    virtual TextId slot_text(const char* prefix, PyObject* code, int index);
};

// The pieces of memory that change when the object does. The count is watched apart.
struct Pieces {
    struct Piece {
        const char* data;
        std::size_t size;
    };
    static constexpr std::size_t kMost = 6;
    Piece piece[kMost];  // not set beyond `count`: this is made for each object at each step
    std::size_t count = 0;
    bool is_elsewhere = false;  // more may change than the pieces tell
    void add(const void* address, std::size_t size_bytes) {
        if (address == nullptr || size_bytes == 0 || count == kMost) return;
        piece[count++] = {static_cast<const char*>(address), size_bytes};
    }
    // Are they other bytes than those kept? Then they are kept from now on.
    bool take_changes(std::string& kept) const {
        std::size_t at = 0;
        bool differs = false;
        for (std::size_t i = 0; i < count && !differs; ++i) {
            differs = std::string_view(kept).substr(at, piece[i].size) !=
                      std::string_view(piece[i].data, piece[i].size);
            at += piece[i].size;
        }
        if (!differs && at == kept.size()) return false;
        kept.clear();
        for (std::size_t i = 0; i < count; ++i) kept.append(piece[i].data, piece[i].size);
        return true;
    }
};

// The order in which decoders are asked whether they take an object.
enum class Turn : std::uint8_t { Exact = 0, Instance, Anything };

struct Decoder {
    ObjectKind kind = ObjectKind::Other;
    Turn turn = Turn::Exact;
    bool (*accepts)(PyObject* object) = nullptr;
    void (*pieces)(PyObject* object, Pieces& pieces) = nullptr;
    // Fills all but kind and is_tracked.
    void (*decode)(PyObject* object, Scribe& scribe, Body& body) = nullptr;
    // The name of the struct's table; null: none.
    const char* layout = nullptr;
};

// The decoder that takes the object; always one.
const Decoder& decoder_for(PyObject* object);

// Caps. What goes beyond is cut, and marked as cut.
inline constexpr std::size_t kMaxSlots = 1000;
inline constexpr std::size_t kMaxBlockBytes = 4096;
inline constexpr std::size_t kMaxCharacterBytes = 512;  // of a str's or bytes' own memory
inline constexpr std::size_t kMaxTextItems = 400;

}  // namespace viv::cpython
