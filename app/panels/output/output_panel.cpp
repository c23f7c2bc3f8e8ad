// What the program wrote up to the step shown, what it will write later, dimmed, and how the run
// ended. Also the place that says what is wrong when nothing can run.
#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include "app/panels/output/input_line.h"
#include "app/panels/output/measures.h"
#include "app/panels/output/output_rows.h"
#include "app/panels/output/traceback_links.h"
#include "app/panels/panel.h"
#include "app/panels/words.h"
#include "app/session/sitting.h"
#include "app/widgets/controls.h"
#include "app/widgets/draw.h"

namespace viv::panels {

namespace output {

using ui::Color;
using ui::Face;
using ui::Rect;
using ui::Ui;

namespace {

constexpr const char* kScroll = "output/scroll";
constexpr float kWordsSize = 12.5f;
constexpr float kLabelSize = 11.5f;
constexpr std::size_t kMostWidths = 512;
constexpr double kCopiedSeconds = 1.5;
constexpr std::size_t kMostLinkedBytes = 256 << 10;
constexpr std::size_t kTailBytes = 4096;  // where a traceback's last line is looked for

std::string tabs_as_blanks(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\t') {
            result.append(kTabColumns - result.size() % kTabColumns, ' ');
        } else {
            result += c;
        }
    }
    return result;
}

std::string utf8_of(char32_t letter) {
    std::string text;
    utf8::append(letter, std::back_inserter(text));
    return text;
}

// What is written later: fainter, and still read without effort.
Color later(const ui::Theme& t, Color ink) {
    constexpr float kReadable = 4.6f;
    const Color pale = ui::mix(ink, t.muted, 0.5f);
    for (int percent = 40; percent < 100; percent += 4) {
        const Color mixed = ui::mix(t.panel, pale, static_cast<float>(percent) / 100);
        if (ui::contrast(mixed, t.panel) >= kReadable) return mixed;
    }
    return pale;
}

// Words for a run that has nothing to show yet; empty: there is something.
std::string waiting_words(const session::Sitting& sitting) {
    switch (sitting.state()) {
        case session::RunState::NoWorker:
            return sitting.worker_problem().message();
        case session::RunState::Starting:
            return "The interpreter is starting…";
        case session::RunState::Running:
        case session::RunState::Stopping:
            return "Running…";
        case session::RunState::Ready:
            break;
    }
    return sitting.recording() == nullptr
               ? "Nothing has run yet. Press Run, or Ctrl+Enter, to see what the program writes."
               : std::string();
}

std::string advice_of(const session::Sitting& sitting) {
    const wire::Recording* recording = sitting.recording();
    return recording != nullptr && recording->end() ? end_advice(*recording->end()) : std::string();
}

}  // namespace

class OutputPanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "output"; }
    [[nodiscard]] const char* title() const override { return "Output"; }
    [[nodiscard]] Place place() const override { return Place::MiddleBottom; }
    void draw(PanelContext& context, const Rect& area) override;
    [[nodiscard]] std::string text(PanelContext& context) override;

private:
    // The line below the output: how the run ended, or what it is waiting for.
    struct Status {
        std::string text;
        ui::Icon icon = ui::Icon::Info;
        Color color = 0;
    };

    void follow(const session::Sitting& sitting);
    Rect draw_header(PanelContext& context, const Rect& area);
    void draw_rows(PanelContext& context, const Rect& body, float scroll_y);
    void draw_row(Ui& ui, std::size_t index, ImVec2 at, StepId cursor);
    void draw_link(PanelContext& context, std::size_t index, ImVec2 at);
    [[nodiscard]] const TracebackLink* link_in(const wire::Recording& recording, const Row& row);
    void draw_error_mark(Ui& ui, std::size_t index, ImVec2 at, float text_end, StepId cursor);
    void draw_status(Ui& ui, const Rect& body, float top, const std::vector<std::string>& lines,
                     const Status& status, std::ptrdiff_t status_rows, bool is_later);
    void copy(PanelContext& context);
    [[nodiscard]] Status status(PanelContext& context) const;
    [[nodiscard]] std::vector<std::string> wrapped(Ui& ui, const std::string& text,
                                                   float width) const;
    [[nodiscard]] std::string written(StepId cursor) const {
        return m_rows.bytes().substr(0, m_rows.bytes_at(cursor));
    }

    OutputRows m_rows;
    InputLine m_input;
    std::uint64_t m_recording_number = 0;
    StepId m_seen_cursor;
    std::size_t m_seen_rows = 0;
    bool m_was_asking = false;
    std::unordered_map<char32_t, double> m_widths;  // in columns, of what isn't ASCII
    float m_right = 0;                              // where text has to end
    // Of the piece of output that was asked for last.
    Span m_linked;
    std::vector<TracebackLink> m_links;
    double m_copied_at = -kCopiedSeconds;
};

