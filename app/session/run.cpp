// See run.h.
#include "app/session/run.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "bindings/wire/tail.h"

namespace viv::session {

namespace {

// Only what is written takes memory: the rest is a promise.
constexpr std::size_t kLogBytes = std::size_t{512} << 20;
constexpr auto kGrace = std::chrono::milliseconds(500);

const char* signal_name(std::uint32_t number) {
    const char* name = ::sigabbrev_np(static_cast<int>(number));
    return name == nullptr ? "?" : name;
}

// The run's group, and the run itself should it have left the group.
void signal_run(std::uint32_t process, int signal) {
    ::kill(-static_cast<pid_t>(process), signal);
    if (::getpgid(static_cast<pid_t>(process)) != static_cast<pid_t>(process)) {
        ::kill(static_cast<pid_t>(process), signal);
    }
}

// For the wire: each with a NUL behind it.
std::string list_of(const std::vector<std::filesystem::path>& folders) {
    std::string list;
    for (const auto& folder : folders) list += folder.string() + '\0';
    return list;
}

// As it is when the log begins: how far the log was when we looked, and why we stopped it, is no
// part of a recording.
std::string preamble(std::span<const char> memory) {
    std::string bytes(memory.data(), wire::kPreambleSize);
    std::fill(bytes.begin() + wire::kPublishedOffset, bytes.end(), '\0');
    bytes[wire::kPublishedOffset] = static_cast<char>(wire::kPreambleSize);
    return bytes;
}

// The file's bytes can't be taken from under a reader (that would be SIGBUS here).
void seal(const wire::Descriptor& file) {
    ::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
}

}  // namespace

Mapping::~Mapping() {
    if (!m_bytes.empty()) ::munmap(m_bytes.data(), m_bytes.size());
}

Result<Mapping> Mapping::create(const wire::Descriptor& file, std::size_t size_bytes) {
    void* memory = ::mmap(nullptr, size_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (memory == MAP_FAILED) {
        return error(std::string("no memory for a recording: ") + std::strerror(errno));
    }
    Mapping mapping;
    mapping.m_bytes = {static_cast<char*>(memory), size_bytes};
    return mapping;
}

Result<Run> Run::create(std::uint32_t number, const RunOptions& options) {
    Run run;
    run.m_number = number;
    run.m_max_output_bytes = options.max_output_bytes;
    run.m_max_processes = options.max_processes;
    const std::size_t tail_bytes = wire::tail_size(options.max_output_bytes);
    VIV_TRY(run.m_log, wire::make_memory_file("vivarium-log", kLogBytes));
    VIV_TRY(run.m_tail, wire::make_memory_file("vivarium-tail", tail_bytes));
    VIV_TRY(run.m_answers, wire::make_memory_file("vivarium-answers", 0));
    VIV_TRY(run.m_aside, wire::make_memory_file("vivarium-output", 0));
    ::fcntl(run.m_answers.get(), F_SETFL, O_APPEND);
    ::fcntl(run.m_aside.get(), F_SETFL, O_APPEND);
    seal(run.m_log);
    seal(run.m_tail);
    VIV_TRY(run.m_log_memory, Mapping::create(run.m_log, kLogBytes));
    VIV_TRY(run.m_tail_memory, Mapping::create(run.m_tail, tail_bytes));
    const Result<void> input = run.make_input(options);
    if (!input) return input.error();
    if (options.timeout_seconds > 0) {
        run.m_timeout_at =
            run.m_begun + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(options.timeout_seconds));
    }
    return run;
}

// A file where all of the input is known; else a socket, into which is typed.
Result<void> Run::make_input(const RunOptions& options) {
    const std::string& text = options.stdin_text;
    if (!options.is_interactive) {
        VIV_TRY(m_stdin, wire::make_memory_file("vivarium-stdin", 0));
        if (::pwrite(m_stdin.get(), text.data(), text.size(), 0) ==
            static_cast<ssize_t>(text.size())) {
            return {};
        }
        return error("no room for the standard input");
    }
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return error(std::string("no standard input for the snippet: ") + std::strerror(errno));
    }
    m_stdin = wire::Descriptor(pair[0]);
    m_typing = wire::Descriptor(pair[1]);
    give_input(text);
    return {};
}

bool Run::awaits_input() const {
    return m_typing && m_typed.empty() && wire::is_waiting_for_input(m_tail_memory.bytes());
}

std::vector<Output> Run::pending_output() const {
    return wire::read_pending(m_tail_memory.bytes());
}

void Run::give_input(std::string_view text) {
    if (!m_typing || m_ends_input) return;
    m_typed += text;
    pass_input_on();
}

void Run::end_input() {
    m_ends_input = true;
    pass_input_on();
}

void Run::pass_input_on() {
    while (m_typing && !m_typed.empty()) {
        const ssize_t count =
            ::send(m_typing.get(), m_typed.data(), m_typed.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno != EAGAIN) m_typing = {};  // nobody will ever read it
        if (count < 0) return;
        m_typed.erase(0, static_cast<std::size_t>(count));
    }
    if (m_ends_input) m_typing = {};
}

std::vector<int> Run::descriptors() const {
    return {m_log.get(), m_answers.get(), m_stdin.get(), m_aside.get(), m_tail.get()};
}

