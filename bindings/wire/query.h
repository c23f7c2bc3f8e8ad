// Questions that need more than one fact of a recording: an object's repr, who holds it, where a
// name leads. Pure functions; the command line, the lessons and the panels give the same answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/base/result.h"
#include "bindings/wire/recording.h"

namespace viv::wire {

// What CPython's repr would print for built-in kinds, made from the recording alone; a class with
// a __repr__ of its own gives `<Nosy object>`. Longer than `max_characters`: cut, ending in `…`.
std::string repr(const Recording& recording, ObjectId object, StepId step,
                 std::size_t max_characters = 80);

// The name of its class, which the program may have changed (`x.__class__ = Other`).
std::string type_name(const Recording& recording, ObjectId object, StepId step);
// The same of what has been read already, as of that step.
std::string type_name(const Recording& recording, const ObjectView& view, StepId step);

// A slot's place in words: `[0]`, `['key']`, `{key}`, `.name`, `__defaults__`…
// `slots` is the whole list that the slot at `index` belongs to.
std::string place_text(const Recording& recording, const std::vector<Slot>& slots,
                       std::size_t index, StepId step);

// The same for all slots at once.
std::vector<std::string> place_texts(const Recording& recording, const std::vector<Slot>& slots,
                                     StepId step);

enum class HolderKind : std::uint8_t {
    Local = 0,
    Global,
    Stack,
    Item,
    Key,
    Attribute,
    Constant,
    Frame,
    Type,
    Interpreter,
};
const char* holder_kind_name(HolderKind kind);  // "local", "global"…

// One reference to an object.
struct Holder {
    HolderKind kind = HolderKind::Item;
    ObjectId owner;        // none for a frame's variable or stack entry
    FrameId frame;         // for Local, Global, Stack
    std::string name;      // of the variable; for Stack the entry's index
    std::string function;  // the frame's function
    std::string place;     // where in its owner: `[0]`
    std::string path;  // how the learner would write it: `append_to.__defaults__[0]`; may be empty
    bool is_borrowed = false;  // doesn't pay for the reference, isn't counted
};

struct Holders {
    std::int64_t refcount = 0;
    bool is_immortal = false;
    std::int64_t unexplained = 0;  // refcount less the holders that pay
    std::vector<Holder> holders;
};

// REQUIRES: alive(object, step).
Holders holders(const Recording& recording, ObjectId object, StepId step);

// How the learner would write the object at that step ("append_to.__defaults__[0]"), the shortest
// way from a frame's variable; empty if no variable leads to it.
std::string path_to(const Recording& recording, ObjectId object, StepId step);

// A name bound in the innermost frame of the step (or, failing that, in the module's). None:
// unbound.
ObjectId variable(const Recording& recording, std::string_view name, StepId step);

}  // namespace viv::wire
