// See cli.h. Each command's help ends with an example.
#include "app/commands/cli.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>

#include "app/commands/check.h"
#include "app/commands/dump.h"
#include "app/commands/lessons.h"
#include "app/commands/open.h"
#include "app/commands/record.h"
#include "app/session/sitting.h"

namespace viv::commands {

namespace {

constexpr double kRecordSeconds = 60;

// Every command gets its example at the foot of its help.
CLI::App* command(CLI::App& app, const char* name, const char* what, const char* example) {
    CLI::App* sub = app.add_subcommand(name, what);
    sub->footer(std::string("Example:\n  ") + example);
    return sub;
}

// A number in a range; nonsense is told with the range in words.
CLI::Validator number_from(double least, double most) {
    const std::string range = fmt::format("a number from {} to {}", least, most);
    const auto check = [=](const std::string& text) {
        double value = 0;
        const bool is_number = CLI::detail::lexical_cast(text, value);
        const bool is_fine = is_number && value >= least && value <= most;
        return is_fine ? std::string() : text + " is not " + range;
    };
    return CLI::Validator(check, "");
}

// A line for each means that the kernel gives the sandbox, or doesn't.
std::string sandbox_text(const std::vector<wire::Mean>& sandbox) {
    std::string text;
    for (const wire::Mean& mean : sandbox) {
        text += fmt::format("sandbox, {}{}: {}\n", mean.name,
                            mean.is_given ? "" : " (missing here)", mean.words);
    }
    return text;
}

std::string version_text() {
    std::string text = std::string("vivarium ") + VIVARIUM_VERSION + "\n";
    const auto workers = session::list_workers();
    std::string sandbox = "sandbox: unknown, because no worker could ask the kernel\n";
    for (const auto& [version, path] : workers) {
        const auto sitting = session::Sitting::create(path);
        sitting->wait_until_idle();
        const std::string found = sitting->python_version();
        text += "worker for CPython " + version + ": " + path.string() + " (" +
                (found.empty() ? sitting->worker_problem().message() : "CPython " + found) + ")\n";
        // The kernel is the same for all of them.
        if (!sitting->sandbox().empty()) sandbox = sandbox_text(sitting->sandbox());
    }
    if (workers.empty()) text += "no worker: " + session::find_worker().error().message() + "\n";
    return text + sandbox;
}

void add_limits(CLI::App* sub, session::RunOptions& run) {
    const auto number = [&](const char* name, auto& value, double least, double most,
                            const char* what) {
        sub->add_option(name, value, what)->capture_default_str()->check(number_from(least, most));
    };
    number("--max-steps", run.max_steps, 1, UINT32_MAX, "ends the run after so many steps");
    number("--timeout", run.timeout_seconds, 0, 1e6,
           "ends the run after so many seconds; 0: never");
    number("--memory", run.memory_mib, 1, 1 << 24,
           "what the snippet may allocate, in MiB; and what it starts, as much again");
    number("--max-output", run.max_output_bytes, 1, 1 << 28, "bytes of its output that are kept");
    number("--max-processes", run.max_processes, 1, 1 << 22, "processes and threads at once");
    number("--max-files", run.max_open_files, 16, 1 << 20, "open files at once, in each process");
    number("--max-file-size", run.max_file_mib, 1, 1 << 20, "of a file that it writes, in MiB");
}

void add_sandbox(CLI::App* sub, RecordOptions& options) {
    sub->add_option("--allow-read", options.run.readable,
                    "a folder that it may read, besides the standard library")
        ->allow_extra_args(false)
        ->check(CLI::ExistingDirectory);
    sub->add_option("--allow-write", options.run.writable,
                    "a folder that it may read and write, besides its scratch folder")
        ->allow_extra_args(false)
        ->check(CLI::ExistingDirectory);
    sub->add_flag("--allow-packages", options.run.allows_packages,
                  "it may import the third-party packages of your system");
    sub->add_flag("--no-sandbox", options.has_no_sandbox,
                  "it gets all your rights: only for snippets that you trust");
}

void add_record(CLI::App& app, RecordOptions& options, std::string& step) {
    CLI::App* sub = command(app, "record", "Runs a snippet under observation, writes the recording",
                            "vivarium record snippet.py -o snippet.viv --timeout 5");
    sub->add_option("FILE", options.file, "the snippet")->required();
    sub->add_option("-o,--output", options.output, "the recording to write")->required();
    sub->add_option("--step", step, "line or instruction")
        ->check(CLI::IsMember({"line", "instruction"}));
    sub->add_option("--python", options.python, "the CPython to run it on, as 3.11");
    sub->add_option("--stdin", options.stdin_file, "a file that the snippet reads as its input");
    sub->add_option("--hash-seed", options.hash_seed,
                    "of str and bytes: a number, or random; else 0")
        ->check(CLI::IsMember({"random"}) | number_from(0, UINT32_MAX));
    // Nobody watches who could stop it.
    options.run.timeout_seconds = kRecordSeconds;
    add_limits(sub, options.run);
    add_sandbox(sub, options);
}

void add_open_options(CLI::App* sub, OpenOptions& options) {
    sub->add_option("--size", options.size, "width and height in pixels, as 1600x1000");
    sub->add_option("--scale", options.scale, "how large everything is, 0.5 to 4")
        ->check(CLI::Range(0.5, 4.0));
    sub->add_option("--theme", options.theme, "dark or light")
        ->check(CLI::IsMember({"dark", "light"}));
}

void add_screenshot(CLI::App& app, OpenOptions& options) {
    CLI::App* sub = command(app, "screenshot", "Draws the window without a screen",
                            "vivarium screenshot mutable-defaults:2 -o step2.png --theme light");
    sub->add_option("TARGET", options.target,
                    "a lesson (mutable-defaults, mutable-defaults:2), a snippet, or a recording")
        ->required();
    sub->add_option("-o,--output", options.output, "the PNG to write")->required();
    sub->add_option("--step", options.step, "the step of the recording to show; else the last")
        ->check(CLI::PositiveNumber);
    add_open_options(sub, options);
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App app{"Vivarium shows how CPython works: objects, references, counts, frames, bytes."};
    app.name("vivarium");
    app.footer(
        "Without a command: opens the window, on a LESSON, a FILE.py or a REC.viv if one is named."
        "\nExamples:\n  vivarium\n  vivarium mutable-defaults\n  vivarium my_snippet.py");
    app.set_version_flag("--version", version_text);
    OpenOptions window, screenshot_options;
    app.add_option("TARGET", window.target, "a lesson, a snippet, or a recording");
    add_open_options(&app, window);
    app.add_flag("--frame-times", window.tells_frame_times,
                 "prints how long the window's frames took, once it has been closed");

    RecordOptions record_options;
    std::string grain = "line";
    add_record(app, record_options, grain);
    DumpOptions dump_options;
    CLI::App* sub = command(app, "dump", "Prints a recording as JSON lines",
                            "vivarium dump snippet.viv --steps 3:6");
    sub->add_option("REC", dump_options.recording, "the recording")->required();
    sub->add_option("--steps", dump_options.steps, "A:B, with B left out of it");
    sub->add_option("--step", dump_options.step, "line: an instruction recording's line steps")
        ->check(CLI::IsMember({"line", "instruction"}));
    sub->add_flag("--words", dump_options.wants_words, "one sentence a step instead");
    HoldersOptions holders_options;
    sub = command(app, "holders", "Prints who holds each reference to an object",
                  "vivarium holders snippet.viv --step 9 --object o3");
    sub->add_option("REC", holders_options.recording, "the recording")->required();
    sub->add_option("--step", holders_options.step, "the step, from 1")->required();
    sub->add_option("--object", holders_options.object, "the object's name in dump: o3")
        ->required();
    bool wants_json = false;
    sub = command(app, "lessons", "Lists the lessons", "vivarium lessons --json");
    sub->add_flag("--json", wants_json, "as JSON");
    CheckOptions check_options;
    sub = command(app, "check", "Holds the lessons against CPython", "vivarium check lessons");
    sub->add_option("PATH", check_options.paths, "lessons, or folders of them; else all");
    sub->add_option("--python", check_options.python, "only this CPython, as 3.11");
    add_screenshot(app, screenshot_options);

    // A lesson, file or recording named where a command could stand opens the window.
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) return app.exit(problem);
        fmt::print(stderr, "vivarium: {}; see vivarium --help\n", problem.what());
        return 2;
    }
    if (app.got_subcommand("record")) {
        if (grain == "instruction") record_options.run.grain = StepGrain::Instruction;
        return record(record_options);
    }
    if (app.got_subcommand("dump")) return dump(dump_options);
    if (app.got_subcommand("holders")) return holders(holders_options);
    if (app.got_subcommand("lessons")) return lessons(wants_json ? ListAs::Json : ListAs::Text);
    if (app.got_subcommand("check")) return check(check_options);
    if (app.got_subcommand("screenshot")) return screenshot(screenshot_options);
    return open_window(window);
}

}  // namespace viv::commands
