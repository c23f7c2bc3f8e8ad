// Results, files and ids.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "bindings/base/file.h"
#include "bindings/base/ids.h"

namespace viv {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return error(std::to_string(number) + " is odd", "give an even one");
    return number / 2;
}

Result<int> quarter(int number) {
    VIV_TRY(const int once, half(number));
    VIV_TRY(const int twice, half(once));
    return twice;
}

}  // namespace

TEST_CASE("an error is passed on as it is, a value is unpacked") {
    CHECK(quarter(8).value() == 2);
    CHECK(!quarter(6).ok());
    CHECK(quarter(6).error().message() == "3 is odd; give an even one");
}

TEST_CASE("a file is written whole beside its place and then moved there") {
    std::string name = std::filesystem::temp_directory_path() / "vivtest-XXXXXX";
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    const std::filesystem::path folder = name;
    const std::string bytes("one\0two\n", 8);

    CHECK(write_file(folder / "a", bytes).ok());
    CHECK(read_file(folder / "a").value() == bytes);
    CHECK(write_file(folder / "a", "").ok());
    CHECK(read_file(folder / "a").value().empty());
    CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
    CHECK(!write_file(folder / "none" / "a", bytes).ok());
    CHECK(!read_file(folder).ok());
    std::filesystem::remove_all(folder);
}

TEST_CASE("ids count from one, and none is none") {
    CHECK(!ObjectId{});
    CHECK(ObjectId{1});
    CHECK(StepId{1} < StepId{2});
}

}  // namespace viv
