// The programs of the corpus: the kinds of things that learners write and interviews ask about.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace viv::test {

// All of them, by name, in order.
inline std::vector<std::filesystem::path> corpus() {
    std::vector<std::filesystem::path> programs;
    const auto folder =
        std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests" / "corpus" / "programs";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".py") programs.push_back(entry.path());
    }
    // Of what C code holds that calls back, less is named on later versions (events/held.h).
    if (std::string(VIVARIUM_TEST_PYTHON) == "3.11") {
        for (const auto& entry : std::filesystem::directory_iterator(folder / "first_311")) {
            if (entry.path().extension() == ".py") programs.push_back(entry.path());
        }
    }
    std::sort(programs.begin(), programs.end());
    REQUIRE(programs.size() >= 380);
    return programs;
}

}  // namespace viv::test
