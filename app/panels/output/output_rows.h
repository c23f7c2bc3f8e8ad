// What the program wrote, as lines whose pieces know their stream and the step by which they had
// been written; and how the run ended, in words. Made from the recording alone; pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/query.h"

namespace viv::panels::output {

// A piece of text written at once, or in a row to one stream at one step.
struct Span {
    std::size_t begin = 0, end = 0;  // bytes of OutputRows::bytes()
    Stream stream = Stream::Stdout;
    StepId step;            // from this step on it has been written
    bool is_typed = false;  // by the learner, into the program's standard input
};

inline constexpr std::size_t kTabColumns = 8;

// A line, or a part of one that is longer than the panel is wide: bytes without the line's ending.
struct Row {
    std::size_t begin = 0, end = 0;
};

class OutputRows {
public:
    // Takes in what came since the last call. REQUIRES: the same recording for the object's life.
    void update(const wire::Recording& recording);
    // What the learner typed when the program had written `behind` bytes more than what has been
    // taken in: it is shown there, as a terminal would.
    void echo(std::size_t behind, std::string text);
    // How wide a character is drawn, in columns; only asked for what isn't ASCII.
    using Width = std::function<double(char32_t)>;
    // Wraps lines so that none is wider than that many columns (at least 1); tabs go to the next
    // stop. No width: one column each.
    void wrap(double columns, const Width& width = {});
    // Wraps all anew next time: characters are drawn in another width than they were.
    void forget_wrapping() { m_columns = 0; }

    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    // The pieces of a row, in order, cut to it.
    [[nodiscard]] std::vector<Span> spans(const Row& row) const;
    // Where what was written in a row to the stream of that byte, at that step, begins and ends.
    [[nodiscard]] Span span_at(std::size_t byte) const;
    // How many bytes have been written at the cursor, and how many rows they (partly) fill.
    [[nodiscard]] std::size_t bytes_at(StepId cursor) const;
    [[nodiscard]] std::size_t rows_at(StepId cursor) const;

private:
    struct Echo {
        std::size_t at = 0;  // of what the program wrote
        std::string text;
    };

    void take(const Output& output, StepId step);
    void add(std::string_view text, Span span);
    void wrap_from(std::size_t byte);
    [[nodiscard]] double width_at(std::size_t byte, double column) const;

    std::string m_bytes;
    std::vector<Span> m_spans;
    std::vector<Row> m_rows;
    double m_columns = 80;
    Width m_width;
    std::size_t m_wrapped = 0;   // bytes that are in rows already
    std::vector<Echo> m_echoes;  // yet to come, in order
    std::size_t m_written = 0;   // bytes that the program wrote
    std::uint32_t m_taken = 0;
    bool m_has_end = false;
};

enum class EndTone : std::uint8_t { Good, Note, Bad };

// How the run ended: "Finished: 13 steps in 4 ms.", "NameError: name 'x' is not defined (line 3)".
struct EndWords {
    std::string text;
    EndTone tone = EndTone::Good;
};
EndWords end_words(const RunEnd& end, std::uint32_t steps);
// The same where the traceback in the output has told the message already.
std::string end_place_words(const RunEnd& end);
// What the learner can't know from the message; empty: nothing.
std::string end_advice(const RunEnd& end);

}  // namespace viv::panels::output
