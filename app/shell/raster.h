// Draws ImGui's triangles into memory, as OpenGL would: pixel centres, top-left edges, bilinear
// samples, straight alpha. Deterministic, needs neither a display nor a GPU.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/widgets/imgui_compat.h"
#include "app/widgets/theme.h"
#include "bindings/base/result.h"

namespace viv::shell {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;  // as ImGui packs colours, rows from the top
    [[nodiscard]] std::uint32_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
};

// The opacity of each texel; white throughout, as font textures are.
struct AlphaTexture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> alpha;
};

// The current context's font texture.
AlphaTexture font_texture();

Picture rasterise(const ImDrawData& data, const AlphaTexture& texture, ui::Color background);

// The picture as the bytes of a PNG file.
Result<std::string> to_png(const Picture& picture);

}  // namespace viv::shell
