// One run in progress: its log's memory, its process once it is known, and why it is being stopped.
// Copies steps out as they are published, so that nothing a snippet writes over the memory can harm
// what was copied.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "app/session/sitting.h"
#include "bindings/wire/channel.h"
#include "bindings/wire/format.h"

namespace viv::session {

using Clock = std::chrono::steady_clock;

// Memory of a file, mapped as long as this lives.
class Mapping {
public:
    Mapping() = default;
    Mapping(Mapping&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    Mapping& operator=(Mapping&& other) noexcept {
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }
    ~Mapping();
    static Result<Mapping> create(const wire::Descriptor& file, std::size_t size_bytes);
    [[nodiscard]] std::span<char> bytes() const { return m_bytes; }

private:
    std::span<char> m_bytes;
};

class Run {
public:
    static Result<Run> create(std::uint32_t number, const RunOptions& options);
    // The descriptors that go with the command, in the order that wire::RunSnippet names.
    [[nodiscard]] std::vector<int> descriptors() const;
    [[nodiscard]] std::uint32_t number() const { return m_number; }

    // The command for the worker.
    [[nodiscard]] wire::RunSnippet message(const std::string& source,
                                           const RunOptions& options) const;

    void started(const wire::RunStarted& started);
    // SIGINT now; after half a second all that belongs to the run is killed.
    void stop(wire::StopReason reason);
    [[nodiscard]] bool is_stopping() const { return m_reason != wire::StopReason::None; }
    // Timeout and second signal, when their time has come.
    void keep_time();

    // Appends what was published since the last call; returns whether there was any.
    bool copy_to(wire::Recording& recording);
    // All its processes are gone: the recording gets its end.
    void finish(wire::Recording& recording, const wire::RunEnded& ended);
    [[nodiscard]] std::string answers() const;

    // Does it wait for somebody to type?
    [[nodiscard]] bool awaits_input() const;
    // What was written since the last step: what input() asks for, as a rule.
    [[nodiscard]] std::vector<Output> pending_output() const;
    // Types it, as far as the run takes it; the rest goes with pass_input_on(). After the end of
    // the input, or where it isn't interactive, nothing happens.
    void give_input(std::string_view text);
    void end_input();
    void pass_input_on();

private:
    Run() = default;
    Result<void> make_input(const RunOptions& options);
    [[nodiscard]] RunEnd end_of(const wire::Recording& recording,
                                const wire::RunEnded& ended) const;

    std::uint32_t m_number = 0;
    wire::Descriptor m_log, m_answers, m_stdin, m_aside, m_tail;
    wire::Descriptor m_typing;  // the other end of m_stdin; none: it isn't interactive
    std::string m_typed;        // and not yet passed on
    bool m_ends_input = false;
    Mapping m_log_memory, m_tail_memory;
    std::size_t m_copied = 0;
    std::uint64_t m_max_output_bytes = 0;
    std::uint32_t m_max_processes = 0;
    std::uint32_t m_process = 0;
    std::uint32_t m_keeper = 0;
    wire::StopReason m_reason = wire::StopReason::None;
    Clock::time_point m_begun = Clock::now();
    Clock::time_point m_kill_at = Clock::time_point::max();
    Clock::time_point m_timeout_at = Clock::time_point::max();
};

}  // namespace viv::session
