// The one door to Dear ImGui: every file includes it here, with the math operators switched on, and
// every difference between its versions is answered here and in imgui_compat.cpp, nowhere else.
// No layout macro is ever defined: the library comes compiled. Builds with 1.86 to 1.91.
#pragma once

#ifndef IMGUI_DEFINE_MATH_OPERATORS
#define IMGUI_DEFINE_MATH_OPERATORS
#endif
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>

namespace viv::ui::compat {

// Rasterise with FreeType, hinted lightly: crisp, letters keep their shape.
void use_freetype(ImFontAtlas& atlas);
// Does the baked font have a picture of that character?
bool has_glyph(ImFont* font, ImWchar character);
// From the top of a line, as ImGui places text, to its baseline.
float ascent(const ImFont* font);
// The size at which the font was baked, as ImGui counts (ascent and descent together).
float baked_size(const ImFont* font);
// A texture of the renderer as ImGui names it.
ImTextureID texture_id(std::uintptr_t name);
std::uintptr_t texture_name(const ImDrawCmd& command);

}  // namespace viv::ui::compat
