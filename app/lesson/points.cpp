// Lines are followed by their longest common subsequence; a gap of as many lines on both sides is
// taken as lines that were changed in place.
#include "app/lesson/points.h"

#include <algorithm>

#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

// Above this many pairs of lines only equal beginnings and ends are followed: no lesson is so long.
constexpr std::size_t kMaxPairs = 4'000'000;

using Lines = std::vector<std::string_view>;

// Fills in the pairs of one stretch that is free of equal lines at both of its ends.
void match_stretch(const Lines& before, const Lines& after, std::size_t begin,
                   std::size_t before_end, std::size_t after_begin, std::size_t after_end,
                   std::vector<std::uint32_t>& out) {
    const std::size_t rows = before_end - begin;
    const std::size_t columns = after_end - after_begin;
    if (rows * columns > kMaxPairs) return;
    // length[i][j]: of the longest common subsequence of what follows i and j.
    std::vector<std::vector<std::uint32_t>> length(rows + 1,
                                                   std::vector<std::uint32_t>(columns + 1));
    const auto equal = [&](std::size_t i, std::size_t j) {
        return before[begin + i] == after[after_begin + j];
    };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            length[i][j] = equal(i, j) ? length[i + 1][j + 1] + 1
                                       : std::max(length[i + 1][j], length[i][j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t gap_i = 0;  // where the gap since the last pair begins
    std::size_t gap_j = 0;
    const auto close_gap = [&] {
        if (i - gap_i == j - gap_j)
            for (std::size_t k = 0; k < i - gap_i; ++k)
                out[begin + gap_i + k + 1] =
                    static_cast<std::uint32_t>(after_begin + gap_j + k + 1);
    };
    while (i < rows && j < columns) {
        if (equal(i, j)) {
            close_gap();
            out[begin + i + 1] = static_cast<std::uint32_t>(after_begin + j + 1);
            gap_i = ++i;
            gap_j = ++j;
        } else if (length[i + 1][j] >= length[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    i = rows;
    j = columns;
    close_gap();
}

}  // namespace

std::vector<std::uint32_t> follow_lines(std::string_view before_text, std::string_view after_text) {
    const Lines before = split_lines(before_text);
    const Lines after = split_lines(after_text);
    std::vector<std::uint32_t> out(before.size() + 1, 0);
    std::size_t head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head]) {
        out[head + 1] = static_cast<std::uint32_t>(head + 1);
        ++head;
    }
    std::size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        out[before.size() - tail] = static_cast<std::uint32_t>(after.size() - tail);
        ++tail;
    }
    match_stretch(before, after, head, before.size() - tail, head, after.size() - tail, out);
    return out;
}

StepId step_after_line(const wire::Recording& recording, std::uint32_t line) {
    for (std::uint32_t at = recording.step_count(); at > 0; --at) {
        const StepMark& mark = recording.step(StepId{at});
        if (mark.event != StepEvent::Line || recording.line(StepId{at}) != line) continue;
        for (std::uint32_t next = at + 1; next <= recording.step_count(); ++next)
            if (recording.step(StepId{next}).frame == mark.frame) return StepId{next};
        return {};
    }
    return {};
}

std::map<std::string, Moment> find_moments(const Snippet& snippet, const wire::Recording& recording,
                                           std::string_view source) {
    std::map<std::string, Moment> moments;
    const std::vector<std::uint32_t> lines = follow_lines(snippet.source, source);
    for (const Point& point : snippet.points) {
        const std::uint32_t line = point.line < lines.size() ? lines[point.line] : 0;
        Moment& moment = moments[point.name];
        if (line == 0) {
            moment.why = "the line of @" + point.name + " is gone";
            continue;
        }
        moment.step = step_after_line(recording, line);
        if (!moment.step)
            moment.why = "line " + std::to_string(line) + ", where @" + point.name +
                         " stands, was not run to its end";
    }
    return moments;
}

}  // namespace viv::lesson
