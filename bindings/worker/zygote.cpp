// See zygote.h.
#include "bindings/worker/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <vector>

#include "bindings/worker/namespaces.h"
#include "bindings/worker/run.h"
#include "bindings/worker/tasks.h"

namespace viv::worker {

namespace {

constexpr int kCannotStart = 70;
constexpr int kCannotConfine = 71;
constexpr std::size_t kAside = 3;  // among the descriptors of wire::RunSnippet

struct Pair {
    wire::Descriptor ours, theirs;
};
Pair make_pair(int type) {
    int pair[2] = {-1, -1};
    [[maybe_unused]] const int made = ::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair);
    return {wire::Descriptor(pair[0]), wire::Descriptor(pair[1])};
}

// Waits for the command that a keeper is for. Leaves with the zygote.
wire::Channel::Received wait_for_command(wire::Channel& commands) {
    std::vector<wire::Channel::Received> received;
    while (received.empty()) {
        pollfd wait{commands.descriptor(), POLLIN, 0};
        ::poll(&wait, 1, -1);
        const auto state = commands.receive(received);
        if (received.empty() && state == wire::Channel::State::Closed) ::_exit(0);
    }
    return std::move(received.front());
}

}  // namespace

Zygote::Zygote(wire::Channel channel, const Kernel& kernel, const Filters& filters, Scratch scratch)
    : m_channel(std::move(channel)),
      m_kernel(kernel),
      m_filters(filters),
      m_scratch(std::move(scratch)) {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, &m_before);
    m_children = wire::Descriptor(::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
}

int Zygote::loop() {
    while (true) {
        make_spare();
        std::vector<pollfd> waits{{m_channel.descriptor(), POLLIN, 0},
                                  {m_children.get(), POLLIN, 0}};
        for (const auto& [keeper, child] : m_running) {
            waits.push_back({child.status.get(), POLLIN, 0});
        }
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) break;
        const bool is_open = m_channel.receive(m_received) == wire::Channel::State::Open;
        for (const wire::Channel::Received& one : m_received) take(one);
        m_received.clear();
        for (auto& [keeper, child] : m_running) listen(child);
        reap();
        if (!is_open) break;
    }
    end_everything();
    return 0;
}

void Zygote::take(const wire::Channel::Received& received) {
    if (const auto* command = std::get_if<wire::RunSnippet>(&received.message)) {
        start(command->run, *command, received);
    } else if (const auto* other = std::get_if<wire::AnalyseExpressions>(&received.message)) {
        start(other->run, {}, received);
    }
}

void Zygote::start(std::uint32_t run, const wire::RunSnippet& options,
                   const wire::Channel::Received& received) {
    const Confinement confinement = confinement_of(m_kernel, options, m_scratch.mount_point());
    std::optional<Child> child;
    if (m_spare && confinement.is_usual) {
        child = std::exchange(m_spare, std::nullopt);
    } else {
        child = make_keeper(confinement);
    }
    std::vector<int> descriptors;
    for (const wire::Descriptor& one : received.descriptors) descriptors.push_back(one.get());
    if (!child || !child->commands.send(received.message, descriptors)) {
        wire::RunEnded ended;
        ended.run = run;
        ended.exit_code = kCannotStart;
        ended.cause = static_cast<std::uint32_t>(wire::EndCause::NotConfined);
        tell(ended);
        return;
    }
    child->run = run;
    child->commands.close();
    const pid_t keeper = child->keeper;
    m_running[keeper] = std::move(*child);
}

void Zygote::make_spare() {
    // Where the scratch folder is on disk, one is made for each run.
    if (m_spare || !m_kernel.mount) return;
    m_spare = make_keeper(confinement_of(m_kernel, {}, m_scratch.mount_point()));
}

std::optional<Zygote::Child> Zygote::make_keeper(const Confinement& wanted) {
    Confinement confinement = wanted;
    Child child;
    if (!confinement.kernel.mount) {
        child.scratch = m_scratch.make(++m_folders);
        confinement.places.scratch = child.scratch;
        if (child.scratch.empty()) return std::nullopt;
    }
    Pair status = make_pair(SOCK_SEQPACKET), commands = make_pair(SOCK_STREAM);
    if (!status.ours || !commands.ours) return std::nullopt;
    const int on = 1;
    ::setsockopt(status.ours.get(), SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    child.keeper = clone_process(confinement.kernel.clone_flags());
    if (child.keeper == 0) {
        status.ours = {};
        commands.ours = {};
        KeeperLinks links;
        links.status = std::move(status.theirs);
        become_keeper(confinement, std::move(links), wire::Channel(std::move(commands.theirs)));
    }
    if (child.keeper < 0) {
        if (!child.scratch.empty()) Scratch::remove(child.scratch);
        return std::nullopt;
    }
    child.status = std::move(status.ours);
    child.commands = wire::Channel(std::move(commands.ours));
    return child;
}

void Zygote::become_keeper(const Confinement& confinement, KeeperLinks links,
                           wire::Channel commands) {
    // Nothing but a kill reaches it; and it has a session of its own, so that no run gets into the
    // zygote's group.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    ::setsid();
    m_channel.close();
    m_children = {};
    m_received.clear();
    m_running.clear();
    m_spare.reset();
    m_scratch.forget();
    if (!confine_keeper(confinement)) ::_exit(kCannotConfine);
    KeeperLimits limits;
    limits.owns_namespace = confinement.kernel.process;
    // After the change of user, which would undo it. Without a namespace the keeper has to live on,
    // to end what it keeps: it sees for itself when the zygote is gone.
    if (limits.owns_namespace) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);

    wire::Channel::Received received = wait_for_command(commands);
    commands.close();
    if (const auto* command = std::get_if<wire::RunSnippet>(&received.message)) {
        limits.max_output_bytes = command->max_output_bytes;
        limits.max_processes = command->max_processes;
        limits.memory_mib = command->memory_mib;
        if (!confinement.kernel.mount) {
            limits.scratch = confinement.places.scratch;
            limits.scratch_mib = command->max_scratch_mib;
        }
        links.aside = std::move(received.descriptors[kAside]);
    }
    int output[2] = {-1, -1};
    Pair questions = make_pair(SOCK_STREAM);
    if (::pipe2(output, O_CLOEXEC) != 0 || !questions.ours) ::_exit(kCannotStart);
    links.output = wire::Descriptor(output[0]);
    wire::Descriptor writing(output[1]);
    links.questions = std::move(questions.ours);
    const pid_t run = ::fork();
    if (run == 0) {
        links.output = {};
        links.questions = {};
        links.aside = {};
        become_run(confinement, received, links.status.release(), questions.theirs.release(),
                   writing.release());
    }
    if (run < 0) ::_exit(kCannotStart);
    received.descriptors.clear();
    questions.theirs = {};
    writing = {};
    keep(run, std::move(links), std::move(limits));
}

