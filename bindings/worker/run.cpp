// See run.h. Everything that a run may leave behind is in its process group and its scratch folder.
#include "bindings/worker/run.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
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
#include "bindings/wire/tail.h"
#include "bindings/worker/limits.h"
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

// Maps it and closes its descriptor, so that the learner's code can't reach it by number.
std::span<char> map_shared(Descriptor file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) give_up("the log cannot be measured");
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (memory == MAP_FAILED) give_up("the log cannot be mapped");
    return {static_cast<char*>(memory), size};
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

class Pending final : public cpython::PendingOutput {
public:
    explicit Pending(wire::TailWriter& tail) : m_tail(tail) {}
    void keep(Stream stream, std::string_view bytes) override { m_tail.keep(stream, bytes); }
    void drop() override { m_tail.drop(); }

private:
    wire::TailWriter& m_tail;
};

class Run {
public:
    Run(const wire::RunSnippet& command, std::span<char> memory, std::span<char> tail)
        : m_memory(memory),
          m_log(memory),
          m_tail(tail),
          m_pending(m_tail),
          m_started(std::chrono::steady_clock::now()) {
        m_log.header({wire::kFormat, VIVARIUM_VERSION, cpython::built_for(), command.file_name,
                      command.source, grain_of(command)});
        for (const Layout& layout : cpython::layouts()) m_log.layout(layout);
        m_log.seal();
    }

    wire::LogWriter& log() { return m_log; }
    wire::TailWriter& tail() { return m_tail; }
    cpython::PendingOutput& pending() { return m_pending; }

    // The window writes the end into the recording when this process and what it started are gone:
    // only then is known what they all wrote.
    [[noreturn]] void finish(RunEnd end) {
        // A child that the snippet forked, and that has come to the end of it as well.
        if (::getpid() != m_process) ::_exit(end.exit_code);
        if (cpython::Recorder* recorder = cpython::Recorder::active()) recorder->flush_output();
        // SIGINT ends a run as a KeyboardInterrupt; the window has said why it sent it.
        const auto reason = static_cast<wire::StopReason>(
            std::atomic_ref<std::uint32_t>(
                *reinterpret_cast<std::uint32_t*>(m_memory.data() + wire::kControlOffset))
                .load(std::memory_order_acquire));
        // Asked to stop, it has stopped, in whatever way it took the signal.
        if (reason == wire::StopReason::Learner) end.status = RunStatus::Stopped;
        if (reason == wire::StopReason::Timeout) end.status = RunStatus::Timeout;
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - m_started;
        end.seconds = took.count();
        m_log.stop();
        m_tail.end(std::move(end));
        ::_exit(0);
    }

private:
    std::span<char> m_memory;
    wire::LogWriter m_log;
    wire::TailWriter m_tail;
    Pending m_pending;
    pid_t m_process = ::getpid();
    std::chrono::steady_clock::time_point m_started;
};

}  // namespace

void run(const wire::RunSnippet& command, std::vector<Descriptor> descriptors,
         const std::string& scratch, Descriptor statm) {
    ::pthread_atfork(nullptr, nullptr, cpython::Recorder::disarm_in_fork);
    if (::chdir(scratch.c_str()) != 0) give_up("the scratch folder is gone");
    write_source(command.file_name, command.source);
    const std::span<char> log = map_shared(std::move(descriptors[0]));
    Run recording(command, log, map_shared(std::move(descriptors[4])));
    ::dup2(descriptors[2].get(), 0);
    take_output_to(1, command.max_output_bytes, recording.tail());
    const std::vector<Question> questions = parse_questions(command.questions);
    const Descriptor answers = questions.empty() ? Descriptor() : move_up(descriptors[1]);
    descriptors.clear();
    set_limits(command, statm.get());
    statm = {};

    cpython::Snippet snippet;
    snippet.source = command.source;
    snippet.file_name = command.file_name;
    snippet.grain = grain_of(command);
    snippet.max_steps = command.max_steps;
    snippet.pending_output = &recording.pending();
    snippet.is_observed = command.is_observed;
    snippet.max_objects = command.max_objects;
    snippet.is_thorough = command.is_thorough;
    snippet.on_limit = [&](RunStatus status) {
        RunEnd end;
        end.status = status;
        recording.finish(std::move(end));
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
    recording.finish(cpython::run_snippet(snippet, recording.log()));
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
