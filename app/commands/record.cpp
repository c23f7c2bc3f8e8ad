// Runs the snippet in a sitting, as the window does, and saves what it recorded.
#include "app/commands/record.h"

#include <fmt/format.h>
#include <utf8.h>
#include <cstdlib>

#include "bindings/base/file.h"

namespace viv::commands {

namespace {

int fail(int code, const Error& error) {
    fmt::print(stderr, "vivarium record: {}\n", error.message());
    return code;
}

}  // namespace

int record(const RecordOptions& options) {
    const Result<std::string> source = read_file(options.file);
    if (!source) return fail(2, source.error());
    if (source->find('\0') != std::string::npos) {
        return fail(2, error(options.file.string() + " is no Python source: it holds a NUL byte",
                             "name a text file"));
    }
    if (!utf8::is_valid(*source)) {
        return fail(2, error(options.file.string() + " is no Python source: it is not UTF-8 text",
                             "save it as UTF-8"));
    }
    session::RunOptions run = options.run;
    run.file_name = options.file.filename().string();
    run.is_confined = !options.has_no_sandbox;
    std::error_code failure;
    for (auto* folders : {&run.readable, &run.writable}) {
        for (std::filesystem::path& folder : *folders) {
            folder = std::filesystem::canonical(folder, failure);
            if (folder != folder.root_path()) continue;
            return fail(2, error("a sandbox that opens / is none",
                                 "name a folder in it, or say --no-sandbox"));
        }
    }
    if (!options.stdin_file.empty()) {
        const Result<std::string> input = read_file(options.stdin_file);
        if (!input) return fail(2, input.error());
        run.stdin_text = *input;
    }
    const Result<std::filesystem::path> worker = session::find_worker(options.python);
    if (!worker) return fail(3, worker.error());

    // Each worker starts CPython once, with one seed for all its runs.
    if (!options.hash_seed.empty()) ::setenv("VIVARIUM_HASH_SEED", options.hash_seed.c_str(), 1);
    const auto sitting = session::Sitting::create(*worker);
    sitting->wait_until_idle();
    if (sitting->state() == session::RunState::NoWorker) return fail(3, sitting->worker_problem());
    sitting->post(session::RunSnippet{*source, run});
    sitting->wait_until_idle();
    if (sitting->recording() == nullptr || !sitting->recording()->end()) {
        return fail(3, sitting->worker_problem().what.empty() ? error("the run was lost")
                                                              : sitting->worker_problem());
    }
    const Result<void> saved = write_file(options.output, sitting->recording()->bytes());
    if (!saved) return fail(2, saved.error());
    const wire::Recording& recording = *sitting->recording();
    fmt::print(stderr, "{}: {} steps, {}\n", options.output.string(), recording.step_count(),
               status_name(recording.end()->status));
    const StepId after{recording.step_count() + 1};
    for (const std::string& note : recording.notes(after)) fmt::print(stderr, "{}\n", note);
    return 0;
}

}  // namespace viv::commands
