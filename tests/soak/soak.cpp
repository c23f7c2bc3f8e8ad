// Sits a random learner down again and again, and holds what the program has after each sitting
// against what it had after the first ones: memory in use, descriptors, processes, files.
//
// soak [--seconds N] [--seed N] [--acts N]. The time says how many sittings there are; what they
// are like comes from the seed.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "tests/soak/learner.h"

namespace viv::test {

namespace {

struct Options {
    double seconds = 120;
    std::uint64_t seed = 1;
    int acts = 150;
};
Options g_options;
double g_slowest_ms = 0;
std::string g_slowest_act;

// What is filled once and kept: fonts, locales, what libraries remember.
constexpr int kWarmUpSittings = 3;
// The heap's own bookkeeping moves by as much; a leak grows past it sitting by sitting.
constexpr std::size_t kSlackBytes = 256 << 10;

std::size_t entries_of(const std::filesystem::path& folder, std::string_view prefix) {
    std::size_t count = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().filename().string().starts_with(prefix)) ++count;
    }
    return count;
}

// All processes that descend from this one.
std::size_t descendants() {
    std::multimap<long, long> children;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const long process = std::atol(entry.path().filename().c_str());
        std::ifstream file(entry.path() / "stat");
        std::string stat;
        if (process == 0 || !std::getline(file, stat)) continue;
        // Behind the name, which may hold anything: state, parent.
        const std::size_t name_end = stat.rfind(')');
        if (name_end == std::string::npos || name_end + 4 >= stat.size()) continue;
        children.emplace(std::atol(stat.c_str() + name_end + 4), process);
    }
    std::vector<long> found{::getpid()};
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto [begin, end] = children.equal_range(found[i]);
        for (auto child = begin; child != end; ++child) found.push_back(child->second);
    }
    return found.size() - 1;
}

struct Standing {
    std::size_t memory_bytes = 0;
    std::size_t descriptors = 0;
    std::size_t processes = 0;
    std::size_t files = 0;
};

Standing standing() {
    ::malloc_trim(0);
    const struct mallinfo2 info = ::mallinfo2();
    return {info.uordblks + info.hblkhd, entries_of("/proc/self/fd", ""), descendants(),
            entries_of(std::filesystem::temp_directory_path(), "vivarium-")};
}

std::string last_acts(const Learner& learner) {
    std::string text;
    for (const std::string& act : learner.acts()) text += "\n  " + act;
    return text;
}

// Returns how many processes there are while nothing runs.
std::size_t sit(std::uint64_t seed) {
    PlayerOptions options;
    options.target.lesson = "mutable-defaults";
    options.desk.lessons = std::filesystem::path(VIVARIUM_SOURCE_DIR) / "lessons";
    options.desk.worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    Player player(options);
    player.wait_until_idle();
    Learner learner(player, seed);
    for (int i = 0; i < g_options.acts; ++i) {
        INFO("after:", last_acts(learner));
        learner.act();
        const shell::FrameTimes& times = player.frame_times();
        if (times.last_cpu_ms() > g_slowest_ms) {
            g_slowest_ms = times.last_cpu_ms();
            g_slowest_act = fmt::format("{} (seed {})", learner.acts().back(), seed);
        }
        REQUIRE(player.sitting().state() != session::RunState::NoWorker);
    }
    learner.rest();
    INFO("after:", last_acts(learner));
    // Whatever has happened: the next run works.
    player.sitting().post(session::RunSnippet{"print(6 * 7)\n", {}});
    player.wait_until_idle();
    REQUIRE(player.recording().end().has_value());
    CHECK(player.recording().end()->status == RunStatus::Finished);
    return descendants();
}

}  // namespace

TEST_CASE("a learner who does anything leaves nothing behind") {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                          std::chrono::duration<double>(g_options.seconds));
    Standing before;
    std::size_t processes = 0, most_bytes = 0;
    int sittings = 0;
    for (; sittings <= kWarmUpSittings || Clock::now() < until; ++sittings) {
        const std::uint64_t seed = g_options.seed + static_cast<std::uint64_t>(sittings);
        INFO("seed ", seed);
        const std::size_t there = sit(seed);
        const Standing now = standing();
        if (sittings < kWarmUpSittings) {
            before = now;
            processes = there;
            continue;
        }
        CHECK(there == processes);
        CHECK(now.descriptors == before.descriptors);
        CHECK(now.processes == before.processes);
        CHECK(now.files == before.files);
        CHECK(now.memory_bytes < before.memory_bytes + kSlackBytes);
        most_bytes = std::max(most_bytes, now.memory_bytes);
    }
    fmt::print(
        "soak: {} sittings of {} acts; {} bytes in use after the first {}, at most {} later; "
        "{} descriptors\n",
        sittings, g_options.acts, before.memory_bytes, kWarmUpSittings, most_bytes,
        before.descriptors);
    fmt::print("slowest frame: {:.1f} ms of processor time, at: {}\n", g_slowest_ms, g_slowest_act);
}

}  // namespace viv::test

int main(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const char* value = argv[i + 1];
        if (std::strcmp(argv[i], "--seconds") == 0) viv::test::g_options.seconds = std::atof(value);
        if (std::strcmp(argv[i], "--seed") == 0) {
            viv::test::g_options.seed = std::strtoull(value, nullptr, 10);
        }
        if (std::strcmp(argv[i], "--acts") == 0) viv::test::g_options.acts = std::atoi(value);
    }
    // Of its own, so that what others leave there isn't counted.
    std::string folder = std::filesystem::temp_directory_path() / "soak-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) return 2;
    ::setenv("TMPDIR", folder.c_str(), 1);
    const int result = doctest::Context().run();
    std::filesystem::remove_all(folder);
    return result;
}
