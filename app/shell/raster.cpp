// A triangle is drawn row by row: where its edges cross the row's pixel centres, then along it with
// colour and texture place as linear functions of x and y. Two triangles that share an edge compute
// the same crossing, so no pixel is drawn twice or left out.
#include "app/shell/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace viv::shell {
namespace {

struct Clip {
    int x0, y0, x1, y1;
};

// A linear function of the pixel's place.
struct Plane {
    float base = 0, dx = 0, dy = 0;
    [[nodiscard]] float at(float x, float y) const { return base + dx * x + dy * y; }
};

float channel(ImU32 color, int shift) {
    return static_cast<float>((color >> shift) & 0xffu);
}

// (v + 127) / 255, rounded, for v up to 255 * 255.
std::uint32_t by_255(std::uint32_t v) {
    return (v + 128 + ((v + 128) >> 8)) >> 8;
}

void blend(std::uint32_t& pixel, std::uint32_t r, std::uint32_t g, std::uint32_t b,
           std::uint32_t a) {
    const std::uint32_t rest = 255 - a;
    const std::uint32_t out_r = by_255(r * a + (pixel & 0xff) * rest);
    const std::uint32_t out_g = by_255(g * a + ((pixel >> 8) & 0xff) * rest);
    const std::uint32_t out_b = by_255(b * a + ((pixel >> 16) & 0xff) * rest);
    pixel = 0xff000000u | (out_b << 16) | (out_g << 8) | out_r;
}

class Rasteriser {
public:
    Rasteriser(Picture& picture, const AlphaTexture& texture)
        : m_picture(picture), m_texture(texture) {}

    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const Clip& clip) {
        // All the planes are relative to the first corner, for precision.
        const float area =
            (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (c.pos.x - a.pos.x) * (b.pos.y - a.pos.y);
        if (std::abs(area) < 1e-7f) return;
        const auto plane = [&](float va, float vb, float vc) {
            Plane p;
            p.dx = ((vb - va) * (c.pos.y - a.pos.y) - (vc - va) * (b.pos.y - a.pos.y)) / area;
            p.dy = ((vc - va) * (b.pos.x - a.pos.x) - (vb - va) * (c.pos.x - a.pos.x)) / area;
            p.base = va - p.dx * a.pos.x - p.dy * a.pos.y;
            return p;
        };
        m_is_plain = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x && a.uv.y == c.uv.y;
        m_is_flat = a.col == b.col && a.col == c.col;
        m_color = a.col;
        m_coverage = m_is_plain ? sample(a.uv.x * static_cast<float>(m_texture.width),
                                         a.uv.y * static_cast<float>(m_texture.height))
                                : 0;
        if (!m_is_flat) {
            for (std::size_t i = 0; i < 4; ++i) {
                const int shift = static_cast<int>(i) * 8;
                m_rgba[i] =
                    plane(channel(a.col, shift), channel(b.col, shift), channel(c.col, shift));
            }
        }
        if (!m_is_plain) {
            const auto w = static_cast<float>(m_texture.width);
            const auto h = static_cast<float>(m_texture.height);
            m_u = plane(a.uv.x * w, b.uv.x * w, c.uv.x * w);
            m_v = plane(a.uv.y * h, b.uv.y * h, c.uv.y * h);
        }
        rows({a.pos, b.pos, c.pos}, clip);
    }

private:
    // Where the edge crosses the height `y`, the same whichever way round it is given.
    static float crossing(ImVec2 p, ImVec2 q, float y) {
        if (p.y > q.y || (p.y == q.y && p.x > q.x)) std::swap(p, q);
        return p.x + (q.x - p.x) * ((y - p.y) / (q.y - p.y));
    }

    void rows(const std::array<ImVec2, 3>& corners, const Clip& clip) {
        const auto [low, high] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
        const int first = std::max(clip.y0, static_cast<int>(std::ceil(low - 0.5f)));
        const int last = std::min(clip.y1, static_cast<int>(std::ceil(high - 0.5f)));
        for (int row = first; row < last; ++row) {
            const float y = static_cast<float>(row) + 0.5f;
            float left = 1e9f;
            float right = -1e9f;
            for (std::size_t i = 0; i < 3; ++i) {
                const ImVec2 p = corners[i];
                const ImVec2 q = corners[(i + 1) % 3];
                if ((p.y <= y) == (q.y <= y)) continue;
                const float x = crossing(p, q, y);
                left = std::min(left, x);
                right = std::max(right, x);
            }
            const int x0 = std::max(clip.x0, static_cast<int>(std::ceil(left - 0.5f)));
            const int x1 = std::min(clip.x1, static_cast<int>(std::ceil(right - 0.5f)));
            if (x0 < x1) span(row, x0, x1);
        }
    }

    void span(int row, int x0, int x1) {
        std::uint32_t* pixel =
            m_picture.pixels.data() +
            static_cast<std::size_t>(row) * static_cast<std::size_t>(m_picture.width);
        if (m_is_plain && m_is_flat) {
            const std::uint32_t a = by_255((m_color >> 24) * m_coverage);
            if (a == 0) return;
            if (a == 255) {
                std::fill(pixel + x0, pixel + x1, m_color | 0xff000000u);
                return;
            }
            for (int x = x0; x < x1; ++x) {
                blend(pixel[x], m_color & 0xff, (m_color >> 8) & 0xff, (m_color >> 16) & 0xff, a);
            }
            return;
        }
        const float y = static_cast<float>(row) + 0.5f;
        for (int column = x0; column < x1; ++column) {
            const float x = static_cast<float>(column) + 0.5f;
            const std::uint32_t coverage =
                m_is_plain ? m_coverage : sample(m_u.at(x, y), m_v.at(x, y));
            if (coverage == 0) continue;
            std::array<std::uint32_t, 4> c;
            for (std::size_t i = 0; i < 4; ++i) {
                c[i] = m_is_flat ? (m_color >> (8 * i)) & 0xff
                                 : static_cast<std::uint32_t>(
                                       std::clamp(m_rgba[i].at(x, y), 0.0f, 255.0f) + 0.5f);
            }
            blend(pixel[column], c[0], c[1], c[2], by_255(c[3] * coverage));
        }
    }

    // The texture's opacity at a place in texels, from the four nearest.
    [[nodiscard]] std::uint32_t sample(float u, float v) const {
        const float x = u - 0.5f;
        const float y = v - 0.5f;
        const float fx = std::floor(x);
        const float fy = std::floor(y);
        const int x0 = std::clamp(static_cast<int>(fx), 0, m_texture.width - 1);
        const int y0 = std::clamp(static_cast<int>(fy), 0, m_texture.height - 1);
        const int x1 = std::min(x0 + 1, m_texture.width - 1);
        const int y1 = std::min(y0 + 1, m_texture.height - 1);
        const float tx = x - fx;
        const float ty = y - fy;
        const float top = texel(x0, y0) * (1 - tx) + texel(x1, y0) * tx;
        const float bottom = texel(x0, y1) * (1 - tx) + texel(x1, y1) * tx;
        return static_cast<std::uint32_t>(top * (1 - ty) + bottom * ty + 0.5f);
    }
    [[nodiscard]] float texel(int x, int y) const {
        return m_texture
            .alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_texture.width) +
                   static_cast<std::size_t>(x)];
    }

    Picture& m_picture;
    const AlphaTexture& m_texture;
    std::array<Plane, 4> m_rgba;
    Plane m_u, m_v;
    ImU32 m_color = 0;
    std::uint32_t m_coverage = 0;
    bool m_is_plain = false;  // one place of the texture
    bool m_is_flat = false;   // one colour
};