void OutputPanel::follow(const session::Sitting& sitting) {
    if (sitting.recording_number() != m_recording_number || sitting.recording() == nullptr) {
        m_recording_number = sitting.recording_number();
        m_rows = {};
        m_linked = {};
        m_links.clear();
    }
    if (sitting.recording() != nullptr) m_rows.update(*sitting.recording());
}

OutputPanel::Status OutputPanel::status(PanelContext& context) const {
    const ui::Theme& t = context.ui.theme();
    const session::Sitting& sitting = context.sitting;
    if (std::string words = waiting_words(sitting); !words.empty()) {
        const bool is_problem = sitting.state() == session::RunState::NoWorker;
        // A recording from a file needs no worker: its own end comes first.
        if (!is_problem || sitting.recording() == nullptr) {
            return {std::move(words), is_problem ? ui::Icon::Error : ui::Icon::Info,
                    is_problem ? t.bad : t.muted};
        }
    }
    const wire::Recording& recording = *sitting.recording();
    if (!recording.end()) {
        return {"The recording ends here, before the program did.", ui::Icon::Warning, t.warn};
    }
    EndWords words = end_words(*recording.end(), recording.step_count());
    // The traceback above says it already.
    const std::string& message = recording.end()->message;
    std::string_view tail = m_rows.bytes();
    if (tail.size() > kTailBytes) tail.remove_prefix(tail.size() - kTailBytes);
    if (recording.end()->status == RunStatus::Exception && !message.empty() &&
        tail.find(message) != std::string_view::npos) {
        words.text = end_place_words(*recording.end());
    }
    if (m_rows.bytes().empty() && words.tone == EndTone::Good) words.text += " It wrote nothing.";
    switch (words.tone) {
        case EndTone::Good:
            return {std::move(words.text), ui::Icon::Check, t.good};
        case EndTone::Note:
            return {std::move(words.text), ui::Icon::Info, t.note};
        case EndTone::Bad:
            break;
    }
    return {std::move(words.text), ui::Icon::Error, t.bad};
}

void OutputPanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    follow(context.sitting);
    m_input.follow(context);
    const Rect body = draw_header(context, area);
    if (ui.pointer("output/text", body).is_pressed) ui.set_focus(id());
    if (ui.focus() == id()) {
        std::erase_if(ui.keys(), [&](const ui::KeyEvent& key) {
            const bool is_copy = ui::is_letter(key, 'c', ui::kCtrl);
            if (is_copy) copy(context);
            return is_copy;
        });
    }
    const float advance = ui.measure(Face::Mono, kSize, "0");
    const auto measured = [&ui, advance](char32_t letter) {
        return static_cast<double>(ui.measure(Face::Mono, kSize, utf8_of(letter)) / advance);
    };
    // A character's width is known for certain only once its font is there.
    const bool is_certain = std::all_of(m_widths.begin(), m_widths.end(), [&](const auto& known) {
        return std::abs(measured(known.first) - known.second) < 0.001;
    });
    if (!is_certain) {
        m_widths.clear();
        m_rows.forget_wrapping();
        ui.keep_drawing();
    }
    m_rows.wrap((body.width() - ui.px(2 * kInset)) / advance, [this, measured](char32_t letter) {
        if (const auto known = m_widths.find(letter); known != m_widths.end()) return known->second;
        const double width = measured(letter);
        if (m_widths.size() < kMostWidths) m_widths.emplace(letter, width);
        return width;
    });

    const Status below = status(context);
    const float words_width = body.width() - ui.px(2 * kInset + 24);
    std::vector<std::string> lines = wrapped(ui, below.text, words_width);
    const auto status_rows = static_cast<std::ptrdiff_t>(lines.size());
    const std::string advice = advice_of(context.sitting);
    if (!advice.empty()) {
        for (std::string& line : wrapped(ui, advice, words_width)) lines.push_back(std::move(line));
    }
    const float row = std::round(ui.px(kRow));
    // A body of one line has no room for margins.
    const float pad = std::round(std::min(ui.px(10), body.height() / 10));
    const float rows_height = static_cast<float>(m_rows.rows().size()) * row;
    const float below_height = m_input.is_asking() ? m_input.height(ui, body.height())
                                                   : static_cast<float>(lines.size()) * row;
    const float height = 2 * pad + rows_height + below_height + pad;
    const float scroll_y = ui.begin_scroll(kScroll, body, height);

    const StepId cursor = context.sitting.cursor();
    const std::size_t written_rows = m_rows.rows_at(cursor);
    const wire::Recording* recording = context.sitting.recording();
    const bool is_at_end = recording == nullptr || cursor == recording->last_step();
    const bool has_begun_to_ask = m_input.is_asking() && !m_was_asking;
    m_was_asking = m_input.is_asking();
    if (cursor != m_seen_cursor || written_rows != m_seen_rows || has_begun_to_ask) {
        m_seen_cursor = cursor;
        m_seen_rows = written_rows;
        const float bottom = is_at_end ? height : pad + static_cast<float>(written_rows + 1) * row;
        ui.scroll_to(kScroll, std::max(0.0f, bottom - body.height()));
    }
    draw_rows(context, {{body.min.x, body.min.y + pad}, body.max}, scroll_y);
    const float top = body.min.y + pad - scroll_y + rows_height + (rows_height > 0 ? pad / 2 : 0);
    if (m_input.is_asking()) {
        m_input.draw(context, {{body.min.x, top}, {body.max.x, top + below_height}}, m_rows);
    } else {
        draw_status(ui, body, top, lines, below, status_rows, !is_at_end);
    }
    ui.end_scroll();
}

Rect OutputPanel::draw_header(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const StepId cursor = context.sitting.cursor();
    const wire::Recording* recording = context.sitting.recording();
    std::string detail;
    if (recording != nullptr && cursor && cursor < recording->last_step()) {
        detail = "up to step " + grouped(cursor.value);
        const std::size_t later = m_rows.rows().size() - m_rows.rows_at(cursor);
        if (later > 0) detail += " · " + counted(later, "line") + " later";
    }
    if (ui.now_seconds() - m_copied_at < kCopiedSeconds) {
        detail = "copied";
        ui.draw_at(m_copied_at + kCopiedSeconds);
    }
    const float side = ui.px(26);
    Rect body = ui::panel_header(ui, {area.min, {area.max.x - side, area.max.y}}, "Output", detail);
    body.max.x = area.max.x;
    const float line = body.min.y - 1;
    ui.draw().AddRectFilled({area.max.x - side, line}, {area.max.x, line + 1}, ui.theme().border);
    const float middle = (area.min.y + line) / 2;
    const Rect button{{area.max.x - side - ui.px(6), middle - side / 2},
                      {area.max.x - ui.px(6), middle + side / 2}};
    if (ui::icon_button(ui, "output/copy", button, ui::Icon::Copy, ui::ButtonLook::Ghost,
                        m_rows.bytes_at(cursor) > 0, "Copy what was written (Ctrl+C)")) {
        copy(context);
    }
    return body;
}

void OutputPanel::copy(PanelContext& context) {
    context.ui.set_clipboard(written(context.sitting.cursor()));
    m_copied_at = context.ui.now_seconds();
}

void OutputPanel::draw_rows(PanelContext& context, const Rect& body, float scroll_y) {
    Ui& ui = context.ui;
    const float row = std::round(ui.px(kRow));
    m_right = body.max.x - ui.px(kInset);
    const std::size_t count = m_rows.rows().size();
    const auto first = static_cast<std::size_t>(std::max(0.0f, scroll_y / row - 1));
    const auto seen = static_cast<std::size_t>(body.height() / row) + 3;
    const StepId cursor = context.sitting.cursor();
    for (std::size_t i = first; i < std::min(count, first + seen); ++i) {
        const ImVec2 at{body.min.x, body.min.y - scroll_y + static_cast<float>(i) * row};
        draw_row(ui, i, at, cursor);
        draw_link(context, i, at);
    }
}

