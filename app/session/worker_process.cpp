// posix_spawn with one end of a socket pair as descriptor 3.
#include "app/session/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstring>
#include <string_view>

namespace viv::session {

namespace {

constexpr int kPatienceMilliseconds = 500;

// What a program needs to know of its surroundings. Other variables may hold anything, such as the
// keys to a service, and are no snippet's business.
constexpr std::string_view kPassedOn[] = {
    "PATH",     "HOME", "USER", "LOGNAME", "SHELL",           "LANG",
    "LANGUAGE", "TZ",   "TERM", "TMPDIR",  "LD_LIBRARY_PATH", "LD_PRELOAD"};
constexpr std::string_view kPassedOnWith[] = {"LC_",    "VIVARIUM_", "ASAN_",
                                              "UBSAN_", "LSAN_",     "TSAN_"};

std::vector<char*> environment_of_worker() {
    std::vector<char*> passed_on;
    for (char** at = environ; *at != nullptr; ++at) {
        const std::string_view variable = *at;
        const std::string_view name = variable.substr(0, variable.find('='));
        const bool is_known =
            std::find(std::begin(kPassedOn), std::end(kPassedOn), name) != std::end(kPassedOn);
        const bool has_prefix =
            std::any_of(std::begin(kPassedOnWith), std::end(kPassedOnWith),
                        [&](std::string_view prefix) { return name.starts_with(prefix); });
        if (is_known || has_prefix) passed_on.push_back(*at);
    }
    // For a program that wants to know where it runs.
    static char where[] = "VIVARIUM_VERSION=" VIVARIUM_VERSION;
    passed_on.push_back(where);
    passed_on.push_back(nullptr);
    return passed_on;
}

}  // namespace

Result<WorkerProcess> WorkerProcess::start(const std::filesystem::path& binary) {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return error(std::string("no channel for the worker: ") + std::strerror(errno));
    }
    wire::Descriptor ours(pair[0]), theirs(pair[1]);
    // Above 3, so that dup2 makes a copy: a descriptor dup'ed onto itself would stay close-on-exec.
    const wire::Descriptor source(::fcntl(theirs.get(), F_DUPFD_CLOEXEC, 10));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, source.get(), 3);
    const std::string path = binary.string();
    std::string option = "--channel";
    char* arguments[] = {const_cast<char*>(path.c_str()), option.data(), nullptr};
    std::vector<char*> environment = environment_of_worker();
    pid_t process = -1;
    const int failure =
        ::posix_spawn(&process, path.c_str(), &actions, nullptr, arguments, environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        return error("the worker " + path + " doesn't start: " + std::strerror(failure),
                     "build it again: ./dev build");
    }
    return WorkerProcess(process, wire::Channel(std::move(ours)));
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : m_process(std::exchange(other.m_process, -1)), m_channel(std::move(other.m_channel)) {}

WorkerProcess::~WorkerProcess() {
    if (m_process < 0) return;
    // It ends by itself, and cleans up, when the channel closes; one that doesn't is killed.
    m_channel.close();
    for (int waited = 0; waited < kPatienceMilliseconds; ++waited) {
        if (::waitpid(m_process, nullptr, WNOHANG) != 0) return;
        ::poll(nullptr, 0, 1);
    }
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

}  // namespace viv::session
