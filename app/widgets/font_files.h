// The font files of the program's faces, found through fontconfig by family and read once.
// Where a family isn't installed, DejaVu or whatever fontconfig offers takes its place.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/widgets/ui.h"
#include "bindings/base/result.h"

namespace viv::ui {

inline constexpr std::size_t kFaces = static_cast<std::size_t>(Face::MonoBold) + 1;

struct FontFile {
    std::string family;  // as fontconfig found it
    std::string path;
    int index = 0;  // of the face in its file
    std::string bytes;
    // (ascent + descent) / em: ImGui's size of a font is this much larger than its em.
    float box_per_em = 1.2f;
};

struct FontFiles {
    FontFile faces[kFaces];
    FontFile fallback;       // arrows, mathematics: what the text faces lack
    FontFile mono_fallback;  // the same for the mono faces
};

// Fails only where the system has no usable font at all.
Result<FontFiles> find_fonts();

}  // namespace viv::ui
