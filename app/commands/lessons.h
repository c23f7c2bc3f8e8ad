// `vivarium lessons`: the lessons there are, in order.
#pragma once

namespace viv::commands {

enum class ListAs : unsigned char { Text, Json };

// Prints them; a lesson with mistakes is told on standard error, and the others are listed.
// 0, or 2 where no lessons were found.
int lessons(ListAs as);

}  // namespace viv::commands
