// One snippet at a time: run it, ask all that any step asks of it, and compare.
#include "app/lesson/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "app/lesson/facts.h"
#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

constexpr double kTimeoutSeconds = 20;
constexpr double kLongestSeconds = 2;
constexpr int kMostWaits = 100;

// `a == b` at the outermost level, in two; nothing if there is no such comparison.
std::optional<std::pair<std::string, std::string>> split_equation(std::string_view text) {
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i + 3 < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '"' || c == '\'') quote = c;
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (depth == 0 && text.substr(i, 4) == " == ")
            return std::pair(std::string(trim(text.substr(0, i))),
                             std::string(trim(text.substr(i + 4))));
    }
    return std::nullopt;
}

class Checker {
public:
    Checker(session::Sitting& sitting, const Lesson& lesson,
            const std::function<void(const std::string&)>& progress)
        : m_sitting(sitting), m_lesson(lesson), m_progress(progress) {}

    CheckReport check() {
        for (std::size_t i = 0; i < m_lesson.steps.size(); ++i) {
            for (const Snippet& snippet : m_lesson.steps[i].snippets) check_snippet(snippet, i);
            for (const Exercise& exercise : m_lesson.steps[i].exercises) check_exercise(exercise);
        }
        return std::move(m_report);
    }

private:
    void add(std::uint32_t line, std::string what, std::string expected, std::string got) {
        m_report.findings.push_back(
            {m_lesson.file.string(), line, std::move(what), std::move(expected), std::move(got)});
    }
    RunEnd run(const std::string& source, std::uint32_t line);
    std::vector<Outcome> ask(const std::vector<std::string>& expressions);
    void check_snippet(const Snippet& snippet, std::size_t step);
    void check_end(const Snippet& snippet, const RunEnd& end, std::size_t step);
    void check_step(const Step& step);
    void check_quiz(const Quiz& quiz);
    void check_fact(const Fact& fact);
    void check_value(const std::string& expression, std::uint32_t line, const char* what);
    void check_live(const std::vector<Block>& blocks);
    void check_exercise(const Exercise& exercise);

    session::Sitting& m_sitting;
    const Lesson& m_lesson;
    const std::function<void(const std::string&)>& m_progress;
    CheckReport m_report;
    std::map<std::string, Moment> m_moments;
    std::map<std::string, Outcome> m_outcomes;
};

RunEnd Checker::run(const std::string& source, std::uint32_t line) {
    session::RunOptions options;
    options.file_name = m_lesson.slug + ".py";
    options.timeout_seconds = kTimeoutSeconds;
    ++m_report.runs;
    m_sitting.post(session::RunSnippet{source, options});
    m_sitting.apply_posted();
    m_sitting.wait_until_idle();
    const wire::Recording* recording = m_sitting.recording();
    if (recording != nullptr && recording->end() && m_sitting.recorded_source() == source)
        return *recording->end();
    add(line, "a program that could not be run", "a recording",
        m_sitting.worker_problem().what.empty() ? "none" : m_sitting.worker_problem().message());
    RunEnd lost;
    lost.status = RunStatus::Crashed;
    lost.message = "there is no recording";
    return lost;
}

std::vector<Outcome> Checker::ask(const std::vector<std::string>& expressions) {
    // Shared with the callback, which could come late where the worker was lost.
    const auto answer = std::make_shared<std::optional<std::vector<Outcome>>>();
    evaluate(m_sitting, m_moments, expressions,
             [answer](std::vector<Outcome> outcomes) { *answer = std::move(outcomes); });
    for (int i = 0; i < kMostWaits && !*answer; ++i) m_sitting.wait_until_idle();
    if (*answer) return std::move(**answer);
    Outcome none;
    none.why = "the worker did not answer";
    return std::vector<Outcome>(expressions.size(), none);
}

std::string end_text(const RunEnd& end) {
    const std::string status = status_name(end.status);
    return end.message.empty() ? status : status + " (" + end.message + ")";
}

void Checker::check_end(const Snippet& snippet, const RunEnd& end, std::size_t index) {
    // A lesson about an exception asks for `error`; any other snippet has to finish.
    bool is_expected = false;
    for (std::size_t i = index; i < m_lesson.steps.size(); ++i)
        if (m_lesson.snippet(i) == &snippet)
            for (const Fact& fact : m_lesson.steps[i].facts)
                is_expected = is_expected || has_word(fact.expression, "error");
    ++m_report.checks;
    if (end.status != RunStatus::Finished && !(is_expected && end.status == RunStatus::Exception))
        add(snippet.line + end.line, "snippet " + snippet.id, "it to finish", end_text(end));
    if (end.seconds > kLongestSeconds)
        add(snippet.line, "snippet " + snippet.id,
            fmt::format("at most {} seconds", kLongestSeconds), fmt::format("{:.1f}", end.seconds));
}

