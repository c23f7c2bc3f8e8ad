// Watching changes nothing: each program of the corpus, run by the same worker with and without the
// tracer, prints the same, destroys in the same order, and (with probes between its statements) has
// the same counts and the same addresses coming back.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "tests/corpus/corpus.h"
#include "tests/outside.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

// The first line that differs, with what stands there in each.
std::string difference(const std::string& expected, const std::string& got) {
    std::istringstream one(expected), other(got);
    std::string a, b;
    while (true) {
        const bool has_a = static_cast<bool>(std::getline(one, a));
        const bool has_b = static_cast<bool>(std::getline(other, b));
        if (!has_a && !has_b) return "";
        if (!has_a) a = "(nothing more)";
        if (!has_b) b = "(nothing more)";
        if (a != b || has_a != has_b) return "unobserved: " + a + "\nobserved:   " + b;
    }
}

bool is_chosen(const std::string& program) {
    const char* only = std::getenv("VIVARIUM_CORPUS");
    return only == nullptr || program.find(only) != std::string::npos;
}

int lines_in(const std::string& text, const std::string& with) {
    int lines = 0;
    for (std::size_t at = 0; (at = text.find(with, at)) != std::string::npos; ++at) ++lines;
    return lines;
}

// Every chosen program with probes between its statements, in a folder that is gone with this. Made
// anew: what an earlier run has left must not stand in for a program that isn't there.
class ProbedPrograms {
public:
    ProbedPrograms()
        : m_folder(std::filesystem::temp_directory_path() /
                   ("vivarium-probed-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        std::string command =
            "/usr/bin/python3 " VIVARIUM_SOURCE_DIR "/tests/corpus/probed.py " + m_folder.string();
        for (const auto& path : corpus()) {
            if (is_chosen(path.stem().string())) command += " " + path.string();
        }
        output_of(command);
    }
    ~ProbedPrograms() { std::filesystem::remove_all(m_folder); }
    ProbedPrograms(const ProbedPrograms&) = delete;
    ProbedPrograms& operator=(const ProbedPrograms&) = delete;

    [[nodiscard]] std::string text_of(const std::filesystem::path& program) const {
        const auto text = read_file(m_folder / program.filename());
        REQUIRE_MESSAGE(text.ok(), "no probes were put into ", program.string());
        return *text;
    }

private:
    std::filesystem::path m_folder;
};

// What a probe saw: before that line of that function, these names had these counts.
struct Probe {
    std::uint32_t line = 0;
    bool is_told_by_turns = false;  // of a comprehension, at the same line of the same frame
    std::string function;
    std::map<std::string, std::int64_t> counts;
};

// Lines like `PROBE 3 f x=#0:2 y=#1:-`; a count that means nothing is a dash. A line is negative
// where turns of a comprehension are told by it, too.
std::vector<Probe> probes_in(const std::string& output) {
    std::vector<Probe> probes;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("PROBE ")) continue;
        std::istringstream words(line.substr(6));
        Probe probe;
        int number = 0;
        words >> number >> probe.function;
        probe.line = static_cast<std::uint32_t>(std::abs(number));
        probe.is_told_by_turns = number < 0;
        for (std::string word; words >> word;) {
            const std::size_t name_end = word.find("=#"), colon = word.find(':');
            if (word.back() == '-') continue;
            probe.counts[word.substr(0, name_end)] = std::stoll(word.substr(colon + 1));
        }
        probes.push_back(std::move(probe));
    }
    return probes;
}

// Has the step's frame come to that line just now? It hasn't where it was there at its last one.
bool comes_to_line(const wire::Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    for (StepId before{step.value - 1}; before; --before.value) {
        const StepMark& other = recording.step(before);
        if (other.frame != mark.frame || other.event != StepEvent::Line) continue;
        return recording.line(before) != recording.line(step);
    }
    return true;
}

StepId matching_step(const wire::Recording& recording, StepId from, const Probe& probe) {
    for (StepId step = from; step <= recording.last_step(); ++step.value) {
        const CodePlace& place = recording.place(recording.step(step).place);
        if (recording.step(step).event == StepEvent::Line && place.line == probe.line &&
            recording.code(place.code).name == probe.function &&
            (!probe.is_told_by_turns || comes_to_line(recording, step))) {
            return step;
        }
    }
    return {};
}

struct Compared {
    int equal = 0, different = 0, without_step = 0;
};

