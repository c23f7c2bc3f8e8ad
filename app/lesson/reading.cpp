// Where the learner is, and what they did. What runs say to it is in reading_run.cpp.
#include "app/lesson/reading.h"

#include <algorithm>

#include "app/lesson/reading_state.h"
#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

// Two ways to type the same value: white space that isn't in a string doesn't count.
std::string without_spaces(std::string_view text) {
    std::string out;
    char quote = 0;
    for (const char c : trim(text)) {
        if (quote == 0 && (c == ' ' || c == '\t')) continue;
        if (quote == 0 && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = 0;
        out += c == '"' ? '\'' : c;
    }
    return out;
}

}  // namespace

Reading::Reading(session::Sitting& sitting, Course course)
    : m_sitting(sitting), m_course(std::move(course)), m_state(std::make_shared<State>()) {
    if (!m_course.lessons.empty()) m_lesson = 0;
}

Reading::~Reading() = default;

const Lesson* Reading::lesson() const {
    return m_lesson ? &m_course.lessons[*m_lesson] : nullptr;
}

const Step* Reading::step() const {
    return m_step < step_count() ? &lesson()->steps[m_step] : nullptr;
}

std::size_t Reading::step_count() const {
    return m_lesson ? lesson()->steps.size() : 0;
}

void Reading::open(std::size_t lesson, std::size_t step) {
    VIV_ASSERT(lesson < m_course.lessons.size(), "a lesson that the course doesn't have");
    move_to(lesson, step);
}

void Reading::close_lesson() {
    move_to(std::nullopt, 0);
}

void Reading::go_to(std::size_t step) {
    move_to(m_lesson, step);
}

void Reading::move_to(std::optional<std::size_t> lesson, std::size_t step) {
    const Snippet* before = snippet();
    const std::optional<std::size_t> lesson_before = m_lesson;
    const std::size_t step_before = m_step;
    m_lesson = lesson;
    m_step = step_count() == 0 ? 0 : std::min(step, step_count() - 1);
    if (m_lesson == lesson_before && m_step == step_before) return;
    ++m_place_revision;
    ++m_state->revision;
    if (snippet() != before && snippet() != nullptr) ++m_editor_revision;
    if (snippet() != before) m_state->has_moved = true;
    m_state->is_asked = false;
    m_state->values.clear();
    m_state->moments.clear();
    ++m_state->asking;
}

const Snippet* Reading::snippet() const {
    return m_lesson ? lesson()->snippet(m_step) : nullptr;
}

std::string Reading::snippet_name() const {
    return m_lesson ? lesson()->slug + ".py" : std::string("snippet.py");
}

const std::string& Reading::editor_text() const {
    static const std::string kNothing;
    const Snippet* current = snippet();
    if (current == nullptr) return kNothing;
    const auto own = m_state->texts.find(key(current->line));
    return own != m_state->texts.end() ? own->second : current->source;
}

void Reading::keep_text(std::string text) {
    const Snippet* current = snippet();
    if (current == nullptr || text == editor_text()) return;
    if (text == current->source)
        m_state->texts.erase(key(current->line));
    else
        m_state->texts[key(current->line)] = std::move(text);
    ++m_state->revision;
}

bool Reading::is_edited() const {
    return snippet() != nullptr && editor_text() != snippet()->source;
}

void Reading::reset_text() {
    if (!is_edited()) return;
    m_state->texts.erase(key(snippet()->line));
    ++m_editor_revision;
    ++m_state->revision;
}

void Reading::run() {
    if (snippet() == nullptr) return;
    session::RunOptions options;
    options.file_name = snippet_name();
    options.is_interactive = true;
    m_sitting.post(session::RunSnippet{editor_text(), options});
}

std::optional<std::size_t> Reading::choice(const Quiz& quiz) const {
    const auto found = m_state->choices.find(key(quiz.line));
    if (found == m_state->choices.end()) return std::nullopt;
    return found->second;
}

void Reading::choose(const Quiz& quiz, std::size_t option) {
    VIV_ASSERT(option < quiz.options.size(), "an option that the quiz doesn't have");
    m_state->choices[key(quiz.line)] = option;
    ++m_state->revision;
}

std::optional<std::size_t> Reading::right_option(const Quiz& quiz) const {
    const auto found = m_state->right_options.find(key(quiz.line));
    if (found == m_state->right_options.end()) return std::nullopt;
    return found->second;
}

AnswerState Reading::state(const Quiz& quiz) const {
    const std::optional<std::size_t> chosen = choice(quiz);
    if (!chosen) return AnswerState::Open;
    const std::optional<std::size_t> right = right_option(quiz);
    if (!right) return AnswerState::Kept;
    return *chosen == *right ? AnswerState::Right : AnswerState::Wrong;
}

const std::string& Reading::typed(const Prediction& prediction) const {
    static const std::string kNothing;
    const auto found = m_state->typed.find(key(prediction.line));
    return found == m_state->typed.end() ? kNothing : found->second;
}

void Reading::type(const Prediction& prediction, std::string text) {
    if (text == typed(prediction)) return;
    m_state->typed[key(prediction.line)] = std::move(text);
    ++m_state->revision;
}

std::optional<std::string> Reading::right_value(const Prediction& prediction) const {
    const auto found = m_state->right_values.find(key(prediction.line));
    if (found == m_state->right_values.end()) return std::nullopt;
    return found->second;
}

AnswerState Reading::state(const Prediction& prediction) const {
    const std::string answer = without_spaces(typed(prediction));
    if (answer.empty()) return AnswerState::Open;
    const std::optional<std::string> right = right_value(prediction);
    if (!right) return AnswerState::Kept;
    return answer == without_spaces(*right) ? AnswerState::Right : AnswerState::Wrong;
}

std::uint64_t Reading::revision() const {
    return m_state->revision;
}

}  // namespace viv::lesson
