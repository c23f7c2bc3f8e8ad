// The characters that are ready to be drawn. Only what was asked for is baked: a face at a size, a
// character; what is new is baked before the next frame, so the texture stays small at every scale.
// Until then the nearest size stands in. One per ImGui context; used by the text painter.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "app/widgets/font_files.h"

namespace viv::ui {

// A face at a size, ready for AddText.
struct BakedFont {
    ImFont* font = nullptr;
    float size = 0;     // what AddText wants
    float ascent = 0;   // screen pixels from the top that AddText counts from to the baseline
    float advance = 0;  // of every character, for mono faces, whole pixels; else 0
};

enum class Glyph : std::uint8_t {
    Ready,
    Coming,   // asked for: ready in the next frame
    Missing,  // no font has it
};

class FontAtlas {
public:
    explicit FontAtlas(FontFiles files);

    // `em` is the size in screen pixels, as browsers count it.
    BakedFont font(Face face, float em);
    Glyph glyph(const BakedFont& font, char32_t character);

    // Between frames: bakes what was asked for. Returns whether the texture changed.
    bool bake();
    [[nodiscard]] bool wants_baking() const { return m_is_wanting; }
    // Another scale: sizes of the old one are dropped.
    void forget_sizes();

private:
    using Key = std::pair<Face, int>;  // the size in half pixels
    void add(const Key& key, const ImWchar* ranges);

    FontFiles m_files;
    std::set<Key> m_wanted;
    std::map<Key, BakedFont> m_baked;
    std::set<ImWchar> m_characters;  // beyond ASCII
    bool m_is_wanting = true;
};

}  // namespace viv::ui
