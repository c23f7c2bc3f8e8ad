// Each step looks at one line; only at its ends does it go to the neighbour.
#include "app/editor/movement.h"

#include <algorithm>

#include "app/editor/utf8.h"

namespace viv::editor {

namespace {

CharacterClass class_at(const std::string& line, std::size_t byte) {
    return character_class(codepoint_at(line, byte));
}

// From `byte` over characters of the class.
std::size_t run_forward(const std::string& line, std::size_t byte, CharacterClass wanted) {
    while (byte < line.size() && class_at(line, byte) == wanted) byte = next_codepoint(line, byte);
    return byte;
}

std::size_t run_back(const std::string& line, std::size_t byte, CharacterClass wanted) {
    while (byte > 0 && class_at(line, previous_codepoint(line, byte)) == wanted) {
        byte = previous_codepoint(line, byte);
    }
    return byte;
}

Position word_left(const TextBuffer& buffer, Position from) {
    if (from.byte == 0) return moved(buffer, from, Move::Left);
    const std::string& line = buffer.line(from.line);
    const std::size_t byte = run_back(line, from.byte, CharacterClass::Space);
    if (byte == 0) return {from.line, 0};
    return {from.line, run_back(line, byte, class_at(line, previous_codepoint(line, byte)))};
}

Position word_right(const TextBuffer& buffer, Position from) {
    const std::string& line = buffer.line(from.line);
    if (from.byte >= line.size()) return moved(buffer, from, Move::Right);
    const std::size_t byte = run_forward(line, from.byte, CharacterClass::Space);
    if (byte == line.size()) return {from.line, byte};
    return {from.line, run_forward(line, byte, class_at(line, byte))};
}

}  // namespace

std::size_t indentation_bytes(const std::string& line) {
    return std::min(line.find_first_not_of(" \t\f"), line.size());
}

Position moved(const TextBuffer& buffer, Position from, Move move) {
    const std::string& line = buffer.line(from.line);
    switch (move) {
        case Move::Left:
            if (from.byte > 0) return {from.line, previous_codepoint(line, from.byte)};
            if (from.line == 0) return from;
            return {from.line - 1, buffer.line(from.line - 1).size()};
        case Move::Right:
            if (from.byte < line.size()) return {from.line, next_codepoint(line, from.byte)};
            return from.line + 1 < buffer.line_count() ? Position{from.line + 1, 0} : from;
        case Move::WordLeft:
            return word_left(buffer, from);
        case Move::WordRight:
            return word_right(buffer, from);
        case Move::LineStart: {
            const std::size_t text_start = indentation_bytes(line);
            return {from.line, from.byte == text_start ? 0 : text_start};
        }
        case Move::LineEnd:
            return {from.line, line.size()};
        case Move::TextStart:
            return {};
        case Move::TextEnd:
            return buffer.end();
        case Move::Up:
        case Move::Down:
        case Move::PageUp:
        case Move::PageDown:
            break;
    }
    return from;
}

Position moved_by_lines(const TextBuffer& buffer, Position from, std::ptrdiff_t lines,
                        std::size_t goal) {
    const auto target = static_cast<std::ptrdiff_t>(from.line) + lines;
    if (target < 0) return {};
    if (target >= static_cast<std::ptrdiff_t>(buffer.line_count())) return buffer.end();
    const auto line = static_cast<std::size_t>(target);
    return {line, byte_of_column(buffer.line(line), goal)};
}

Range word_at(const TextBuffer& buffer, Position at) {
    const std::string& line = buffer.line(at.line);
    if (line.empty()) return {at, at};
    // At the line's end the word is the one before.
    const std::size_t byte = at.byte < line.size() ? at.byte : previous_codepoint(line, at.byte);
    const CharacterClass wanted = class_at(line, byte);
    return {{at.line, run_back(line, byte, wanted)}, {at.line, run_forward(line, byte, wanted)}};
}

}  // namespace viv::editor
