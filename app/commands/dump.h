// `vivarium dump` and `vivarium holders`: a recording as JSON, the text form that tests, graders
// and bug reports use. The fields are the command line's contract.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace viv::commands {

struct DumpOptions {
    std::filesystem::path recording;
    std::string steps;  // "A:B", B left out; empty: all
    std::string step;   // "line": an instruction recording's line steps; empty: as recorded
    bool wants_words = false;
};

// JSON lines on standard output. 0; 2: the recording can't be read (what could be is printed).
int dump(const DumpOptions& options);

struct HoldersOptions {
    std::filesystem::path recording;
    std::uint32_t step = 0;
    std::string object;  // "o3"
};

// One JSON object. 0; 2: no such step or object, or it isn't alive then.
int holders(const HoldersOptions& options);

}  // namespace viv::commands
