// Differences between versions of CPython at the level of functions, and whether the one that was
// loaded is the one that the worker was built for.
#pragma once

#include <string>

#include "bindings/base/result.h"

namespace viv::cpython {

// "3.11.2": of the headers that the worker was built with.
std::string built_for();
// Fails when the libpython that was loaded has another version than the headers, down to the micro
// version: struct layouts change even there.
Result<void> check_libpython();

}  // namespace viv::cpython
