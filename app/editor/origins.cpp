// Matching is a longest common subsequence between the lines that lost their certainty and the
// recorded lines between their neighbours' origins. What is left over is paired in order.
#include "app/editor/origins.h"

#include <algorithm>

namespace viv::editor {

namespace {

// Larger gaps are paired by their equal ends only.
constexpr std::size_t kMostCells = 250'000;

bool is_certain(const Origin& origin) {
    return origin.line != 0 && !origin.is_changed;
}

// The gap between two lines whose origin is certain: lines of the text and of the recording.
struct Gap {
    std::size_t first, end;      // lines of the text
    std::size_t recorded, stop;  // lines of the recorded source, from 0
};

void match_subsequence(const TextBuffer& text, const TextBuffer& source, const Gap& gap,
                       std::vector<Origin>& origins) {
    const std::size_t rows = gap.end - gap.first;
    const std::size_t columns = gap.stop - gap.recorded;
    if (rows == 0 || columns == 0 || rows * columns > kMostCells) return;
    // best[i][j]: how many lines can be matched from row i and column j on.
    std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
        return best[i * (columns + 1) + j];
    };
    const auto are_equal = [&](std::size_t i, std::size_t j) {
        return text.line(gap.first + i) == source.line(gap.recorded + j);
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            cell(i, j) =
                are_equal(i, j) ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
        }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (are_equal(i, j)) {
            origins[gap.first + i++] = {static_cast<std::uint32_t>(gap.recorded + ++j), false};
        } else if (cell(i + 1, j) >= cell(i, j + 1)) {
            ++i;
        } else {
            ++j;
        }
    }
}

// Lines without an origin take those recorded lines between their neighbours that nobody has.
void pair_rest(const Gap& gap, std::vector<Origin>& origins) {
    std::size_t at = gap.first;
    std::size_t recorded = gap.recorded;
    while (at < gap.end) {
        if (origins[at].line != 0) {
            recorded = origins[at++].line;
            continue;
        }
        std::size_t run_end = at;
        while (run_end < gap.end && origins[run_end].line == 0) ++run_end;
        const std::size_t stop = run_end < gap.end ? origins[run_end].line - 1 : gap.stop;
        for (; at < run_end && recorded < stop; ++at) {
            origins[at] = {static_cast<std::uint32_t>(++recorded), true};
        }
        at = run_end;
    }
}

}  // namespace

void Origins::mark_recorded(const TextBuffer& buffer, std::string_view source) {
    m_recorded.edit(m_recorded.all(), source);
    m_has_recorded = !source.empty();
    m_origins.assign(buffer.line_count(), {});
    match(buffer, 0, buffer.line_count());
    judge(buffer);
}

// Judged by lines that hold something: blank ones are alike everywhere.
void Origins::judge(const TextBuffer& buffer) {
    std::size_t same = 0;
    std::size_t lines = 0;
    for (std::size_t line = 0; line < buffer.line_count(); ++line) {
        if (buffer.line(line).empty()) continue;
        ++lines;
        if (is_certain(m_origins[line])) ++same;
    }
    m_is_related = m_has_recorded && 2 * same >= lines;
}

void Origins::on_edit(const TextBuffer& buffer, std::size_t first, std::size_t old_count,
                      std::size_t new_count) {
    const auto at = m_origins.begin() + static_cast<std::ptrdiff_t>(first);
    m_origins.insert(m_origins.erase(at, at + static_cast<std::ptrdiff_t>(old_count)), new_count,
                     Origin{});
    match(buffer, first, first + new_count);
}

void Origins::match(const TextBuffer& buffer, std::size_t first, std::size_t end) {
    if (!m_has_recorded) return;
    while (first > 0 && !is_certain(m_origins[first - 1])) --first;
    while (end < m_origins.size() && !is_certain(m_origins[end])) ++end;
    std::fill(m_origins.begin() + static_cast<std::ptrdiff_t>(first),
              m_origins.begin() + static_cast<std::ptrdiff_t>(end), Origin{});
    Gap gap{first, end, first > 0 ? m_origins[first - 1].line : 0,
            end < m_origins.size() ? m_origins[end].line - 1 : m_recorded.line_count()};
    const Gap whole = gap;
    while (gap.first < gap.end && gap.recorded < gap.stop &&
           buffer.line(gap.first) == m_recorded.line(gap.recorded)) {
        m_origins[gap.first++] = {static_cast<std::uint32_t>(++gap.recorded), false};
    }
    while (gap.first < gap.end && gap.recorded < gap.stop &&
           buffer.line(gap.end - 1) == m_recorded.line(gap.stop - 1)) {
        m_origins[--gap.end] = {static_cast<std::uint32_t>(gap.stop--), false};
    }
    match_subsequence(buffer, m_recorded, gap, m_origins);
    pair_rest(whole, m_origins);
}

bool Origins::is_as_recorded() const {
    return m_is_related && m_origins.size() == m_recorded.line_count() &&
           std::all_of(m_origins.begin(), m_origins.end(), is_certain);
}

}  // namespace viv::editor
