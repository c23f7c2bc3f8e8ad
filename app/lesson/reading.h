// The lesson being read: where the learner is in it, what they answered, what they made of the
// snippets, and what the current recording says to the lesson's expressions. Nothing here waits:
// poll() once a frame takes in what has come.
//
// References stay valid until the next call that isn't const.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/lesson/course.h"
#include "app/session/sitting.h"

namespace viv::lesson {

enum class ValueState : std::uint8_t {
    NotRun = 0,  // the snippet has not run yet
    Pending,     // the answer is on its way
    Known,       // `text` is the value in the learner's latest run
    Gone,        // the learner's change took away the point or name: "no longer applies"
    Failed,      // could not be answered; `why` says so
};

// What the latest run says to an expression.
struct LiveValue {
    ValueState state = ValueState::NotRun;
    std::string text;  // the value as Python prints it
    bool is_true =
        false;    // of a fact: false in an edited snippet is "your change made this untrue"
    StepId step;  // the moment it was taken at; none: the end of the run
    std::string why;
};

enum class AnswerState : std::uint8_t {
    Open = 0,  // not answered
    Kept,      // answered; what is right shows when the lesson's own snippet has run
    Right,
    Wrong,
};

class Reading {
public:
    // Opens the first lesson of the course, if there is one. The sitting has to outlive it.
    Reading(session::Sitting& sitting, Course course);
    ~Reading();
    Reading(Reading&&) = delete;

    [[nodiscard]] const Course& course() const { return m_course; }

    // --- where the learner is ---
    [[nodiscard]] const Lesson* lesson() const;  // null: no lesson is open
    [[nodiscard]] const Step* step() const;      // null: no lesson is open, or it has no steps
    [[nodiscard]] std::size_t step_index() const { return m_step; }  // from 0
    [[nodiscard]] std::size_t step_count() const;
    // REQUIRES: lesson < course().lessons.size(). A step too high goes to the last.
    void open(std::size_t lesson, std::size_t step = 0);
    // No lesson: a learner's own file or a recording is being looked at.
    void close_lesson();
    void go_to(std::size_t step);  // clamped
    // Counts up with every change of lesson or step.
    [[nodiscard]] std::uint64_t place_revision() const { return m_place_revision; }

    // --- the snippet ---
    // Null where the step has none (and no step before it).
    [[nodiscard]] const Snippet* snippet() const;
    [[nodiscard]] std::string snippet_name() const;  // "mutable-defaults.py"
    // What the editor should hold: the learner's own text of this snippet, or the lesson's.
    [[nodiscard]] const std::string& editor_text() const;
    // Counts up when the editor has to take editor_text() anew: another snippet, or a reset.
    [[nodiscard]] std::uint64_t editor_revision() const { return m_editor_revision; }
    // Keeps what the learner typed, for when they come back. Call it when the editor's text
    // changed.
    void keep_text(std::string text);
    [[nodiscard]] bool is_edited() const;  // differs from the lesson's
    void reset_text();                     // back to the lesson's
    // Has the sitting run the editor's text. A step whose snippet has not run yet shows no other's
    // recording: that would give its questions away. Going back brings the earlier one back.
    void run();
    // The recording is of this step's snippet, edited or not, and has steps: where the snippet is
    // no Python, nothing ran.
    [[nodiscard]] bool has_run() const;
    // The recording was made from another text than the lesson's.
    [[nodiscard]] bool is_recording_edited() const;

    // --- questions ---
    [[nodiscard]] std::optional<std::size_t> choice(const Quiz& quiz) const;
    void choose(const Quiz& quiz, std::size_t option);
    [[nodiscard]] AnswerState state(const Quiz& quiz) const;
    [[nodiscard]] std::optional<std::size_t> right_option(
        const Quiz& quiz) const;  // once it is known
    [[nodiscard]] const std::string& typed(const Prediction& prediction) const;
    void type(const Prediction& prediction, std::string text);
    [[nodiscard]] AnswerState state(const Prediction& prediction) const;
    [[nodiscard]] std::optional<std::string> right_value(const Prediction& prediction) const;

    // --- what the latest run says ---
    [[nodiscard]] LiveValue value(const std::string& expression) const;
    // The step of the recording that a point of the snippet means now; none: not reached, or gone.
    [[nodiscard]] StepId step_of(const std::string& point) const;

    // Counts up with everything that changes what a panel shows of the lesson.
    [[nodiscard]] std::uint64_t revision() const;

    // Once a frame, after Sitting::poll(). Returns whether anything changed.
    bool poll();

private:
    // What outlives a frame while the worker thinks; callbacks hold it weakly.
    struct State;
    // A snippet, a quiz or a prediction: the lesson, and the line in its file.
    using Key = std::pair<std::size_t, std::uint32_t>;

    [[nodiscard]] Key key(std::uint32_t line) const { return {m_lesson.value_or(0), line}; }
    void move_to(std::optional<std::size_t> lesson, std::size_t step);
    void change_recording();
    bool notice_run();
    void ask_the_run();
    void show_stop();

    session::Sitting& m_sitting;
    Course m_course;
    std::optional<std::size_t> m_lesson;
    std::size_t m_step = 0;
    std::uint64_t m_place_revision = 1;
    std::uint64_t m_editor_revision = 1;
    std::shared_ptr<State> m_state;
};

}  // namespace viv::lesson
