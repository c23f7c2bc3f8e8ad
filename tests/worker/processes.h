// What is left running on this machine, as /proc shows it: for tests of what a run leaves behind.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
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
inline std::vector<int> processes_below(int process) {
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
    std::vector<int> found;
    std::vector<int> parents{process};
    while (!parents.empty()) {
        const int parent = parents.back();
        parents.pop_back();
        for (const auto& [number, its_parent] : all) {
            if (its_parent != parent) continue;
            found.push_back(number);
            parents.push_back(number);
        }
    }
    return found;
}

// How many of them are there and no zombies.
inline std::size_t count_alive(const std::vector<int>& processes) {
    std::size_t alive = 0;
    for (const int process : processes) {
        const std::string text = text_of_process("/proc/" + std::to_string(process), "stat");
        const std::size_t after = text.rfind(')');
        if (after != std::string::npos && text.size() > after + 2 && text[after + 2] != 'Z')
            ++alive;
    }
    return alive;
}

// Waits until `count()` is at most `most`; gives what it was last. Not judged by a clock: it gives
// up only when nobody would wait any longer.
template <class Count>
std::size_t wait_until_at_most(std::size_t most, Count count) {
    constexpr int kTurns = 1000;
    std::size_t last = count();
    for (int turn = 0; turn < kTurns && last > most; ++turn) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        last = count();
    }
    return last;
}

}  // namespace viv::test
