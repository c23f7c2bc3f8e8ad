// One splice of lines does every edit: the ends of the first and last line are kept and joined
// with what is put between them.
#include "app/editor/text.h"

#include <algorithm>
#include <iterator>

#include "app/editor/utf8.h"
#include "bindings/base/assert.h"

namespace viv::editor {

namespace {

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

Position end_of(Position begin, std::string_view text) {
    const std::size_t last = text.rfind('\n');
    if (last == std::string_view::npos) return {begin.line, begin.byte + text.size()};
    const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return {begin.line + breaks, text.size() - last - 1};
}

const std::string& TextBuffer::line(std::size_t line) const {
    VIV_ASSERT(line < m_lines.size(), "a line of the text that doesn't exist");
    return m_lines[line];
}

Position TextBuffer::end() const {
    return {m_lines.size() - 1, m_lines.back().size()};
}

std::string TextBuffer::text() const {
    return text(all());
}

std::string TextBuffer::text(const Range& range) const {
    const Position begin = clamp(range.begin);
    const Position end = clamp(range.end);
    if (end <= begin) return {};
    if (begin.line == end.line) {
        return m_lines[begin.line].substr(begin.byte, end.byte - begin.byte);
    }
    std::string text = m_lines[begin.line].substr(begin.byte);
    for (std::size_t i = begin.line + 1; i < end.line; ++i) text.append("\n").append(m_lines[i]);
    return text.append("\n").append(m_lines[end.line], 0, end.byte);
}

Position TextBuffer::clamp(Position position) const {
    if (position.line >= m_lines.size()) return end();
    return {position.line, codepoint_start(m_lines[position.line], position.byte)};
}

Edit TextBuffer::edit(const Range& range, std::string_view text) {
    const Position begin = clamp(range.begin);
    const Position end = std::max(begin, clamp(range.end));
    Edit done{begin, this->text({begin, end}), sanitized(text)};

    std::vector<std::string> lines = split_lines(done.inserted);
    lines.front().insert(0, m_lines[begin.line], 0, begin.byte);
    lines.back().append(m_lines[end.line], end.byte);

    // Lines that exist before and after are overwritten; only the difference moves the rest.
    const std::size_t old_count = end.line - begin.line + 1;
    const std::size_t shared = std::min(old_count, lines.size());
    const auto first = m_lines.begin() + static_cast<std::ptrdiff_t>(begin.line);
    const auto shared_end = static_cast<std::ptrdiff_t>(shared);
    std::move(lines.begin(), lines.begin() + shared_end, first);
    if (old_count > shared) {
        m_lines.erase(first + shared_end, first + static_cast<std::ptrdiff_t>(old_count));
    } else {
        m_lines.insert(first + shared_end, std::make_move_iterator(lines.begin() + shared_end),
                       std::make_move_iterator(lines.end()));
    }
    return done;
}

}  // namespace viv::editor
