// Vivarium: arguments to the window or a command.
#include "app/commands/cli.h"

int main(int argc, char** argv) {
    return viv::commands::run(argc, argv);
}
