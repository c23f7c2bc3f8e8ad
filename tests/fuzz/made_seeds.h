// Small recordings that have a record of every kind in them, to start the fuzzer from.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace viv::fuzz {

// Name and bytes.
std::vector<std::pair<std::string, std::string>> made_seeds();

}  // namespace viv::fuzz
