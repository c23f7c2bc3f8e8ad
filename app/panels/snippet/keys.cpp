// Shift selects while moving; Ctrl widens a move or an erasure to words or to the whole text.
#include "app/panels/snippet/keys.h"

#include "app/editor/utf8.h"

namespace viv::panels::snippet {

using editor::Direction;
using editor::EditCommand;
using editor::Erase;
using editor::Move;
using editor::MoveCaret;
using editor::Selecting;
using editor::Unit;
using ui::is_letter;
using ui::kCtrl;
using ui::Key;
using ui::KeyEvent;
using ui::kShift;

namespace {

std::optional<Move> move_of(const KeyEvent& key) {
    const bool has_ctrl = (key.mods & kCtrl) != 0;
    switch (key.key) {
        case Key::Left:
            return has_ctrl ? Move::WordLeft : Move::Left;
        case Key::Right:
            return has_ctrl ? Move::WordRight : Move::Right;
        case Key::Home:
            return has_ctrl ? Move::TextStart : Move::LineStart;
        case Key::End:
            return has_ctrl ? Move::TextEnd : Move::LineEnd;
        case Key::Up:
            return Move::Up;
        case Key::Down:
            return Move::Down;
        case Key::PageUp:
            return Move::PageUp;
        case Key::PageDown:
            return Move::PageDown;
        default:
            return std::nullopt;
    }
}

std::optional<EditCommand> letter_command(const KeyEvent& key) {
    if (is_letter(key, 'z', kCtrl)) return editor::Undo{};
    if (is_letter(key, 'z', kCtrl | kShift) || is_letter(key, 'y', kCtrl)) return editor::Redo{};
    if (is_letter(key, 'a', kCtrl)) return editor::SelectAll{};
    // On many layouts the slash needs Shift.
    if (is_letter(key, '/', kCtrl) || is_letter(key, '/', kCtrl | kShift)) {
        return editor::ToggleComment{};
    }
    return std::nullopt;
}

}  // namespace

std::optional<EditCommand> command_of(const KeyEvent& key) {
    constexpr std::uint8_t kOthers = ui::kAlt | ui::kSuper;
    if (key.key == Key::None) {
        if (key.codepoint < 0x20 || key.codepoint == 0x7F) return std::nullopt;
        std::string text;
        editor::append_codepoint(text, key.codepoint);
        return editor::TypeText{std::move(text)};
    }
    if ((key.mods & kOthers) != 0) return std::nullopt;
    const bool has_shift = (key.mods & kShift) != 0;
    const bool has_ctrl = (key.mods & kCtrl) != 0;
    if (const auto move = move_of(key)) {
        return MoveCaret{*move, has_shift ? Selecting::Yes : Selecting::No};
    }
    switch (key.key) {
        case Key::Letter:
            return letter_command(key);
        case Key::Enter:
            if (has_ctrl) return std::nullopt;
            return editor::NewLine{};
        case Key::Backspace:
            return Erase{Direction::Back, has_ctrl ? Unit::Word : Unit::Character};
        case Key::Delete:
            if (has_shift) return std::nullopt;
            return Erase{Direction::Forward, has_ctrl ? Unit::Word : Unit::Character};
        case Key::Tab:
            if (has_ctrl) return std::nullopt;
            if (has_shift) return editor::Dedent{};
            return editor::Indent{};
        default:
            return std::nullopt;
    }
}

}  // namespace viv::panels::snippet
