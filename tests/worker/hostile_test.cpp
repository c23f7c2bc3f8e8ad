// A table of snippets that mean harm, or might as well: each ends as it should, its steps are kept,
// nothing of it is left, and the next run works. Once with all that this kernel gives, once without
// namespaces; the suite runs as root and as anybody.
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/worker/processes.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

using enum RunStatus;

struct Row {
    const char* name;                 // tests/programs/hostile/<name>.py
    std::vector<RunStatus> statuses;  // that are right; the first one is usual
    std::uint32_t least_steps = 1;
    const char* signal = nullptr;  // when it crashed
    void (*adjust)(session::RunOptions&) = [](session::RunOptions&) {};
};

void with_little_memory(session::RunOptions& options) {
    options.memory_mib = 256;
    options.timeout_seconds = 20;
}
void with_very_little_memory(session::RunOptions& options) {
    options.memory_mib = 32;
    options.timeout_seconds = 20;
}
void with_few_processes(session::RunOptions& options) {
    options.max_processes = 40;
    options.timeout_seconds = 20;
}
void with_time(session::RunOptions& options) {
    options.timeout_seconds = 20;
}

// AddressSanitizer sees it coming, says so and leaves.
#ifdef __SANITIZE_ADDRESS__
const std::vector<RunStatus> kSmashed{Crashed, Exited};
#else
const std::vector<RunStatus> kSmashed{Crashed};
#endif

const Row kRows[] = {
    {"endless_loop", {Timeout}, 10},
    {"nested_loops", {Timeout}, 10},
    {"catches_everything", {Timeout}, 10},
    {"os_exit", {Exited}, 3, nullptr, with_time},
    {"signals_itself", {Crashed}, 4, "SIGTERM", with_time},
    {"kills_itself", {Crashed}, 3, "SIGKILL", with_time},
    {"signals_others", {Finished}, 100, nullptr, with_time},
    {"segmentation_fault", {Crashed}, 3, "SIGSEGV", with_time},
    {"aborts", {Crashed}, 3, "SIGABRT", with_time},
    {"memory_bomb", {Memory}, 10, nullptr, with_little_memory},
    {"memory_crumbs", {Memory}, 10, nullptr, with_very_little_memory},
    {"memory_bomb_of_children", {Memory}, 4, nullptr, with_little_memory},
    {"fork_bomb", {Exception}, 4, nullptr, with_few_processes},
    {"thread_bomb", {Exception}, 20, nullptr, with_few_processes},
    {"recursion", {Exception}, 900, nullptr, with_time},
    {"recursion_without_limit", {Timeout, Memory, Crashed, Exception}, 900},
    {"recursion_in_c", {Crashed, Exception}, 900, nullptr, with_time},
    {"closes_all", {Finished}, 5, nullptr, with_time},
    {"closes_each", {Finished}, 1000, nullptr, with_time},
    {"wrecks_builtins", {Finished, Exception}, 4, nullptr, with_time},
    {"wrecks_modules", {Finished, Exception}, 4, nullptr, with_time},
    {"smashes_memory", kSmashed, 20, nullptr, with_time},
    {"daemon", {Finished}, 4, nullptr, with_time},
    {"orphans", {Finished}, 10, nullptr, with_time},
    {"hangs_at_exit", {Timeout}, 5},
    {"hangs_in_del", {Timeout}, 3},
    {"ignores_interrupts", {Timeout}, 10},
    {"blocks_signals", {Timeout}, 10},
    {"stops_itself", {Timeout}, 3},
    {"deadlock", {Timeout}, 8},
    {"floods_stdout", {Timeout}, 10},
    {"floods_stderr", {Timeout}, 10},
    {"floods_by_a_child", {Timeout}, 3},
    {"surrogates", {Exception}, 4, nullptr, with_time},
    {"million_objects", {Finished}, 3, nullptr, with_time},
    {"runs_another_program", {Exited}, 3, nullptr, with_time},
    {"fills_the_disk", {Exception, Crashed}, 10, nullptr, with_time},
    {"writes_a_huge_file", {Exception}, 10, nullptr, with_time},
    {"opens_many_files", {Exception}, 2, nullptr, with_time},
};

// Of this process: the worker, and the keeper that it has ahead of need.
constexpr std::size_t kAtRest = 2;

std::size_t processes_left() {
    return wait_until_at_most(kAtRest, [] { return processes_below(::getpid()).size(); });
}

// What stands in the scratch folders of this user's workers.
int files_left() {
    const auto base =
        std::filesystem::temp_directory_path() / ("vivarium-" + std::to_string(::geteuid()));
    int files = 0;
    std::error_code failure;
    for (const auto& worker : std::filesystem::directory_iterator(base, failure)) {
        for ([[maybe_unused]] const auto& file :
             std::filesystem::directory_iterator(worker, failure)) {
            ++files;
        }
    }
    return files;
}

void check_row(Recorder& recorder, const Row& row) {
    CAPTURE(std::string(row.name));
    session::RunOptions options;
    options.file_name = std::string(row.name) + ".py";
    options.timeout_seconds = 0.4;
    options.max_steps = 0;
    row.adjust(options);

    const wire::Recording& recording =
        recorder.run(program_text(std::string("hostile/") + row.name), options);

    const RunEnd& end = *recording.end();
    CAPTURE(std::string(status_name(end.status)));
    CAPTURE(end.message);
    CHECK(std::find(row.statuses.begin(), row.statuses.end(), end.status) != row.statuses.end());
    if (row.signal != nullptr) {
        CHECK(end.signal == row.signal);
        CHECK(end.message.find("while line") != std::string::npos);
    }
    CHECK(recording.step_count() >= row.least_steps);
    CHECK(printed(recording).size() <= 2 * options.max_output_bytes);
    CHECK(processes_left() <= kAtRest);

    const wire::Recording& next = recorder.run("print('next')\n");
    CHECK(next.end()->status == Finished);
    CHECK(printed(next) == "next\n");
    CHECK(files_left() == 0);
}

// In a temporary folder of its own: other workers of this user's have files in the usual one.
void check_table() {
    std::string folder = std::filesystem::temp_directory_path() / "vivtest-XXXXXX";
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    const Environment environment("TMPDIR", folder.c_str());
    {
        Recorder recorder;
        for (const Row& row : kRows) check_row(recorder, row);
    }
    std::filesystem::remove_all(folder);
}

}  // namespace

TEST_CASE("hostile snippets end as they should, and leave nothing behind") {
    check_table();
}

TEST_CASE("hostile snippets where the kernel allows no namespaces") {
    const Environment environment("VIVARIUM_WITHOUT", "user,process,network,mount");
    check_table();
}

TEST_CASE("a flood is cut, and how much it was is told") {
    Recorder recorder;
    session::RunOptions options;
    options.max_output_bytes = 5'000;
    const wire::Recording& recording =
        recorder.run("for n in range(1000): print('é' * 49)\n", options);
    CHECK(recording.end()->status == Finished);
    CHECK(printed(recording).size() == 5'000);
    const std::vector<std::string> notes = recording.notes(StepId{recording.step_count() + 1});
    REQUIRE(notes.size() == 1);
    CHECK(notes[0] ==
          "the output was cut: 99000 bytes were written, of which the first 5000 are kept");

    const wire::Recording& child =
        recorder.run("import os\nos.system('yes | head -c 9000')\nprint('and on')\n", options);
    CHECK(child.end()->status == Finished);
    CHECK(printed(child).size() == 5'007);
    CHECK(child.notes(StepId{child.step_count() + 1}).size() == 1);
}

}  // namespace viv::test
