// Sizes that the output and the field below it have in common, in logical pixels.
#pragma once

namespace viv::panels::output {

inline constexpr float kSize = 13;  // of what the program wrote
inline constexpr float kRow = 20;
inline constexpr float kInset = 16;

}  // namespace viv::panels::output
