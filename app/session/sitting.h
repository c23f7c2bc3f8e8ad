// One sitting: the recording being looked at, the time cursor, the selection, and the worker that
// runs snippets. Panels share nothing but this. They change it by posting commands, which take
// effect when the frame ends; so every panel of a frame sees the same moment.
//
// Nothing here waits for the worker: poll() takes what has come and returns at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/session/question.h"
#include "bindings/base/ids.h"
#include "bindings/base/result.h"
#include "bindings/wire/means.h"
#include "bindings/wire/recording.h"

namespace viv::session {

// Limits and input of one run. Zero: no limit.
struct RunOptions {
    std::string file_name = "snippet.py";
    StepGrain grain = StepGrain::Line;
    std::uint32_t max_steps = 1'000'000;
    double timeout_seconds = 0;
    // What the snippet may have mapped besides what was there when it began; and what the processes
    // that it starts may have, all together. The recording isn't part of it.
    std::uint64_t memory_mib = 2'048;
    // The rest is dropped and counted: a note in the recording says how much it was.
    std::uint64_t max_output_bytes = std::uint64_t{1} << 20;
    std::uint32_t max_processes = 256;  // and threads, alive at once, all together
    std::uint32_t max_open_files = 1'024;
    std::uint64_t max_file_mib = 64;
    std::uint64_t max_scratch_mib = 128;
    std::uint32_t max_objects = 0;  // followed at once; 0: the recorder's own limit
    // Looks at everything at every step, changed or not: what the quick way is held against.
    bool is_thorough = false;
    std::string stdin_text;
    // After stdin_text comes what GiveInput brings, not the end of the input.
    bool is_interactive = false;
    bool is_observed = true;  // false: the same worker runs it without looking

    // --- the sandbox; never a lesson's to say ---
    bool is_confined = true;
    bool allows_packages = false;                 // third-party packages of the system
    std::vector<std::filesystem::path> readable;  // further folders
    std::vector<std::filesystem::path> writable;
};

enum class RunState : std::uint8_t {
    NoWorker = 0,  // none was found or it didn't start: worker_problem() says what to do
    Starting,      // the worker is on its way
    Ready,         // nothing runs
    Running,
    Stopping,  // SIGINT was sent; SIGKILL follows after half a second
};

// What panels may ask for. Each takes effect at the end of the frame in which it was posted.
struct GoToStep {
    StepId step;
};
struct MoveSteps {
    int by = 1;
};  // clamped to the recording
struct GoToFirst {};
struct GoToLast {};
struct Select {
    ObjectId object;
};  // none: deselect
struct RunSnippet {
    std::string source;
    RunOptions options;
};
struct StopRun {};
// Types it into the standard input of the run: a line with its line end, as a rule.
struct GiveInput {
    std::string text;
};
struct EndInput {};  // what Ctrl+D does
using Command = std::variant<GoToStep, MoveSteps, GoToFirst, GoToLast, Select, RunSnippet, StopRun,
                             GiveInput, EndInput>;

class Worker;

class Sitting {
public:
    // Starts the worker found by `find_worker()`; where there is none the sitting still works with
    // recordings from files. `worker` names another binary (tests do).
    static std::unique_ptr<Sitting> create(std::optional<std::filesystem::path> worker = {});
    ~Sitting();

    // A sitting on a finished recording.
    void show(wire::Recording recording);

    // The recording, to be shown again later; from here on nothing is being looked at. None while a
    // run is under way, or when there is none. Not while panels are drawn: they hold on to it.
    std::optional<wire::Recording> put_away();

    // --- what panels read ---
    // Null until the first run or show(). Grows while a run goes on.
    [[nodiscard]] const wire::Recording* recording() const;
    // Counts up with each new recording (a run, show()): what was made of the one before is stale.
    [[nodiscard]] std::uint64_t recording_number() const;
    // The step shown; none while there is no step.
    [[nodiscard]] StepId cursor() const;
    [[nodiscard]] StepId previous_cursor() const;  // the step shown before this one
    [[nodiscard]] ObjectId selection() const;
    [[nodiscard]] RunState state() const;
    // A sentence for a person: which file is missing and how to build it. Empty: all is well.
    [[nodiscard]] const Error& worker_problem() const;
    [[nodiscard]] std::string python_version() const;  // "3.11.2"; empty before the worker is there
    // What the kernel gives the sandbox, an entry a means; empty before the worker is there.
    [[nodiscard]] const std::vector<wire::Mean>& sandbox() const;
    // Does the run wait for something to be typed?
    [[nodiscard]] bool awaits_input() const;
    // What it has written since its last step, which no step of the recording has yet. Empty where
    // it doesn't wait.
    [[nodiscard]] std::vector<Output> pending_output() const;
    // The source that the recording was made from (the editor's text may have moved on).
    [[nodiscard]] const std::string& recorded_source() const;
    // Counts up with every change that a panel might show: cheap "is it new?" for caches.
    [[nodiscard]] std::uint64_t revision() const;

    // --- what panels ask for ---
    void post(Command command);

    // --- what the main loop calls ---
    // Applies what was posted. Returns whether anything changed.
    bool apply_posted();
    // Takes in what the worker sent and wrote. Never blocks. Returns whether anything changed.
    bool poll();
    // A descriptor to sleep on until the worker has something to say; -1: none.
    [[nodiscard]] int wake_descriptor() const;

    // Has questions answered by a replay of `source` (question.h). `done` is called from poll().
    void ask(std::string source, RunOptions options, std::vector<Question> questions,
             std::function<void(Result<std::vector<Answer>>)> done);
    // Has expressions of lessons analysed (question.h). `done` is called from poll().
    void analyse(std::vector<std::string> expressions,
                 std::function<void(Result<std::vector<Analysis>>)> done);

    // For the command line: polls until the run, or the questions, are done.
    void wait_until_idle();

private:
    Sitting();
    struct State;
    std::unique_ptr<State> m_state;
};

// Where the worker is: beside the program, then in its build folder. The error names the files
// looked for and the command that builds them.
Result<std::filesystem::path> find_worker(std::string_view python_version = {});
// All workers beside the program, as (version, path).
std::vector<std::pair<std::string, std::filesystem::path>> list_workers();

}  // namespace viv::session
