// Opens any bytes as a recording and asks everything of it that anybody asks. The fuzzer, its seeds
// and its past findings all go through here. Ends the process where an answer can't be.
#pragma once

#include <string_view>

namespace viv::fuzz {

// How many steps it has; 0 when it doesn't open.
unsigned ask_everything(std::string_view bytes);

}  // namespace viv::fuzz
