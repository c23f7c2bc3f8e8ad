// Whole files in and out, with errors that name the file. For both processes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "bindings/base/result.h"

namespace viv {

// The file's bytes. Fails with the path and the system's reason.
Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside the target and renames, so that a reader sees the old file or the new one whole.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace viv
