// One line of UTF-8 as pieces that can be drawn: words, spaces, and boxes for characters that no
// font has (all beyond U+FFFF: the packaged Dear ImGui has 16-bit characters). Broken UTF-8 and
// control characters become boxes too: nothing a learner's program prints can break a line.
#pragma once

#include <string>
#include <string_view>

#include "app/widgets/font_atlas.h"

namespace viv::ui {

// The character at the front and how many bytes it takes. Lone surrogates as their three bytes
// come as what they are; a byte that starts nothing comes as kBroken with length 1.
struct Decoded {
    char32_t character = 0;
    std::size_t length = 1;
    bool is_broken = false;
};
Decoded decode(std::string_view text);

// Draws and measures lines. `em` is the size in screen pixels.
class TextPainter {
public:
    explicit TextPainter(FontAtlas& atlas) : m_atlas(atlas) {}

    // Returns the width; draws nothing where `list` is null. `at` is the top left of the line's
    // box.
    float line(ImDrawList* list, Face face, float em, ImVec2 at, Color color,
               std::string_view text);
    // How many bytes of the text fit into the width, and how wide they are.
    std::pair<std::size_t, float> fitting(Face face, float em, std::string_view text,
                                          float max_width);

private:
    struct Piece;
    Piece next_piece(const BakedFont& font, Face face, float em, std::string_view text);
    float box(ImDrawList* list, float em, float advance, ImVec2 at, Color color,
              const Piece& piece);

    FontAtlas& m_atlas;
};

// A line's box is this much of its em high; its baseline stands so that capitals are in its middle.
float line_box(float em);
float line_baseline(float em);

}  // namespace viv::ui
