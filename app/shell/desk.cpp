// Revisions tell who changed last: a new text from the lesson goes to the editor, what the learner
// types goes to the lesson.
#include "app/shell/desk.h"

#include <fmt/format.h>

#include "bindings/base/file.h"

namespace viv::shell {

namespace {
// Nobody is there to press Stop while a picture is made.
constexpr double kPatienceSeconds = 10;
}  // namespace

std::unique_ptr<Desk> Desk::create(const DeskOptions& options) {
    std::unique_ptr<Desk> desk(new Desk);
    desk->m_sitting = session::Sitting::create(options.worker);
    lesson::Course course;
    if (options.lessons) {
        course = lesson::load_course(*options.lessons);
    } else if (const auto folder = lesson::find_lessons(); folder.ok()) {
        course = lesson::load_course(folder.value());
        if (course.lessons.empty() && course.mistakes.empty()) {
            course.mistakes.push_back(
                {"", 0, "no lessons were found in " + folder.value().string(), {}});
        }
    } else {
        course.mistakes.push_back({"", 0, folder.error().message(), {}});
    }
    desk->m_reading = std::make_unique<lesson::Reading>(*desk->m_sitting, std::move(course));
    desk->sync();
    return desk;
}

Result<void> Desk::open(const Target& target) {
    if (target.recording) {
        VIV_TRY(wire::Recording recording, wire::Recording::open(*target.recording));
        m_reading->close_lesson();
        const Header header = recording.has_header() ? recording.header() : Header{};
        m_sitting->show(std::move(recording));
        m_document.set_text(header.source);
        m_document.set_name(header.file);
    } else if (target.snippet) {
        VIV_TRY(const std::string source, read_file(*target.snippet));
        m_reading->close_lesson();
        m_document.set_text(source);
        m_document.set_name(target.snippet->filename().string());
    } else if (!target.lesson.empty()) {
        const auto index = m_reading->course().find(target.lesson);
        if (!index) {
            return error(fmt::format("there is no lesson \"{}\"", target.lesson),
                         "`vivarium lessons` lists them");
        }
        const std::size_t steps = m_reading->course().lessons[*index].steps.size();
        if (target.lesson_step > steps) {
            return error(
                fmt::format("the lesson \"{}\" has no step {}", target.lesson, target.lesson_step),
                fmt::format("it has {}", steps));
        }
        m_reading->open(*index, target.lesson_step == 0 ? 0 : target.lesson_step - 1);
    }
    sync();
    return {};
}

bool Desk::poll() {
    m_frame_times.restart();
    const bool is_new = m_sitting->poll();
    const bool is_answered = m_reading->poll();
    m_frame_times.end();
    return is_new || is_answered;
}

void Desk::sync() {
    if (m_reading->lesson() != nullptr && m_reading->editor_revision() != m_editor_revision) {
        m_editor_revision = m_reading->editor_revision();
        const lesson::Snippet* snippet = m_reading->snippet();
        const std::string& kept = m_reading->editor_text();
        m_document.set_text(snippet != nullptr ? snippet->source : kept);
        if (m_document.text() != kept) m_document.replace_text(kept);
        m_document.set_name(m_reading->snippet_name());
        m_text_revision = m_document.revision();
    }
    if (m_document.revision() != m_text_revision) {
        m_text_revision = m_document.revision();
        if (m_reading->snippet() != nullptr) m_reading->keep_text(m_document.text());
    }
    const wire::Recording* recording = m_sitting->recording();
    if (recording == nullptr) {
        if (m_marked != m_sitting->recording_number()) m_document.set_diagnostics({});
        m_marked = m_sitting->recording_number();
        m_has_seen_end = false;
        return;
    }
    if (m_sitting->recording_number() != m_marked) {
        m_marked = m_sitting->recording_number();
        m_document.mark_recorded(m_sitting->recorded_source());
        m_has_seen_end = false;
    }
    take_end_of_run();
}

// The learner's error, at the line it arose in, as long as that line is still there.
void Desk::take_end_of_run() {
    const std::optional<RunEnd>& end = m_sitting->recording()->end();
    if (!end) {
        if (m_has_seen_end || !m_document.diagnostics().empty()) m_document.set_diagnostics({});
        m_has_seen_end = false;
        return;
    }
    if (m_has_seen_end) return;
    m_has_seen_end = true;
    m_document.set_diagnostics({});
    if (end->line == 0 || end->message.empty()) return;
    for (std::size_t line = 0; line < m_document.buffer().line_count(); ++line) {
        if (m_document.recorded_line(line) != end->line) continue;
        editor::Diagnostic diagnostic;
        diagnostic.line = static_cast<std::uint32_t>(line) + 1;
        diagnostic.column = end->column;
        diagnostic.end_column = end->end_line <= end->line ? end->end_column : 0;
        diagnostic.message = end->message;
        m_document.set_diagnostics({diagnostic});
    }
}

void Desk::run_and_wait() {
    sync();
    if (m_reading->snippet() != nullptr) {
        m_reading->keep_text(m_document.text());
        m_reading->run();
    } else {
        session::RunSnippet command{m_document.text(), {}};
        command.options.file_name = m_document.name();
        command.options.timeout_seconds = kPatienceSeconds;
        m_sitting->post(std::move(command));
    }
    m_sitting->apply_posted();
    wait_until_idle();
}

void Desk::wait_until_idle() {
    // An answer may lead to the next question; a lesson has few of these rounds.
    for (int round = 0; round < 8; ++round) {
        m_sitting->wait_until_idle();
        const bool is_new = poll();
        const bool is_posted = m_sitting->apply_posted();
        sync();
        if (!is_new && !is_posted) break;
    }
}

}  // namespace viv::shell
