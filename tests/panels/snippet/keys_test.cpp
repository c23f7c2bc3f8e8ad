// Which keys the snippet takes, and which it leaves for the window.
#include "app/panels/snippet/keys.h"

#include <doctest/doctest.h>

#include "app/editor/document.h"

using namespace viv;
using namespace viv::panels::snippet;
using namespace viv::ui;

namespace {

// What a key makes of "ab cd" with the caret at its end; "-": not the editor's.
std::string after(const KeyEvent& key) {
    editor::Document document;
    document.set_text("ab cd");
    document.apply(editor::MoveCaret{editor::Move::TextEnd});
    const auto command = command_of(key);
    if (!command) return "-";
    document.apply(*command);
    return document.text() + "@" + std::to_string(document.caret().byte);
}

KeyEvent typed(char32_t codepoint) {
    return {Key::None, kNoMods, codepoint, false};
}
KeyEvent letter(char32_t codepoint, int mods) {
    return {Key::Letter, static_cast<std::uint8_t>(mods), codepoint, false};
}

}  // namespace

TEST_CASE("characters are typed, whatever their plane, control characters are not") {
    CHECK(after(typed(U'x')) == "ab cdx@6");
    CHECK(after(typed(U'ä')) == "ab cdä@7");
    CHECK(after(typed(U'🐍')) == "ab cd🐍@9");
    CHECK(after(typed(0x08)) == "-");
    CHECK(after(typed(0x7F)) == "-");
}

TEST_CASE("moving and erasing keys take Ctrl for words and Shift for selecting") {
    CHECK(after({Key::Left}) == "ab cd@4");
    CHECK(after({Key::Left, kCtrl}) == "ab cd@3");
    CHECK(after({Key::Home}) == "ab cd@0");
    CHECK(after({Key::Backspace}) == "ab c@4");
    CHECK(after({Key::Backspace, kCtrl}) == "ab @3");
    CHECK(after({Key::Backspace, kShift}) == "ab c@4");

    const auto command = command_of({Key::Home, kShift});
    REQUIRE(command);
    const auto* move = std::get_if<editor::MoveCaret>(&*command);
    REQUIRE(move);
    CHECK(move->selecting == editor::Selecting::Yes);
}

TEST_CASE("Tab indents, Shift+Tab dedents, Enter breaks the line") {
    CHECK(after({Key::Tab}) == "ab cd   @8");
    CHECK(std::holds_alternative<editor::Dedent>(*command_of({Key::Tab, kShift})));
    CHECK(after({Key::Enter}) == "ab cd\n@0");
}

TEST_CASE("letters with Ctrl undo, redo, select and comment") {
    CHECK(std::holds_alternative<editor::Undo>(*command_of(letter(U'z', kCtrl))));
    CHECK(std::holds_alternative<editor::Redo>(*command_of(letter(U'z', kCtrl | kShift))));
    CHECK(std::holds_alternative<editor::Redo>(*command_of(letter(U'y', kCtrl))));
    CHECK(std::holds_alternative<editor::SelectAll>(*command_of(letter(U'a', kCtrl))));
    CHECK(after(letter(U'/', kCtrl)) == "# ab cd@7");
}

TEST_CASE("the window's keys are left alone") {
    for (const KeyEvent& key : {KeyEvent{Key::Enter, kCtrl}, KeyEvent{Key::F5}, KeyEvent{Key::F10},
                                KeyEvent{Key::Left, kAlt}, KeyEvent{Key::Escape},
                                letter(U't', kCtrl), letter(U'1', kCtrl)}) {
        CHECK_FALSE(command_of(key));
    }
}
