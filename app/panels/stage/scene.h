// What the stage shows at one step, as plain values: cards (frames and objects) with their rows,
// and the arrows between them. Made by stage_rows, placed by stage_layout, drawn by stage_panel.
//
// Cards stand in the order in which they are met: frames outermost first, then objects breadth
// first from the frames' rows, then islands, then ghosts. So a parent stands before its children.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "bindings/base/ids.h"
#include "bindings/trace/object.h"

namespace viv::panels::stage {

// A frame or an object. Frames and objects count apart, so the kind belongs to the key.
struct CardKey {
    enum class Kind : std::uint8_t { None = 0, Frame, Object };
    Kind kind = Kind::None;
    std::uint32_t number = 0;
    friend bool operator==(CardKey, CardKey) = default;
};
inline CardKey key_of(FrameId frame) {
    return {CardKey::Kind::Frame, frame.value};
}
inline CardKey key_of(ObjectId object) {
    return {CardKey::Kind::Object, object.value};
}

struct CardKeyHash {
    std::size_t operator()(CardKey key) const noexcept {
        return (static_cast<std::size_t>(key.kind) << 32) | key.number;
    }
};

// One cell of a list or tuple whose items all are short values.
struct Cell {
    std::string index;
    std::string text;
    bool is_spare = false;  // allocated, not in use
    bool is_changed = false;
};

enum class RowLook : std::uint8_t {
    Slot,   // label on the left; on the right the value, or a dot with an arrow
    Cells,  // small boxes side by side
    More,   // "… 988 more"
    Note,   // "len 2 · allocated 4"
};

struct Row {
    RowLook look = RowLook::Slot;
    std::string label;
    std::string value;                   // of an inline target, or the words of More and Note
    ObjectId target;                     // none: an empty slot, or no slot at all
    ObjectKind hue = ObjectKind::Other;  // of the target
    bool is_inline = true;               // no arrow: `value` says it all
    bool is_changed = false;             // bound to something else than a step before, or new
    bool is_back = false;      // its arrow leaves on the left; set once the places are known
    bool is_borrowed = false;  // does not pay for its reference
    std::string tag;           // "cell", "stack": what kind of slot it is
    std::vector<Cell> cells;
};

enum class CardState : std::uint8_t { Reached, Island, Ghost };

struct Card {
    CardKey key;
    ObjectKind kind = ObjectKind::Other;
    CardState state = CardState::Reached;
    std::string title;    // "list", "function", "<module>"
    std::string name;     // "append_to"; empty where it has none
    std::string address;  // short; for a frame "line 3"
    std::string badge;    // "3"; empty where the count is not the learner's: then `note` says why
    std::string change;   // "+1"
    std::string note;     // "older", "shared", "immortal", "running", "island", "freed"
    std::string text;     // the whole card in one line, for the registry
    std::vector<std::string> lines;  // of the text twin, where it has more than that one
    std::int64_t count_change = 0;
    bool is_new = false;
    bool is_running = false;  // the innermost frame of the step's thread
    bool is_module = false;   // a module's frame
    std::uint32_t depth = 0;  // steps from a frame; 0: a frame
    CardKey parent;           // the card that led here first
    std::uint32_t parent_row = 0;
    std::vector<Row> rows;
};

// An arrow from a card's row to an object's card. Indices into Scene::cards.
struct Edge {
    std::uint32_t from = 0;
    std::uint32_t row = 0;
    std::uint32_t to = 0;
    bool is_changed = false;
    bool is_back = false;  // its arrow leaves on the left; set once the places are known
    bool is_borrowed = false;
};

struct Scene {
    StepId step;
    std::vector<Card> cards;
    std::vector<Edge> edges;
    bool has_threads = false;    // frames of threads that aren't stepped
    std::uint32_t left_out = 0;  // objects beyond what a picture can hold
};

}  // namespace viv::panels::stage
