// fontconfig's part: from a family, weight and slant to a file; FreeType's part: how tall it is.
#include "app/widgets/font_files.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <memory>

#include "bindings/base/file.h"

namespace viv::ui {
namespace {

struct Wanted {
    const char* family;
    int weight;
    int slant;
};

constexpr Wanted kWanted[kFaces] = {
    {"Inter", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN},
    {"Inter", FC_WEIGHT_MEDIUM, FC_SLANT_ROMAN},
    {"Inter", FC_WEIGHT_DEMIBOLD, FC_SLANT_ROMAN},
    {"Inter", FC_WEIGHT_REGULAR, FC_SLANT_ITALIC},
    {"JetBrains Mono", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN},
    {"JetBrains Mono", FC_WEIGHT_BOLD, FC_SLANT_ROMAN},
};

struct FcDeleter {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, FcDeleter>;

const FcChar8* fc(const char* text) {
    return reinterpret_cast<const FcChar8*>(text);
}

// Where the family is missing, `substitute` is asked for before whatever else there is.
Pattern match(const Wanted& wanted, const char* substitute) {
    const Pattern pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, fc(wanted.family));
    FcPatternAddString(pattern.get(), FC_FAMILY, fc(substitute));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, wanted.weight);
    FcPatternAddInteger(pattern.get(), FC_SLANT, wanted.slant);
    FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultMatch;
    return Pattern(FcFontMatch(nullptr, pattern.get(), &result));
}

Result<float> box_per_em(const FontFile& font) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return error("FreeType could not be started");
    FT_Face face = nullptr;
    const bool is_open =
        FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(font.bytes.data()),
                           static_cast<FT_Long>(font.bytes.size()), font.index, &face) == 0;
    float ratio = 0;
    if (is_open && face->units_per_EM > 0) {
        ratio = static_cast<float>(face->ascender - face->descender) /
                static_cast<float>(face->units_per_EM);
    }
    FT_Done_FreeType(library);
    if (ratio <= 0) {
        return error("the font " + font.path + " can't be used", "install fonts-dejavu-core");
    }
    return ratio;
}

Result<FontFile> load(const Wanted& wanted, const char* substitute) {
    const Pattern found = match(wanted, substitute);
    FcChar8* path = nullptr;
    if (found == nullptr || FcPatternGetString(found.get(), FC_FILE, 0, &path) != FcResultMatch) {
        return error(std::string("no font was found for ") + wanted.family,
                     "install fonts-inter, fonts-jetbrains-mono and fonts-dejavu-core");
    }
    FontFile font;
    font.path = reinterpret_cast<const char*>(path);
    FcChar8* family = nullptr;
    if (FcPatternGetString(found.get(), FC_FAMILY, 0, &family) == FcResultMatch) {
        font.family = reinterpret_cast<const char*>(family);
    }
    FcPatternGetInteger(found.get(), FC_INDEX, 0, &font.index);
    font.index &= 0xffff;  // the upper half names an instance of a variable font
    VIV_TRY(font.bytes, read_file(font.path));
    VIV_TRY(font.box_per_em, box_per_em(font));
    return font;
}

}  // namespace

Result<FontFiles> find_fonts() {
    FontFiles files;
    for (std::size_t face = 0; face < kFaces; ++face) {
        const bool is_mono = face >= static_cast<std::size_t>(Face::Mono);
        VIV_TRY(files.faces[face],
                load(kWanted[face], is_mono ? "DejaVu Sans Mono" : "DejaVu Sans"));
    }
    VIV_TRY(files.fallback, load({"DejaVu Sans", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN}, "sans-serif"));
    VIV_TRY(files.mono_fallback,
            load({"DejaVu Sans Mono", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN}, "monospace"));
    return files;
}

}  // namespace viv::ui