void compare(const wire::Recording& recording, StepId step, const Probe& probe, Compared& all) {
    const std::vector<FrameState> frames = recording.frames(step);
    for (const Slot& slot : frames.back().variables) {
        const std::string name(recording.text(slot.name));
        const auto found = probe.counts.find(name);
        if (!slot.target || found == probe.counts.end()) continue;
        if (recording.birth(slot.target).is_older) continue;
        const std::int64_t got = recording.refcount(slot.target, step);
        ++(found->second == got ? all.equal : all.different);
        CHECK_MESSAGE(found->second == got, "step ", step.value, ", line ", probe.line, ", ", name,
                      " = ", wire::repr(recording, slot.target, step), ": recorded ", got,
                      ", unobserved ", found->second);
    }
}

// Where the probe lies, which a program with probes imports.
std::filesystem::path probe_folder() {
    return std::filesystem::canonical(std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests/corpus");
}

// Calling the probe takes a level of the stack, which this one counts.
bool counts_levels(const std::string& program) {
    return program == "recursion_limit";
}

}  // namespace

TEST_CASE("a program prints the same whether it is watched or not, and as under python itself") {
    Recorder recorder;
    for (const auto& path : corpus()) {
        const std::string program = path.stem().string();
        if (!is_chosen(program)) continue;
        CAPTURE(program);
        session::RunOptions options;
        options.file_name = path.filename().string();
        const std::string source = *read_file(path);
        options.is_observed = false;
        const std::string unobserved = printed(recorder.run(source, options));
        options.is_observed = true;
        const wire::Recording& recording = recorder.run(source, options);
        CHECK(difference(unobserved, printed(recording)) == "");
        CHECK(printed(recording, Stream::Stderr) == "");
        // Our streams write at once (-u): one that collects what it writes holds what was printed.
        const std::string plain =
            output_of("PYTHONHASHSEED=0 /usr/bin/python3 -s -u -X utf8 " + path.string());
        CHECK(difference(plain, printed(recording)) == "");
    }
}

TEST_CASE("between statements counts and identities are those of a run that nobody watches") {
    Recorder recorder;
    int probes = 0;
    const ProbedPrograms probed;
    for (const auto& path : corpus()) {
        const std::string program = path.stem().string();
        // Two threads that run at once see each other's objects at moments of their own.
        if (!is_chosen(program) || program.starts_with("thread_")) continue;
        CAPTURE(program);
        const std::string source = probed.text_of(path);
        session::RunOptions options;
        options.file_name = path.filename().string();
        options.readable = {probe_folder()};
        options.is_observed = false;
        const std::string unobserved = printed(recorder.run(source, options));
        options.is_observed = true;
        const std::string observed = printed(recorder.run(source, options));
        CHECK(difference(unobserved, observed) == "");
        CHECK(lines_in(observed, "PROBE") > 0);
        probes += lines_in(observed, "=#");
    }
    MESSAGE(probes, " looks at an object compared");
    if (std::getenv("VIVARIUM_CORPUS") == nullptr) CHECK(probes > 8'000);
}

TEST_CASE("the recorded counts are those that an unobserved run sees before each statement") {
    Recorder recorder;
    Compared all;
    const ProbedPrograms probed;
    for (const auto& path : corpus()) {
        const std::string program = path.stem().string();
        if (!is_chosen(program) || program.starts_with("thread_")) continue;
        if (counts_levels(program)) continue;
        CAPTURE(program);
        session::RunOptions options;
        options.file_name = path.filename().string();
        options.readable = {probe_folder()};
        options.is_observed = false;
        const std::vector<Probe> probes =
            probes_in(printed(recorder.run(probed.text_of(path), options)));
        options.is_observed = true;
        const wire::Recording& recording = recorder.run(*read_file(path), options);
        StepId from{1};
        for (const Probe& probe : probes) {
            if (probe.line == 0) continue;
            const StepId step = matching_step(recording, from, probe);
            if (!step) {
                ++all.without_step;
                continue;
            }
            from = StepId{step.value + 1};
            compare(recording, step, probe, all);
        }
    }
    MESSAGE(all.equal, " counts equal, ", all.different, " different, ", all.without_step,
            " probes without a step");
    CHECK(all.different == 0);
    if (std::getenv("VIVARIUM_CORPUS") == nullptr) CHECK(all.equal > 4'000);
}

}  // namespace viv::test
