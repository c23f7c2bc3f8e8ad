// The bytes of both streams are kept in one string in the order in which they were written; spans
// and rows are ranges of it, found by halves.
#include "app/panels/output/output_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/panels/words.h"

namespace viv::panels::output {

namespace {

constexpr double kSlack = 0.01;  // sums of fractions of a column

bool is_trail(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string duration(double seconds) {
    if (seconds < 0.001) return "less than 1 ms";
    if (seconds < 1) return fmt::format("{:.0f} ms", seconds * 1000);
    return fmt::format("{:.1f} s", seconds);
}

std::string place(const RunEnd& end) {
    if (end.line == 0) return {};
    if (!end.is_syntax_error || end.column == 0) return fmt::format(" (line {})", end.line);
    return fmt::format(" (line {}, column {})", end.line, end.column);
}

}  // namespace

void OutputRows::update(const wire::Recording& recording) {
    while (m_taken < recording.step_count()) {
        const StepId step{++m_taken};
        for (const Output& output : recording.output(step)) take(output, step);
    }
    // What came after the last step belongs to the state at the end, which that step shows.
    if (recording.end() && !m_has_end) {
        m_has_end = true;
        for (const Output& output : recording.output_at_end()) take(output, StepId{m_taken});
        for (const Echo& echo : m_echoes) {
            add(echo.text, {0, 0, Stream::Stdout, StepId{m_taken}, true});
        }
        m_echoes.clear();
    }
    wrap_from(m_wrapped);
}

void OutputRows::take(const Output& output, StepId step) {
    std::string_view text = output.text;
    while (!m_echoes.empty() && m_echoes.front().at <= m_written + text.size()) {
        const std::size_t before = m_echoes.front().at - m_written;
        add(text.substr(0, before), {0, 0, output.stream, step, false});
        add(m_echoes.front().text, {0, 0, Stream::Stdout, step, true});
        text.remove_prefix(before);
        m_written += before;
        m_echoes.erase(m_echoes.begin());
    }
    add(text, {0, 0, output.stream, step, false});
    m_written += text.size();
}

void OutputRows::add(std::string_view text, Span span) {
    if (text.empty()) return;
    span.begin = m_bytes.size();
    m_bytes += text;
    span.end = m_bytes.size();
    const bool goes_on = !m_spans.empty() && m_spans.back().stream == span.stream &&
                         m_spans.back().step == span.step &&
                         m_spans.back().is_typed == span.is_typed;
    if (goes_on) {
        m_spans.back().end = span.end;
    } else {
        m_spans.push_back(span);
    }
}

void OutputRows::echo(std::size_t behind, std::string text) {
    m_echoes.push_back({m_written + behind, std::move(text)});
}

void OutputRows::wrap(double columns, const Width& width) {
    columns = std::max(columns, 1.0);
    if (columns == m_columns) return;
    m_columns = columns;
    m_width = width;
    m_rows.clear();
    wrap_from(0);
}

double OutputRows::width_at(std::size_t byte, double column) const {
    const auto head = static_cast<unsigned char>(m_bytes[byte]);
    if (head == '\t') return kTabColumns - std::fmod(column, static_cast<double>(kTabColumns));
    if (head < 0x80 || !m_width) return 1;
    const std::size_t size = head >= 0xF0 ? 4 : head >= 0xE0 ? 3 : 2;
    char32_t letter = head & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size && byte + i < m_bytes.size(); ++i) {
        letter = (letter << 6) | (static_cast<unsigned char>(m_bytes[byte + i]) & 0x3Fu);
    }
    // A program may write any bytes at all; what is no character is drawn as this one.
    constexpr char32_t kReplacement = 0xFFFD;
    const bool is_character = letter <= 0x10FFFF && (letter < 0xD800 || letter > 0xDFFF);
    return m_width(is_character ? letter : kReplacement);
}

void OutputRows::wrap_from(std::size_t byte) {
    if (byte == m_bytes.size()) return;
    // A last line that isn't ended may go on: it is wrapped anew.
    if (byte > 0 && m_bytes[byte - 1] != '\n') {
        const std::size_t line_start = m_bytes.rfind('\n', byte - 1);
        byte = line_start == std::string::npos ? 0 : line_start + 1;
        while (!m_rows.empty() && m_rows.back().begin >= byte) m_rows.pop_back();
    }
    while (byte < m_bytes.size()) {
        const std::size_t ending = std::min(m_bytes.find('\n', byte), m_bytes.size());
        const bool has_return = ending > byte && m_bytes[ending - 1] == '\r';
        const std::size_t end = ending - (has_return && ending < m_bytes.size() ? 1 : 0);
        std::size_t begin = byte;
        double columns = 0;
        for (std::size_t at = byte; at < end; ++at) {
            if (is_trail(m_bytes[at])) continue;
            const double width = width_at(at, columns);
            columns += width;
            if (columns <= m_columns + kSlack || at == begin) continue;
            m_rows.push_back({begin, at});
            begin = at;
            columns = width_at(at, 0);
        }
        m_rows.push_back({begin, end});
        byte = ending + 1;
    }
    m_wrapped = m_bytes.size();
}

std::vector<Span> OutputRows::spans(const Row& row) const {
    std::vector<Span> result;
    auto at = std::upper_bound(m_spans.begin(), m_spans.end(), row.begin,
                               [](std::size_t byte, const Span& span) { return byte < span.end; });
    for (; at != m_spans.end() && at->begin < row.end; ++at) {
        Span cut = *at;
        cut.begin = std::max(cut.begin, row.begin);
        cut.end = std::min(cut.end, row.end);
        if (cut.begin < cut.end) result.push_back(cut);
    }
    return result;
}

Span OutputRows::span_at(std::size_t byte) const {
    const auto at =
        std::upper_bound(m_spans.begin(), m_spans.end(), byte,
                         [](std::size_t wanted, const Span& span) { return wanted < span.end; });
    return at == m_spans.end() ? Span{byte, byte, Stream::Stdout, StepId{}} : *at;
}

std::size_t OutputRows::bytes_at(StepId cursor) const {
    const auto later =
        std::upper_bound(m_spans.begin(), m_spans.end(), cursor,
                         [](StepId step, const Span& span) { return step < span.step; });
    return later == m_spans.begin() ? 0 : (later - 1)->end;
}

std::size_t OutputRows::rows_at(StepId cursor) const {
    const std::size_t bytes = bytes_at(cursor);
    const auto end =
        std::lower_bound(m_rows.begin(), m_rows.end(), bytes,
                         [](const Row& row, std::size_t byte) { return row.begin < byte; });
    return static_cast<std::size_t>(end - m_rows.begin());
}

EndWords end_words(const RunEnd& end, std::uint32_t steps) {
    const std::string done = counted(steps, "step");
    const std::string recorded = done + (steps == 1 ? " was recorded." : " were recorded.");
    const std::string message = end.message + place(end);
    switch (end.status) {
        case RunStatus::Finished:
            return {fmt::format("Finished: {} in {}.", done, duration(end.seconds)), EndTone::Good};
        case RunStatus::Exception:
            return {message, EndTone::Bad};
        case RunStatus::Exited:
            return {fmt::format("The program ended itself with exit code {}, after {}.",
                                end.exit_code, done),
                    end.exit_code == 0 ? EndTone::Note : EndTone::Bad};
        case RunStatus::Timeout:
            return {
                fmt::format("Out of time after {}: {} were recorded.", duration(end.seconds), done),
                EndTone::Bad};
        case RunStatus::Stopped:
            return {fmt::format("Stopped after {}: {}", duration(end.seconds), recorded),
                    EndTone::Note};
        case RunStatus::Memory:
            return {end.message.empty() ? "Out of memory: the limit was reached."
                    : end.line == 0     ? "Out of memory: " + end.message + "."
                                        : message,
                    EndTone::Bad};
        case RunStatus::Crashed:
            // Of SIGKILL the message knows more: who ended it, and why.
            if (!end.message.empty() && (end.signal.empty() || end.signal == "SIGKILL")) {
                return {fmt::format("The run broke off: {}. {}", end.message, recorded),
                        EndTone::Bad};
            }
            return {
                fmt::format(
                    "The interpreter crashed{}{}. What was recorded until then is here.",
                    end.signal.empty() ? std::string() : " with " + end.signal,
                    end.line == 0 ? std::string() : fmt::format(" while line {} ran", end.line)),
                EndTone::Bad};
        case RunStatus::StepLimit:
            return {
                fmt::format("Cut off at {}, the limit of a run: the program probably loops. The "
                            "last step shown is not its end.",
                            done),
                EndTone::Note};
        case RunStatus::LogLimit:
            return {
                fmt::format("The recording is full after {}: what comes later is missing.", done),
                EndTone::Note};
    }
    return {};
}

std::string end_place_words(const RunEnd& end) {
    std::string words =
        end.is_syntax_error ? "Nothing ran: this is not valid Python" : "Ended by this exception";
    if (end.line > 0) words += fmt::format(", line {}", end.line);
    if (end.line > 0 && end.is_syntax_error && end.column > 0) {
        words += fmt::format(", column {}", end.column);
    }
    return words + ".";
}

std::string end_advice(const RunEnd& end) {
    const bool wanted_input =
        end.status == RunStatus::Exception && end.message == "EOFError: EOF when reading a line";
    return wanted_input ? "input() found the end of its input: nothing more was there to read."
                        : std::string();
}

}  // namespace viv::panels::output
