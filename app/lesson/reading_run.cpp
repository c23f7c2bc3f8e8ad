// What the latest run says to the lesson: noticed once a frame, asked for once a run and step,
// taken in when it comes.
#include <algorithm>
#include <utility>

#include "app/lesson/reading.h"
#include "app/lesson/reading_state.h"

namespace viv::lesson {
namespace {

LiveValue live_value(const Outcome& outcome, bool is_edited) {
    LiveValue value;
    value.text = outcome.text;
    value.is_true = outcome.is_true;
    value.step = outcome.step;
    value.why = outcome.why;
    switch (outcome.state) {
        case Outcome::State::Value:
            value.state = ValueState::Known;
            break;
        case Outcome::State::Gone:
            value.state = ValueState::Gone;
            break;
        // In a snippet that was changed, a name that isn't there is the learner's doing.
        case Outcome::State::Failed:
            value.state = is_edited ? ValueState::Gone : ValueState::Failed;
            break;
        case Outcome::State::Stale:
            value.state = ValueState::Pending;
            break;
    }
    return value;
}

}  // namespace

bool Reading::has_run() const {
    const Snippet* current = snippet();
    if (current == nullptr || !m_state->run || m_state->run->steps == 0) return false;
    if (m_state->run->number != m_sitting.recording_number()) return false;
    if (m_state->run_of == key(current->line)) return true;
    return m_state->have_run.contains(key(current->line)) && m_state->run->source == editor_text();
}

bool Reading::is_recording_edited() const {
    return snippet() != nullptr && m_state->run && m_state->run->source != snippet()->source;
}

LiveValue Reading::value(const std::string& expression) const {
    if (!has_run()) return {};
    const auto found = m_state->values.find(expression);
    if (found != m_state->values.end()) return found->second;
    LiveValue pending;
    pending.state = ValueState::Pending;
    return pending;
}

StepId Reading::step_of(const std::string& point) const {
    const auto found = m_state->moments.find(point);
    return has_run() && found != m_state->moments.end() ? found->second.step : StepId{};
}

bool Reading::poll() {
    const std::uint64_t before = m_state->revision;
    change_recording();
    if (notice_run() && !m_state->is_asked) {
        m_state->is_asked = true;
        ask_the_run();
        show_stop();
    }
    // Answers come from inside Sitting::poll(), so also before this call: the caller draws then
    // anyway, because the sitting told of them.
    return m_state->revision != before;
}

void Reading::change_recording() {
    // Recordings can be large: only small ones wait for the learner to come back.
    constexpr std::size_t kMostBytes = 16u << 20u;
    State& state = *m_state;
    const Snippet* current = snippet();
    if (!std::exchange(state.has_moved, false) || current == nullptr || has_run()) return;
    const bool is_of_lesson = state.run && state.run->number == m_sitting.recording_number();
    std::optional<wire::Recording> old = m_sitting.put_away();
    if (m_sitting.recording() != nullptr) return;  // it still runs
    if (old && is_of_lesson && old->bytes().size() <= kMostBytes)
        state.put_away.insert_or_assign(state.run_of, std::move(*old));
    const auto kept = state.put_away.find(key(current->line));
    if (kept != state.put_away.end()) {
        m_sitting.show(std::move(kept->second));
        state.put_away.erase(kept);
    }
    ++state.revision;
}

// Looks whether the recording is another one. Returns whether it is this snippet's, and complete.
bool Reading::notice_run() {
    State& state = *m_state;
    if (m_sitting.recording() == nullptr) return false;
    RunMark mark = run_mark(m_sitting);
    if (!state.run || !(*state.run == mark)) {
        if (!state.run || state.run->number != mark.number) {
            state.is_stop_shown = false;
            state.run_of = snippet() != nullptr ? key(snippet()->line) : Key{};
            if (snippet() != nullptr) state.have_run.insert(state.run_of);
        }
        state.run = std::move(mark);
        state.is_asked = false;
        state.values.clear();
        state.moments.clear();
        ++state.asking;
        ++state.revision;
    }
    return state.run->has_ended && has_run();
}

void Reading::ask_the_run() {
    State& state = *m_state;
    const Snippet& current = *snippet();
    state.moments = find_moments(current, *m_sitting.recording(), state.run->source);
    std::vector<std::string> expressions = lesson()->expressions(m_step);
    std::sort(expressions.begin(), expressions.end());
    expressions.erase(std::unique(expressions.begin(), expressions.end()), expressions.end());
    if (expressions.empty()) return;

    // What the answers are for; the learner may be elsewhere when they come.
    const std::size_t lesson_index = *m_lesson;
    const Step* asked_step = step();
    const bool is_edited = is_recording_edited();
    const std::uint64_t asking = ++state.asking;
    std::weak_ptr<State> weak = m_state;
    evaluate(m_sitting, state.moments, expressions, [=](std::vector<Outcome> outcomes) {
        const std::shared_ptr<State> now = weak.lock();
        if (now == nullptr) return;  // the reading is over
        std::map<std::string, LiveValue> values;
        for (std::size_t i = 0; i < expressions.size() && i < outcomes.size(); ++i)
            values[expressions[i]] = live_value(outcomes[i], is_edited);
        const auto is_known = [&](const std::string& expression) {
            return values[expression].state == ValueState::Known;
        };
        // The lesson's own snippet tells what is right, and that stays so.
        if (!is_edited) {
            for (const Quiz& quiz : asked_step->quizzes)
                for (std::size_t i = 0; i < quiz.options.size(); ++i)
                    if (is_known(quiz.options[i].expression) &&
                        values[quiz.options[i].expression].is_true)
                        now->right_options[{lesson_index, quiz.line}] = i;
            for (const Prediction& prediction : asked_step->predictions)
                if (is_known(prediction.expression))
                    now->right_values[{lesson_index, prediction.line}] =
                        values[prediction.expression].text;
        }
        if (now->asking == asking) now->values = std::move(values);
        ++now->revision;
    });
}

// Once a run: goes to the moment that the step is about, and selects what it is about.
void Reading::show_stop() {
    State& state = *m_state;
    const Snippet& current = *snippet();
    if (state.is_stop_shown || state.run_of != key(current.line)) return;
    state.is_stop_shown = true;
    const StepId stop = current.stop.empty() ? StepId{} : state.moments[current.stop].step;
    if (stop) m_sitting.post(session::GoToStep{stop});
    const RunStatus status = m_sitting.recording()->end()->status;
    if (current.focus.empty() || (status != RunStatus::Finished && status != RunStatus::Exception))
        return;
    session::RunOptions options;
    options.file_name = m_sitting.recording()->header().file;
    options.grain = m_sitting.recording()->header().grain;
    const RunMark asked_run = *state.run;
    session::Sitting* sitting = &m_sitting;
    m_sitting.ask(state.run->source, options, {{stop, current.focus, {}}},
                  [=](const Result<std::vector<session::Answer>>& answers) {
                      if (!answers || answers->empty() || answers->front().is_error) return;
                      if (!(run_mark(*sitting) == asked_run)) return;
                      const wire::Recording& recording = *sitting->recording();
                      if (recording.step_count() == 0 || sitting->selection()) return;
                      const StepId at = stop ? stop : recording.last_step();
                      const ObjectId object = recording.object_at(answers->front().address, at);
                      if (object) sitting->post(session::Select{object});
                  });
}

}  // namespace viv::lesson
