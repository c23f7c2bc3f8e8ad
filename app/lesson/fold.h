// Blocks that Markdown leaves flat, folded into what they stand for: `<!-- if … -->` to
// `<!-- end -->`, `<details>` to `</details>`, and quotes that begin with [!NOTE]. For
// markdown.cpp.
#pragma once

#include <string>
#include <vector>

#include "app/lesson/markdown.h"

namespace viv::lesson {

// Folds these blocks and their children. An opening without its end, or the other way round, is a
// mistake; the blocks in between are kept.
std::vector<Block> fold_blocks(std::vector<Block> blocks, const std::string& file,
                               std::vector<Mistake>& mistakes);

}  // namespace viv::lesson
