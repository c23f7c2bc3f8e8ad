// Runs become words (each of one or more fragments), words become lines, lines are put on the page.
#include "app/panels/lesson/flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viv::panels {
namespace {

using lesson::Run;

struct Fragment {
    ui::Face face = ui::Face::Text;
    float size = 15;
    ui::Color ink = 0;
    std::string text;
    float width = 0;  // with the pill's sides
    bool is_pill = false;
    std::string link;
    const Run* live = nullptr;
    LiveLook look;
};

struct Word {
    std::vector<Fragment> fragments;
    float width = 0;
    bool ends_line = false;
};

// Inline code a little smaller than the text: the mono face looks larger than it is.
float code_size(float size) {
    return size - 1.5f;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

class Flow {
public:
    Flow(ui::Ui& ui, Page& page, const FlowStyle& style, float width)
        : m_ui(ui), m_page(page), m_style(style), m_width(width) {}

    void take(const std::vector<Run>& runs) {
        for (const Run& run : runs) take(run);
        end_word();
    }
    FlowSize place(ImVec2 at);
    [[nodiscard]] float natural() const {
        float width = 0;
        float widest = 0;
        for (const Word& word : m_words) {
            width += (width > 0 ? space() : 0) + word.width;
            widest = std::max(widest, width);
            if (word.ends_line) width = 0;
        }
        return widest;
    }

private:
    [[nodiscard]] float space() const { return m_ui.px(0.27f * m_style.size); }
    // How far the ground of a pill or a live value reaches beyond its text, on each side.
    [[nodiscard]] float side(const Fragment& piece) const {
        return piece.is_pill ? m_ui.px(4.5f) : piece.live != nullptr ? m_ui.px(3.5f) : 0;
    }

    // Text of the body's size stands in the middle of its line; all else stands on its baseline.
    [[nodiscard]] float baseline_of(float line_top) const {
        const float box = m_ui.line_height(m_style.face, m_style.size);
        return line_top + (m_ui.px(m_style.leading) - box) / 2 + m_ui.baseline(m_style.size);
    }
    void take(const Run& run);
    void take_text(const Run& run);
    void take_code(const Run& run);
    Fragment fragment(const Run& run) const;
    void append(Fragment piece);
    void end_word() {
        if (m_word.fragments.empty()) return;
        m_words.push_back(std::move(m_word));
        m_word = {};
    }
    std::vector<std::vector<Fragment>> lines();
    void break_up(const Word& word, std::vector<std::vector<Fragment>>& lines, float& x);
    void put_line(const std::vector<Fragment>& line, ImVec2 at);
    void put(const Fragment& piece, float x, float line_top);
    int hot_of(const Fragment& piece, const ui::Rect& rect);

    ui::Ui& m_ui;
    Page& m_page;
    const FlowStyle& m_style;
    float m_width;
    Word m_word;
    std::vector<Word> m_words;
    float m_widest = 0;
    int m_link = -1;  // the hot area of the link being put
};

Fragment Flow::fragment(const Run& run) const {
    Fragment piece;
    piece.size = m_style.size;
    piece.ink = m_style.ink;
    piece.link = run.link;
    piece.face = run.is_bold ? ui::Face::Bold : run.is_italic ? ui::Face::Italic : m_style.face;
    if (!run.link.empty()) piece.ink = m_ui.theme().accent;
    if (run.kind == Run::Kind::Code) {
        piece.face = run.is_bold ? ui::Face::MonoBold : ui::Face::Mono;
        piece.size = code_size(m_style.size);
        piece.is_pill = m_style.has_pills;
    }
    if (run.kind == Run::Kind::Live) {
        piece.face = ui::Face::MonoBold;
        piece.size = code_size(m_style.size);
        piece.live = &run;
        if (m_style.live) piece.look = m_style.live(run.text);
        const ui::Theme& theme = m_ui.theme();
        piece.ink = piece.look.is_known  ? theme.good
                    : piece.look.is_gone ? theme.warn
                                         : theme.muted;
    }
    return piece;
}

void Flow::append(Fragment piece) {
    if (piece.text.empty()) return;
    piece.width = m_ui.measure(piece.face, piece.size, piece.text) + 2 * side(piece);
    m_word.width += piece.width;
    m_word.fragments.push_back(std::move(piece));
}

void Flow::take(const Run& run) {
    switch (run.kind) {
        case Run::Kind::Text:
            take_text(run);
            break;
        case Run::Kind::Code:
            take_code(run);
            break;
        case Run::Kind::Live: {
            Fragment piece = fragment(run);
            piece.text = piece.look.text;
            append(std::move(piece));
            break;
        }
        case Run::Kind::Break:
            end_word();
            if (!m_words.empty()) m_words.back().ends_line = true;
            break;
    }
}

void Flow::take_text(const Run& run) {
    std::string_view rest = run.text;
    while (!rest.empty()) {
        if (rest.front() == ' ' || rest.front() == '\n') {
            end_word();
            rest.remove_prefix(1);
            continue;
        }
        const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
        Fragment piece = fragment(run);
        piece.text = rest.substr(0, end);
        append(std::move(piece));
        rest.remove_prefix(end);
    }
}

// A pill stays whole while it fits into a line; otherwise it may break where code can.
void Flow::take_code(const Run& run) {
    Fragment whole = fragment(run);
    whole.text = run.text;
    const float width = m_ui.measure(whole.face, whole.size, whole.text) + 2 * side(whole);
    if (width <= m_width) return append(std::move(whole));
    std::string_view rest = run.text;
    while (!rest.empty()) {
        const std::size_t at = rest.find_first_of(" ._(,", 1);
        const std::size_t end = at == std::string_view::npos ? rest.size() : at + 1;
        Fragment piece = fragment(run);
        piece.text = rest.substr(0, end);
        const bool ends_in_space = piece.text.back() == ' ';
        if (ends_in_space) piece.text.pop_back();
        append(std::move(piece));
        rest.remove_prefix(end);
        if (!rest.empty() || ends_in_space) end_word();
    }
}

// A word that is wider than a line is cut between its fragments, and these between characters.
void Flow::break_up(const Word& word, std::vector<std::vector<Fragment>>& lines, float& x) {
    for (const Fragment& piece : word.fragments) {
        if (piece.width <= m_width || piece.live != nullptr) {
            if (x > 0 && x + piece.width > m_width) {
                lines.emplace_back();
                x = 0;
            }
            lines.back().push_back(piece);
            x += piece.width;
            continue;
        }
        Fragment part = piece;
        part.text.clear();
        const float sides = 2 * side(piece);
        for (std::size_t i = 0; i < piece.text.size();) {
            std::size_t end = i + 1;
            while (end < piece.text.size() && is_continuation(piece.text[end])) ++end;
            std::string longer = part.text + piece.text.substr(i, end - i);
            const float width = m_ui.measure(piece.face, piece.size, longer) + sides;
            if (x + width > m_width && !part.text.empty()) {
                lines.back().push_back(part);
                lines.emplace_back();
                x = 0;
                part.text.clear();
                continue;
            }
            part.text = std::move(longer);
            part.width = width;
            i = end;
        }
        lines.back().push_back(part);
        x += part.width;
    }
}

std::vector<std::vector<Fragment>> Flow::lines() {
    std::vector<std::vector<Fragment>> lines(1);
    float x = 0;
    for (Word& word : m_words) {
        const float gap = lines.back().empty() ? 0 : space();
        if (word.width > m_width) {
            if (!lines.back().empty()) lines.emplace_back();
            x = 0;
            break_up(word, lines, x);
        } else {
            if (x + gap + word.width > m_width && !lines.back().empty()) {
                lines.emplace_back();
                x = 0;
            } else if (gap > 0) {
                Fragment blank;
                blank.width = gap;
                // A link of several words has one line below it.
                const Fragment& before = lines.back().back();
                if (before.link == word.fragments.front().link) blank.link = before.link;
                blank.ink = before.ink;
                lines.back().push_back(blank);
                x += gap;
            }
            for (Fragment& piece : word.fragments) lines.back().push_back(std::move(piece));
            x += word.width;
        }
        if (word.ends_line) {
            lines.emplace_back();
            x = 0;
        }
    }
    return lines;
}

int Flow::hot_of(const Fragment& piece, const ui::Rect& rect) {
    if (piece.link.empty()) m_link = -1;
    if (piece.live == nullptr && (piece.link.empty() || !m_style.follow)) return m_style.hot;
    PageHot hot;
    hot.rect = rect;
    hot.text = piece.text;
    if (piece.live != nullptr) {
        hot.id = fmt::format("{}/live/{}", m_style.id, m_page.lives++);
        hot.tip = piece.look.tip;
        hot.act = piece.look.act;
        hot.ring = rect;
    } else {
        hot.id = fmt::format("{}/link/{}", m_style.id, m_page.links++);
        hot.tip = piece.link;
        hot.act = [follow = m_style.follow, target = piece.link] { follow(target); };
        // The words of a link are one stop, with a ring around those of its first line.
        if (m_link < 0 || m_page.hots[static_cast<std::size_t>(m_link)].tip != piece.link) {
            hot.ring = rect;
            m_link = static_cast<int>(m_page.hots.size());
        } else if (ui::Rect& ring = m_page.hots[static_cast<std::size_t>(m_link)].ring;
                   ring.min.y == rect.min.y) {
            ring.max.x = rect.max.x;
        }
    }
    m_page.hots.push_back(std::move(hot));
    return static_cast<int>(m_page.hots.size()) - 1;
}

void Flow::put(const Fragment& piece, float x, float line_top) {
    const float baseline = baseline_of(line_top);
    const float top = std::round(baseline - m_ui.baseline(piece.size));
    const float height = m_ui.line_height(piece.face, piece.size);
    const ui::Rect rect{{x, top - m_ui.px(1)}, {x + piece.width, top + height + m_ui.px(1)}};
    const int hot = hot_of(piece, rect);
    const ui::Theme& theme = m_ui.theme();
    if (piece.is_pill)
        m_page.boxes.push_back({rect, m_ui.px(4), ui::with_alpha(theme.muted, 0.13f), 0, 0, -1});
    if (piece.live != nullptr) {
        const float y = baseline + m_ui.px(3.5f);
        m_page.boxes.push_back({rect, m_ui.px(4),
                                ui::with_alpha(piece.ink, piece.look.is_known ? 0.10f : 0.08f), 0,
                                0, hot});
        m_page.lines.push_back(
            {{x + side(piece), y}, {x + piece.width - side(piece), y}, piece.ink, true});
    }
    m_page.pieces.push_back(
        {{std::round(x + side(piece)), top}, piece.face, piece.size, piece.ink, piece.text, hot});
}

void Flow::put_line(const std::vector<Fragment>& line, ImVec2 at) {
    float width = 0;
    for (const Fragment& piece : line) width += piece.width;
    m_widest = std::max(m_widest, width);
    float x = at.x;
    if (m_style.align == lesson::Align::Right) x += m_width - width;
    if (m_style.align == lesson::Align::Center) x += (m_width - width) / 2;
    const float underline = std::round(baseline_of(at.y) + m_ui.px(2.5f));
    for (const Fragment& piece : line) {
        if (!piece.text.empty()) put(piece, x, at.y);
        if (!piece.link.empty())
            m_page.lines.push_back(
                {{x, underline}, {x + piece.width, underline}, piece.ink, false});
        x += piece.width;
    }
}

FlowSize Flow::place(ImVec2 at) {
    if (m_words.empty()) return {};
    std::vector<std::vector<Fragment>> all = lines();
    if (all.back().empty()) all.pop_back();
    const float leading = m_ui.px(m_style.leading);
    float y = at.y;
    for (const std::vector<Fragment>& line : all) {
        put_line(line, {at.x, std::round(y)});
        y += leading;
    }
    return {m_widest, y - at.y};
}

}  // namespace

FlowSize flow(ui::Ui& ui, Page& page, const std::vector<Run>& runs, ImVec2 at, float width,
              const FlowStyle& style) {
    Flow flow(ui, page, style, width);
    flow.take(runs);
    return flow.place(at);
}

float natural_width(ui::Ui& ui, const std::vector<Run>& runs, const FlowStyle& style) {
    Page unused;
    Flow flow(ui, unused, style, 1e9f);
    flow.take(runs);
    return flow.natural();
}

std::vector<Run> inline_runs(const std::string& text) {
    std::vector<lesson::Mistake> mistakes;
    std::vector<lesson::Block> blocks = lesson::parse_markdown(text, 1, "", mistakes);
    if (blocks.size() != 1 || blocks.front().kind != lesson::Block::Kind::Paragraph) {
        Run plain;
        plain.text = text;
        return {plain};
    }
    return std::move(blocks.front().runs);
}

}  // namespace viv::panels
