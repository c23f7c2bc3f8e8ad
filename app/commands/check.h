// `vivarium check`: every lesson, or those named, held against the CPython that runs here.
#pragma once

#include <string>
#include <vector>

namespace viv::commands {

struct CheckOptions {
    // Lessons' files or folders, or a folder of lessons, or lessons' names; none: all there are.
    std::vector<std::string> paths;
    std::string python;  // "3.11": only the worker of that version; empty: all that were built
};

// Prints `file:line: what, expected, got` for each thing that fails, and how it goes on standard
// error. 0: all true; 1: something is false; 2: a path that can't be read; 3: no interpreter.
int check(const CheckOptions& options);

}  // namespace viv::commands
