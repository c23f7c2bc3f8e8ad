// Draws the lines of the snippet that are in sight: numbers, bands, selection, tokens, errors,
// values, caret. Reads the document and the rows; changes nothing. For the snippet panel only.
#pragma once

#include "app/panels/panel.h"
#include "app/panels/snippet/geometry.h"
#include "app/panels/snippet/snippet_rows.h"

namespace viv::panels::snippet {

struct CodeView {
    PanelContext& context;
    const Geometry& geometry;
    SnippetRows* rows = nullptr;  // null: nothing has been recorded
    float scroll_y = 0;
    float scroll_x = 0;
    bool is_focused = false;
    bool is_caret_lit = false;
};

// Returns how wide the widest line in sight is.
float draw_code(const CodeView& view);

// The values and the mark that belong beside a line of the text (from 0) as it is now: none beside
// a line whose text is no longer what ran.
const std::vector<ValueRow>& values_beside(const CodeView& view, std::size_t line);
const LineMark* mark_at(const CodeView& view, std::size_t line);

}  // namespace viv::panels::snippet
