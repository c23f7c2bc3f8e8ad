// What is left running on this machine, as /proc shows it: for tests of what a run leaves behind.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace viv::test {

inline std::string text_of_process(const std::filesystem::path& process, const char* name) {
    std::ifstream file(process / name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// How many processes have been started with these words, with spaces between, in their command
// line.
inline int processes_with(const std::string& words) {
    int found = 0;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", failure)) {
        std::string line = text_of_process(entry.path(), "cmdline");
        for (char& letter : line) {
            if (letter == '\0') letter = ' ';
        }
        if (line.find(words) != std::string::npos) ++found;
    }
    return found;
}

// Children of the process, their children, and so on, in whatever namespace they are.
inline int processes_below(int process) {
    std::vector<std::pair<int, int>> all;  // number, parent
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", failure)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const std::string text = text_of_process(entry.path(), "stat");
        const std::size_t after = text.rfind(')');
        if (after == std::string::npos) continue;
        std::istringstream rest(text.substr(after + 1));
        char state = 0;
        int parent = 0;
        rest >> state >> parent;
        all.emplace_back(std::stoi(name), parent);
    }
    int found = 0;
    std::vector<int> parents{process};
    while (!parents.empty()) {
        const int parent = parents.back();
        parents.pop_back();
        for (const auto& [number, its_parent] : all) {
            if (its_parent != parent) continue;
            ++found;
            parents.push_back(number);
        }
    }
    return found;
}

}  // namespace viv::test
