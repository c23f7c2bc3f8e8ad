// Vivarium: arguments to the window or a command.
#include <cstdio>
#include <system_error>

#include "app/commands/cli.h"

int main(int argc, char** argv) {
    try {
        return viv::commands::run(argc, argv);
    } catch (const std::system_error& problem) {
        // Standard output can't be written: a full disk, a closed pipe.
        std::fprintf(stderr, "vivarium: %s; check where the output goes\n", problem.what());
        return 2;
    }
}
