// See run.h.
#include "app/session/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstring>

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

// What a process that died had written since its last step; events/recorder.cpp writes the file.
std::vector<Output> read_pending(const wire::Descriptor& file) {
    const std::string bytes = wire::read_memory_file(file);
    std::vector<Output> output;
    wire::Decoder in(bytes);
    while (!in.at_end()) {
        const std::uint8_t stream = in.byte();
        const std::string_view text = in.raw(in.fixed32());
        if (!in.ok() || (stream != 1 && stream != 2)) break;
        output.push_back({static_cast<Stream>(stream), std::string(text)});
    }
    return output;
}

}  // namespace

Result<Run> Run::create(std::uint32_t number, const RunOptions& options) {
    Run run;
    run.m_number = number;
    VIV_TRY(run.m_log, wire::make_memory_file("vivarium-log", kLogBytes));
    VIV_TRY(run.m_answers, wire::make_memory_file("vivarium-answers", 0));
    VIV_TRY(run.m_stdin, wire::make_memory_file("vivarium-stdin", 0));
    VIV_TRY(run.m_aside, wire::make_memory_file("vivarium-output", 0));
    VIV_TRY(run.m_pending, wire::make_memory_file("vivarium-pending", 0));
    ::fcntl(run.m_answers.get(), F_SETFL, O_APPEND);
    ::fcntl(run.m_aside.get(), F_SETFL, O_APPEND);
    ::fcntl(run.m_pending.get(), F_SETFL, O_APPEND);
    // The snippet may not take the memory from under us (that would be SIGBUS here).
    ::fcntl(run.m_log.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
    const std::string& input = options.stdin_text;
    if (::pwrite(run.m_stdin.get(), input.data(), input.size(), 0) !=
        static_cast<ssize_t>(input.size())) {
        return error("no room for the standard input");
    }
    void* memory =
        ::mmap(nullptr, kLogBytes, PROT_READ | PROT_WRITE, MAP_SHARED, run.m_log.get(), 0);
    if (memory == MAP_FAILED) {
        return error(std::string("no memory for a recording: ") + std::strerror(errno));
    }
    run.m_memory = static_cast<char*>(memory);
    run.m_size = kLogBytes;
    if (options.timeout_seconds > 0) {
        run.m_timeout_at =
            run.m_begun + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(options.timeout_seconds));
    }
    return run;
}

Run::Run(Run&& other) noexcept
    : m_number(other.m_number),
      m_log(std::move(other.m_log)),
      m_answers(std::move(other.m_answers)),
      m_stdin(std::move(other.m_stdin)),
      m_aside(std::move(other.m_aside)),
      m_pending(std::move(other.m_pending)),
      m_memory(std::exchange(other.m_memory, nullptr)),
      m_size(other.m_size),
      m_copied(other.m_copied),
      m_process(other.m_process),
      m_reason(other.m_reason),
      m_begun(other.m_begun),
      m_kill_at(other.m_kill_at),
      m_timeout_at(other.m_timeout_at) {}

Run::~Run() {
    if (m_memory != nullptr) ::munmap(m_memory, m_size);
}

std::vector<int> Run::descriptors() const {
    return {m_log.get(), m_answers.get(), m_stdin.get(), m_aside.get(), m_pending.get()};
}

void Run::started(std::uint32_t process) {
    m_process = process;
    // It was to be stopped before it was known where it is.
    if (is_stopping()) signal_run(process, SIGINT);
}

void Run::stop(wire::StopReason reason) {
    if (is_stopping()) return;
    m_reason = reason;
    std::atomic_ref<std::uint32_t>(
        *reinterpret_cast<std::uint32_t*>(m_memory + wire::kControlOffset))
        .store(static_cast<std::uint32_t>(reason), std::memory_order_release);
    m_kill_at = Clock::now() + kGrace;
    if (m_process != 0) signal_run(m_process, SIGINT);
}

void Run::keep_time() {
    const Clock::time_point now = Clock::now();
    if (!is_stopping() && now >= m_timeout_at) stop(wire::StopReason::Timeout);
    if (is_stopping() && now >= m_kill_at && m_process != 0) {
        signal_run(m_process, SIGKILL);
        m_kill_at = Clock::time_point::max();
    }
}

bool Run::copy_to(wire::Recording& recording) {
    const std::uint64_t published =
        std::atomic_ref<std::uint64_t>(
            *reinterpret_cast<std::uint64_t*>(m_memory + wire::kPublishedOffset))
            .load(std::memory_order_acquire);
    const std::size_t end = std::min<std::uint64_t>(published, m_size);
    if (end <= m_copied) return false;
    recording.append({m_memory + m_copied, end - m_copied});
    m_copied = end;
    return true;
}

void Run::finish(wire::Recording& recording, std::uint32_t exit_code, std::uint32_t signal) {
    copy_to(recording);
    if (recording.end()) return;
    RunEnd end;
    const std::chrono::duration<double> took = Clock::now() - m_begun;
    end.seconds = took.count();
    if (m_reason == wire::StopReason::Learner) {
        end.status = RunStatus::Stopped;
    } else if (m_reason == wire::StopReason::Timeout) {
        end.status = RunStatus::Timeout;
    } else if (signal != 0) {
        end.status = RunStatus::Crashed;
        end.signal = std::string("SIG") + signal_name(signal);
    } else {
        end.status = RunStatus::Exited;
        end.exit_code = static_cast<std::int32_t>(exit_code);
    }
    std::vector<Output> output = read_pending(m_pending);
    std::string aside = wire::read_memory_file(m_aside);
    if (!aside.empty()) output.push_back({Stream::Stdout, std::move(aside)});
    recording.close_with(end, output);
}

std::string Run::answers() const {
    return wire::read_memory_file(m_answers);
}

}  // namespace viv::session
