// Words go to ImGui whole; spaces are ours (0.27 em: FreeType's whole-pixel advances crowd words),
// and a mono face advances by whole pixels, so that column = x / advance is exact.
#include "app/widgets/text.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <cmath>

namespace viv::ui {
namespace {

constexpr float kSpace = 0.27f;
constexpr int kTabColumns = 4;
constexpr int kBoxColumns = 4;  // how many columns a labelled box takes in a mono face

bool is_mono(Face face) {
    return face == Face::Mono || face == Face::MonoBold;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

}  // namespace

// What stands next: bytes [0, length), as text, blank space or a labelled box.
struct TextPainter::Piece {
    std::size_t length = 0;
    float width = 0;
    bool is_text = false;
    std::string label;  // of a box; empty: none
};

float line_box(float em) {
    return std::round(em * 1.25f);
}
float line_baseline(float em) {
    return std::round(em * 0.97f);
}

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x80) return {byte(0), 1, false};
    const char* at = text.data();
    try {
        const char32_t character = utf8::next(at, text.data() + text.size());
        return {character, static_cast<std::size_t>(at - text.data()), false};
    } catch (const utf8::exception&) {
        // Python's surrogatepass writes a lone surrogate as ED A0..BF xx.
        if (text.size() >= 3 && byte(0) == 0xed && byte(1) >= 0xa0 && (byte(2) & 0xc0) == 0x80) {
            const char32_t low = static_cast<char32_t>(byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu);
            return {0xd000 | low, 3, false};
        }
        return {byte(0), 1, true};
    }
}

TextPainter::Piece TextPainter::next_piece(const BakedFont& font, Face face, float em,
                                           std::string_view text) {
    // Whole pixels, as the words are wide: else the gaps of a line differ by one.
    const float space = is_mono(face) ? font.advance : std::round(kSpace * em + 0.2f);
    Piece piece;
    if (text[0] == ' ' || text[0] == '\t') {
        piece.length = 1;
        piece.width = text[0] == ' ' ? space : space * kTabColumns;
        return piece;
    }
    std::size_t end = 0;
    int count = 0;
    while (end < text.size() && text[end] != ' ' && text[end] != '\t') {
        const Decoded next = decode(text.substr(end));
        const bool is_drawable = !next.is_broken && !is_control(next.character) &&
                                 m_atlas.glyph(font, next.character) != Glyph::Missing;
        // A mono face's run is ASCII: a merged glyph may be wider than a column.
        const bool is_alone = is_mono(face) && next.length > 1;
        if (!is_drawable || is_alone) {
            if (end > 0) break;
            piece.length = next.length;
            piece.is_text = is_drawable;
            if (is_drawable) {
                piece.width = font.advance;
            } else {
                piece.label = next.is_broken ? fmt::format("\\x{:02x}", next.character & 0xff)
                                             : fmt::format("{:X}", std::uint32_t{next.character});
                piece.width = is_mono(face) ? kBoxColumns * font.advance : std::ceil(2.3f * em);
            }
            return piece;
        }
        end += next.length;
        ++count;
    }
    piece.length = end;
    piece.is_text = true;
    const char* begin = text.data();
    piece.width = is_mono(face)
                      ? static_cast<float>(count) * font.advance
                      : font.font->CalcTextSizeA(font.size, FLT_MAX, 0, begin, begin + end).x;
    return piece;
}

float TextPainter::box(ImDrawList* list, float em, float advance, ImVec2 at, Color color,
                       const Piece& piece) {
    if (list == nullptr) return advance;
    const ImVec2 min(at.x + 1, at.y + std::round(em * 0.12f));
    const ImVec2 max(at.x + advance - 1, at.y + line_box(em) - std::round(em * 0.12f));
    list->AddRectFilled(min, max, with_alpha(color, 0.12f), em * 0.2f);
    list->AddRect(ImVec2(min.x + 0.5f, min.y + 0.5f), ImVec2(max.x - 0.5f, max.y - 0.5f),
                  with_alpha(color, 0.55f), em * 0.2f);
    const float small = em * 0.56f;
    const BakedFont font = m_atlas.font(Face::Mono, small);
    const float width = static_cast<float>(piece.label.size()) * font.advance;
    const float x = std::round((min.x + max.x - width) / 2);
    const float y = std::round((min.y + max.y - line_box(small)) / 2 + line_baseline(small));
    list->AddText(font.font, font.size, ImVec2(x, y - font.ascent), color, piece.label.c_str());
    return advance;
}

float TextPainter::line(ImDrawList* list, Face face, float em, ImVec2 at, Color color,
                        std::string_view text) {
    const BakedFont font = m_atlas.font(face, em);
    const ImVec2 start(std::round(at.x), std::round(at.y));
    const float top = start.y + line_baseline(em) - font.ascent;
    float x = start.x;
    for (std::size_t done = 0; done < text.size();) {
        const Piece piece = next_piece(font, face, em, text.substr(done));
        if (!piece.label.empty()) box(list, em, piece.width, {x, start.y}, color, piece);
        if (piece.is_text && list != nullptr) {
            const char* begin = text.data() + done;
            list->AddText(font.font, font.size, ImVec2(std::round(x), top), color, begin,
                          begin + piece.length);
        }
        x += piece.width;
        done += piece.length;
    }
    return x - start.x;
}

std::pair<std::size_t, float> TextPainter::fitting(Face face, float em, std::string_view text,
                                                   float max_width) {
    const BakedFont font = m_atlas.font(face, em);
    float width = 0;
    std::size_t done = 0;
    while (done < text.size()) {
        Piece piece = next_piece(font, face, em, text.substr(done));
        if (width + piece.width <= max_width) {
            width += piece.width;
            done += piece.length;
            continue;
        }
        if (!piece.is_text) return {done, width};
        while (piece.length > 0) {  // the last word, character by character
            const std::size_t step = decode(text.substr(done)).length;
            const float next = line(nullptr, face, em, {}, 0, text.substr(done, step));
            if (step > piece.length || width + next > max_width) return {done, width};
            width += next;
            done += step;
            piece.length -= step;
        }
    }
    return {done, width};
}

}  // namespace viv::ui
