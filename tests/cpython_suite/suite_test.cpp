// CPython's own test files, recorded as if they were snippets: the same tests run, with the same
// results as without us. They come with Debian's libpython3.11-testsuite; VIVARIUM_CPYTHON_TESTS
// names another folder that has them. Where there are none, nothing is tested, and it says so.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "tests/outside.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// One of CPython's test files, and the tests in it whose result may differ under observation:
// bindings/cpython/README.md gives the reasons.
struct SuiteFile {
    std::string name;
    std::vector<std::string> exempt;
    std::vector<std::string> left_out = {};  // millions of steps that test nothing of ours
};

std::vector<SuiteFile> files() {
    return {
        {"test_abc", {}},
        {"test_augassign", {}},
        {"test_class", {}},
        {"test_copy", {}},
        {"test_contextlib", {}},
        {"test_coroutines", {}},
        {"test_decorators", {}},
        {"test_descr", {}, {"test_wrapper_segfault", "test_slots_trash"}},
        {"test_dict", {}, {"test_copy_fuzz"}},
        {"test_dictcomps", {}},
        {"test_dictviews", {}},
        {"test_funcattrs", {}},
        {"test_finalization", {}},
        {"test_frame", {"test_sneaky_frame_object"}},
        {"test_gc", {}, {"test_trashcan_threads"}},
        {"test_enumerate", {}},
        {"test_exceptions", {}, {"test_trashcan_recursion"}},
        {"test_functools", {}},
        {"test_generators", {}},
        {"test_genexps", {}},
        {"test_isinstance", {}},
        {"test_iter", {}},
        {"test_keywordonlyarg", {}},
        {"test_list", {}},
        {"test_listcomps", {}},
        {"test_opcodes", {}},
        {"test_property", {}},
        {"test_raise", {}},
        {"test_scope", {}},
        {"test_setcomps", {}},
        {"test_subclassinit", {}},
        {"test_super", {}},
        {"test_sys_settrace", {}},
        {"test_sys_setprofile", {}},
        {"test_thread", {}},
        {"test_tuple", {}},
        {"test_unpack", {}},
        {"test_unpack_ex", {}},
        {"test_userlist", {}},
        {"test_weakref",
         {},
         {"test_threaded_weak_valued_consistency", "test_threaded_weak_value_dict_deepcopy",
          "test_threaded_weak_value_dict_copy", "test_threaded_weak_key_dict_deepcopy",
          "test_threaded_weak_key_dict_copy", "test_threaded_weak_valued_setdefault",
          "test_threaded_weak_valued_pop"}},
        {"test_weakset", {}},
        {"test_with", {}},
        {"test_yield_from", {}},
    };
}

std::string suite_folder() {
    const char* named = std::getenv("VIVARIUM_CPYTHON_TESTS");
    const std::string folder =
        named != nullptr ? named : "/usr/lib/python" VIVARIUM_TEST_PYTHON "/test";
    return std::filesystem::exists(folder + "/test_list.py") ? folder : "";
}

// The file's own source with two lines before it: where its `test` package is, and who reports.
std::string source_of(const std::string& folder, const SuiteFile& file) {
    const auto text = read_file(folder + "/" + file.name + ".py");
    REQUIRE_MESSAGE(text.ok(), file.name);
    std::string left_out;
    for (const std::string& method : file.left_out) left_out += "'" + method + "',";
    const std::string here = std::string(VIVARIUM_SOURCE_DIR) + "/tests/cpython_suite";
    return "import sys; sys.path[:0] = ['" + here + "', '" +
           std::filesystem::path(folder).parent_path().string() +
           "']; sys.dont_write_bytecode = True\n" +
           "import report; import test; test.__path__.insert(0, '" + folder +
           "'); report.leave_out(" + left_out + ")\n" + *text;
}

using Results = std::map<std::string, std::string>;

Results results_in(const std::string& output) {
    Results results;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t at = line.find("RESULT ");
        if (at == std::string::npos) continue;
        const std::string rest = line.substr(at + 7);
        const std::size_t colon = rest.rfind(": ");
        std::string& result = results[rest.substr(0, colon)];
        result += (result.empty() ? "" : ", ") + rest.substr(colon + 2);
    }
    return results;
}

Results plain(const std::string& source, const std::string& name) {
    const auto folder = std::filesystem::temp_directory_path() / "vivarium-suite";
    std::filesystem::create_directories(folder);
    const std::string file = (folder / (name + ".py")).string();
    REQUIRE(write_file(file, source).ok());
    const std::string command = "cd " + folder.string() +
                                " && PYTHONHASHSEED=0 timeout 300 /usr/bin/python3 -s " + file +
                                " 2>/dev/null </dev/null";
    const std::string text = output_of(command);
    return results_in(text);
}

int compare(const SuiteFile& file, const std::string& what, const Results& expected,
            const Results& got) {
    int differences = 0;
    for (const auto& [test, result] : expected) {
        const std::string method = test.substr(test.rfind('.') + 1);
        const bool is_exempt =
            std::find(file.exempt.begin(), file.exempt.end(), method) != file.exempt.end();
        const auto found = got.find(test);
        const std::string now = found == got.end() ? "not run" : found->second;
        if (is_exempt || now == result) continue;
        ++differences;
        CHECK_MESSAGE(now == result, file.name, ": ", test, ": ", what, ": ", now, " instead of ",
                      result);
    }
    return differences;
}

}  // namespace

TEST_CASE("CPython's own tests have the same results as without us") {
    const std::string folder = suite_folder();
    if (folder.empty()) {
        MESSAGE("CPython's tests are not installed: apt-get install libpython3.11-testsuite");
        return;
    }
    Recorder recorder;
    const char* only = std::getenv("VIVARIUM_SUITE");
    std::vector<SuiteFile> chosen = files();
    if (only != nullptr) {
        chosen.clear();
        std::istringstream names(only);
        for (std::string name; names >> name;) {
            chosen.push_back({name, {}});
        }
    }
    std::size_t all = 0;
    for (const SuiteFile& file : chosen) {
        CAPTURE(file.name);
        const std::string source = source_of(folder, file);
        session::RunOptions options;
        options.file_name = std::string(file.name) + ".py";
        options.max_steps = 0;
        options.timeout_seconds = 300;  // only against a hang
        options.readable = {std::filesystem::canonical(std::filesystem::path(VIVARIUM_SOURCE_DIR) /
                                                       "tests/cpython_suite")};
        const Results without = plain(source, file.name);
        const auto begun = std::chrono::steady_clock::now();
        options.is_observed = false;
        const Results unobserved = results_in(printed(recorder.run(source, options)));
        const auto between = std::chrono::steady_clock::now();
        options.is_observed = true;
        const wire::Recording& recording = recorder.run(source, options);
        const auto done = std::chrono::steady_clock::now();
        const Results observed = results_in(printed(recording));
        using Seconds = std::chrono::duration<double>;
        CHECK_MESSAGE(without.size() > 0, file.name, " reports nothing");
        all += observed.size();
        compare(file, "in the worker, unobserved", without, unobserved);
        compare(file, "observed", unobserved, observed);
        MESSAGE(file.name, ": ", observed.size(), " tests, ", recording.step_count(), " steps, ",
                std::string(status_name(recording.end()->status)), recording.end()->signal, ", ",
                Seconds(between - begun).count(), " s, observed ", Seconds(done - between).count(),
                " s");
        CHECK(observed.size() == unobserved.size());
    }
    MESSAGE(all, " tests");
}

}  // namespace viv::test