void Checker::check_snippet(const Snippet& snippet, std::size_t index) {
    m_progress(m_lesson.slug + ": snippet " + snippet.id);
    const RunEnd end = run(snippet.source, snippet.line);
    check_end(snippet, end, index);
    if (m_sitting.recording() == nullptr || m_sitting.recorded_source() != snippet.source) return;
    m_moments = find_moments(snippet, *m_sitting.recording(), snippet.source);
    for (const Point& point : snippet.points) {
        ++m_report.checks;
        if (!m_moments[point.name].step)
            add(snippet.line + point.line, "point #(" + point.name + ")", "it to be reached",
                m_moments[point.name].why);
    }
    std::vector<std::string> expressions;
    for (std::size_t i = index; i < m_lesson.steps.size(); ++i)
        if (m_lesson.snippet(i) == &snippet)
            for (std::string& expression : m_lesson.expressions(i))
                expressions.push_back(std::move(expression));
    if (!snippet.focus.empty()) expressions.push_back(snippet.focus);
    const std::vector<Outcome> outcomes = ask(expressions);
    m_outcomes.clear();
    for (std::size_t i = 0; i < expressions.size(); ++i) m_outcomes[expressions[i]] = outcomes[i];
    for (std::size_t i = index; i < m_lesson.steps.size(); ++i)
        if (m_lesson.snippet(i) == &snippet) check_step(m_lesson.steps[i]);
}

void Checker::check_step(const Step& step) {
    for (const Quiz& quiz : step.quizzes) check_quiz(quiz);
    for (const Prediction& each : step.predictions)
        check_value(each.expression, each.line, "prediction");
    check_live(step.blocks);
    for (const Fact& fact : step.facts) check_fact(fact);
}

void Checker::check_quiz(const Quiz& quiz) {
    std::string right;
    int count = 0;
    bool is_answered = true;
    for (const QuizOption& option : quiz.options) {
        ++m_report.checks;
        const Outcome& outcome = m_outcomes[option.expression];
        if (outcome.state != Outcome::State::Value) {
            add(option.line, "quiz option `" + option.expression + "`", "a value", outcome.why);
            is_answered = false;
        } else if (outcome.is_true) {
            ++count;
            right += (right.empty() ? "" : "; ") + option.text;
        }
    }
    if (is_answered && count != 1)
        add(quiz.line, "quiz `" + quiz.question + "`", "exactly one right answer",
            count == 0 ? "none" : fmt::format("{}: {}", count, right));
}

void Checker::check_fact(const Fact& fact) {
    ++m_report.checks;
    const Outcome& outcome = m_outcomes[fact.expression];
    const std::string what = "fact `" + fact.expression + "`";
    if (outcome.state != Outcome::State::Value) return add(fact.line, what, "True", outcome.why);
    if (outcome.text == "True") return;
    // The value that is wrong says more than "False".
    const auto sides = split_equation(fact.expression);
    if (sides) {
        const std::vector<Outcome> left = ask({sides->first});
        if (left.front().state == Outcome::State::Value)
            return add(fact.line, what, sides->second, left.front().text);
    }
    add(fact.line, what, "True", outcome.text);
}

void Checker::check_value(const std::string& expression, std::uint32_t line, const char* what) {
    ++m_report.checks;
    const Outcome& outcome = m_outcomes[expression];
    if (outcome.state != Outcome::State::Value)
        add(line, fmt::format("{} `{}`", what, expression), "a value", outcome.why);
}

void Checker::check_live(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        for (const Run& run : block.runs)
            if (run.kind == Run::Kind::Live) check_value(run.text, run.line, "live value");
        check_live(block.children);
    }
}

void Checker::check_exercise(const Exercise& exercise) {
    m_progress(m_lesson.slug + ": exercise " + exercise.id);
    const auto attempt = [&](const Source& source) {
        ++m_report.checks;
        return run(source.text + "\n" + exercise.check.text, source.line);
    };
    const std::string name = "exercise " + exercise.id;
    if (attempt(exercise.starter).status == RunStatus::Finished)
        add(exercise.starter.line, name + ": the starter", "it to fail the check", "it passes");
    for (const Source& solution : exercise.solutions) {
        const RunEnd end = attempt(solution);
        if (end.status != RunStatus::Finished)
            add(solution.line, name + ": the solution", "it to pass the check", end_text(end));
    }
    std::set<std::string> messages;
    for (const Source& wrong : exercise.wrong) {
        const RunEnd end = attempt(wrong);
        if (end.status == RunStatus::Finished)
            add(wrong.line, name + ": a wrong answer", "the check to reject it", "it passes");
        else if (!messages.insert(end.message).second)
            add(wrong.line, name + ": a wrong answer", "a message of its own", end.message);
    }
}

}  // namespace

std::string Finding::message() const {
    return fmt::format("{}:{}: {}, expected {}, got {}", file, line, what, expected, got);
}

CheckReport check_lesson(session::Sitting& sitting, const Lesson& lesson,
                         const std::function<void(const std::string&)>& progress) {
    return Checker(sitting, lesson, progress).check();
}

}  // namespace viv::lesson
