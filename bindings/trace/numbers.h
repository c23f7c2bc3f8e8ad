// How numbers read, without CPython. Everybody may use it.
#pragma once

#include <string>

namespace viv {

// What repr() says of a float: the shortest text that gives the same double back, laid out as
// Python/pystrtod.c does with format 'r'.
[[nodiscard]] std::string float_text(double value);

}  // namespace viv
