// Two modes by the innermost open string: its literal text is skipped to what ends it, everything
// else is code. Roles are told from the token before and the character after; that is enough for
// colours, and it never looks at another line.
#include "app/editor/lexer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "app/editor/utf8.h"
#include "app/editor/words.h"

namespace viv::editor {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

class LineLexer {
public:
    LineLexer(LexState state, std::string_view text, std::vector<Token>& tokens)
        : m_state(std::move(state)), m_text(text), m_tokens(tokens) {}

    LexState run() {
        m_is_line_start = m_state.is_line_start();
        m_state.is_joined = false;
        while (m_at < m_text.size()) {
            if (is_in_code()) {
                lex_code();
            } else {
                lex_literal(m_at, !m_state.strings.empty());
            }
        }
        close_short_strings();
        return std::move(m_state);
    }

private:
    [[nodiscard]] bool is_in_code() const {
        return m_state.strings.empty() || top().part == OpenString::Part::Expression;
    }
    [[nodiscard]] const OpenString& top() const { return m_state.strings.back(); }
    [[nodiscard]] OpenString& top() { return m_state.strings.back(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    // The index in `strings` of the literal that the innermost part belongs to.
    [[nodiscard]] std::size_t literal_index() const {
        std::size_t i = m_state.strings.size() - 1;
        while (m_state.strings[i].part != OpenString::Part::Literal) --i;
        return i;
    }
    void add(std::size_t begin, std::size_t end, TokenType type, Role role, bool continues) {
        if (begin == end) return;
        m_tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                            type, role, continues});
    }
    void add_code(std::size_t begin, TokenType type, Role role) {
        add(begin, m_at, type, role, !m_state.strings.empty());
        m_before = m_text.substr(begin, m_at - begin);
        if (role != Role::Decorator) m_is_decorator = false;
        m_is_line_start = false;
    }

    void lex_code();
    void lex_name();
    void lex_number();
    void lex_operator();
    bool lex_expression_sign();
    bool open_string();
    void lex_literal(std::size_t begin, bool continues);
    bool skip_backslash(const OpenString& literal);
    void close_short_strings();
    [[nodiscard]] Role role_of_name(std::string_view name) const;
    [[nodiscard]] bool is_soft_keyword(std::string_view name) const;
    [[nodiscard]] std::string_view rest_after_blanks() const;

