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

Result<void> write_file(const std::filesystem::path& named, std::string_view bytes) {
    std::error_code unknown;
    // A link stays a link, and a device is written to, not replaced.
    const std::filesystem::path path = std::filesystem::is_symlink(named, unknown)
                                           ? std::filesystem::weakly_canonical(named, unknown)
                                           : named;
    if (std::filesystem::exists(path, unknown) &&
        !std::filesystem::is_regular_file(path, unknown)) {
        std::ofstream stream(path, std::ios::binary);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        stream.close();
        if (stream) return {};
        return error("cannot write " + path.string() + ": " + std::strerror(errno));
    }
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
