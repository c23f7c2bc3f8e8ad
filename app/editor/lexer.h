// Python's tokens, one line at a time: what a line begins in is a small state that the line before
// it left, so an edit costs the lines whose state it changes. The tokens stand exactly where
// CPython's `tokenize` puts them (tested on its library), but a string is cut into pieces: by line,
// and around the expressions of an f-string (PEP 701: quotes may nest). Never fails.
//
// Not followed: an f-string in single quotes whose braces span lines (3.12+); it ends at the line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace viv::editor {

enum class TokenType : std::uint8_t { Name, Number, String, Operator, Comment, Invalid };

// What a token is for the eye.
enum class Role : std::uint8_t {
    Name,
    Keyword,
    SoftKeyword,  // `match`, `case`, `type` where they begin a statement
    Builtin,      // a name of the builtins module, not an attribute
    Definition,   // the name after `def` or `class`
    Call,         // a name before `(`
    Decorator,    // `@` and the dotted name after it
    Number,
    String,
    Placeholder,  // `{`, `}`, `!` and `:` of an f-string's expression
    Operator,
    Comment,
    Invalid,  // a character that Python doesn't know
};

struct Token {
    std::uint32_t begin = 0;  // bytes in the line
    std::uint32_t end = 0;
    TokenType type = TokenType::Name;
    Role role = Role::Name;
    bool continues = false;  // belongs to the same string of Python as the token before it
    friend bool operator==(const Token&, const Token&) = default;
};

// One level of string that is open: its literal text, an expression in it, or a format spec.
struct OpenString {
    enum class Part : std::uint8_t { Literal, Expression, Spec };
    Part part = Part::Literal;
    char quote = 0;  // of the literal; 0 for the other parts
    bool is_triple = false;
    bool is_raw = false;
    bool is_formatted = false;
    std::uint32_t brackets = 0;  // open in an expression
    friend bool operator==(const OpenString&, const OpenString&) = default;
};

// Between two lines.
struct LexState {
    std::vector<OpenString> strings;  // outermost first
    std::uint32_t brackets = 0;       // open outside of strings
    bool is_joined = false;           // the line before ended in a backslash
    // The line begins a statement (if it isn't empty).
    [[nodiscard]] bool is_line_start() const {
        return strings.empty() && brackets == 0 && !is_joined;
    }
    friend bool operator==(const LexState&, const LexState&) = default;
};

// Appends the line's tokens; returns the state that the next line begins in.
LexState lex_line(LexState state, std::string_view line, std::vector<Token>& tokens);

}  // namespace viv::editor
