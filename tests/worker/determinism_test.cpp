// The same snippet with the same input makes the same recording, byte for byte, but for how long it
// took: in one worker, and from one worker to the next where the kernel lets addresses be fixed.
#include <sys/personality.h>
#include <algorithm>
#include <filesystem>

#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

constexpr std::size_t kPrograms = 50;
constexpr std::string_view kMovingParts[] = {"thread", "time", "random", "asyncio", "concurrent"};

// The first of the corpus that don't depend on who runs when, or on what time it is.
std::vector<std::filesystem::path> programs() {
    std::vector<std::filesystem::path> found;
    const auto folder = std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests/corpus/programs";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".py") continue;
        auto text = read_file(entry.path());
        REQUIRE(text.ok());
        const bool is_plain = std::none_of(
            std::begin(kMovingParts), std::end(kMovingParts),
            [&](std::string_view part) { return text->find(part) != std::string::npos; });
        if (is_plain) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    if (found.size() > kPrograms) found.resize(kPrograms);
    return found;
}

// What a recording says without the end, which has the time in it; and the end without the time.
struct Said {
    std::string bytes;
    std::string end;
};

Said said(const wire::Recording& recording) {
    const RunEnd& end = *recording.end();
    // Its strings and numbers of at most ten bytes each, with kinds and checksum.
    const std::size_t end_size = end.message.size() + end.signal.size() + 100;
    const std::string_view bytes = recording.bytes();
    return {std::string(bytes.substr(0, bytes.size() - std::min(end_size, bytes.size()))),
            status_name(end.status) + end.message + std::to_string(end.exit_code)};
}

}  // namespace

TEST_CASE("fifty programs make the same recordings when they run again") {
    Recorder first, second;
    // What an earlier worker was allowed, the next one is; and this process may ask as they do.
    const int now = ::personality(0xffffffff);
    [[maybe_unused]] const bool are_fixed =
        now >= 0 && ::personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE) >= 0;
    if (now >= 0) ::personality(static_cast<unsigned long>(now));
    std::size_t compared = 0;
    for (const auto& path : programs()) {
        CAPTURE(path.filename().string());
        const std::string source = *read_file(path);
        session::RunOptions options;
        options.file_name = path.filename();

        const Said once = said(first.run(source, options));
        const Said again = said(first.run(source, options));
        const Said elsewhere = said(second.run(source, options));

        CHECK(once.end == again.end);
        CHECK(once.end == elsewhere.end);
        // AddressSanitizer gives memory out in an order of its own.
#ifndef __SANITIZE_ADDRESS__
        CHECK((once.bytes == again.bytes));
        if (are_fixed) CHECK((once.bytes == elsewhere.bytes));
#endif
        ++compared;
    }
    CHECK(compared == kPrograms);
}

TEST_CASE("the seed of hashes is another one where that is asked for") {
    const std::string source = "print(hash('vivarium'))\n";
    Recorder usual;
    const std::string hash = printed(usual.run(source));
    const Environment environment("VIVARIUM_HASH_SEED", "7");
    Recorder asked;
    CHECK(printed(asked.run(source)) != hash);
}

}  // namespace viv::test