void draw_list(Rasteriser& rasteriser, const ImDrawList& list, const Picture& picture) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback != nullptr) continue;
        // OpenGL's scissor takes whole pixels, cut towards zero; so do we.
        const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                        std::max(0, static_cast<int>(command.ClipRect.y)),
                        std::min(picture.width, static_cast<int>(command.ClipRect.z)),
                        std::min(picture.height, static_cast<int>(command.ClipRect.w))};
        if (clip.x0 >= clip.x1 || clip.y0 >= clip.y1) continue;
        const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            rasteriser.triangle(vertex[index[i]], vertex[index[i + 1]], vertex[index[i + 2]], clip);
        }
    }
}

}  // namespace

AlphaTexture font_texture() {
    AlphaTexture texture;
    unsigned char* pixels = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &texture.width, &texture.height);
    texture.alpha.assign(pixels, pixels + texture.width * texture.height);
    return texture;
}

Picture rasterise(const ImDrawData& data, const AlphaTexture& texture, ui::Color background) {
    Picture picture;
    picture.width = static_cast<int>(data.DisplaySize.x);
    picture.height = static_cast<int>(data.DisplaySize.y);
    picture.pixels.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height),
        background | 0xff000000u);
    Rasteriser rasteriser(picture, texture);
    for (int i = 0; i < data.CmdListsCount; ++i) draw_list(rasteriser, *data.CmdLists[i], picture);
    return picture;
}

}  // namespace viv::shell