void Zygote::become_run(const Confinement& confinement, wire::Channel::Received& received,
                        int status, int questions, int output) {
    ::setpgid(0, 0);
    wire::Descriptor statm(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
    int listener = -1;
    if (!confine_run(confinement, m_filters, listener)) ::_exit(kCannotConfine);
    // Dies with its keeper; after the change of rights, as above.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (listener >= 0 && !hand_over(questions, listener)) ::_exit(kCannotConfine);
    const Report begun;
    ::send(status, &begun, sizeof begun, MSG_NOSIGNAL);
    if (listener >= 0) ::close(listener);
    ::close(status);
    ::close(questions);
    ::dup2(output, 1);
    ::dup2(output, 2);
    ::close(output);
    sigprocmask(SIG_SETMASK, &m_before, nullptr);
    if (const auto* command = std::get_if<wire::RunSnippet>(&received.message)) {
        run(*command, std::move(received.descriptors), confinement.places.scratch,
            std::move(statm));
    } else if (const auto* other = std::get_if<wire::AnalyseExpressions>(&received.message)) {
        analyse(*other, std::move(received.descriptors));
    }
    ::_exit(kCannotStart);
}

// What came from the run or its keeper.
void Zygote::listen(Child& child) {
    while (child.status) {
        Report report;
        iovec piece{&report, sizeof report};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(ucred))] = {};
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        const ssize_t count = ::recvmsg(child.status.get(), &header, MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (count != sizeof report) {
            child.status = {};  // the keeper is gone
            return;
        }
        if (report.kind == Report::Kind::Ended) {
            child.report = report;
            child.has_ended = true;
            continue;
        }
        ucred sender{};
        const cmsghdr* credentials = CMSG_FIRSTHDR(&header);
        if (credentials == nullptr || credentials->cmsg_type != SCM_CREDENTIALS) continue;
        std::memcpy(&sender, CMSG_DATA(credentials), sizeof sender);
        child.has_begun = true;
        tell(wire::RunStarted{child.run, static_cast<std::uint32_t>(sender.pid),
                              static_cast<std::uint32_t>(child.keeper)});
    }
}

void Zygote::reap() {
    signalfd_siginfo ignored;
    while (::read(m_children.get(), &ignored, sizeof ignored) > 0) {
    }
    int status = 0;
    pid_t process = 0;
    while ((process = ::waitpid(-1, &status, WNOHANG)) > 0) {
        if (m_spare && m_spare->keeper == process) m_spare.reset();
        const auto found = m_running.find(process);
        if (found == m_running.end()) continue;  // an orphan that ended by itself
        Child child = std::move(found->second);
        m_running.erase(found);
        listen(child);
        if (!m_kernel.process) {
            // Whatever the run started and its keeper could not end: that is our child by now.
            std::vector<pid_t> keepers;
            for (const auto& [keeper, other] : m_running) keepers.push_back(keeper);
            end_all_below(keepers);
        }
        if (!child.scratch.empty()) Scratch::remove(child.scratch);
        tell_end(child, status);
    }
}

void Zygote::tell_end(const Child& child, int wait_status) {
    const int status = child.has_ended ? child.report.wait_status : wait_status;
    wire::RunEnded ended;
    ended.run = child.run;
    if (WIFSIGNALED(status)) ended.signal = static_cast<std::uint32_t>(WTERMSIG(status));
    if (WIFEXITED(status)) ended.exit_code = static_cast<std::uint32_t>(WEXITSTATUS(status));
    if (!child.has_begun && ended.signal == 0) {
        ended.cause = static_cast<std::uint32_t>(wire::EndCause::NotConfined);
    } else if (child.has_ended) {
        ended.cause = static_cast<std::uint32_t>(child.report.cause);
        ended.output_bytes = child.report.output_bytes;
        ended.refused_processes = child.report.refused_processes;
    }
    tell(ended);
}

void Zygote::end_everything() {
    m_spare.reset();
    if (m_kernel.process) {
        for (const auto& [keeper, child] : m_running) ::kill(keeper, SIGKILL);
    }
    end_all_below({});
    for (const auto& [keeper, child] : m_running) {
        if (!child.scratch.empty()) Scratch::remove(child.scratch);
    }
}

void Zygote::tell(const wire::Message& event) {
    // A window that is gone needs no answer: the loop ends by itself.
    [[maybe_unused]] const auto sent = m_channel.send(event);
}

}  // namespace viv::worker
