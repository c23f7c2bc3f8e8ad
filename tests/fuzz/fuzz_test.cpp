// The seeds of the fuzzer and what it once found, read by the same questions in every build, and
// some thousand changes to the seeds. VIV_UPDATE_GOLDEN=1 writes the seeds anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "bindings/base/file.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/format.h"
#include "bindings/wire/recording.h"
#include "tests/fuzz/ask_everything.h"
#include "tests/fuzz/made_seeds.h"
#include "tests/fuzz/mutate.h"

namespace viv::fuzz {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests/fuzz";

std::vector<std::filesystem::path> files_in(const std::string& name) {
    std::vector<std::filesystem::path> files;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder / name, missing)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string change_by_chance(std::string bytes, std::mt19937& random) {
    const std::size_t at = random() % (bytes.size() + 1);
    switch (random() % 4) {
        case 0:
            bytes.insert(at, 1 + random() % 4, static_cast<char>(random()));
            break;
        case 1:
            bytes.erase(at, 1 + random() % 8);
            break;
        case 2:
            bytes.resize(at);
            break;
        default:
            if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << random() % 8);
    }
    return bytes;
}

}  // namespace

TEST_CASE("the seeds open whole, and everything can be asked of them") {
    if (std::getenv("VIV_UPDATE_GOLDEN") != nullptr) {
        for (const auto& [name, bytes] : made_seeds()) {
            REQUIRE(write_file(kFolder / "seeds" / (name + ".viv"), bytes).ok());
        }
    }
    const auto seeds = files_in("seeds");
    REQUIRE(seeds.size() >= 3);
    for (const auto& path : seeds) {
        INFO(path.string());
        const auto bytes = read_file(path);
        REQUIRE(bytes.ok());
        CHECK(ask_everything(*bytes) > 0);
        const auto recording = wire::Recording::from_bytes(*bytes);
        REQUIRE(recording.ok());
        CHECK(!recording->damage());
    }
}

TEST_CASE("what the fuzzer once found does no harm any more") {
    for (const auto& path : files_in("findings")) {
        INFO(path.string());
        const auto bytes = read_file(path);
        REQUIRE(bytes.ok());
        ask_everything(*bytes);
    }
}

TEST_CASE("thousands of changes to the seeds do no harm, and many of them are read") {
    std::mt19937 random(5);
    std::size_t opened = 0, damaged = 0;
    std::vector<std::string> pool;
    for (const auto& path : files_in("seeds")) {
        const auto bytes = read_file(path);
        REQUIRE(bytes.ok());
        pool.push_back(*bytes);
    }
    for (int i = 0; i < 3000; ++i) {
        std::string bytes = pool[random() % pool.size()];
        for (std::uint32_t changes = 1 + random() % 3; changes > 0; --changes) {
            const std::uint64_t choice = std::uint64_t{random()} << 32 | random();
            bytes = mutate(bytes, choice, [&](std::string text) {
                return change_by_chance(std::move(text), random);
            });
        }
        opened += ask_everything(bytes) > 0 ? 1 : 0;
        const auto recording = wire::Recording::from_bytes(bytes);
        damaged += recording.ok() && recording->damage() ? 1 : 0;
    }
    CHECK(opened > 500);
    CHECK(damaged > 100);
}

TEST_CASE("a mutation leaves no wrong checksum behind") {
    const std::string bytes = made_seeds().front().second;
    CHECK(with_checksums(bytes) != "");
    std::string changed = bytes;
    changed[changed.size() - 1] = static_cast<char>(changed.back() ^ 1);
    const auto broken = wire::Recording::from_bytes(changed);
    REQUIRE(broken.ok());
    CHECK(broken->damage().has_value());
    const auto mended = wire::Recording::from_bytes(with_checksums(changed));
    REQUIRE(mended.ok());
    CHECK(!mended->damage().has_value());
}

}  // namespace viv::fuzz
