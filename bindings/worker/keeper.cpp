// See keeper.h. One loop over a handful of descriptors; nothing in it waits for the run.
#include "bindings/worker/keeper.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "bindings/worker/scratch.h"
#include "bindings/worker/tasks.h"

namespace viv::worker {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWatchMilliseconds = 50;
// A full house isn't counted again at once: whoever asks in a loop would keep us busy.
constexpr auto kCountAgain = std::chrono::milliseconds(2);

class Keeper {
public:
    Keeper(pid_t run, KeeperLinks links, KeeperLimits limits)
        : m_run(run), m_links(std::move(links)), m_limits(std::move(limits)) {
        sigset_t children;
        sigemptyset(&children);
        sigaddset(&children, SIGCHLD);
        m_children = wire::Descriptor(::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
        ::fcntl(m_links.output.get(), F_SETFL, O_NONBLOCK);
    }

    [[noreturn]] void loop() {
        while (true) {
            pollfd waits[] = {{m_children.get(), POLLIN, 0},
                              {m_links.status.get(), POLLIN, 0},
                              {m_links.output.get(), POLLIN, 0},
                              {m_links.questions.get(), POLLIN, 0},
                              {m_listener.get(), POLLIN, 0}};
            ::poll(waits, std::size(waits), is_watching() ? kWatchMilliseconds : -1);
            // The zygote is gone: so are we, with everything.
            if (waits[1].revents != 0) finish();
            if (waits[2].revents != 0) take_output();
            if (waits[3].revents != 0) take_listener();
            if (waits[4].revents != 0) answer_question();
            if (reap()) finish();
            if (is_watching()) watch();
        }
    }

private:
    // Has the run's own process ended? Its children are reaped on the way.
    bool reap() {
        signalfd_siginfo ignored;
        while (::read(m_children.get(), &ignored, sizeof ignored) > 0) {
        }
        int status = 0;
        pid_t process = 0;
        bool has_ended = false;
        while ((process = ::waitpid(-1, &status, WNOHANG)) > 0) {
            if (process != m_run) continue;
            m_report.wait_status = status;
            has_ended = true;
        }
        return has_ended;
    }

    void end_all() {
        if (m_limits.owns_namespace) {
            ::kill(-1, SIGKILL);
            while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
            }
        } else {
            end_all_below({});
        }
        m_is_alone = true;
    }

    [[noreturn]] void finish() {
        end_all();
        take_output();
        m_report.kind = Report::Kind::Ended;
        m_report.output_bytes = m_output_bytes;
        m_report.refused_processes = m_refused;
        ::send(m_links.status.get(), &m_report, sizeof m_report, MSG_NOSIGNAL);
        ::_exit(0);
    }

    // Keeps what the limit allows, and counts the rest.
    void take_output() {
        char buffer[64 << 10];
        ssize_t count = 0;
        // A flood must not keep us from everything else.
        for (int turn = 0; turn < 16 || m_is_alone; ++turn) {
            count = ::read(m_links.output.get(), buffer, sizeof buffer);
            if (count <= 0) break;
            const std::uint64_t most = m_limits.max_output_bytes;
            const std::uint64_t room = most == 0               ? UINT64_MAX
                                       : m_output_bytes < most ? most - m_output_bytes
                                                               : 0;
            const auto kept = std::min<std::uint64_t>(room, static_cast<std::uint64_t>(count));
            if (kept > 0) {
                [[maybe_unused]] const auto written = ::write(m_links.aside.get(), buffer, kept);
            }
            m_output_bytes += static_cast<std::uint64_t>(count);
        }
        // Nobody has it open any more.
        if (count == 0) m_links.output = {};
    }

