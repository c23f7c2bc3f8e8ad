// Pictures as PNG files, through stb.
#include <cstring>

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
    stbi_write_png_compression_level = 6;
    if (stbi_write_png_to_func(take, &bytes, picture.width, picture.height, 4,
                               picture.pixels.data(), picture.width * 4) == 0) {
        return error("the picture could not be written as PNG");
    }
    return bytes;
}

}  // namespace viv::shell
