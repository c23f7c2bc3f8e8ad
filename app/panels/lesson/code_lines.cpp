// The editor's lexer says what each piece is; the theme says how that looks.
#include "app/panels/lesson/code_lines.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/editor/lexer.h"
#include "app/panels/syntax.h"

namespace viv::panels {
namespace {

struct Span {
    std::string text;
    ui::Color ink = 0;
};

std::vector<Span> spans_of(const ui::Theme& theme, const std::string& line,
                           const std::vector<editor::Token>& tokens) {
    std::vector<Span> spans;
    std::size_t at = 0;
    for (const editor::Token& token : tokens) {
        if (token.begin > at) spans.push_back({line.substr(at, token.begin - at), theme.text});
        spans.push_back(
            {line.substr(token.begin, token.end - token.begin), syntax_color(theme, token.role)});
        at = token.end;
    }
    if (at < line.size()) spans.push_back({line.substr(at), theme.text});
    return spans;
}

}  // namespace

float put_code(ui::Ui& ui, Page& page, const std::string& code, bool is_python, ImVec2 at,
               float width, float size) {
    const float leading = std::round(ui.px(size * 1.6f));
    const float hang = ui.measure(ui::Face::Mono, size, "  ");
    editor::LexState state;
    float y = at.y;
    for (std::size_t begin = 0; begin < code.size();) {
        const std::size_t end = std::min(code.find('\n', begin), code.size());
        const std::string line = code.substr(begin, end - begin);
        begin = end + 1;
        std::vector<editor::Token> tokens;
        if (is_python) state = editor::lex_line(std::move(state), line, tokens);
        float x = 0;
        for (const Span& span : spans_of(ui.theme(), line, tokens)) {
            const float wide = ui.measure(ui::Face::Mono, size, span.text);
            const bool is_blank = span.text.find_first_not_of(' ') == std::string::npos;
            if (x > hang && x + wide > width && !is_blank) {
                y += leading;
                x = hang;
            }
            if (!is_blank)
                page.pieces.push_back(
                    {{at.x + x, y}, ui::Face::Mono, size, span.ink, span.text, -1});
            x += wide;
        }
        y += leading;
    }
    return y - at.y;
}

}  // namespace viv::panels
