// Walks operator tokens from the bracket outwards, counting only brackets of its own kind.
#include "app/editor/brackets.h"

#include <string_view>

namespace viv::editor {

namespace {

constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";
constexpr std::size_t kMostLines = 2000;

bool is_bracket(const TextBuffer& buffer, Highlighting& highlighting, Position at) {
    for (const Token& token : highlighting.tokens(buffer, at.line)) {
        if (token.begin == at.byte) return token.type == TokenType::Operator;
    }
    return false;
}

struct Pair {
    char self, other;
    int depth = 0;
    // Returns whether this character closes what was being looked for.
    bool count(char c) {
        if (c == self) ++depth;
        if (c == other) --depth;
        return c == other && depth == 0;
    }
};

std::optional<Position> find_forward(const TextBuffer& buffer, Highlighting& highlighting,
                                     Position from, Pair pair) {
    for (std::size_t n = from.line; n < buffer.line_count() && n - from.line < kMostLines; ++n) {
        for (const Token& token : highlighting.tokens(buffer, n)) {
            if (token.type != TokenType::Operator || (n == from.line && token.begin < from.byte)) {
                continue;
            }
            if (pair.count(buffer.line(n)[token.begin])) return Position{n, token.begin};
        }
    }
    return std::nullopt;
}

std::optional<Position> find_back(const TextBuffer& buffer, Highlighting& highlighting,
                                  Position from, Pair pair) {
    for (std::size_t n = from.line + 1; n-- > 0 && from.line - n < kMostLines;) {
        const auto& tokens = highlighting.tokens(buffer, n);
        for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
            if (token->type != TokenType::Operator ||
                (n == from.line && token->begin > from.byte)) {
                continue;
            }
            if (pair.count(buffer.line(n)[token->begin])) return Position{n, token->begin};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::pair<Position, Position>> matching_brackets(const TextBuffer& buffer,
                                                               Highlighting& highlighting,
                                                               Position caret) {
    const std::string& line = buffer.line(caret.line);
    for (const std::size_t back : {0U, 1U}) {
        if (caret.byte < back || caret.byte - back >= line.size()) continue;
        const Position at{caret.line, caret.byte - back};
        const char c = line[at.byte];
        const std::size_t opening = kOpening.find(c);
        const std::size_t closing = kClosing.find(c);
        if (opening == std::string_view::npos && closing == std::string_view::npos) continue;
        if (!is_bracket(buffer, highlighting, at)) continue;
        const auto other = opening != std::string_view::npos
                               ? find_forward(buffer, highlighting, at, {c, kClosing[opening]})
                               : find_back(buffer, highlighting, at, {c, kOpening[closing]});
        if (other) return std::pair{at, *other};
    }
    return std::nullopt;
}

}  // namespace viv::editor
