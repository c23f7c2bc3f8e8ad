// One Job lives through the three questions, held by the callback that is under way.
#include "app/lesson/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "app/lesson/observe.h"

namespace viv::lesson {
namespace {

using session::Analysis;
using session::Answer;
using session::Question;

// A part of an expression at one of its points.
struct Lookup {
    std::size_t expression = 0;
    std::size_t part = 0;
    StepId step;                          // none: the end of the run
    std::optional<std::size_t> question;  // which answer belongs to it
};

class Job : public std::enable_shared_from_this<Job> {
public:
    Job(session::Sitting& sitting, std::map<std::string, Moment> moments,
        std::vector<std::string> expressions, std::function<void(std::vector<Outcome>)> done)
        : m_sitting(sitting),
          m_mark(run_mark(sitting)),
          m_moments(std::move(moments)),
          m_expressions(std::move(expressions)),
          m_outcomes(m_expressions.size()),
          m_is_settled(m_expressions.size(), false),
          m_done(std::move(done)) {}

    void start();

private:
    void take_analyses(const Result<std::vector<Analysis>>& analyses);
    void plan(std::size_t expression);
    void take_answers(const Result<std::vector<Answer>>& answers);
    std::vector<std::optional<Result<std::string>>> observe_all(
        const std::vector<Answer>& answers) const;
    Question residue_of(std::size_t expression,
                        const std::vector<std::optional<Result<std::string>>>& values) const;
    void take_values(const std::vector<std::size_t>& asked,
                     const Result<std::vector<Answer>>& answers);

    void settle(std::size_t expression, Outcome::State state, std::string why) {
        if (m_is_settled[expression]) return;
        m_outcomes[expression].state = state;
        m_outcomes[expression].why = std::move(why);
        m_is_settled[expression] = true;
    }
    void settle_all(Outcome::State state, const std::string& why) {
        for (std::size_t i = 0; i < m_expressions.size(); ++i) settle(i, state, why);
        m_done(std::move(m_outcomes));
    }
    [[nodiscard]] bool is_stale() const { return !(run_mark(m_sitting) == m_mark); }
    [[nodiscard]] session::RunOptions options() const {
        session::RunOptions same;
        same.file_name = m_sitting.recording()->header().file;
        same.grain = m_sitting.recording()->header().grain;
        return same;
    }

    session::Sitting& m_sitting;
    RunMark m_mark;
    std::map<std::string, Moment> m_moments;
    std::vector<std::string> m_expressions;
    std::vector<Outcome> m_outcomes;
    std::vector<bool> m_is_settled;
    std::function<void(std::vector<Outcome>)> m_done;
    std::vector<Analysis> m_analyses;
    std::vector<Lookup> m_lookups;
};

// Only a run that came to an end of its own can be played again to its end.
std::string why_not_replayed(const RunEnd& end) {
    switch (end.status) {
        case RunStatus::Finished:
        case RunStatus::Exception:
        case RunStatus::Exited:
            return end.is_syntax_error ? "the program did not start" : "";
        default:
            return fmt::format("the run has no end of its own ({})", status_name(end.status));
    }
}

void Job::start() {
    const std::string why = why_not_replayed(*m_sitting.recording()->end());
    if (!why.empty()) return settle_all(Outcome::State::Gone, why);
    m_sitting.analyse(m_expressions,
                      [self = shared_from_this()](const Result<std::vector<Analysis>>& analyses) {
                          self->take_analyses(analyses);
                      });
}

void Job::take_analyses(const Result<std::vector<Analysis>>& analyses) {
    if (!analyses) return settle_all(Outcome::State::Failed, analyses.error().message());
    if (is_stale()) return settle_all(Outcome::State::Stale, "another run began");
    m_analyses = *analyses;
    m_analyses.resize(m_expressions.size());
    for (std::size_t i = 0; i < m_expressions.size(); ++i) plan(i);

    std::vector<Question> questions;
    for (Lookup& lookup : m_lookups) {
        const session::Part& part = m_analyses[lookup.expression].parts[lookup.part];
        if (m_is_settled[lookup.expression] || !needs_replay(part.word)) continue;
        lookup.question = questions.size();
        questions.push_back({lookup.step, part.argument, {}});
    }
    if (questions.empty()) return take_answers(std::vector<Answer>{});
    m_sitting.ask(m_mark.source, options(), std::move(questions),
                  [self = shared_from_this()](const Result<std::vector<Answer>>& answers) {
                      self->take_answers(answers);
                  });
}

// From points to steps.
void Job::plan(std::size_t expression) {
    const Analysis& analysis = m_analyses[expression];
    if (!analysis.error.empty()) return settle(expression, Outcome::State::Failed, analysis.error);
    for (std::size_t i = 0; i < analysis.parts.size(); ++i) {
        if (analysis.parts[i].points.empty()) m_lookups.push_back({expression, i, {}, {}});
        for (const std::string& point : analysis.parts[i].points) {
            const auto moment = m_moments.find(point);
            if (moment == m_moments.end())
                return settle(expression, Outcome::State::Gone, "there is no point @" + point);
            if (!moment->second.step)
                return settle(expression, Outcome::State::Gone, moment->second.why);
            if (!m_outcomes[expression].step) m_outcomes[expression].step = moment->second.step;
            m_lookups.push_back({expression, i, moment->second.step, {}});
        }
    }
}

// The value of each lookup, read in the order of the steps and again in the opposite order.
std::vector<std::optional<Result<std::string>>> Job::observe_all(
    const std::vector<Answer>& answers) const {
    std::vector<std::optional<Result<std::string>>> values(m_lookups.size());
    std::vector<std::size_t> order(m_lookups.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return m_lookups[a].step.value - 1 < m_lookups[b].step.value - 1;  // the end comes last
    });
    const auto read = [&](std::size_t i) {
        const Lookup& lookup = m_lookups[i];
        const Answer* answer = lookup.question && *lookup.question < answers.size()
                                   ? &answers[*lookup.question]
                                   : nullptr;
        return observe(*m_sitting.recording(), m_analyses[lookup.expression].parts[lookup.part],
                       lookup.step, answer);
    };
    for (const std::size_t i : order)
        if (!m_is_settled[m_lookups[i].expression]) values[i] = read(i);
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        if (!values[*i] || !values[*i]->ok()) continue;
        const Result<std::string> again = read(*i);
        if (!again || *again != **values[*i])
            values[*i] = error(fmt::format(
                "step {} gives {} when read forwards and {} when read "
                "backwards",
                m_lookups[*i].step.value, **values[*i], again ? *again : again.error().what));
    }
    return values;
}