wire::RunSnippet Run::message(const std::string& source, const RunOptions& options) const {
    wire::RunSnippet message;
    message.run = m_number;
    message.source = source;
    message.file_name = std::filesystem::path(options.file_name).filename();
    message.max_steps = options.max_steps;
    message.memory_mib = options.memory_mib;
    message.max_output_bytes = options.max_output_bytes;
    message.max_processes = options.max_processes;
    message.max_open_files = options.max_open_files;
    message.max_file_mib = options.max_file_mib;
    message.max_scratch_mib = options.max_scratch_mib;
    message.is_confined = options.is_confined;
    message.allows_packages = options.allows_packages;
    message.readable = list_of(options.readable);
    message.writable = list_of(options.writable);
    message.is_observed = options.is_observed;
    message.max_objects = options.max_objects;
    message.is_thorough = options.is_thorough;
    message.wants_instructions = options.grain == StepGrain::Instruction;
    return message;
}

void Run::started(const wire::RunStarted& started) {
    m_process = started.process;
    m_keeper = started.keeper;
    // Else the other side would never see the end of it.
    m_stdin = {};
    // It was to be stopped before it was known where it is.
    if (is_stopping()) signal_run(m_process, SIGINT);
}

void Run::stop(wire::StopReason reason) {
    if (is_stopping()) return;
    m_reason = reason;
    std::atomic_ref<std::uint32_t>(
        *reinterpret_cast<std::uint32_t*>(m_log_memory.bytes().data() + wire::kControlOffset))
        .store(static_cast<std::uint32_t>(reason), std::memory_order_release);
    m_kill_at = Clock::now() + kGrace;
    if (m_process != 0) signal_run(m_process, SIGINT);
}

void Run::keep_time() {
    const Clock::time_point now = Clock::now();
    if (!is_stopping() && now >= m_timeout_at) stop(wire::StopReason::Timeout);
    if (is_stopping() && now >= m_kill_at && m_keeper != 0) {
        // What the keeper leaves where it has no namespace of its own, the worker ends.
        ::kill(static_cast<pid_t>(m_keeper), SIGKILL);
        m_kill_at = Clock::time_point::max();
    }
}

bool Run::copy_to(wire::Recording& recording) {
    // What the snippet has written over is of no use, and there may be much of it.
    if (recording.damage()) return false;
    const std::span<char> memory = m_log_memory.bytes();
    const std::uint64_t published =
        std::atomic_ref<std::uint64_t>(
            *reinterpret_cast<std::uint64_t*>(memory.data() + wire::kPublishedOffset))
            .load(std::memory_order_acquire);
    const std::size_t end = std::min<std::uint64_t>(published, memory.size());
    if (end <= m_copied || end < wire::kPreambleSize) return false;
    if (m_copied == 0) {
        recording.append(preamble(memory));
        m_copied = wire::kPreambleSize;
    }
    recording.append({memory.data() + m_copied, end - m_copied});
    m_copied = end;
    return true;
}

RunEnd Run::end_of(const wire::Recording& recording, const wire::RunEnded& ended) const {
    const bool is_orderly = ended.signal == 0 && ended.exit_code == 0 && ended.cause == 0;
    if (is_orderly) {
        if (std::optional<RunEnd> told = wire::read_end(m_tail_memory.bytes())) return *told;
    }
    RunEnd end;
    const std::chrono::duration<double> took = Clock::now() - m_begun;
    end.seconds = took.count();
    const auto cause = static_cast<wire::EndCause>(ended.cause);
    if (m_reason == wire::StopReason::Learner) {
        end.status = RunStatus::Stopped;
    } else if (m_reason == wire::StopReason::Timeout) {
        end.status = RunStatus::Timeout;
    } else if (cause == wire::EndCause::Memory) {
        end.status = RunStatus::Memory;
        end.message = "the processes that the snippet started had more memory than their limit";
    } else if (cause == wire::EndCause::Disk) {
        end.status = RunStatus::Crashed;
        end.signal = "SIGKILL";
        end.message = "ended, because it wrote more into its scratch folder than it may";
    } else if (cause == wire::EndCause::NotConfined) {
        end.status = RunStatus::Crashed;
        end.message = "the sandbox could not be set up, so the snippet did not run";
    } else if (ended.signal != 0) {
        end.status = RunStatus::Crashed;
        end.signal = std::string("SIG") + signal_name(ended.signal);
        end.message = "killed by " + end.signal;
        if (recording.step_count() > 0) {
            end.line = recording.line(recording.last_step());
            end.message += fmt::format(" while line {} ran", end.line);
        }
    } else {
        end.status = RunStatus::Exited;
        end.exit_code = static_cast<std::int32_t>(ended.exit_code);
    }
    return end;
}

void Run::finish(wire::Recording& recording, const wire::RunEnded& ended) {
    copy_to(recording);
    if (recording.end()) return;
    std::vector<Output> output = wire::read_pending(m_tail_memory.bytes());
    std::string aside = wire::read_memory_file(m_aside);
    if (!aside.empty()) output.push_back({Stream::Stdout, std::move(aside)});
    std::vector<std::string> notes;
    const std::uint64_t own_bytes = wire::read_output_bytes(m_tail_memory.bytes());
    const std::uint64_t most = m_max_output_bytes;
    if (most != 0 && (own_bytes > most || ended.output_bytes > most)) {
        notes.push_back(
            fmt::format("the output was cut: {} bytes were written, of which the first "
                        "{} are kept",
                        own_bytes + ended.output_bytes,
                        std::min(own_bytes, most) + std::min(ended.output_bytes, most)));
    }
    if (ended.refused_processes != 0) {
        notes.push_back(
            fmt::format("{} times a process or thread was refused: there were {} already",
                        ended.refused_processes, m_max_processes));
    }
    recording.close_with(end_of(recording, ended), output, notes);
}

std::string Run::answers() const {
    return wire::read_memory_file(m_answers);
}

}  // namespace viv::session
