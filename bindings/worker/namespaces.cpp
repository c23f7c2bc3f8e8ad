// See namespaces.h. Straight system calls: C's allocator has to stay as the snippet expects it.
#include "bindings/worker/namespaces.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "bindings/worker/kernel.h"
#include "bindings/worker/places.h"

namespace viv::worker {

namespace {

bool write_text(const char* path, const char* text) {
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    const auto size = static_cast<ssize_t>(std::strlen(text));
    const bool is_written = ::syscall(SYS_write, file, text, size) == size;
    ::close(file);
    return is_written;
}

// The same number within as outside: the snippet sees its own files as its own.
bool map_user(const Kernel& kernel) {
    char users[64], groups[64];
    std::snprintf(users, sizeof users, "%u %u 1", kernel.user_id, kernel.user_id);
    std::snprintf(groups, sizeof groups, "%u %u 1", kernel.group_id, kernel.group_id);
    return write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/uid_map", users) &&
           write_text("/proc/self/gid_map", groups);
}

bool raise_loopback() {
    const int any = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (any < 0) return false;
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = IFF_UP;
    const bool is_up = ::ioctl(any, SIOCSIFFLAGS, &request) == 0;
    ::close(any);
    return is_up;
}

// Every folder on the way to it.
void make_folders(const std::string& path) {
    for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1)) {
        ::mkdir(path.substr(0, at).c_str(), 0755);
    }
}

// An empty folder or file to mount another one on.
bool make_target(const std::string& path, bool is_folder) {
    for (const bool is_again : {false, true}) {
        if (is_again) make_folders(path);
        if (is_folder) {
            if (::mkdir(path.c_str(), 0755) == 0 || errno == EEXIST) return true;
            continue;
        }
        const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
        if (file >= 0) ::close(file);
        if (file >= 0) return true;
    }
    return false;
}

bool bind(const std::string& root, const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return true;  // not here: nothing to be seen
    const std::string target = root + path;
    struct stat there {};
    const bool is_there = ::stat(target.c_str(), &there) == 0;
    return (is_there || make_target(target, S_ISDIR(status.st_mode))) &&
           ::mount(path.c_str(), target.c_str(), nullptr, MS_BIND | MS_REC, nullptr) == 0;
}

bool mount_memory(const std::string& target, std::uint64_t mib) {
    make_folders(target);
    ::mkdir(target.c_str(), 0700);
    char options[64];
    std::snprintf(options, sizeof options, "mode=0700,nr_inodes=65536,size=%lum",
                  static_cast<unsigned long>(mib));
    return ::mount("tmpfs", target.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options) == 0;
}

// mount_setattr() has no wrapper in Debian 12's libc, and not all its constants in the headers.
bool make_read_only(const std::string& root) {
    struct {
        std::uint64_t set, clear, propagation, namespace_fd;
    } attributes{0x1 | 0x2, 0, 0, 0};  // MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID
    constexpr long kMountSetAttributes = 442;
    constexpr unsigned kRecursive = 0x8000;  // AT_RECURSIVE
    return ::syscall(kMountSetAttributes, AT_FDCWD, root.c_str(), kRecursive, &attributes,
                     sizeof attributes) == 0;
}

// /bin and the like are links into /usr.
void copy_links(const std::string& root) {
    for (const char* path : {"/bin", "/sbin", "/lib", "/lib64"}) {
        char target[256];
        const ssize_t size = ::readlink(path, target, sizeof target - 1);
        if (size <= 0) continue;
        target[size] = '\0';
        [[maybe_unused]] const int made = ::symlink(target, (root + path).c_str());
    }
    make_folders(root + "/dev/");
    for (const auto& [target, name] : {std::pair{"/proc/self/fd", "/dev/fd"},
                                       {"/proc/self/fd/0", "/dev/stdin"},
                                       {"/proc/self/fd/1", "/dev/stdout"},
                                       {"/proc/self/fd/2", "/dev/stderr"}}) {
        [[maybe_unused]] const int made = ::symlink(target, (root + name).c_str());
    }
}

}  // namespace

pid_t clone_process(int namespace_flags) {
    if (namespace_flags == 0) return ::fork();
    return static_cast<pid_t>(::syscall(SYS_clone, namespace_flags | SIGCHLD, 0, 0, 0, 0));
}

bool enter_namespaces(const Kernel& kernel) {
    if (kernel.user && !map_user(kernel)) return false;
    if (kernel.network && !raise_loopback()) return false;
    return !kernel.mount || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

bool enter_own_root(const Places& places, const std::string& mount_point,
                    std::uint64_t scratch_mib) {
    const std::string& root = mount_point;
    if (::mount("tmpfs", root.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m") != 0) {
        return false;
    }
    copy_links(root);
    for (const Place& place : places.places) {
        if (!bind(root, place.path)) return false;
    }
    const std::string processes = root + "/proc";
    ::mkdir(processes.c_str(), 0755);
    ::mkdir((root + "/tmp").c_str(), 0755);
    make_folders(root + "/dev/shm/");
    make_folders(root + places.scratch + "/");
    if (::mount("proc", processes.c_str(), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY,
                nullptr) != 0) {
        return false;
    }
    if (!make_read_only(root)) return false;
    for (const Place& place : places.places) {
        // Once more, over what was made read-only.
        if (place.is_writable && !bind(root, place.path)) return false;
    }
    if (!mount_memory(root + "/dev/shm", scratch_mib)) return false;
    if (!places.scratch.empty() && !mount_memory(root + places.scratch, scratch_mib)) return false;
    // The old root ends up above the new one, and is taken away.
    return ::chdir(root.c_str()) == 0 && ::syscall(SYS_pivot_root, ".", ".") == 0 &&
           ::umount2(".", MNT_DETACH) == 0 && ::chdir("/") == 0;
}

}  // namespace viv::worker
