// The inside of a Sitting: what it knows, and how what the worker says changes it. Private to
// app/session.
#pragma once

#include <deque>
#include <map>

#include "app/session/run.h"
#include "app/session/worker_process.h"

namespace viv::session {

using AnswersDone = std::function<void(Result<std::vector<Answer>>)>;
using AnalysesDone = std::function<void(Result<std::vector<Analysis>>)>;

// Work for the worker that is not the run being looked at.
struct SideJob {
    Run run;
    wire::Recording replay;
    std::string source;
    std::vector<Question> questions;
    AnswersDone answered;
    AnalysesDone analysed;
};

struct Sitting::State {
    std::optional<std::filesystem::path> wanted_worker;
    std::optional<WorkerProcess> worker;
    Error problem;
    RunState run_state = RunState::NoWorker;
    std::string python;
    std::vector<wire::Mean> sandbox;
    int restarts = 0;
    Clock::time_point started_at;  // of the worker that is starting

    std::optional<wire::Recording> recording;
    std::uint64_t recording_number = 0;
    std::string recorded_source;
    std::string typed;  // into the standard input of the run that made the recording
    StepId cursor, previous_cursor;
    bool is_following = false;       // the cursor goes along with the run
    bool is_awaiting_input = false;  // as last seen
    ObjectId selection;
    std::uint64_t revision = 0;

    std::vector<Command> posted;
    std::optional<Run> run;
    std::optional<RunSnippet> waiting;  // to be run as soon as the worker is ready
    std::uint32_t runs = 0;
    std::map<std::uint32_t, SideJob> jobs;
    std::deque<std::function<void()>> when_ready;

    void start_worker();
    void worker_lost();
    void apply(const Command& command);
    void move_to(StepId step);
    void start_run(const RunSnippet& command);
    void take(wire::Channel::Received& received);
    void run_ended(const wire::RunEnded& ended);
    void job_ended(SideJob job, const wire::RunEnded& ended);
    [[nodiscard]] bool is_ready() const {
        return worker.has_value() && run_state != RunState::Starting &&
               run_state != RunState::NoWorker;
    }
    // Answers, or the reason why the replay may not answer for the recording.
    [[nodiscard]] Result<std::vector<Answer>> answers_of(const SideJob& job) const;
};

// What the worker wrote for its answers and analyses.
std::vector<Answer> parse_answers(const std::string& lines, std::size_t count);
Result<std::vector<Analysis>> parse_analyses(const std::string& text);
std::string expressions_to_json(const std::vector<std::string>& expressions);
std::string questions_to_json(const std::vector<Question>& questions);

}  // namespace viv::session
