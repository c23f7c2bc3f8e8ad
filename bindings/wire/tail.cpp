// See tail.h.
#include "bindings/wire/tail.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "bindings/wire/codec.h"
#include "bindings/wire/values.h"

namespace viv::wire {

namespace {

constexpr std::size_t kWaits = 0;
constexpr std::size_t kEndSize = 4;
constexpr std::size_t kPendingSize = 8;
constexpr std::size_t kOutputBytes = 16;
constexpr std::size_t kHead = 5;
constexpr std::size_t kMostEnd = kTailPendingOffset - kTailEndOffset;
constexpr std::size_t kLongestMessage = kMostEnd / 2;

template <class Number>
std::atomic_ref<Number> at(std::span<char> memory, std::size_t offset) {
    return std::atomic_ref<Number>(*reinterpret_cast<Number*>(memory.data() + offset));
}
template <class Number>
Number load(std::span<const char> memory, std::size_t offset) {
    // atomic_ref takes no const object before C++26.
    auto* number = reinterpret_cast<Number*>(const_cast<char*>(memory.data()) + offset);
    return std::atomic_ref<Number>(*number).load(std::memory_order_acquire);
}

}  // namespace

std::size_t tail_size(std::uint64_t max_output_bytes) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 30;
    const std::uint64_t kept = max_output_bytes == 0 ? kMost : std::min(max_output_bytes, kMost);
    return kTailPendingOffset + kept + (std::size_t{64} << 10);
}

void TailWriter::end(RunEnd end) {
    if (end.message.size() > kLongestMessage) end.message.resize(kLongestMessage);
    Encoder out;
    write(out, end);
    const std::string_view bytes = out.bytes();
    if (bytes.size() > kMostEnd) return;
    std::memcpy(m_memory.data() + kTailEndOffset, bytes.data(), bytes.size());
    at<std::uint32_t>(m_memory, kEndSize)
        .store(static_cast<std::uint32_t>(bytes.size()), std::memory_order_release);
}

void TailWriter::keep(Stream stream, std::string_view bytes) {
    auto used_bytes = at<std::uint64_t>(m_memory, kPendingSize);
    const std::size_t used = used_bytes.load(std::memory_order_relaxed);
    const std::size_t room = m_memory.size() - kTailPendingOffset;
    const bool continues = m_last_head != 0 && m_last == stream && used != 0;
    const std::size_t head = continues ? 0 : kHead;
    if (used > room || bytes.size() + head > room - used) return;
    char* begin = m_memory.data() + kTailPendingOffset + used;
    std::memcpy(begin + head, bytes.data(), bytes.size());
    if (!continues) {
        *begin = static_cast<char>(stream);
        std::memset(begin + 1, 0, 4);
        m_last = stream;
        m_last_head = kTailPendingOffset + used;
    }
    std::uint32_t size = 0;
    std::memcpy(&size, m_memory.data() + m_last_head + 1, sizeof size);
    size += static_cast<std::uint32_t>(bytes.size());
    std::memcpy(m_memory.data() + m_last_head + 1, &size, sizeof size);
    used_bytes.store(used + head + bytes.size(), std::memory_order_release);
}

void TailWriter::drop() {
    at<std::uint64_t>(m_memory, kPendingSize).store(0, std::memory_order_release);
    m_last_head = 0;
}

void TailWriter::count_output(std::uint64_t total_bytes) {
    at<std::uint64_t>(m_memory, kOutputBytes).store(total_bytes, std::memory_order_release);
}

void TailWriter::wait_for_input(bool waits) {
    at<std::uint32_t>(m_memory, kWaits).store(waits ? 1 : 0, std::memory_order_release);
}

std::optional<RunEnd> read_end(std::span<const char> tail) {
    const auto size = load<std::uint32_t>(tail, kEndSize);
    if (size == 0 || size > kMostEnd) return std::nullopt;
    const std::string bytes(tail.data() + kTailEndOffset, size);
    Decoder in(bytes);
    RunEnd end;
    read(in, end);
    if (!in.ok() || !in.at_end()) return std::nullopt;
    return end;
}

std::vector<Output> read_pending(std::span<const char> tail) {
    std::vector<Output> output;
    const auto size = load<std::uint64_t>(tail, kPendingSize);
    if (size > tail.size() - kTailPendingOffset) return output;
    const std::string bytes(tail.data() + kTailPendingOffset, size);
    Decoder in(bytes);
    while (!in.at_end()) {
        const std::uint8_t stream = in.byte();
        const std::string_view text = in.raw(in.fixed32());
        if (!in.ok() || (stream != 1 && stream != 2)) break;
        output.push_back({static_cast<Stream>(stream), std::string(text)});
    }
    return output;
}

std::uint64_t read_output_bytes(std::span<const char> tail) {
    return load<std::uint64_t>(tail, kOutputBytes);
}

bool is_waiting_for_input(std::span<const char> tail) {
    return load<std::uint32_t>(tail, kWaits) != 0;
}

}  // namespace viv::wire