void OutputPanel::draw_row(Ui& ui, std::size_t index, ImVec2 at, StepId cursor) {
    const ui::Theme& t = ui.theme();
    const Row& row = m_rows.rows()[index];
    const float height = std::round(ui.px(kRow));
    const float y = std::round(at.y + (height - ui.line_height(Face::Mono, kSize)) / 2);
    float x = at.x + ui.px(kInset);
    bool has_error = false;
    std::string head;
    for (const Span& span : m_rows.spans(row)) {
        const bool is_error = span.stream == Stream::Stderr;
        has_error = has_error || is_error;
        // Tabs count from the row's start, whatever piece they stand in.
        const std::size_t shown = head.size();
        head = tabs_as_blanks(head + m_rows.bytes().substr(span.begin, span.end - span.begin));
        Color ink = is_error ? t.bad : span.is_typed ? t.accent : t.text;
        // Not by colour alone: what was typed is bold. Both faces have the same width.
        const Face face = span.is_typed ? Face::MonoBold : Face::Mono;
        if (span.step > cursor) ink = later(t, ink);
        x += ui.text(face, kSize, {x, y}, ink, std::string_view(head).substr(shown));
    }
    if (has_error) draw_error_mark(ui, index, at, x, cursor);
    const Rect rect{at, {x, at.y + height}};
    ui.note("output/line/" + std::to_string(index + 1), rect,
            m_rows.bytes().substr(row.begin, row.end - row.begin));
}

const TracebackLink* OutputPanel::link_in(const wire::Recording& recording, const Row& row) {
    const std::string_view text =
        std::string_view(m_rows.bytes()).substr(row.begin, row.end - row.begin);
    if (text.find("File \"") == std::string_view::npos) return nullptr;
    const Span span = m_rows.span_at(row.begin);
    if (span.begin != m_linked.begin || span.end != m_linked.end) {
        m_linked = span;
        m_links.clear();
        if (span.end - span.begin <= kMostLinkedBytes) {
            const std::string_view all =
                std::string_view(m_rows.bytes()).substr(span.begin, span.end - span.begin);
            m_links = traceback_links(recording, all, span.begin, span.step);
        }
    }
    const auto at = std::lower_bound(
        m_links.begin(), m_links.end(), row.begin,
        [](const TracebackLink& link, std::size_t byte) { return link.begin < byte; });
    return at != m_links.end() && at->begin < row.end ? &*at : nullptr;
}

// A line of a traceback leads to the step at which the exception passed through.
void OutputPanel::draw_link(PanelContext& context, std::size_t index, ImVec2 at) {
    const wire::Recording* recording = context.sitting.recording();
    if (recording == nullptr) return;
    const Row& row = m_rows.rows()[index];
    const TracebackLink* link = link_in(*recording, row);
    if (link == nullptr) return;
    Ui& ui = context.ui;
    const auto width_to = [&](std::size_t byte) {
        return ui.measure(Face::Mono, kSize,
                          tabs_as_blanks(m_rows.bytes().substr(row.begin, byte - row.begin)));
    };
    const float left = at.x + ui.px(kInset);
    const float height = std::round(ui.px(kRow));
    const Rect rect{{left + width_to(link->begin), at.y},
                    {left + width_to(std::min(link->end, row.end)), at.y + height}};
    const std::string id = "output/traceback/" + std::to_string(index + 1);
    const ui::Pointer pointer = ui.pointer(id, rect);
    ui.stop(id, rect);
    const bool is_shown = context.sitting.cursor() == link->step;
    const Color ink = pointer.is_hovered || is_shown ? ui.theme().accent : ui.theme().bad;
    const float line = std::round(at.y + height - ui.px(3));
    ui.draw().AddRectFilled({rect.min.x, line},
                            {rect.max.x, line + std::max(1.0f, std::round(ui.px(1)))}, ink);
    if (pointer.is_hovered) {
        ui.cursor(ui::Cursor::Hand);
        ui.tooltip("Go to the step at which the exception passed through here: step " +
                   grouped(link->step.value));
    }
    if (ui.press_stop(id, rect) || pointer.is_clicked) {
        context.sitting.post(session::GoToStep{link->step});
    }
    ui.note(id, rect, "step " + grouped(link->step.value));
}

