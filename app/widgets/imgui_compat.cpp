// Where versions of Dear ImGui differ, the answer for each.
#include "app/widgets/imgui_compat.h"

#include <imgui_freetype.h>

#if IMGUI_VERSION_NUM >= 19200
#error "From 1.92 on fonts are baked while drawing: FontAtlas needs a branch for it."
#endif

namespace viv::ui::compat {

void use_freetype(ImFontAtlas& atlas) {
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
}

bool has_glyph(ImFont* font, ImWchar character) {
    return font->FindGlyphNoFallback(character) != nullptr;
}

float ascent(const ImFont* font) {
    return font->Ascent;
}

float baked_size(const ImFont* font) {
    return font->FontSize;
}

ImTextureID texture_id(std::uintptr_t name) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(name);
#else
    return reinterpret_cast<ImTextureID>(name);
#endif
}

std::uintptr_t texture_name(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<std::uintptr_t>(command.GetTexID());
#else
    return reinterpret_cast<std::uintptr_t>(command.GetTexID());
#endif
}

}  // namespace viv::ui::compat
