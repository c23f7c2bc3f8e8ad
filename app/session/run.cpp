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

std::string read_file_descriptor(int descriptor) {
    std::string text;
    char buffer[1 << 16];
    ssize_t count = 0;
    while ((count = ::pread(descriptor, buffer, sizeof buffer, static_cast<off_t>(text.size()))) >
           0) {
        text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
}

}  // namespace

Result<Run> Run::create(std::uint32_t number, const RunOptions& options) {
    Run run;
    run.m_number = number;
    VIV_TRY(run.m_log, wire::make_memory_file("vivarium-log", kLogBytes));
    VIV_TRY(run.m_answers, wire::make_memory_file("vivarium-answers", 0));
    VIV_TRY(run.m_stdin, wire::make_memory_file("vivarium-stdin", 0));
    ::fcntl(run.m_answers.get(), F_SETFL, O_APPEND);
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
    return {m_log.get(), m_answers.get(), m_stdin.get()};
}

void Run::started(std::uint32_t process) {
    m_process = process;
    // It was to be stopped before it was known where it is.
    if (is_stopping()) ::kill(-static_cast<pid_t>(process), SIGINT);
}

void Run::stop(wire::StopReason reason) {
    if (is_stopping()) return;
    m_reason = reason;
    std::atomic_ref<std::uint32_t>(
        *reinterpret_cast<std::uint32_t*>(m_memory + wire::kControlOffset))
        .store(static_cast<std::uint32_t>(reason), std::memory_order_release);
    m_kill_at = Clock::now() + kGrace;
    if (m_process != 0) ::kill(-static_cast<pid_t>(m_process), SIGINT);
}

void Run::keep_time() {
    const Clock::time_point now = Clock::now();
    if (!is_stopping() && now >= m_timeout_at) stop(wire::StopReason::Timeout);
    if (is_stopping() && now >= m_kill_at && m_process != 0) {
        ::kill(-static_cast<pid_t>(m_process), SIGKILL);
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
    recording.close_with(end);
}

std::string Run::answers() const {
    return read_file_descriptor(m_answers.get());
}

}  // namespace viv::session
