// Reads and writes files whole; see file.h.
#include "bindings/base/file.h"

#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace viv {

Result<std::string> read_file(const std::filesystem::path& path) {
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
        return error(path.string() + " is a folder", "name a file");
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return error("cannot read " + path.string() + ": " + std::strerror(errno),
                     "check the path");
    }
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (stream.bad()) return error("cannot read all of " + path.string());
    return std::move(bytes).str();
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path beside =
        path.string() + ".part" + std::to_string(static_cast<long>(::getpid()));
    {
        std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        stream.close();
        if (!stream) {
            const std::string reason = std::strerror(errno);
            std::error_code ignored;
            std::filesystem::remove(beside, ignored);
            return error("cannot write " + path.string() + ": " + reason,
                         "check the folder and its free space");
        }
    }
    std::error_code failure;
    std::filesystem::rename(beside, path, failure);
    if (failure) return error("cannot write " + path.string() + ": " + failure.message());
    return {};
}

}  // namespace viv
