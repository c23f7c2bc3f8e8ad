// Where workers are: beside the program that runs, or in the folder that VIVARIUM_WORKERS names.
#include <unistd.h>
#include <algorithm>
#include <cstdlib>

#include "app/session/sitting.h"

namespace viv::session {

namespace {

constexpr std::string_view kPrefix = "vivarium-worker-";

std::vector<std::filesystem::path> worker_folders() {
    std::vector<std::filesystem::path> folders;
    if (const char* named = std::getenv("VIVARIUM_WORKERS")) folders.emplace_back(named);
    std::error_code failure;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
    if (!failure) folders.push_back(program.parent_path());
    return folders;
}

}  // namespace

std::vector<std::pair<std::string, std::filesystem::path>> list_workers() {
    std::vector<std::pair<std::string, std::filesystem::path>> workers;
    for (const auto& folder : worker_folders()) {
        std::error_code failure;
        for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
            const std::string name = entry.path().filename();
            if (name.rfind(kPrefix, 0) != 0 || ::access(entry.path().c_str(), X_OK) != 0) continue;
            const std::string version = name.substr(kPrefix.size());
            const bool is_known = std::any_of(workers.begin(), workers.end(), [&](const auto& one) {
                return one.first == version;
            });
            if (!is_known) workers.emplace_back(version, entry.path());
        }
    }
    std::sort(workers.begin(), workers.end());
    return workers;
}

Result<std::filesystem::path> find_worker(std::string_view python_version) {
    const auto workers = list_workers();
    for (const auto& [version, path] : workers) {
        if (python_version.empty() || version == python_version) return path;
    }
    const std::string wanted =
        std::string(kPrefix) + (python_version.empty() ? "<version>" : std::string(python_version));
    std::string looked_in;
    for (const auto& folder : worker_folders()) {
        looked_in += (looked_in.empty() ? "" : " and ") + folder.string();
    }
    return error("no " + wanted + " in " + looked_in, "build it: ./dev build");
}

}  // namespace viv::session
