// See run.h. Everything that a run may leave behind is in its process group and its scratch folder.
#include "bindings/worker/run.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <fstream>

#include <nlohmann/json.hpp>

#include "bindings/base/log.h"
#include "bindings/cpython/compat.h"
#include "bindings/cpython/events/recorder.h"
#include "bindings/cpython/expressions.h"
#include "bindings/cpython/interpreter.h"
#include "bindings/wire/format.h"
#include "bindings/wire/log_writer.h"
#include "bindings/worker/output.h"

namespace viv::worker {

namespace {

using wire::Descriptor;

[[noreturn]] void give_up(const char* what) {
    log(LogLevel::Warning, what);
    ::_exit(70);
}

struct Question {
    int index = 0;
    std::uint32_t step = 0;  // 0: at the end
    std::string expression, given;
};

std::vector<Question> parse_questions(const std::string& text) {
    std::vector<Question> questions;
    if (text.empty()) return questions;
    const nlohmann::json list = nlohmann::json::parse(text, nullptr, false);
    if (!list.is_array()) return questions;
    for (const auto& item : list) {
        questions.push_back({static_cast<int>(questions.size()), item.value("step", 0U),
                             item.value("expression", ""),
                             item.value("given", nlohmann::json::object()).dump()});
    }
    return questions;
}

// Maps the log and closes its descriptor, so that the learner's code can't reach it by number.
std::span<char> map_log(Descriptor file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) give_up("the log cannot be measured");
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (memory == MAP_FAILED) give_up("the log cannot be mapped");
    return {static_cast<char*>(memory), size};
}

// The limit is what is mapped now plus the learner's allowance: the log is not charged to them.
void limit_memory(std::uint64_t mib) {
#ifndef __SANITIZE_ADDRESS__
    if (mib == 0) return;
    std::ifstream statm("/proc/self/statm");
    std::uint64_t mapped_pages = 0;
    statm >> mapped_pages;
    const std::uint64_t limit =
        mapped_pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + (mib << 20);
    const rlimit values{limit, limit};
    ::setrlimit(RLIMIT_AS, &values);
#else
    (void)mib;  // AddressSanitizer reserves terabytes: no address space limit leaves it room
#endif
}

// Descriptors 0, 1 and 2 belong to the learner; behind 1 and 2 stands a file.
void take_over_streams(const Descriptor& input, const Descriptor& output) {
    ::dup2(input.get(), 0);
    ::dup2(output.get(), 1);
    ::dup2(output.get(), 2);
    take_output_to(1);
}

// Out of the way of the numbers that a learner's program expects its files to have.
Descriptor move_up(const Descriptor& descriptor) {
    constexpr int kFirst = 200;
    return Descriptor(::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, kFirst));
}

void write_source(const std::string& file_name, const std::string& source) {
    std::ofstream file(file_name, std::ios::binary);
    file << source;
}

StepGrain grain_of(const wire::RunSnippet& command) {
    return command.wants_instructions ? StepGrain::Instruction : StepGrain::Line;
}

class Run {
public:
    Run(const wire::RunSnippet& command, std::span<char> memory)
        : m_memory(memory), m_log(memory), m_started(std::chrono::steady_clock::now()) {
        m_log.header({wire::kFormat, VIVARIUM_VERSION, cpython::built_for(), command.file_name,
                      command.source, grain_of(command)});
        for (const Layout& layout : cpython::layouts()) m_log.layout(layout);
        m_log.seal();
    }

    wire::LogWriter& log() { return m_log; }

    // SIGINT ends a run as a KeyboardInterrupt; the window has said why it sent it.
    void finish(RunEnd end) {
        const auto reason = static_cast<wire::StopReason>(
            std::atomic_ref<std::uint32_t>(
                *reinterpret_cast<std::uint32_t*>(m_memory.data() + wire::kControlOffset))
                .load(std::memory_order_acquire));
        // Asked to stop, it has stopped, in whatever way it took the signal.
        if (reason == wire::StopReason::Learner) end.status = RunStatus::Stopped;
        if (reason == wire::StopReason::Timeout) end.status = RunStatus::Timeout;
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - m_started;
        end.seconds = took.count();
        m_log.end(end);
    }

private:
    std::span<char> m_memory;
    wire::LogWriter m_log;
    std::chrono::steady_clock::time_point m_started;
};

[[noreturn]] void end_run(Run& recording, const Descriptor& aside, RunEnd end) {
    cpython::Recorder::active()->flush_output();
    const std::string rest = wire::read_memory_file(aside);
    if (!rest.empty()) recording.log().output(Stream::Stdout, rest);
    recording.finish(std::move(end));
    ::_exit(0);
}

}  // namespace

void run(const wire::RunSnippet& command, std::vector<Descriptor> descriptors,
         const std::string& scratch) {
    ::pthread_atfork(nullptr, nullptr, cpython::Recorder::disarm_in_fork);
    if (::chdir(scratch.c_str()) != 0) give_up("the scratch folder is gone");
    write_source(command.file_name, command.source);
    Run recording(command, map_log(std::move(descriptors[0])));
    take_over_streams(descriptors[2], descriptors[3]);
    const Descriptor answers = move_up(descriptors[1]);
    const Descriptor aside = move_up(descriptors[3]);
    const Descriptor pending = move_up(descriptors[4]);
    descriptors.clear();
    limit_memory(command.memory_mib);

    const std::vector<Question> questions = parse_questions(command.questions);
    cpython::Snippet snippet;
    snippet.source = command.source;
    snippet.file_name = command.file_name;
    snippet.grain = grain_of(command);
    snippet.max_steps = command.max_steps;
    snippet.pending_output = pending.get();
    snippet.is_observed = command.is_observed;
    snippet.max_objects = command.max_objects;
    snippet.is_thorough = command.is_thorough;
    snippet.on_limit = [&](RunStatus status) {
        RunEnd end;
        end.status = status;
        end_run(recording, aside, std::move(end));
    };
    if (!questions.empty()) {
        snippet.on_step = [&](StepId step, bool is_last) {
            for (const Question& question : questions) {
                const bool is_here = question.step == step.value || (question.step == 0 && is_last);
                if (!is_here) continue;
                cpython::answer_in_fork(question.index, question.expression, question.given,
                                        answers.get());
            }
        };
    }
    RunEnd end = cpython::run_snippet(snippet, recording.log());
    end_run(recording, aside, std::move(end));
}

void analyse(const wire::AnalyseExpressions& command, std::vector<Descriptor> descriptors) {
    const std::string results = cpython::analyse_expressions(command.expressions);
    std::size_t written = 0;
    while (written < results.size()) {
        const ssize_t count =
            ::write(descriptors[0].get(), results.data() + written, results.size() - written);
        if (count <= 0) ::_exit(70);
        written += static_cast<std::size_t>(count);
    }
    ::_exit(0);
}

}  // namespace viv::worker
