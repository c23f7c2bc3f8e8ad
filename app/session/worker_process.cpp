// posix_spawn with one end of a socket pair as descriptor 3.
#include "app/session/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstring>

extern char** environ;

namespace viv::session {

namespace {

constexpr int kPatienceMilliseconds = 500;

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
    pid_t process = -1;
    const int failure =
        ::posix_spawn(&process, path.c_str(), &actions, nullptr, arguments, environ);
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