    LexState m_state;
    std::string_view m_text;
    std::vector<Token>& m_tokens;
    std::size_t m_at = 0;
    std::string_view m_before;  // the token of code before this one
    bool m_is_line_start = false;
    bool m_is_decorator = false;
    bool m_ends_joined = false;  // the line ends in a backslash inside a literal
};

std::string_view LineLexer::rest_after_blanks() const {
    std::size_t at = m_at;
    while (at < m_text.size() && is_blank(m_text[at])) ++at;
    return m_text.substr(at);
}

void LineLexer::lex_code() {
    const char c = peek();
    if (is_blank(c)) {
        ++m_at;
    } else if (c == '#') {
        const std::size_t begin = m_at;
        m_at = m_text.size();
        add_code(begin, TokenType::Comment, Role::Comment);
    } else if (c == '\\' && m_at + 1 == m_text.size()) {
        m_state.is_joined = true;
        ++m_at;
    } else if (open_string()) {
        return;
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
        lex_number();
    } else if (character_class(codepoint_at(m_text, m_at)) == CharacterClass::Word) {
        lex_name();
    } else if (!lex_expression_sign()) {
        lex_operator();
    }
}

// A prefix of letters and a quote; the literal up to its first break follows in the same token.
bool LineLexer::open_string() {
    std::size_t quote_at = m_at;
    OpenString open;
    while (quote_at < m_text.size() && quote_at < m_at + 2) {
        const char letter = lower(m_text[quote_at]);
        if (letter != 'r' && letter != 'b' && letter != 'u' && letter != 'f') break;
        open.is_raw |= letter == 'r';
        open.is_formatted |= letter == 'f';
        ++quote_at;
    }
    if (quote_at >= m_text.size()) return false;
    if (m_text[quote_at] != '"' && m_text[quote_at] != '\'') return false;
    if (quote_at == m_at + 2) {
        const char a = lower(m_text[m_at]);
        const char b = lower(m_text[m_at + 1]);
        if ((a == 'r') == (b == 'r') || a == 'u' || b == 'u') return false;
    }
    open.quote = m_text[quote_at];
    open.is_triple = quote_at + 2 < m_text.size() && m_text[quote_at + 1] == open.quote &&
                     m_text[quote_at + 2] == open.quote;
    const std::size_t begin = m_at;
    const bool continues = !m_state.strings.empty();
    m_at = quote_at + (open.is_triple ? 3 : 1);
    m_state.strings.push_back(open);
    m_before = m_text.substr(begin, 1);
    m_is_line_start = m_is_decorator = false;
    lex_literal(begin, continues);
    return true;
}

// At a backslash in a literal. Returns false when it is the line's last character.
bool LineLexer::skip_backslash(const OpenString& literal) {
    if (m_at + 1 >= m_text.size()) {
        m_ends_joined = true;
        m_at = m_text.size();
        return false;
    }
    const char next = peek(1);
    if (literal.is_formatted && !literal.is_raw && next == 'N' && peek(2) == '{') {
        const std::size_t close = m_text.find('}', m_at);
        m_at = close == std::string_view::npos ? m_text.size() : close + 1;
    } else if (literal.is_formatted && (next == '{' || next == '}')) {
        ++m_at;  // it escapes no brace
    } else {
        m_at += 2;
    }
    return true;
}

// From inside a literal or a format spec to its end, to a brace, or to the line's end.
void LineLexer::lex_literal(std::size_t begin, bool continues) {
    const std::size_t index = literal_index();
    const OpenString literal = m_state.strings[index];
    const bool is_spec = top().part == OpenString::Part::Spec;
    const auto piece = [&] { add(begin, m_at, TokenType::String, Role::String, continues); };
    const auto brace = [&] {
        piece();
        add(m_at, m_at + 1, TokenType::Operator, Role::Placeholder, true);
        ++m_at;
        m_before = {};
    };
    while (m_at < m_text.size()) {
        const char c = peek();
        if (c == '\\') {
            if (!skip_backslash(literal)) break;
        } else if (c == literal.quote && (!literal.is_triple || (peek(1) == c && peek(2) == c))) {
            m_at += literal.is_triple ? 3 : 1;
            m_state.strings.resize(index);
            return piece();
        } else if (literal.is_formatted && c == '{' && (is_spec || peek(1) != '{')) {
            brace();
            m_state.strings.push_back({.part = OpenString::Part::Expression});
            return;
        } else if (literal.is_formatted && c == '{') {
            m_at += 2;
        } else if (is_spec && c == '}') {
            brace();
            m_state.strings.pop_back();
            return;
        } else {
            ++m_at;
        }
    }
    m_at = std::min(m_at, m_text.size());
    piece();
}

// `}`, `:` and `!` that belong to an f-string rather than to the expression in it.
bool LineLexer::lex_expression_sign() {
    if (m_state.strings.empty() || top().brackets > 0) return false;
    const char c = peek();
    if (c != '}' && c != ':' && (c != '!' || peek(1) == '=')) return false;
    ++m_at;
    add_code(m_at - 1, TokenType::Operator, Role::Placeholder);
    if (c == '}') m_state.strings.pop_back();
    if (c == ':') top().part = OpenString::Part::Spec;
    return true;
}

void LineLexer::lex_operator() {
    static constexpr std::array<std::string_view, 24> kLong = {
        "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=",
        "->",  "//",  "/=",  ":=",  "<<",  "<=", "==", ">=", ">>", "@=", "^=", "|="};
    const std::size_t begin = m_at;
    const std::string_view rest = m_text.substr(m_at);
    const auto match = std::find_if(kLong.begin(), kLong.end(),
                                    [&](std::string_view op) { return rest.starts_with(op); });
    if (match != kLong.end()) {
        m_at += match->size();
        return add_code(begin, TokenType::Operator, Role::Operator);
    }
    const char c = peek();
    std::uint32_t& brackets = m_state.strings.empty() ? m_state.brackets : top().brackets;
    if (c == '(' || c == '[' || c == '{') ++brackets;
    if ((c == ')' || c == ']' || c == '}') && brackets > 0) --brackets;
    if (std::string_view("()[]{}+-*/%@&|^~<>=.,:;").find(c) == std::string_view::npos) {
        m_at = next_codepoint(m_text, m_at);
        return add_code(begin, TokenType::Invalid, Role::Invalid);
    }
    ++m_at;
    m_is_decorator = c == '@' ? m_is_line_start : m_is_decorator && c == '.';
    add_code(begin, TokenType::Operator, m_is_decorator ? Role::Decorator : Role::Operator);
}

void LineLexer::lex_number() {
    const std::size_t begin = m_at;
    const auto skip = [&](auto is_wanted) {
        while (m_at < m_text.size() && (is_wanted(m_text[m_at]) || m_text[m_at] == '_')) ++m_at;
    };
    const char base = peek() == '0' ? lower(peek(1)) : '\0';
    if (base == 'x' || base == 'o' || base == 'b') {
        m_at += 2;
        skip(base == 'x' ? is_hex_digit : is_digit);
        return add_code(begin, TokenType::Number, Role::Number);
    }
    skip(is_digit);
    if (peek() == '.') {
        ++m_at;
        if (is_digit(peek())) skip(is_digit);
    }
    if (lower(peek()) == 'e') {
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if (is_digit(peek(1 + sign))) {
            m_at += 1 + sign;
            skip(is_digit);
        }
    }
    if (lower(peek()) == 'j') ++m_at;
    add_code(begin, TokenType::Number, Role::Number);
}

void LineLexer::lex_name() {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() &&
           character_class(codepoint_at(m_text, m_at)) == CharacterClass::Word) {
        m_at = next_codepoint(m_text, m_at);
    }
    add_code(begin, TokenType::Name, role_of_name(m_text.substr(begin, m_at - begin)));
}

