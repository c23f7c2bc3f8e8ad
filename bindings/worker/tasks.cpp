// See tasks.h.
#include "bindings/worker/tasks.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace viv::worker {

namespace {

// One that can't be killed, because the kernel is busy with it, isn't waited for for ever.
constexpr int kMostRounds = 1000;

// At most `size` - 1 bytes of the file, with a NUL behind; empty when it is gone.
template <std::size_t kSize>
bool read_file_of(pid_t process, const char* name, char (&text)[kSize]) {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/%s", process, name);
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const ssize_t count = ::read(file, text, kSize - 1);
    ::close(file);
    text[std::max<ssize_t>(count, 0)] = '\0';
    return count > 0;
}

bool read_task(pid_t process, Task& task) {
    char text[512];
    if (!read_file_of(process, "stat", text)) return false;
    // The name, in parentheses, may hold anything.
    const char* after = std::strrchr(text, ')');
    if (after == nullptr) return false;
    char state = 0;
    int parent = 0;
    unsigned threads = 0;
    const int found = std::sscanf(
        after + 1, " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %u", &state,
        &parent, &threads);
    if (found != 3) return false;
    task = {process, parent, state == 'Z' ? 1 : threads};
    return true;
}

std::vector<Task> all_tasks() {
    std::vector<Task> tasks;
    DIR* folder = ::opendir("/proc");
    if (folder == nullptr) return tasks;
    while (const dirent* entry = ::readdir(folder)) {
        const int process = std::atoi(entry->d_name);
        Task task;
        if (process > 0 && read_task(process, task)) tasks.push_back(task);
    }
    ::closedir(folder);
    return tasks;
}

std::vector<Task> select_below(const std::vector<Task>& tasks, pid_t top,
                               const std::vector<pid_t>& spared) {
    std::vector<Task> below;
    std::vector<pid_t> parents{top};
    while (!parents.empty()) {
        const pid_t parent = parents.back();
        parents.pop_back();
        for (const Task& task : tasks) {
            const bool is_spared =
                std::find(spared.begin(), spared.end(), task.process) != spared.end();
            if (task.parent != parent || task.process == top || is_spared) continue;
            below.push_back(task);
            parents.push_back(task.process);
        }
    }
    return below;
}

}  // namespace

pid_t own_number() {
    char text[32] = {};
    const ssize_t size = ::readlink("/proc/self", text, sizeof text - 1);
    return size > 0 ? std::atoi(text) : ::getpid();
}

std::vector<Task> tasks_below(pid_t process) {
    return select_below(all_tasks(), process, {});
}

std::uint64_t private_bytes(pid_t process) {
    char text[128];
    unsigned long resident = 0, shared = 0;
    if (!read_file_of(process, "statm", text)) return 0;
    if (std::sscanf(text, "%*u %lu %lu", &resident, &shared) != 2 || shared > resident) return 0;
    return (resident - shared) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t private_bytes_divided(pid_t process) {
    char text[4096];
    if (!read_file_of(process, "smaps_rollup", text)) return private_bytes(process);
    const char* line = std::strstr(text, "Pss_Anon:");
    unsigned long kilobytes = 0;
    if (line == nullptr || std::sscanf(line, "Pss_Anon: %lu", &kilobytes) != 1) {
        return private_bytes(process);
    }
    return std::uint64_t{kilobytes} << 10;
}

void end_all_below(const std::vector<pid_t>& spared) {
    for (int round = 0; round < kMostRounds; ++round) {
        const std::vector<Task> below = select_below(all_tasks(), ::getpid(), spared);
        if (below.empty()) return;
        // First all of them, so that none can be quicker than we are.
        for (const Task& task : below) ::kill(task.process, SIGSTOP);
        for (const Task& task : below) ::kill(task.process, SIGKILL);
        for (const Task& task : below) {
            // Children of ours only; the others become so when their parents are gone.
            if (task.parent == ::getpid()) ::waitpid(task.process, nullptr, 0);
        }
    }
}

}  // namespace viv::worker
