// Pictures as PNG files, through stb.
#include "app/shell/raster.h"

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace viv::shell {

Result<std::string> to_png(const Picture& picture) {
    std::string bytes;
    const auto take = [](void* context, void* data, int size) {
        static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                                   static_cast<std::size_t>(size));
    };
    // Without opacity, which is whole everywhere: a quarter less to compress.
    std::vector<std::uint8_t> rgb;
    rgb.reserve(picture.pixels.size() * 3);
    for (const std::uint32_t pixel : picture.pixels) {
        for (const int shift : {0, 8, 16}) rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
    }
    stbi_write_png_compression_level = 6;
    if (stbi_write_png_to_func(take, &bytes, picture.width, picture.height, 3, rgb.data(),
                               picture.width * 3) == 0) {
        return error("the picture could not be written as PNG");
    }
    return bytes;
}

}  // namespace viv::shell
