// Opening something to look at: in the window, or as a picture of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace viv::commands {

struct OpenOptions {
    std::string target;  // a lesson's name, with ":2" for a step; a .py file; a .viv file; empty
    std::filesystem::path output;
    std::uint32_t step = 0;
    std::string size;  // "1600x1000"; empty: the default
    double scale = 0;  // 0: the default
    std::string theme = "dark";
    bool tells_frame_times = false;
};

// 0 when the window was closed; 2: the target can't be opened; 3: no window can be made here.
int open_window(const OpenOptions& options);
// 0 when the PNG was written; 2: the target or the file can't be opened; 3: it was written, but
// nothing ran, because there is no interpreter.
int screenshot(const OpenOptions& options);

}  // namespace viv::commands
