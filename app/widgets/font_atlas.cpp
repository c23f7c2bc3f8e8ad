// Baking: each face at each wanted size, ASCII and the wanted characters, with DejaVu merged in for
// what the face lacks.
#include "app/widgets/font_atlas.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace viv::ui {
namespace {

// What the program's own texts use from the start.
constexpr std::u16string_view kUsual = u"·…–—‘’“”×←→↑↓↵✓✗•≥≤≠−°é";

std::vector<ImWchar> ranges_of(const std::set<ImWchar>& characters) {
    std::vector<ImWchar> ranges = {0x20, 0x7e};  // ASCII
    for (const ImWchar c : characters) {
        if (!ranges.empty() && ranges.back() + 1 == c) {
            ranges.back() = c;
        } else {
            ranges.insert(ranges.end(), {c, c});
        }
    }
    ranges.push_back(0);
    return ranges;
}

bool is_mono(Face face) {
    return face == Face::Mono || face == Face::MonoBold;
}

}  // namespace

FontAtlas::FontAtlas(FontFiles files) : m_files(std::move(files)) {
    m_characters.insert(kUsual.begin(), kUsual.end());
    m_wanted.insert({Face::Text, 26});
}

BakedFont FontAtlas::font(Face face, float em) {
    const int half_pixels = std::clamp(static_cast<int>(std::lround(em * 2)), 8, 240);
    const Key key{face, half_pixels};
    const auto found = m_baked.find(key);
    if (found != m_baked.end()) return found->second;
    m_wanted.insert(key);
    m_is_wanting = true;
    // The nearest one not below, of this face if there is one, drawn at the wanted size.
    auto stand_in = m_baked.lower_bound(key);
    if (stand_in == m_baked.end() || stand_in->first.first != face) stand_in = m_baked.begin();
    if (stand_in == m_baked.end()) return {};
    BakedFont font = stand_in->second;
    const float ratio =
        static_cast<float>(half_pixels) / static_cast<float>(stand_in->first.second);
    font.size *= ratio;
    font.ascent *= ratio;
    font.advance = is_mono(face) ? std::round(0.6f * em) : 0;
    return font;
}

Glyph FontAtlas::glyph(const BakedFont& font, char32_t character) {
    if (character > 0xffff || (character >= 0xd800 && character < 0xe000)) return Glyph::Missing;
    const auto c = static_cast<ImWchar>(character);
    if (compat::has_glyph(font.font, c)) return Glyph::Ready;
    if (m_characters.contains(c)) return m_is_wanting ? Glyph::Coming : Glyph::Missing;
    m_characters.insert(c);
    m_is_wanting = true;
    return Glyph::Coming;
}

bool FontAtlas::bake() {
    if (!m_is_wanting) return false;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    compat::use_freetype(atlas);
    m_baked.clear();
    const std::vector<ImWchar> rest = ranges_of(m_characters);
    for (const Key& key : m_wanted) add(key, rest.data());
    atlas.Build();
    for (auto& [key, font] : m_baked) {
        font.size = compat::baked_size(font.font);
        font.ascent = std::round(compat::ascent(font.font));
        if (is_mono(key.first)) {
            font.advance =
                std::round(font.font->CalcTextSizeA(font.size, FLT_MAX, 0, "M", nullptr).x);
        }
    }
    ImGui::GetIO().FontDefault = m_baked.begin()->second.font;
    m_is_wanting = false;
    return true;
}

void FontAtlas::forget_sizes() {
    m_wanted.clear();
    m_wanted.insert({Face::Text, 26});
    m_is_wanting = true;
}

void FontAtlas::add(const Key& key, const ImWchar* ranges) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const auto [face, half_pixels] = key;
    const float em = static_cast<float>(half_pixels) / 2;
    ImFont* font = nullptr;
    const auto from = [&](FontFile& file) {
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.FontNo = file.index;
        config.MergeMode = font != nullptr;
        ImFont* added =
            atlas.AddFontFromMemoryTTF(file.bytes.data(), static_cast<int>(file.bytes.size()),
                                       em * file.box_per_em, &config, ranges);
        if (font == nullptr) font = added;
    };
    from(m_files.faces[static_cast<std::size_t>(face)]);
    from(is_mono(face) ? m_files.mono_fallback : m_files.fallback);
    m_baked[key] = BakedFont{.font = font};
}

}  // namespace viv::ui
