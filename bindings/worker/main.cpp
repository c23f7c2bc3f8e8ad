// The worker: starts CPython once, then waits. For each command it forks a process that does it, so
// that a run begins in about a millisecond and nothing a snippet does can harm the next.
//
// Ends with the window, whose end of the channel then closes: it kills what runs and removes what a
// run left. Descriptor 3 is its own end.
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "bindings/base/log.h"
#include "bindings/cpython/compat.h"
#include "bindings/cpython/interpreter.h"
#include "bindings/wire/channel.h"
#include "bindings/worker/run.h"

namespace viv::worker {

namespace {

constexpr int kChannel = 3;
constexpr int kMostRounds = 1000;

struct Child {
    std::uint32_t run = 0;
    std::string scratch;
};

class Zygote {
public:
    explicit Zygote(wire::Channel channel) : m_channel(std::move(channel)) {
        sigset_t children;
        sigemptyset(&children);
        sigaddset(&children, SIGCHLD);
        sigprocmask(SIG_BLOCK, &children, &m_before);
        m_children = wire::Descriptor(::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
    }

    // Works until the window is gone.
    int loop() {
        while (true) {
            pollfd waits[] = {{m_channel.descriptor(), POLLIN, 0}, {m_children.get(), POLLIN, 0}};
            if (::poll(waits, 2, -1) < 0 && errno != EINTR) break;
            std::vector<wire::Channel::Received> received;
            const bool is_open = m_channel.receive(received) == wire::Channel::State::Open;
            for (wire::Channel::Received& one : received) take(one);
            reap();
            if (!is_open) break;
        }
        for (const auto& [process, child] : m_running) ::kill(-process, SIGKILL);
        for (const auto& [process, child] : m_running) clean(child);
        return 0;
    }

private:
    void take(wire::Channel::Received& received) {
        if (auto* run_command = std::get_if<wire::RunSnippet>(&received.message)) {
            start(run_command->run, Scratch::Make, [&](const std::string& scratch) {
                run(*run_command, std::move(received.descriptors), scratch);
            });
        } else if (auto* expressions = std::get_if<wire::AnalyseExpressions>(&received.message)) {
            start(expressions->run, Scratch::None, [&](const std::string&) {
                analyse(*expressions, std::move(received.descriptors));
            });
        }
    }

    enum class Scratch { None, Make };

    template <class Work>
    void start(std::uint32_t number, Scratch scratch, Work work) {
        Child child{number, {}};
        if (scratch == Scratch::Make) {
            std::string name = std::filesystem::temp_directory_path() / "vivarium-XXXXXX";
            if (::mkdtemp(name.data()) != nullptr) child.scratch = name;
        }
        const pid_t process = ::fork();
        if (process == 0) {
            become_run();
            work(child.scratch);
            ::_exit(70);
        }
        if (process < 0) {
            clean(child);
            tell(wire::RunEnded{number, 70, 0});
            return;
        }
        ::setpgid(process, process);  // both sides do it: whoever comes first
        m_running[process] = std::move(child);
        tell(wire::RunStarted{number, static_cast<std::uint32_t>(process)});
    }

    void become_run() {
        const pid_t parent = ::getppid();
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(70);
        sigprocmask(SIG_SETMASK, &m_before, nullptr);
        ::close(m_channel.descriptor());
        ::close(m_children.get());
    }

    void reap() {
        signalfd_siginfo ignored;
        while (::read(m_children.get(), &ignored, sizeof ignored) > 0) {
        }
        int status = 0;
        pid_t process = 0;
        while ((process = ::waitpid(-1, &status, WNOHANG)) > 0) {
            const auto found = m_running.find(process);
            if (found == m_running.end()) continue;  // an orphan that ended by itself
            ::kill(-process, SIGKILL);               // whatever the run started and left
            kill_orphans();
            clean(found->second);
            wire::RunEnded ended{found->second.run, 0, 0};
            if (WIFSIGNALED(status)) ended.signal = static_cast<std::uint32_t>(WTERMSIG(status));
            if (WIFEXITED(status))
                ended.exit_code = static_cast<std::uint32_t>(WEXITSTATUS(status));
            m_running.erase(found);
            tell(ended);
        }
    }

    // Processes that a run started and that left its group: daemons. They are our children by now.
    void kill_orphans() {
        const std::string children = "/proc/self/task/" + std::to_string(::getpid()) + "/children";
        // Killing one may hand us its own children, so until there are none.
        for (int round = 0; round < kMostRounds; ++round) {
            std::ifstream list(children);
            bool found = false;
            for (pid_t child = 0; list >> child;) {
                if (m_running.contains(child)) continue;
                found = true;
                ::kill(child, SIGKILL);
                ::waitpid(child, nullptr, 0);
            }
            if (!found) return;
        }
    }

    static void clean(const Child& child) {
        if (child.scratch.empty()) return;
        std::error_code ignored;
        std::filesystem::remove_all(child.scratch, ignored);
    }

    void tell(const wire::Message& event) {
        // A window that is gone needs no answer: the loop ends by itself.
        [[maybe_unused]] const auto sent = m_channel.send(event);
    }

    wire::Channel m_channel;
    wire::Descriptor m_children;
    sigset_t m_before{};
    std::map<pid_t, Child> m_running;
};

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::printf("vivarium-worker %s, CPython %s\n", VIVARIUM_VERSION,
                    cpython::built_for().c_str());
        return 0;
    }
    if (argc != 2 || std::strcmp(argv[1], "--channel") != 0) {
        std::fputs("vivarium-worker is started by vivarium; run that instead\n", stderr);
        return 2;
    }
    ::setsid();
    // What a run's processes leave behind becomes ours, to be killed.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    wire::Channel channel{wire::Descriptor(kChannel)};
    auto started = cpython::check_libpython();
    if (started) started = cpython::start_interpreter(argv[0]);
    wire::WorkerStarted hello{wire::kProtocol, cpython::built_for(), {}};
    if (!started) hello.problem = started.error().message();
    if (!channel.send(hello) || !started) return 3;
    return Zygote(std::move(channel)).loop();
}

}  // namespace

}  // namespace viv::worker

int main(int argc, char** argv) {
    // The worker's own signals: Ctrl+C in the terminal that started the window is the window's.
    std::signal(SIGPIPE, SIG_IGN);
    return viv::worker::main(argc, argv);
}
