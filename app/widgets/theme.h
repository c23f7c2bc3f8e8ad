// The colours and measures of the program, by meaning. Two themes, dark and light; nothing else in
// the program names a colour. Contrast of text on its ground is at least 4.5 : 1 (tested).
#pragma once

#include <cstdint>

#include "bindings/trace/object.h"

namespace viv::ui {

using Color = std::uint32_t;  // as ImGui packs it (0xAABBGGRR)

enum class ThemeName : std::uint8_t { Dark = 0, Light };

inline constexpr int kObjectKinds = static_cast<int>(ObjectKind::Builtin) + 1;

struct Theme {
    ThemeName name = ThemeName::Dark;
    // Grounds, from the back to the front.
    Color ground, panel, card, card_raised, well, hover, selected_row;
    Color border, border_strong, shadow;
    // Text: body, less important, decoration only.
    Color text, muted, faint;
    // The one accent, and what is written on it.
    Color accent, on_accent, accent_soft;
    // States; always with a sign or a word too.
    Color good, bad, warn, note;
    Color good_soft, bad_soft, warn_soft, note_soft;
    // Python's syntax.
    Color keyword, string, number, builtin, definition, comment, op;
    // A kind of object has the same hue on the stage, in the inspector and beside the code.
    Color kind[kObjectKinds];
    // A frame's edge: the module's, a function's.
    Color frame_module, frame_function;

    [[nodiscard]] Color of(ObjectKind kind_) const { return kind[static_cast<int>(kind_)]; }
};

const Theme& theme(ThemeName name);

// The same colour with another opacity, 0…1.
Color with_alpha(Color color, float alpha);
Color mix(Color from, Color to, float amount);
// How well one is read on the other, as WCAG counts: 1 (not at all) to 21.
float contrast(Color ink, Color ground);

}  // namespace viv::ui
