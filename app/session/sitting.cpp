// The public face of a sitting; sitting_state.cpp has what happens to it.
#include "app/session/sitting.h"

#include <poll.h>

#include "app/session/sitting_state.h"

namespace viv::session {

namespace {

constexpr double kReplaySeconds = 10;  // a replay that takes longer is given up
constexpr int kPollMilliseconds = 2;
// CPython starts in a tenth of a second; a busy machine may take a hundred times that.
constexpr auto kHelloPatience = std::chrono::seconds(10);

}  // namespace

Sitting::Sitting() : m_state(std::make_unique<State>()) {}
Sitting::~Sitting() = default;

std::unique_ptr<Sitting> Sitting::create(std::optional<std::filesystem::path> worker) {
    std::unique_ptr<Sitting> sitting(new Sitting);
    sitting->m_state->wanted_worker = std::move(worker);
    sitting->m_state->start_worker();
    return sitting;
}

void Sitting::show(wire::Recording recording) {
    State& state = *m_state;
    state.recorded_source = recording.header().source;
    state.recording = std::move(recording);
    state.typed.clear();
    ++state.recording_number;
    state.cursor = state.recording->last_step();
    state.previous_cursor = state.cursor.value > 1 ? StepId{state.cursor.value - 1} : StepId{};
    state.selection = {};
    ++state.revision;
}

std::optional<wire::Recording> Sitting::put_away() {
    State& state = *m_state;
    if (state.run || state.waiting || !state.recording) return std::nullopt;
    std::optional<wire::Recording> taken = std::exchange(state.recording, std::nullopt);
    state.recorded_source.clear();
    state.cursor = state.previous_cursor = {};
    state.selection = {};
    ++state.recording_number;
    ++state.revision;
    return taken;
}

const wire::Recording* Sitting::recording() const {
    return m_state->recording ? &*m_state->recording : nullptr;
}
std::uint64_t Sitting::recording_number() const {
    return m_state->recording_number;
}
StepId Sitting::cursor() const {
    return m_state->cursor;
}
StepId Sitting::previous_cursor() const {
    return m_state->previous_cursor;
}
ObjectId Sitting::selection() const {
    return m_state->selection;
}
RunState Sitting::state() const {
    return m_state->run_state;
}
const Error& Sitting::worker_problem() const {
    return m_state->problem;
}
std::string Sitting::python_version() const {
    return m_state->python;
}
const std::vector<wire::Mean>& Sitting::sandbox() const {
    return m_state->sandbox;
}
bool Sitting::awaits_input() const {
    return m_state->run && m_state->run->awaits_input();
}
std::vector<Output> Sitting::pending_output() const {
    return awaits_input() ? m_state->run->pending_output() : std::vector<Output>();
}
const std::string& Sitting::recorded_source() const {
    return m_state->recorded_source;
}
std::uint64_t Sitting::revision() const {
    return m_state->revision;
}

void Sitting::post(Command command) {
    m_state->posted.push_back(std::move(command));
}

bool Sitting::apply_posted() {
    const std::uint64_t before = m_state->revision;
    for (const Command& command : std::exchange(m_state->posted, {})) m_state->apply(command);
    return m_state->revision != before;
}

bool Sitting::poll() {
    State& state = *m_state;
    const std::uint64_t before = state.revision;
    if (state.run) {
        state.run->keep_time();
        state.run->pass_input_on();
        if (state.is_awaiting_input != state.run->awaits_input()) {
            state.is_awaiting_input = !state.is_awaiting_input;
            ++state.revision;
        }
        if (state.run->copy_to(*state.recording)) {
            ++state.revision;
            if (state.is_following) state.cursor = state.recording->last_step();
        }
    }
    for (auto& [number, job] : state.jobs) {
        job.run.keep_time();
        if (!job.analysed) job.run.copy_to(job.replay);
    }
    if (!state.worker) return state.revision != before;
    std::vector<wire::Channel::Received> received;
    const auto channel = state.worker->receive(received);
    for (wire::Channel::Received& one : received) state.take(one);
    const bool is_silent =
        state.run_state == RunState::Starting && Clock::now() - state.started_at > kHelloPatience;
    if (is_silent)
        state.problem =
            error("the worker doesn't say that it has started", "build it again: ./dev build");
    const bool is_gone = channel == wire::Channel::State::Closed || is_silent;
    if (is_gone && state.worker) state.worker_lost();
    return state.revision != before;
}

int Sitting::wake_descriptor() const {
    return m_state->worker ? m_state->worker->descriptor() : -1;
}

void Sitting::ask(std::string source, RunOptions options, std::vector<Question> questions,
                  AnswersDone done) {
    State& state = *m_state;
    if (state.run_state == RunState::NoWorker) {
        done(state.problem);
        return;
    }
    if (!state.is_ready()) {
        state.when_ready.push_back(
            [this, source, options, questions, done] { ask(source, options, questions, done); });
        return;
    }
    if (options.timeout_seconds <= 0) options.timeout_seconds = kReplaySeconds;
    // It reads what the learner typed.
    if (source == state.recorded_source) options.stdin_text += state.typed;
    auto run = Run::create(++state.runs, options);
    if (!run) {
        done(run.error());
        return;
    }
    wire::RunSnippet message = run->message(source, options);
    message.questions = questions_to_json(questions);
    const std::vector<int> descriptors = run->descriptors();
    const std::uint32_t number = run->number();
    state.jobs.emplace(number, SideJob{std::move(run.value()),
                                       {},
                                       std::move(source),
                                       std::move(questions),
                                       std::move(done),
                                       {}});
    if (!state.worker->send(message, descriptors)) state.worker_lost();
}

void Sitting::analyse(std::vector<std::string> expressions, AnalysesDone done) {
    State& state = *m_state;
    if (state.run_state == RunState::NoWorker) {
        done(state.problem);
        return;
    }
    if (!state.is_ready()) {
        state.when_ready.push_back(
            [this, expressions = std::move(expressions), done] { analyse(expressions, done); });
        return;
    }
    RunOptions options;
    options.timeout_seconds = kReplaySeconds;
    auto run = Run::create(++state.runs, options);
    if (!run) {
        done(run.error());
        return;
    }
    const wire::AnalyseExpressions message{run->number(), expressions_to_json(expressions)};
    const int answers = run->descriptors()[1];
    state.jobs.emplace(message.run,
                       SideJob{std::move(run.value()), {}, {}, {}, {}, std::move(done)});
    if (!state.worker->send(message, {answers})) state.worker_lost();
}

void Sitting::wait_until_idle() {
    while (true) {
        apply_posted();
        poll();
        const State& state = *m_state;
        const bool is_busy = state.run || state.waiting || !state.jobs.empty() ||
                             !state.when_ready.empty() || state.run_state == RunState::Starting;
        if (!is_busy || state.run_state == RunState::NoWorker) return;
        pollfd wait{wake_descriptor(), POLLIN, 0};
        ::poll(&wait, 1, kPollMilliseconds);
    }
}

}  // namespace viv::session
