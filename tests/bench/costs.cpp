// What a step costs, by the side of what other tracers cost: costs PROGRAM.py REPEATS MODE...
// Each run is a fork of one process that has started CPython, and the modes take turns, so that
// ratios hold on a machine whose speed drifts. Prints one JSON object a run: nanoseconds, lines,
// instructions, steps, bytes. bench.py makes tables of it.
//
// Modes: plain (no tracer), noop (a C tracer that counts), scan (see tracers.h), stack (copies the
// value stack at each instruction), line and instruction (our recordings), thorough (ours, looking
// at everything), unsought (line, but holders outside of the recording aren't looked for).
#include <Python.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <ctime>
#include <string>
#include <string_view>

#include "bindings/base/file.h"
#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/recorder.h"
#include "bindings/cpython/events/residue.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/interpreter.h"
#include "bindings/wire/log_writer.h"
#include "tests/bench/tracers.h"

namespace viv::bench {
namespace {

constexpr std::size_t kLogBytes = std::size_t{2} << 30;
constexpr std::uint32_t kAllObjects = 1'000'000;

struct Program {
    std::string source;
    PyObject* filename = nullptr;
    PyObject* globals = nullptr;
};

Program load(const std::string& path) {
    Program program;
    program.source = read_file(path).value();
    program.filename = PyUnicode_FromString(path.c_str());
    program.globals = PyDict_New();
    PyDict_SetItemString(program.globals, "__name__", PyUnicode_FromString("__main__"));
    PyDict_SetItemString(program.globals, "__builtins__", PyEval_GetBuiltins());
    return program;
}

// Of this process: what others do on the machine doesn't count.
std::int64_t processor_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// Runs it; returns nanoseconds of processor time from its first instruction to its last.
std::int64_t timed(const Program& program, PyObject* code) {
    const std::int64_t begin = processor_ns();
    PyObject* result = PyEval_EvalCode(code, program.globals, program.globals);
    const std::int64_t took = processor_ns() - begin;
    PyEval_SetTrace(nullptr, nullptr);
    if (result == nullptr) {
        PyErr_Print();
        ::_exit(1);
    }
    return took;
}

PyObject* compile(const Program& program) {
    PyObject* code = Py_CompileStringObject(program.source.c_str(), program.filename, Py_file_input,
                                            nullptr, -1);
    if (code == nullptr) {
        PyErr_Print();
        ::_exit(1);
    }
    return code;
}

std::string measure(const Program& program, std::string_view mode) {
    const bool is_ours =
        mode == "line" || mode == "instruction" || mode == "thorough" || mode == "unsought";
    if (is_ours) {
        void* memory = ::mmap(nullptr, kLogBytes, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        wire::LogWriter log(std::span<char>(static_cast<char*>(memory), kLogBytes));
        cpython::prepare_tracing();
        PyGC_Collect();
        cpython::Heap::instance().install();
        cpython::RecorderOptions options;
        options.filename = program.filename;
        options.globals = program.globals;
        options.max_objects = kAllObjects;
        options.is_thorough = mode == "thorough";
        if (mode == "instruction") options.grain = StepGrain::Instruction;
        options.on_limit = [](RunStatus) { ::_exit(3); };
        cpython::Residue residue(log, program.filename, program.globals);
        cpython::Recorder& recorder = cpython::Recorder::start(
            mode == "unsought" ? static_cast<Sink&>(log) : residue, std::move(options));
        PyObject* code = compile(program);
        recorder.arm();
        const std::int64_t ns = timed(program, code);
        return fmt::format(R"({{"mode":"{}","ns":{},"steps":{},"bytes":{}}})", mode, ns,
                           log.steps_written(), log.bytes().size());
    }
    PyObject* code = compile(program);
    scan_frames_of(program.filename);
    if (mode == "noop") PyEval_SetTrace(count_lines, nullptr);
    if (mode == "scan") PyEval_SetTrace(scan_all, nullptr);
    if (mode == "stack") PyEval_SetTrace(copy_stack, nullptr);
    const std::int64_t ns = timed(program, code);
    return fmt::format(R"({{"mode":"{}","ns":{},"lines":{},"instructions":{},"bytes":{}}})", mode,
                       ns, counters().lines, counters().instructions, counters().stored_bytes);
}

void run(const std::string& path, std::string_view mode) {
    const pid_t child = ::fork();
    if (child == 0) {
        PyOS_AfterFork_Child();
        const std::string line = measure(load(path), mode) + "\n";
        std::fflush(stdout);
        [[maybe_unused]] const auto written = ::write(3, line.data(), line.size());
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) fmt::print(stderr, "costs: {} {} ended with {}\n", path, mode, status);
}

}  // namespace
}  // namespace viv::bench

int main(int argc, char** argv) {
    if (argc < 4) {
        fmt::print(stderr, "usage: costs PROGRAM.py REPEATS MODE...\n");
        return 2;
    }
    // What the program prints is nobody's business; the figures go where standard output was.
    ::dup2(1, 3);
    ::dup2(::open("/dev/null", O_WRONLY), 1);
    const auto started = viv::cpython::start_interpreter("/usr/bin/python3");
    if (!started) {
        fmt::print(stderr, "costs: {}\n", started.error().what);
        return 3;
    }
    const int repeats = std::stoi(argv[2]);
    for (int repeat = 0; repeat < repeats; ++repeat) {
        for (int i = 3; i < argc; ++i) viv::bench::run(argv[1], argv[i]);
    }
    return 0;
}
