// The bracket that belongs to the one beside the caret. Brackets in strings and comments don't
// count. Used by Document.
#pragma once

#include <optional>
#include <utility>

#include "app/editor/highlighting.h"
#include "app/editor/text.h"

namespace viv::editor {

// The bracket right after the caret, or else before it, and its match; nullopt: there is none
// (within two thousand lines).
std::optional<std::pair<Position, Position>> matching_brackets(const TextBuffer& buffer,
                                                               Highlighting& highlighting,
                                                               Position caret);

}  // namespace viv::editor
