// The worst end there is for the window, the worker and the keeper: killed, without a chance to
// clean up. Whatever ran goes with them.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <filesystem>

#include "tests/worker/processes.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// A run of several processes, of which none ends when it is asked to.
constexpr const char* kStubborn =
    "import os, signal, time\n"
    "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
    "open('left', 'w').write('x')\n"
    "for n in range(3):\n"
    "    if os.fork() == 0:\n"
    "        os.setsid()\n"
    "        if os.fork() == 0:\n"
    "            while True: time.sleep(100)\n"
    "        os._exit(0)\n"
    "print('ready')\n"
    "while True: time.sleep(100)\n";
constexpr std::size_t kItsProcesses = 4;  // that stay
constexpr std::size_t kOurs = 2;          // the worker, its keeper

// The processes below `process` once the snippet has started all of its own.
std::vector<int> wait_for_all(int process, std::size_t least) {
    std::vector<int> found;
    wait_until_at_most(0, [&] {
        found = processes_below(process);
        return found.size() >= least ? 0U : 1U;
    });
    return found;
}

void kill_the_worker() {
    Recorder recorder;
    session::Sitting& sitting = recorder.sitting();
    sitting.post(session::RunSnippet{kStubborn, {}});
    sitting.apply_posted();
    while (sitting.recording() == nullptr || printed(*sitting.recording()) != "ready\n") {
        sitting.poll();
    }
    const std::vector<int> before = wait_for_all(::getpid(), kOurs + kItsProcesses);
    const std::vector<int> workers = processes_below(::getpid());
    // The worker is the child of ours, so the first that was found.
    ::kill(workers.front(), SIGKILL);
    CHECK(wait_until_at_most(0, [&] { return count_alive(before); }) == 0);

    sitting.wait_until_idle();
    REQUIRE(sitting.recording()->end().has_value());
    CHECK(sitting.recording()->step_count() > 5);
    CHECK(recorder.run("print(1)\n").end()->status == RunStatus::Finished);
}

void kill_the_window() {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("vivtest-" + std::to_string(::getpid()) + ".py");
    REQUIRE(write_file(file, kStubborn).ok());
    std::string program = std::string(VIVARIUM_BIN_DIR) + "/vivarium", word = "record",
                option = "-o", output = "/dev/null", path = file.string();
    char* arguments[] = {program.data(), word.data(),   path.data(),
                         option.data(),  output.data(), nullptr};
    pid_t window = -1;
    REQUIRE(::posix_spawn(&window, program.c_str(), nullptr, nullptr, arguments, environ) == 0);
    const std::vector<int> before = wait_for_all(window, kOurs + kItsProcesses);
    CHECK(before.size() >= kOurs + kItsProcesses);

    ::kill(window, SIGKILL);
    ::waitpid(window, nullptr, 0);

    CHECK(wait_until_at_most(0, [&] { return count_alive(before); }) == 0);
    std::filesystem::remove(file);
}

constexpr const char* kPlain = "user,process,network,mount";

}  // namespace

TEST_CASE("when the worker is killed, what it ran goes with it") {
    kill_the_worker();
}

TEST_CASE("when the worker is killed, what it ran goes with it, without namespaces too") {
    const Environment environment("VIVARIUM_WITHOUT", kPlain);
    kill_the_worker();
    // The folder that was left behind goes when the next worker starts, which has happened.
    Recorder next;
    const auto base =
        std::filesystem::temp_directory_path() / ("vivarium-" + std::to_string(::geteuid()));
    std::error_code failure;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(base, failure)) {
        CHECK(entry.path().filename() != "left");
    }
}

TEST_CASE("when the window is killed, its worker goes, and all that ran") {
    kill_the_window();
}

TEST_CASE("when the window is killed, its worker goes, without namespaces too") {
    const Environment environment("VIVARIUM_WITHOUT", kPlain);
    kill_the_window();
}

}  // namespace viv::test
