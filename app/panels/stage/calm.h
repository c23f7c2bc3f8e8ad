// The one place that says what the stage leaves out or shows inside a row instead of as a card:
// calm first, all of it on request. Switch a flag here and the scene follows.
#pragma once

#include <cstddef>
#include <string_view>

#include "bindings/trace/object.h"

namespace viv::panels::stage {

struct Calm {
    bool inline_values = true;   // int, float, bool, None, short str and bytes
    bool inline_types = true;    // classes, modules, C functions
    bool hide_machinery = true;  // code objects, __globals__, names, what a function is made of
    bool hide_class = true;      // an instance's way to its class: the title says it
    std::size_t inline_characters = 20;
    std::size_t rows = 12;      // of one card, before it folds
    std::size_t tail_rows = 3;  // of these, how many stand at the end
    std::size_t cells = 24;
    std::size_t calls = 10;  // of one function by itself, before they fold to the first and last
    std::size_t head_calls = 2, tail_calls = 5;
    std::size_t cards = 1500;  // of one scene
};

// Is a target of that kind shown as text in its row? `length` is that of its repr, or its content.
bool is_inline(const Calm& calm, ObjectKind kind, std::size_t length);

// Is the slot left out of its owner's card? `name` is that of a Named slot, else empty.
bool is_hidden(const Calm& calm, ObjectKind owner, PlaceKind place, std::string_view name,
               ObjectKind target);

}  // namespace viv::panels::stage
