// What is wrong with the text, where: lines and columns as CPython tells them (from 1, columns in
// codepoints). A diagnostic moves with its line and goes when that line is edited. Used by
// Document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/editor/text.h"

namespace viv::editor {

struct Diagnostic {
    std::uint32_t line = 0;
    std::uint32_t column = 0;      // 0: the whole line
    std::uint32_t end_column = 0;  // the first column after it; 0: to the line's end
    std::string message;
    bool is_error = true;
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// Moves or drops diagnostics for an edit: `removed` was replaced by a text that ends at `end`.
void follow_edit(std::vector<Diagnostic>& diagnostics, const Range& removed, Position end);

}  // namespace viv::editor
