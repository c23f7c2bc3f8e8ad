// See syscalls.h; the lists themselves are in syscall_names.cpp.
#include "bindings/worker/syscalls.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>

#include "bindings/base/assert.h"
#include "bindings/worker/kernel.h"
#include "bindings/worker/syscall_names.h"

namespace viv::worker {

namespace {

constexpr std::uint32_t kAllow = SCMP_ACT_ALLOW;
constexpr std::uint32_t kRefuse = SCMP_ACT_ERRNO(EPERM);
constexpr std::uint32_t kMissing = SCMP_ACT_ERRNO(ENOSYS);

// clone() with one of these makes a namespace.
constexpr std::uint64_t kNamespaces[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                         CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};

class Filter {
public:
    explicit Filter(std::uint32_t otherwise) : m_context(::seccomp_init(otherwise)) {
        VIV_ASSERT(m_context != nullptr, "libseccomp has no memory");
        // Calls by another architecture's numbers aren't there.
        ::seccomp_attr_set(m_context, SCMP_FLTATR_ACT_BADARCH, kMissing);
        ::seccomp_attr_set(m_context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    }
    ~Filter() { ::seccomp_release(m_context); }
    Filter(const Filter&) = delete;

    // A call that this version of libseccomp doesn't know goes the way of all that isn't listed.
    template <class... Conditions>
    void rule(std::uint32_t action, const char* name, Conditions... conditions) {
        const int number = ::seccomp_syscall_resolve_name(name);
        if (number == __NR_SCMP_ERROR) return;
        ::seccomp_rule_add(m_context, action, number, sizeof...(conditions), conditions...);
    }

    std::vector<sock_filter> program() {
        std::vector<sock_filter> instructions;
        const int file = ::memfd_create("vivarium-filter", MFD_CLOEXEC);
        if (file >= 0 && ::seccomp_export_bpf(m_context, file) == 0) {
            struct stat status {};
            ::fstat(file, &status);
            instructions.resize(static_cast<std::size_t>(status.st_size) / sizeof(sock_filter));
            if (::pread(file, instructions.data(), instructions.size() * sizeof(sock_filter), 0) !=
                status.st_size) {
                instructions.clear();
            }
        }
        if (file >= 0) ::close(file);
        return instructions;
    }

private:
    scmp_filter_ctx m_context;
};

void count_processes(Filter& filter) {
    filter.rule(SCMP_ACT_NOTIFY, "fork");
    filter.rule(SCMP_ACT_NOTIFY, "vfork");
}

void add_processes(Filter& filter) {
    count_processes(filter);
    std::uint64_t all = 0;
    for (const std::uint64_t flag : kNamespaces) {
        all |= flag;
        filter.rule(kRefuse, "clone", SCMP_A0_64(SCMP_CMP_MASKED_EQ, flag, flag));
    }
    filter.rule(SCMP_ACT_NOTIFY, "clone", SCMP_A0_64(SCMP_CMP_MASKED_EQ, all, 0));
    // clone3() has its flags in memory, where no filter looks: libc falls back to clone().
    filter.rule(kMissing, "clone3");
}

void add_sockets(Filter& filter, const Kernel& kernel) {
    const auto families = [&](const char* call, std::uint64_t family, bool is_allowed) {
        filter.rule(is_allowed ? kAllow : kRefuse, call, SCMP_A0_64(SCMP_CMP_EQ, family));
    };
    constexpr std::uint64_t kLast = AF_INET6;
    for (std::uint64_t family = 0; family <= kLast; ++family) {
        const bool is_network = family == AF_INET || family == AF_INET6;
        // Sockets in the file system are not Landlock's business: where your files are in reach, so
        // would be your desktop's services.
        const bool is_local = family == AF_UNIX && kernel.mount;
        families("socket", family, (is_network && kernel.network) || is_local);
        families("socketpair", family, family == AF_UNIX);
    }
    filter.rule(kRefuse, "socket", SCMP_A0_64(SCMP_CMP_GT, kLast));
    filter.rule(kRefuse, "socketpair", SCMP_A0_64(SCMP_CMP_GT, kLast));
}

constexpr const char* kSignalCalls[] = {
    "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open"};

// A filter of its own, because libseccomp can't say "anything but these" in one.
std::vector<sock_filter> no_signals_to(std::initializer_list<pid_t> untouchable) {
    Filter filter(kAllow);
    const auto refuse = [&](pid_t target) {
        for (const char* call : kSignalCalls) {
            filter.rule(kRefuse, call, SCMP_A0_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(target)));
        }
    };
    refuse(-1);  // everybody
    for (const pid_t process : untouchable) {
        refuse(process);
        refuse(-process);
    }
    return filter.program();
}

std::vector<sock_filter> confined(const Kernel& kernel) {
    Filter filter(kMissing);
    for (const char* name : allowed_calls()) filter.rule(kAllow, name);
    for (const char* name : refused_calls()) filter.rule(kRefuse, name);
    // Where your files are in reach, they must not be reached in ways that Landlock doesn't look
    // at.
    const bool is_cut_guarded = kernel.mount || kernel.landlock_abi >= 3;
    for (const char* name : calls_by_path()) filter.rule(kernel.mount ? kAllow : kRefuse, name);
    for (const char* name : truncating_calls())
        filter.rule(is_cut_guarded ? kAllow : kRefuse, name);
    add_processes(filter);
    add_sockets(filter, kernel);
    for (const char* name : kSignalCalls) filter.rule(kAllow, name);
    filter.rule(kAllow, "pidfd_send_signal");
    // Which execution domain am I in? But no other one.
    filter.rule(kAllow, "personality", SCMP_A0_32(SCMP_CMP_EQ, 0xffffffff));
    filter.rule(kRefuse, "personality", SCMP_A0_32(SCMP_CMP_NE, 0xffffffff));
    // Typing into a terminal that it was given.
    filter.rule(kRefuse, "ioctl", SCMP_A1_32(SCMP_CMP_EQ, TIOCSTI));
    filter.rule(kAllow, "ioctl", SCMP_A1_32(SCMP_CMP_NE, TIOCSTI));
    return filter.program();
}

std::vector<sock_filter> counted() {
    Filter filter(kAllow);
    count_processes(filter);
    filter.rule(SCMP_ACT_NOTIFY, "clone");
    filter.rule(SCMP_ACT_NOTIFY, "clone3");
    return filter.program();
}

// Its size, then the instructions.
bool put(int file, const std::vector<sock_filter>& filter) {
    const std::uint64_t count = filter.size();
    const std::size_t size = count * sizeof(sock_filter);
    return ::write(file, &count, sizeof count) == static_cast<ssize_t>(sizeof count) &&
           ::write(file, filter.data(), size) == static_cast<ssize_t>(size);
}
std::vector<sock_filter> get(int file, off_t& at) {
    std::uint64_t count = 0;
    if (::pread(file, &count, sizeof count, at) != static_cast<ssize_t>(sizeof count)) return {};
    at += static_cast<off_t>(sizeof count);
    std::vector<sock_filter> filter(count);
    const std::size_t size = count * sizeof(sock_filter);
    if (::pread(file, filter.data(), size, at) != static_cast<ssize_t>(size)) return {};
    at += static_cast<off_t>(size);
    return filter;
}

}  // namespace

bool has_seccomp() {
    const std::uint32_t action = SECCOMP_RET_USER_NOTIF;
    seccomp_notif_sizes sizes{};
    return ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0 &&
           ::syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) == 0;
}

