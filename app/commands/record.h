// `vivarium record`: runs a snippet under observation and writes the recording.
#pragma once

#include <filesystem>
#include <string>

#include "app/session/sitting.h"

namespace viv::commands {

struct RecordOptions {
    std::filesystem::path file;    // the snippet
    std::filesystem::path output;  // the recording
    std::filesystem::path stdin_file;
    std::string python;  // "3.11"; empty: any
    bool has_no_sandbox = false;
    std::string hash_seed;  // a number, or "random"; empty: 0
    session::RunOptions run;
};

// 0: recorded, whatever became of the run; 2: unreadable or unwritable; 3: no interpreter.
int record(const RecordOptions& options);

}  // namespace viv::commands
