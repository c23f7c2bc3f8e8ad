// Roles and states by example.
#include <doctest/doctest.h>

#include <string>

#include "app/editor/lexer.h"

using namespace viv::editor;

namespace {

const char* role_name(Role role) {
    static const char* const kNames[] = {"name", "keyword",   "soft",   "builtin", "definition",
                                         "call", "decorator", "number", "string",  "brace",
                                         "op",   "comment",   "invalid"};
    return kNames[static_cast<int>(role)];
}

// "keyword:def definition:f op:( …"
std::string roles(std::string_view line, LexState state = {}) {
    std::vector<Token> tokens;
    lex_line(std::move(state), line, tokens);
    std::string text;
    for (const Token& token : tokens) {
        if (!text.empty()) text += ' ';
        text += std::string(role_name(token.role)) + ":" +
                std::string(line.substr(token.begin, token.end - token.begin));
    }
    return text;
}

LexState state_after(std::string_view line, LexState state = {}) {
    std::vector<Token> tokens;
    return lex_line(std::move(state), line, tokens);
}

}  // namespace

TEST_CASE("names have the role that their neighbours give them") {
    CHECK(roles("def f(a):") == "keyword:def definition:f op:( name:a op:) op::");
    CHECK(roles("print(a.len, f(x))") ==
          "builtin:print op:( name:a op:. name:len op:, call:f op:( name:x op:) op:)");
    CHECK(roles("f(list=1)") == "call:f op:( name:list op:= number:1 op:)");
    CHECK(roles("a.append(1)") == "name:a op:. call:append op:( number:1 op:)");
    CHECK(roles("@a.b(c)") == "decorator:@ decorator:a decorator:. decorator:b op:( name:c op:)");
    CHECK(roles("a @ b") == "name:a op:@ name:b");
}

TEST_CASE("soft keywords are keywords only where they begin a statement") {
    CHECK(roles("match x:") == "soft:match name:x op::");
    CHECK(roles("match = 1") == "name:match op:= number:1");
    CHECK(roles("match(x)") == "call:match op:( name:x op:)");
    CHECK(roles("case [1, _]: pass") ==
          "soft:case op:[ number:1 op:, name:_ op:] op:: keyword:pass");
    CHECK(roles("type A = int") == "soft:type name:A op:= builtin:int");
    CHECK(roles("type(a)") == "builtin:type op:( name:a op:)");
}

TEST_CASE("an f-string is pieces of string around expressions, nested as deep as it likes") {
    CHECK(roles("f'a{x!r:>{w}}b'") ==
          "string:f'a brace:{ name:x brace:! name:r brace:: string:> brace:{ name:w brace:} "
          "brace:} string:b'");
    CHECK(roles("f'{{x}}'") == "string:f'{{x}}'");
    CHECK(roles("f'{d['k']}'") == "string:f' brace:{ name:d op:[ string:'k' op:] brace:} string:'");
    CHECK(roles("f'{ {1: 2}[1] }'") ==
          "string:f' brace:{ op:{ number:1 op:: number:2 op:} op:[ number:1 op:] brace:} string:'");
    CHECK(roles("f'{x != y}'") == "string:f' brace:{ name:x op:!= name:y brace:} string:'");
    CHECK(roles("f'\\N{DASH}'") == "string:f'\\N{DASH}'");
    CHECK(roles("'{x}'") == "string:'{x}'");
}

TEST_CASE("a triple-quoted string goes on until it is closed") {
    const LexState open = state_after("x = '''a");
    CHECK_FALSE(open.is_line_start());
    CHECK(roles("b'c ''' + 1", open) == "string:b'c ''' op:+ number:1");
    CHECK(state_after("'''", open) == LexState{});
    CHECK(roles("}z'''", state_after("f'''{y")) == "brace:} string:z'''");
}

TEST_CASE("a string that is not closed ends with its line, unless a backslash joins the next") {
    CHECK(state_after("x = 'abc") == LexState{});
    CHECK(state_after("x = f'{a") == LexState{});
    CHECK(roles("b' 1", state_after("x = 'a\\")) == "string:b' number:1");
    CHECK(state_after("x = 1 + \\").is_joined);
    CHECK(state_after("f(1,").brackets == 1);
}

TEST_CASE("what is no Python is marked, and lexing goes on") {
    CHECK(roles("a ? b") == "name:a invalid:? name:b");
    CHECK(roles("a “b”") == "name:a invalid:“ name:b invalid:”");
    CHECK(roles("größe = 1") == "name:größe op:= number:1");
}

TEST_CASE("numbers are whole") {
    for (const char* number : {"0", "1_000", "0xFF_a", "0b1", "0o17", "1.5", ".5", "1.", "1e-3",
                               "1.5E+3j", "3J", "1_0.0_1"}) {
        CHECK(roles(number) == "number:" + std::string(number));
    }
    CHECK(roles("1if x") == "number:1 keyword:if name:x");
}