    void take_listener() {
        int listener = -1;
        char byte = 0;
        iovec piece{&byte, 1};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        const ssize_t count =
            ::recvmsg(m_links.questions.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (count < 0 && errno == EAGAIN) return;
        const cmsghdr* rights = count > 0 ? CMSG_FIRSTHDR(&header) : nullptr;
        if (rights != nullptr && rights->cmsg_type == SCM_RIGHTS) {
            std::memcpy(&listener, CMSG_DATA(rights), sizeof listener);
        }
        m_listener = wire::Descriptor(listener);
        m_links.questions = {};
    }

    // May there be one more process or thread?
    void answer_question() {
        seccomp_notif question{};
        if (::ioctl(m_listener.get(), SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) {
            // It was taken back; or there is nobody left who could ask.
            if (errno != ENOENT && errno != EINTR) m_listener = {};
            return;
        }
        seccomp_notif_resp answer{};
        answer.id = question.id;
        if (has_room()) {
            answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
            ++m_known;
            m_has_started = true;
        } else {
            answer.error = -EAGAIN;
            ++m_refused;
        }
        ::ioctl(m_listener.get(), SECCOMP_IOCTL_NOTIF_SEND, &answer);
    }

    // m_known is never too small: it counts all that began since they were last counted.
    bool has_room() {
        const std::uint32_t most = m_limits.max_processes;
        if (most == 0 || m_known < most) return true;
        const Clock::time_point now = Clock::now();
        if (now - m_counted_at < kCountAgain) return false;
        std::uint32_t threads = 0;
        for (const Task& task : tasks_below(own_number())) threads += task.threads;
        m_known = threads;
        m_counted_at = Clock::now();
        return m_known < most;
    }

    // Of memory, the first process has a limit of its own (limits.h), except under
    // AddressSanitizer.
    [[nodiscard]] bool is_watching() const { return watches_memory() || watches_disk(); }
    [[nodiscard]] bool watches_memory() const {
#ifdef __SANITIZE_ADDRESS__
        return m_limits.memory_mib != 0;
#else
        return m_limits.memory_mib != 0 && (m_has_started || !m_listener);
#endif
    }
    [[nodiscard]] bool watches_disk() const {
        return m_limits.scratch_mib != 0 && !m_limits.scratch.empty();
    }

    void watch() {
        if (Clock::now() - m_watched_at < std::chrono::milliseconds(kWatchMilliseconds)) return;
        if (watches_memory() && is_over_memory()) m_report.cause = wire::EndCause::Memory;
        if (watches_disk() && Scratch::size_bytes(m_limits.scratch) > m_limits.scratch_mib << 20) {
            m_report.cause = wire::EndCause::Disk;
        }
        m_watched_at = Clock::now();
        if (m_report.cause != wire::EndCause::None) finish();
    }

    [[nodiscard]] bool is_over_memory() const {
        const std::vector<Task> tasks = watched();
        return total(tasks, private_bytes) > m_limits.memory_mib << 20 &&
               total(tasks, private_bytes_divided) > m_limits.memory_mib << 20;
    }

    [[nodiscard]] std::vector<Task> watched() const {
        const pid_t own = own_number();
        std::vector<Task> tasks = tasks_below(own);
#ifndef __SANITIZE_ADDRESS__
        // Where /proc has other numbers than we have, the run is the oldest of our children.
        const bool has_our_numbers = own == ::getpid();
        const auto first = std::find_if(tasks.begin(), tasks.end(), [&](const Task& task) {
            return has_our_numbers ? task.process == m_run : task.parent == own;
        });
        if (first != tasks.end()) tasks.erase(first);
#endif
        return tasks;
    }

    static std::uint64_t total(const std::vector<Task>& tasks, std::uint64_t (*bytes)(pid_t)) {
        std::uint64_t sum = 0;
        for (const Task& task : tasks) sum += bytes(task.process);
        return sum;
    }

    pid_t m_run;
    KeeperLinks m_links;
    KeeperLimits m_limits;
    wire::Descriptor m_children, m_listener;
    Report m_report;
    std::uint64_t m_output_bytes = 0;
    std::uint32_t m_known = 1;
    std::uint32_t m_refused = 0;
    bool m_has_started = false;
    bool m_is_alone = false;
    Clock::time_point m_counted_at, m_watched_at;
};

}  // namespace

void keep(pid_t run, KeeperLinks links, KeeperLimits limits) {
    Keeper(run, std::move(links), std::move(limits)).loop();
}

bool hand_over(int questions, int listener) {
    char byte = 0;
    iovec piece{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof listener);
    std::memcpy(CMSG_DATA(rights), &listener, sizeof listener);
    return ::sendmsg(questions, &header, MSG_NOSIGNAL) == 1;
}

}  // namespace viv::worker
