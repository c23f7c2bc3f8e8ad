// What a person can do to the text, as values: a key press or a click becomes one of these and
// Document::apply() does it. Each that changes the text is one step of undo.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "app/editor/text.h"

namespace viv::editor {

enum class Selecting : std::uint8_t { No, Yes };  // Yes: the selection's other end stays
enum class Direction : std::uint8_t { Back, Forward };
enum class Unit : std::uint8_t { Character, Word };
enum class Move : std::uint8_t {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    PageUp,
    PageDown,
    LineStart,  // the first character that is no blank; there already: the line's start
    LineEnd,
    TextStart,
    TextEnd,
};

struct TypeText {
    std::string text;
};
struct PasteText {
    std::string text;
};
struct NewLine {};  // with the indentation that Python will want
struct Erase {
    Direction direction = Direction::Back;
    Unit unit = Unit::Character;
};
struct CutText {};  // the caller has taken text_to_copy() before
struct MoveCaret {
    Move move = Move::Left;
    Selecting selecting = Selecting::No;
};
struct PlaceCaret {
    Position at;
    Selecting selecting = Selecting::No;
};
struct SelectAll {};
struct SelectWord {
    Position at;
};
struct SelectLine {
    std::size_t line = 0;
};
struct Indent {};  // the selected lines; without a selection: blanks up to the next stop
struct Dedent {};
struct ToggleComment {};
struct Undo {};
struct Redo {};

using EditCommand =
    std::variant<TypeText, PasteText, NewLine, Erase, CutText, MoveCaret, PlaceCaret, SelectAll,
                 SelectWord, SelectLine, Indent, Dedent, ToggleComment, Undo, Redo>;

}  // namespace viv::editor
