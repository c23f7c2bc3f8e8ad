// The command line's contract: words, fields, exit codes. Runs the program itself.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bindings/base/file.h"

namespace viv::test {
namespace {

struct Ran {
    int code = -1;
    std::string out;  // standard output and standard error, as they came
};

Ran run(const std::string& arguments, const std::string& environment = "") {
    const std::string command = environment + " " + std::string(VIVARIUM_BIN_DIR) + "/vivarium " +
                                arguments + " 2>&1 </dev/null";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    Ran ran;
    char buffer[4096];
    std::size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) ran.out.append(buffer, count);
    ran.code = WEXITSTATUS(::pclose(pipe));
    return ran;
}

// A folder of its own for each test, gone afterwards.
class Folder {
public:
    Folder() {
        std::string name = std::filesystem::temp_directory_path() / "vivtest-XXXXXX";
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    std::string write(const std::string& name, const std::string& text) const {
        REQUIRE(write_file(m_path / name, text).ok());
        return (m_path / name).string();
    }
    std::string at(const std::string& name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

std::vector<nlohmann::ordered_json> lines_of(const std::string& text) {
    std::vector<nlohmann::ordered_json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(nlohmann::ordered_json::parse(line, nullptr, false));
        REQUIRE_MESSAGE(lines.back().is_object(), line);
    }
    return lines;
}

std::vector<std::string> keys_of(const nlohmann::ordered_json& object) {
    std::vector<std::string> keys;
    for (const auto& item : object.items()) keys.push_back(item.key());
    return keys;
}

constexpr const char* kAdd =
    "def add(item, bucket=[]):\n    bucket.append(item)\n    return bucket\n"
    "p = add(1)\nq = add(2)\nprint(p is q, q)\n";

}  // namespace

TEST_CASE("dump prints the header, the steps and the end, with the fields of the contract") {
    const Folder folder;
    const std::string file = folder.write("x.py", kAdd);
    CHECK(run("record " + file + " -o " + folder.at("x.viv")).code == 0);

    const Ran dumped = run("dump " + folder.at("x.viv"));
    CHECK(dumped.code == 0);
    const auto lines = lines_of(dumped.out);
    REQUIRE(lines.size() == 15);
    CHECK(keys_of(lines[0]) == std::vector<std::string>{"kind", "format", "vivarium", "python",
                                                        "file", "step", "source"});
    CHECK(lines[0]["source"] == kAdd);
    CHECK(keys_of(lines[4]) == std::vector<std::string>{"kind", "step", "thread", "event",
                                                        "function", "line", "column", "instruction",
                                                        "frames", "others", "suspended", "objects",
                                                        "died", "output"});
    CHECK(lines[4]["event"] == "line");
    CHECK(lines[4]["function"] == "add");
    CHECK(lines[4]["frames"].size() == 2);
    const std::string bucket = lines[4]["frames"][1]["locals"]["bucket"];
    const auto& list = lines[4]["objects"][bucket];
    CHECK(list["refcount"] == 2);
    CHECK(list["type"] == "list");
    CHECK(list["repr"] == "[]");
    CHECK(lines[9]["objects"][bucket]["refcount"] == 3);
    CHECK(lines[13]["objects"][bucket]["refcount"] == 3);
    CHECK(lines[13]["objects"][bucket]["refers"].size() == 2);
    CHECK(lines[13]["objects"][bucket]["refers"][0][0] == "[0]");
    CHECK(lines[13]["output"][0][1] == "True [1, 2]\n");
    CHECK(lines[14]["kind"] == "end");
    CHECK(lines[14]["status"] == "finished");
    CHECK(lines[14]["steps"] == 13);

    const auto some = lines_of(run("dump " + folder.at("x.viv") + " --steps 3:5").out);
    REQUIRE(some.size() == 4);
    CHECK(some[1]["step"] == 3);
    CHECK(some[2]["step"] == 4);

    const Ran held = run("holders " + folder.at("x.viv") + " --step 9 --object " + bucket);
    CHECK(held.code == 0);
    const auto holders = lines_of(held.out).front();
    CHECK(holders["refcount"] == 3);
    CHECK(holders["unexplained"] == 0);
    CHECK(holders["holders"].size() == 3);
}

TEST_CASE("a snippet that raises or leaves has still been recorded") {
    const Folder folder;
    for (const auto& [source, status] : {std::pair{"1/0\n", "exception"},
                                         {"import os; os._exit(3)\n", "exited"},
                                         {"x = (\n", "exception"},
                                         {"import os; os.abort()\n", "crashed"}}) {
        const std::string file = folder.write("x.py", source);
        CHECK(run("record " + file + " -o " + folder.at("x.viv")).code == 0);
        const auto lines = lines_of(run("dump " + folder.at("x.viv")).out);
        CHECK(lines.back()["status"] == status);
    }
}

TEST_CASE("wrong usage and unreadable input end with 2 and one line that helps") {
    const Folder folder;
    const std::string text = folder.write("text.viv", "this is no recording");
    const std::string binary = folder.write("binary.py", std::string("\xff\xfe\0x", 4));
    const std::string out = " -o " + folder.at("o.viv");
    const std::string fine = folder.write("fine.py", kAdd);
    const std::string recorded = folder.at("fine.viv");
    REQUIRE(run("record " + fine + " -o " + recorded).code == 0);
    for (const std::string& arguments :
         {"record /nowhere.py" + out, "record " + binary + out, "record " + folder.at("") + out,
          "dump " + text, std::string("dump /nowhere.viv"), std::string("dump"),
          std::string("nonsense --what"), "screenshot nowhere -o " + folder.at("o.png"),
          "screenshot mutable-defaults --size 10x10 -o " + folder.at("o.png"),
          std::string("check /nowhere"), "record " + fine + out + " --timeout nan",
          "record " + fine + out + " --timeout 1e30", "record " + fine + out + " --max-steps 0",
          "dump " + recorded + " --steps 5:2", "dump " + recorded + " --steps x",
          "dump " + recorded + " --steps 99:100", "holders " + recorded + " --step 99 --object o1",
          "holders " + recorded + " --step 1 --object o9999"}) {
        CAPTURE(arguments);
        const Ran ran = run(arguments);
        CHECK(ran.code == 2);
        // One line; where data was printed before, it comes last.
        CHECK(ran.out.find("vivarium") != std::string::npos);
    }
}

TEST_CASE("a full disk is told, and ends with 2") {
    const Folder folder;
    const std::string file = folder.write("x.py", kAdd);
    REQUIRE(run("record " + file + " -o " + folder.at("x.viv")).code == 0);
    CHECK(run("dump " + folder.at("x.viv") + " >/dev/full").code == 2);
    CHECK(run("record " + file + " -o /dev/full").code == 2);
    CHECK(std::filesystem::is_character_file("/dev/full"));
}

TEST_CASE("a cut recording gives its whole steps, says where it ends, and ends with 2") {
    const Folder folder;
    const std::string file = folder.write("x.py", kAdd);
    REQUIRE(run("record " + file + " -o " + folder.at("x.viv")).code == 0);
    const auto bytes = read_file(folder.at("x.viv"));
    REQUIRE(bytes.ok());
    folder.write("cut.viv", bytes->substr(0, bytes->size() - 150));

    const Ran ran = run("dump " + folder.at("cut.viv"));

    CHECK(ran.code == 2);
    CHECK(ran.out.find("\"step\":5,") != std::string::npos);
    CHECK(ran.out.find("in the middle of a step") != std::string::npos);
}

TEST_CASE("a libpython of another micro version than the headers is refused") {
    const Folder folder;
    const std::string file = folder.write("x.py", kAdd);
    // AddressSanitizer wants to be the first library; here it may come second.
    const std::string environment =
        "LD_PRELOAD=" OTHER_VERSION " ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0";

    const Ran ran = run("record " + file + " -o " + folder.at("x.viv"), environment);

    CHECK(ran.code == 3);
    CHECK(ran.out.find("but libpython is " VIVARIUM_TEST_PYTHON ".99") != std::string::npos);
    CHECK(ran.out.find("./dev build") != std::string::npos);
    CHECK(!std::filesystem::exists(folder.at("x.viv")));
}

TEST_CASE("every command has help with an example") {
    for (const char* word : {"record", "dump", "holders", "lessons", "check", "screenshot"}) {
        const Ran ran = run(std::string(word) + " --help");
        CHECK(ran.code == 0);
        CHECK(ran.out.find(std::string("vivarium ") + word) != std::string::npos);
    }
    CHECK(run("--help").code == 0);
    const Ran version = run("--version");
    CHECK(version.code == 0);
    CHECK(version.out.find("CPython " VIVARIUM_TEST_PYTHON) != std::string::npos);
}

TEST_CASE("a screenshot is a PNG of the size asked for") {
    const Folder folder;
    const Ran ran = run("screenshot mutable-defaults:2 --size 1280x720 -o " + folder.at("x.png"));
    CHECK(ran.code == 0);
    const auto png = read_file(folder.at("x.png"));
    REQUIRE(png.ok());
    CHECK(png->substr(0, 8) == "\x89PNG\r\n\x1a\n");
    CHECK(png->substr(16, 8) == std::string("\0\0\x05\0\0\0\x02\xd0", 8));
}

}  // namespace viv::test
