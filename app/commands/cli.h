// The command line: words and options to functions, by CLI11.
#pragma once

namespace viv::commands {

// Runs what the arguments ask for. The exit code: 0 done; 1 a check found something false; 2 wrong
// usage or unreadable input; 3 the interpreter could not be started.
int run(int argc, char** argv);

}  // namespace viv::commands
