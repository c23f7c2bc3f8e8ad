// What a run leaves beside its log: how it ended, and output that no step has taken yet. Memory
// that worker and window share, so that no descriptor is needed that a snippet could close, and so
// that it is still there when the process has died. The window trusts nothing in it: a snippet may
// have written over it.
//
//     0        4       8          16            24            64             64 + 32 KiB
//     ┌────────┬───────┬──────────┬─────────────┬─────────────┬──────────────┬──────────────────┐
//     │ waits  │ end   │ pending  │ output      │ zeros       │ the end      │ pending output   │
//     │ u32    │ size  │ size u64 │ bytes u64   │             │ (RunEnd)     │                  │
//     └────────┴───────┴──────────┴─────────────┴─────────────┴──────────────┴──────────────────┘
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "bindings/trace/step.h"

namespace viv::wire {

// Pending output is a row of: stream (1 byte), size (4 bytes), the bytes.
inline constexpr std::size_t kTailEndOffset = 64;
inline constexpr std::size_t kTailPendingOffset = kTailEndOffset + (std::size_t{32} << 10);

// How large the memory has to be for so much output; 0 is taken for a gigabyte.
std::size_t tail_size(std::uint64_t max_output_bytes);

// The worker's side. Its methods allocate nothing. REQUIRES: at least tail_size(1) bytes.
class TailWriter {
public:
    explicit TailWriter(std::span<char> memory) : m_memory(memory) {}

    // The last thing that a run says. A message that is too long is cut.
    void end(RunEnd end);
    // Output that has yet to be taken by a step. What finds no room is only missing if the process
    // dies before the next step.
    void keep(Stream stream, std::string_view bytes);
    // A step has taken it.
    void drop();
    // How many bytes were written in all, kept or not.
    void count_output(std::uint64_t total_bytes);
    // Does the run wait for something to be typed?
    void wait_for_input(bool waits);

private:
    std::span<char> m_memory;
    Stream m_last = Stream::Stdout;
    std::size_t m_last_head = 0;  // where the last piece begins; 0: there is none
};

// The window's side.
// None: the run said nothing, or what is there makes no sense.
std::optional<RunEnd> read_end(std::span<const char> tail);
std::vector<Output> read_pending(std::span<const char> tail);
std::uint64_t read_output_bytes(std::span<const char> tail);
bool is_waiting_for_input(std::span<const char> tail);

}  // namespace viv::wire
