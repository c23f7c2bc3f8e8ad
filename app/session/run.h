// One run in progress: its log's memory, its process once it is known, and why it is being stopped.
// Copies steps out as they are published, so that nothing a snippet writes over the memory can harm
// what was copied.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/session/sitting.h"
#include "bindings/wire/channel.h"
#include "bindings/wire/format.h"

namespace viv::session {

using Clock = std::chrono::steady_clock;

class Run {
public:
    static Result<Run> create(std::uint32_t number, const RunOptions& options);
    Run(Run&& other) noexcept;
    Run& operator=(Run&&) = delete;
    ~Run();

    // The descriptors that go with the command, in the order that wire::RunSnippet names.
    [[nodiscard]] std::vector<int> descriptors() const;
    [[nodiscard]] std::uint32_t number() const { return m_number; }

    void started(std::uint32_t process);
    // SIGINT now, SIGKILL after half a second.
    void stop(wire::StopReason reason);
    [[nodiscard]] bool is_stopping() const { return m_reason != wire::StopReason::None; }
    // Timeout and second signal, when their time has come.
    void keep_time();

    // Appends what was published since the last call; returns whether there was any.
    bool copy_to(wire::Recording& recording);
    // The process is gone: the recording gets an end if it has none.
    void finish(wire::Recording& recording, std::uint32_t exit_code, std::uint32_t signal);
    [[nodiscard]] std::string answers() const;

private:
    Run() = default;

    std::uint32_t m_number = 0;
    wire::Descriptor m_log, m_answers, m_stdin, m_aside, m_pending;
    char* m_memory = nullptr;
    std::size_t m_size = 0;
    std::size_t m_copied = 0;
    std::uint32_t m_process = 0;
    wire::StopReason m_reason = wire::StopReason::None;
    Clock::time_point m_begun = Clock::now();
    Clock::time_point m_kill_at = Clock::time_point::max();
    Clock::time_point m_timeout_at = Clock::time_point::max();
};

}  // namespace viv::session
