// What happens to a sitting: commands from panels, events from the worker.
#include "app/session/sitting_state.h"

#include <algorithm>

#include "bindings/base/log.h"

namespace viv::session {

namespace {

// A worker that keeps ending is broken; starting it for ever would hide that.
constexpr int kMaxRestarts = 3;

// What became of a run whose worker is gone: it went with it.
wire::RunEnded lost_run() {
    wire::RunEnded ended;
    ended.exit_code = 70;
    return ended;
}

}  // namespace

void Sitting::State::start_worker() {
    run_state = RunState::NoWorker;
    worker.reset();
    auto path = wanted_worker ? Result<std::filesystem::path>(*wanted_worker) : find_worker();
    if (path && !std::filesystem::exists(*path)) {
        path = error("there is no worker at " + path->string(), "build it: ./dev build");
    }
    if (!path) {
        problem = path.error();
        return;
    }
    auto started = WorkerProcess::start(*path);
    if (!started) {
        problem = started.error();
        return;
    }
    worker.emplace(std::move(started.value()));
    run_state = RunState::Starting;
    started_at = Clock::now();
    problem = {};
}

void Sitting::State::worker_lost() {
    ++revision;
    if (run && recording) run->finish(*recording, lost_run());
    run.reset();
    auto lost = std::exchange(jobs, {});
    const bool gave_up = run_state == RunState::Starting || ++restarts > kMaxRestarts;
    worker.reset();
    if (gave_up) {
        run_state = RunState::NoWorker;
        if (problem.what.empty()) {
            problem =
                error("the worker ends as soon as it is started", "build it again: ./dev build");
        }
        when_ready.clear();
    } else {
        start_worker();
    }
    for (auto& [number, job] : lost) {
        if (job.answered) job.answered(error("the worker ended"));
        if (job.analysed) job.analysed(error("the worker ended"));
    }
}

void Sitting::State::move_to(StepId step) {
    if (!recording || recording->step_count() == 0) return;
    const StepId clamped{std::clamp<std::uint32_t>(step.value, 1, recording->step_count())};
    if (clamped == cursor) return;
    previous_cursor = cursor;
    cursor = clamped;
    is_following = cursor == recording->last_step();
    ++revision;
}

void Sitting::State::apply(const Command& command) {
    if (const auto* go = std::get_if<GoToStep>(&command)) {
        move_to(go->step);
    } else if (const auto* move = std::get_if<MoveSteps>(&command)) {
        const std::int64_t to = std::int64_t{cursor.value} + move->by;
        move_to(StepId{static_cast<std::uint32_t>(std::max<std::int64_t>(to, 1))});
    } else if (std::holds_alternative<GoToFirst>(command)) {
        move_to(StepId{1});
    } else if (std::holds_alternative<GoToLast>(command)) {
        move_to(StepId{UINT32_MAX});
    } else if (const auto* select = std::get_if<Select>(&command)) {
        if (selection != select->object) ++revision;
        selection = select->object;
    } else if (const auto* snippet = std::get_if<RunSnippet>(&command)) {
        start_run(*snippet);
    } else if (std::holds_alternative<StopRun>(command)) {
        waiting.reset();
        if (run && !run->is_stopping()) {
            run->stop(wire::StopReason::Learner);
            run_state = RunState::Stopping;
            ++revision;
        }
    } else if (const auto* input = std::get_if<GiveInput>(&command)) {
        if (!run) return;
        run->give_input(input->text);
        typed += input->text;
    } else if (std::holds_alternative<EndInput>(command)) {
        if (run) run->end_input();
    }
}

void Sitting::State::start_run(const RunSnippet& command) {
    ++revision;
    if (run_state == RunState::NoWorker) return;
    if (!is_ready() || run) {
        // One at a time: the run before is stopped, this one follows.
        waiting = command;
        if (run) run->stop(wire::StopReason::Learner);
        return;
    }
    auto created = Run::create(++runs, command.options);
    if (!created) {
        problem = created.error();
        return;
    }
    run.emplace(std::move(created.value()));
    const wire::RunSnippet message = run->message(command.source, command.options);
    recording.emplace();
    ++recording_number;
    recorded_source = command.source;
    typed.clear();
    cursor = previous_cursor = {};
    selection = {};
    is_following = true;
    run_state = RunState::Running;
    if (!worker->send(message, run->descriptors())) worker_lost();
}

void Sitting::State::take(wire::Channel::Received& received) {
    ++revision;
    if (const auto* hello = std::get_if<wire::WorkerStarted>(&received.message)) {
        python = hello->python;
        if (hello->protocol != wire::kProtocol || !hello->problem.empty()) {
            problem = hello->problem.empty()
                          ? error("the worker speaks another protocol than this program",
                                  "build both again: ./dev build")
                          : error(hello->problem);
            run_state = RunState::NoWorker;
            worker.reset();
            return;
        }
        sandbox = wire::means_from_text(hello->means);
        run_state = RunState::Ready;
        for (auto& job : std::exchange(when_ready, {})) job();
        if (waiting) start_run(*std::exchange(waiting, {}));
    } else if (const auto* started = std::get_if<wire::RunStarted>(&received.message)) {
        if (run && run->number() == started->run) run->started(*started);
        const auto job = jobs.find(started->run);
        if (job != jobs.end()) job->second.run.started(*started);
    } else if (const auto* ended = std::get_if<wire::RunEnded>(&received.message)) {
        run_ended(*ended);
    }
}

void Sitting::State::run_ended(const wire::RunEnded& ended) {
    restarts = 0;
    const auto job = jobs.find(ended.run);
    if (job != jobs.end()) {
        SideJob done = std::move(job->second);
        jobs.erase(job);
        job_ended(std::move(done), ended);
        return;
    }
    if (!run || run->number() != ended.run) return;
    run->finish(*recording, ended);
    run.reset();
    run_state = RunState::Ready;
    if (is_following && recording->step_count() > 0) {
        cursor = recording->last_step();
        previous_cursor = cursor.value > 1 ? StepId{cursor.value - 1} : StepId{};
    }
    if (waiting) start_run(*std::exchange(waiting, {}));
}

void Sitting::State::job_ended(SideJob job, const wire::RunEnded& ended) {
    if (job.analysed) {
        job.analysed(parse_analyses(job.run.answers()));
        return;
    }
    job.run.finish(job.replay, ended);
    job.answered(answers_of(job));
}

Result<std::vector<Answer>> Sitting::State::answers_of(const SideJob& job) const {
    std::vector<Answer> answers = parse_answers(job.run.answers(), job.questions.size());
    if (!recording || recorded_source != job.source) return answers;
    // Held against the recording: the same places in the same order, up to the last step asked.
    std::uint32_t asked = 0;
    for (const Question& question : job.questions) {
        asked = std::max(asked, question.step ? question.step.value : recording->step_count());
    }
    for (std::uint32_t i = 1; i <= asked && i <= recording->step_count(); ++i) {
        const StepId step{i};
        if (i > job.replay.step_count() || job.replay.line(step) != recording->line(step) ||
            job.replay.step(step).event != recording->step(step).event) {
            return error("the run can't be replayed as it was: at step " + std::to_string(i) +
                             " it went another way",
                         "questions need a snippet that doesn't depend on time, threads or input");
        }
    }
    return answers;
}

}  // namespace viv::session
