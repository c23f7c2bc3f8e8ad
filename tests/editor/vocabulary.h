// Words for the editor's tests: a document from text where `|` stands for the caret and `^` for
// the other end of the selection, and back. For tests/editor only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "app/editor/document.h"

namespace viv::editor {

// "a|bc": the caret after `a`. "^ab|c": `ab` is selected.
inline Document document(std::string marked) {
    std::size_t anchor = marked.find('^');
    if (anchor != std::string::npos) marked.erase(anchor, 1);
    std::size_t caret = marked.find('|');
    if (caret != std::string::npos) marked.erase(caret, 1);
    if (caret == std::string::npos) caret = 0;
    if (anchor != std::string::npos && anchor > caret) --anchor;
    if (anchor == std::string::npos) anchor = caret;
    Document result;
    result.set_text(marked);
    const std::string_view text(marked);
    result.apply(PlaceCaret{end_of({}, text.substr(0, anchor)), Selecting::No});
    result.apply(PlaceCaret{end_of({}, text.substr(0, caret)), Selecting::Yes});
    return result;
}

// The text with its marks, as document() takes it.
inline std::string marked(const Document& document) {
    const TextBuffer& buffer = document.buffer();
    const Range range = document.selection();
    const std::string before = buffer.text({{}, range.begin});
    const std::string after = buffer.text({range.end, buffer.end()});
    if (range.is_empty()) return before + "|" + after;
    const bool is_caret_first = document.caret() == range.begin;
    return before + (is_caret_first ? "|" : "^") + buffer.text(range) +
           (is_caret_first ? "^" : "|") + after;
}

inline std::string after(const std::string& start, const EditCommand& command) {
    Document it = document(start);
    it.apply(command);
    return marked(it);
}

}  // namespace viv::editor
