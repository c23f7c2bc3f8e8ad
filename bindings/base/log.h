// Lines for the person who debugs us, on standard error. Nothing a learner needs is told here.
// VIVARIUM_LOG=debug in the environment shows all of them; otherwise only warnings.
#pragma once

#include <string_view>

namespace viv {

enum class LogLevel { Debug, Warning };

// Writes one line. Safe from any thread; does not allocate with Python's allocators.
void log(LogLevel level, std::string_view line);

}  // namespace viv