// Not by colour alone: what went to stderr has a bar before it, and its first row says so.
void OutputPanel::draw_error_mark(Ui& ui, std::size_t index, ImVec2 at, float text_end,
                                  StepId cursor) {
    const ui::Theme& t = ui.theme();
    const auto goes_to_stderr = [&](std::size_t row) {
        const std::vector<Span> spans = m_rows.spans(m_rows.rows()[row]);
        return std::any_of(spans.begin(), spans.end(),
                           [](const Span& span) { return span.stream == Stream::Stderr; });
    };
    const std::vector<Span> spans = m_rows.spans(m_rows.rows()[index]);
    const Color ink = spans.front().step > cursor ? later(t, t.bad) : t.bad;
    const float height = std::round(ui.px(kRow));
    const float left = at.x + ui.px(kInset - 8);
    ui.draw().AddRectFilled({left, at.y},
                            {left + std::max(1.0f, std::round(ui.px(2))), at.y + height}, ink);
    if (index > 0 && goes_to_stderr(index - 1)) return;
    const float width = ui.measure(Face::Text, kLabelSize, "stderr");
    const float x = text_end + ui.px(12);
    if (x + width > m_right) return;
    const float y = std::round(at.y + (height - ui.line_height(Face::Text, kLabelSize)) / 2);
    ui.text(Face::Text, kLabelSize, {x, y}, ink, "stderr");
    ui.note("output/label/" + std::to_string(index + 1), {{x, at.y}, {x + width, at.y + height}},
            "stderr");
}

void OutputPanel::draw_status(Ui& ui, const Rect& body, float top,
                              const std::vector<std::string>& lines, const Status& status,
                              std::ptrdiff_t status_rows, bool is_later) {
    const float row = std::round(ui.px(kRow));
    const Color ink = is_later ? later(ui.theme(), ui.theme().muted) : ui.theme().muted;
    const Color color = is_later ? later(ui.theme(), status.color) : status.color;
    ui::icon(ui.draw(), status.icon, {body.min.x + ui.px(kInset + 6), top + row / 2}, ui.px(13),
             color);
    float y = top;
    Color words = status.color == ui.theme().bad && !is_later ? ui.theme().bad : ink;
    for (const std::string& line : lines) {
        if (&line - lines.data() == status_rows) words = ink;
        ui.text(Face::Text, kWordsSize,
                {body.min.x + ui.px(kInset + 20),
                 std::round(y + (row - ui.line_height(Face::Text, kWordsSize)) / 2)},
                words, line);
        y += row;
    }
    ui.note("output/status", {{body.min.x, top}, {body.max.x, y}}, status.text);
}

std::vector<std::string> OutputPanel::wrapped(Ui& ui, const std::string& text, float width) const {
    std::vector<std::string> lines(1);
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t space = rest.find(' ');
        const std::string word(rest.substr(0, space));
        rest.remove_prefix(space == rest.npos ? rest.size() : space + 1);
        const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
        if (lines.back().empty() || ui.measure(Face::Text, kWordsSize, longer) <= width) {
            lines.back() = longer;
        } else {
            lines.push_back(word);
        }
    }
    return lines;
}

std::string OutputPanel::text(PanelContext& context) {
    follow(context.sitting);
    const StepId cursor = context.sitting.cursor();
    std::string text = written(cursor);
    if (!text.empty() && text.back() != '\n') text += '\n';
    const std::string later = m_rows.bytes().substr(m_rows.bytes_at(cursor));
    if (!later.empty()) text += "(later: " + later + ")\n";
    if (context.sitting.awaits_input()) return text + m_input.text() + "\n";
    const std::string advice = advice_of(context.sitting);
    return text + status(context).text + "\n" + (advice.empty() ? "" : advice + "\n");
}

}  // namespace output

std::unique_ptr<Panel> make_output_panel() {
    return std::make_unique<output::OutputPanel>();
}

}  // namespace viv::panels