// The rest of the expression, with the values of its parts.
Question Job::residue_of(std::size_t expression,
                         const std::vector<std::optional<Result<std::string>>>& values) const {
    const Analysis& analysis = m_analyses[expression];
    Question question{{}, analysis.residue, {}};
    for (std::size_t part = 0; part < analysis.parts.size(); ++part) {
        std::string literal;
        for (std::size_t i = 0; i < m_lookups.size(); ++i) {
            if (m_lookups[i].expression != expression || m_lookups[i].part != part) continue;
            literal += (literal.empty() ? "" : ", ") + **values[i];
        }
        if (analysis.parts[part].is_list) literal = "[" + literal + "]";
        question.given.emplace_back(analysis.parts[part].name, literal);
    }
    return question;
}

void Job::take_answers(const Result<std::vector<Answer>>& answers) {
    if (!answers) return settle_all(Outcome::State::Failed, answers.error().message());
    if (is_stale()) return settle_all(Outcome::State::Stale, "another run began");
    const auto values = observe_all(*answers);
    for (std::size_t i = 0; i < m_lookups.size(); ++i) {
        const Lookup& lookup = m_lookups[i];
        const Analysis& analysis = m_analyses[lookup.expression];
        const session::Part& part = analysis.parts[lookup.part];
        // An expression that is nothing but Python at a point is what the replay says it is, also
        // when it can't be written down.
        if (part.word.empty() && !part.is_list && analysis.residue == part.name &&
            lookup.question && !(*answers)[*lookup.question].is_error) {
            Outcome& outcome = m_outcomes[lookup.expression];
            outcome.text = (*answers)[*lookup.question].text;
            outcome.is_true = (*answers)[*lookup.question].is_true;
            settle(lookup.expression, Outcome::State::Value, {});
        } else if (values[i] && !values[i]->ok()) {
            settle(lookup.expression, Outcome::State::Failed, values[i]->error().message());
        }
    }
    std::vector<std::size_t> asked;
    std::vector<Question> questions;
    for (std::size_t i = 0; i < m_expressions.size(); ++i) {
        if (m_is_settled[i]) continue;
        asked.push_back(i);
        questions.push_back(residue_of(i, values));
    }
    if (questions.empty()) return m_done(std::move(m_outcomes));
    m_sitting.ask(m_mark.source, options(), std::move(questions),
                  [self = shared_from_this(), asked](const Result<std::vector<Answer>>& last) {
                      self->take_values(asked, last);
                  });
}

void Job::take_values(const std::vector<std::size_t>& asked,
                      const Result<std::vector<Answer>>& answers) {
    if (!answers) return settle_all(Outcome::State::Failed, answers.error().message());
    if (is_stale()) return settle_all(Outcome::State::Stale, "another run began");
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (i >= answers->size()) {
            settle(asked[i], Outcome::State::Failed, "the worker did not answer");
            continue;
        }
        const Answer& answer = (*answers)[i];
        m_outcomes[asked[i]].text = answer.text;
        m_outcomes[asked[i]].is_true = answer.is_true;
        if (answer.is_error)
            settle(asked[i], Outcome::State::Failed, answer.text);
        else
            settle(asked[i], Outcome::State::Value, {});
    }
    m_done(std::move(m_outcomes));
}

}  // namespace

RunMark run_mark(const session::Sitting& sitting) {
    const wire::Recording* recording = sitting.recording();
    RunMark mark;
    mark.source = sitting.recorded_source();
    mark.number = sitting.recording_number();
    if (recording == nullptr) return mark;
    mark.steps = recording->step_count();
    mark.has_ended = recording->end().has_value();
    return mark;
}

void evaluate(session::Sitting& sitting, std::map<std::string, Moment> moments,
              std::vector<std::string> expressions,
              std::function<void(std::vector<Outcome>)> done) {
    std::make_shared<Job>(sitting, std::move(moments), std::move(expressions), std::move(done))
        ->start();
}

}  // namespace viv::lesson
