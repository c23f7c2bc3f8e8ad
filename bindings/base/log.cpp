// One write per line, so that lines of several processes don't mix.
#include "bindings/base/log.h"

#include <unistd.h>
#include <cstdlib>
#include <string>

namespace viv {

void log(LogLevel level, std::string_view line) {
    static const bool wants_debug = [] {
        const char* wanted = std::getenv("VIVARIUM_LOG");
        return wanted != nullptr && std::string_view(wanted) == "debug";
    }();
    if (level == LogLevel::Debug && !wants_debug) return;

    std::string text = "vivarium: ";
    text.append(line).push_back('\n');
    // Nobody is left to tell when standard error itself fails.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace viv