// libseccomp works in a process of its own: what it takes from C's allocator and gives back would
// change where the objects of snippets lie.
Filters::Filters(const Kernel& kernel, std::initializer_list<pid_t> untouchable) {
    if (!kernel.seccomp) return;
    std::vector<sock_filter>* const filters[] = {&m_confined, &m_counted, &m_signals};
    const int file = ::memfd_create("vivarium-filters", MFD_CLOEXEC);
    const pid_t child = ::fork();
    if (child == 0) {
        // In a namespace of its own a run can't name what is outside.
        const std::vector<sock_filter> made[] = {
            confined(kernel), counted(),
            kernel.process ? std::vector<sock_filter>() : no_signals_to(untouchable)};
        bool is_fine = true;
        for (const std::vector<sock_filter>& filter : made) is_fine = put(file, filter) && is_fine;
        ::_exit(is_fine ? 0 : 1);
    }
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    off_t at = 0;
    for (std::vector<sock_filter>* filter : filters) *filter = get(file, at);
    if (file >= 0) ::close(file);
}

Filters::~Filters() = default;

int Filters::apply(Which which) const {
    const auto put = [](const std::vector<sock_filter>& filter, unsigned flags) {
        const sock_fprog program{static_cast<unsigned short>(filter.size()),
                                 const_cast<sock_filter*>(filter.data())};
        return static_cast<int>(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program));
    };
    const std::vector<sock_filter>& filter = which == Which::Confined ? m_confined : m_counted;
    if (filter.empty()) return -1;
    const unsigned flags = SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    if (!m_signals.empty() && put(m_signals, flags) != 0) return -1;
    // A signal doesn't take a question back that the keeper has read (from 5.19 on).
    constexpr unsigned kWaitKillable = 1U << 5;
    const unsigned listening = flags | SECCOMP_FILTER_FLAG_NEW_LISTENER;
    const int listener = put(filter, listening | kWaitKillable);
    return listener >= 0 || errno != EINVAL ? listener : put(filter, listening);
}

}  // namespace viv::worker