// The statement forms only: `match x:`, `case 1:`, `type Point = ...`; never `match = 1`.
bool LineLexer::is_soft_keyword(std::string_view name) const {
    if (!m_is_line_start || (name != "match" && name != "case" && name != "type")) return false;
    std::string_view rest = rest_after_blanks();
    if (rest.empty()) return false;
    if (name == "type") {
        if (rest.data() == m_text.data() + m_at) return false;
        return character_class(codepoint_at(rest, 0)) == CharacterClass::Word &&
               rest.find('=') != std::string_view::npos;
    }
    if (std::string_view("=.,:;)]}").find(rest.front()) != std::string_view::npos) return false;
    rest = rest.substr(0, rest.find('#'));
    while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
    return (name == "case" && rest.find(':') != std::string_view::npos) || rest.ends_with(':');
}

Role LineLexer::role_of_name(std::string_view name) const {
    if (m_is_decorator) return Role::Decorator;
    const std::string_view rest = rest_after_blanks();
    const bool is_called = rest.starts_with('(');
    if (m_before == ".") return is_called ? Role::Call : Role::Name;
    if (is_keyword(name)) return Role::Keyword;
    if (m_before == "def" || m_before == "class") return Role::Definition;
    if (is_soft_keyword(name)) return Role::SoftKeyword;
    const bool is_in_brackets = m_state.brackets > 0 || !m_state.strings.empty();
    const bool is_argument = is_in_brackets && rest.starts_with('=') && !rest.starts_with("==");
    if (is_builtin(name) && !is_argument) return Role::Builtin;
    return is_called ? Role::Call : Role::Name;
}

// A string in single quotes ends with its line, closed or not, unless a backslash joins the next.
void LineLexer::close_short_strings() {
    if (m_ends_joined) return;
    auto& strings = m_state.strings;
    strings.erase(std::find_if(strings.begin(), strings.end(),
                               [](const OpenString& open) {
                                   return open.part == OpenString::Part::Literal && !open.is_triple;
                               }),
                  strings.end());
}

}  // namespace

LexState lex_line(LexState state, std::string_view line, std::vector<Token>& tokens) {
    return LineLexer(std::move(state), line, tokens).run();
}

}  // namespace viv::editor
