// See kernel.h.
#include "bindings/worker/kernel.h"

#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include "bindings/worker/landlock.h"
#include "bindings/worker/namespaces.h"
#include "bindings/worker/places.h"
#include "bindings/worker/syscalls.h"

namespace viv::worker {

namespace {

bool is_left_out(std::string_view name) {
    const char* listed = std::getenv("VIVARIUM_WITHOUT");
    std::string_view rest = listed == nullptr ? "" : listed;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (rest.substr(0, comma) == name) return true;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

// Can a process be made with these namespaces, and set them up?
bool works(const Kernel& wanted, const std::string& mount_point) {
    const pid_t child = clone_process(wanted.clone_flags());
    if (child < 0) return false;
    if (child == 0) {
        Places places;
        places.scratch = "/scratch";
        const bool is_in =
            enter_namespaces(wanted) && (!wanted.mount || enter_own_root(places, mount_point, 1));
        ::_exit(is_in ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// All of them if the kernel lets us, else as many as it does. A namespace of users is what lets
// somebody without rights have the others; root may have them without.
Kernel try_namespaces(const std::string& mount_point) {
    const unsigned user_id = ::geteuid(), group_id = ::getegid();
    const bool may_user = !is_left_out("user");
    const bool may_process = !is_left_out("process");
    const bool may_network = !is_left_out("network");
    const bool may_mount = !is_left_out("mount");
    for (const bool user : {true, false}) {
        for (const auto& [network, mount] :
             {std::pair{true, true}, {false, true}, {true, false}, {false, false}}) {
            Kernel kernel;
            kernel.user = user;
            kernel.process = true;
            kernel.network = network;
            kernel.mount = mount;
            kernel.user_id = user_id;
            kernel.group_id = group_id;
            const bool is_allowed = (may_user || !user) && may_process &&
                                    (may_network || !network) && (may_mount || !mount);
            if (is_allowed && works(kernel, mount_point)) return kernel;
        }
    }
    return {};
}

int landlock_of_kernel() {
    if (is_left_out("landlock")) return 0;
    const int abi = landlock_abi();
    const char* pretended = std::getenv("VIVARIUM_LANDLOCK_ABI");
    return pretended == nullptr ? abi : std::min(abi, std::atoi(pretended));
}

wire::Mean landlock_words(const Kernel& kernel) {
    if (kernel.landlock_abi == 0) {
        return {"Landlock", false,
                kernel.mount ? "files are guarded by the run's own root alone"
                             : "files are guarded by their permissions alone: a snippet can read "
                               "and write what you can"};
    }
    std::string words = "ABI " + std::to_string(kernel.landlock_abi) +
                        ": a snippet reads the standard library and its scratch folder, and writes "
                        "to the latter";
    if (kernel.landlock_abi < 3 && !kernel.mount && !kernel.seccomp) {
        words += "; but any file of yours can be truncated";
    }
    if (kernel.landlock_abi < 6 && !kernel.process) {
        words += "; signals to your other processes are not guarded";
    }
    return {"Landlock", true, words};
}

}  // namespace

int Kernel::clone_flags() const {
    int flags = 0;
    if (user) flags |= CLONE_NEWUSER;
    if (process) flags |= CLONE_NEWPID | CLONE_NEWIPC;
    if (network) flags |= CLONE_NEWNET;
    if (mount) flags |= CLONE_NEWNS;
    return flags;
}

Kernel try_kernel(const std::string& mount_point) {
    Kernel kernel = try_namespaces(mount_point);
    kernel.landlock_abi = landlock_of_kernel();
    kernel.seccomp = !is_left_out("seccomp") && has_seccomp();
    return kernel;
}

std::vector<wire::Mean> means_of(const Kernel& kernel) {
    std::vector<wire::Mean> means;
    const auto tell = [&](const char* name, bool is_given, const char* given, const char* missing) {
        means.push_back({name, is_given, is_given ? given : missing});
    };
    tell("process namespace", kernel.process,
         "whatever a run starts ends with it, and it sees no process but its own",
         "a run's processes are searched for and killed one by one; it can see your others");
    tell("user namespace", kernel.user, "a run has no rights, whoever started it",
         ::geteuid() == 0 ? "a run is root's, with all rights dropped"
                          : "a run is yours, with your permissions");
    tell(
        "mount namespace", kernel.mount,
        "a run has a root of its own: your files are not there at all",
        "a run sees that files exist which it may not open; it can change no permissions or times, "
        "and sockets in the file system are closed to it");
    tell("network namespace", kernel.network,
         "a run has a loopback of its own and no other network",
         kernel.seccomp ? "a run has no network at all, not even loopback"
                        : "a run can use the network");
    means.push_back(landlock_words(kernel));
    tell("seccomp", kernel.seccomp,
         "system calls that a program doesn't need are refused; processes and threads are counted",
         "all system calls are open to a run, and only your own limit bounds its processes");
    return means;
}

}  // namespace viv::worker
