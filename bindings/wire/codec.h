// Numbers and texts as bytes: LEB128 varints, zigzag for signed ones, little endian for fixed
// sizes. The decoder trusts nothing: past the end, or on an overlong number, it fails and stays
// failed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace viv::wire {

// Bytes are written with one check for room a value: each change of a recording comes through here.
class Encoder {
public:
    Encoder() = default;
    Encoder(const Encoder& other) { raw(other.bytes()); }
    Encoder& operator=(const Encoder& other) {
        if (this == &other) return *this;
        clear();
        raw(other.bytes());
        return *this;
    }
    Encoder(Encoder&& other) noexcept { swap(other); }
    Encoder& operator=(Encoder&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Encoder() { delete[] m_begin; }

    void byte(std::uint8_t value) {
        need(1);
        *m_end++ = static_cast<char>(value);
    }
    void number(std::uint64_t value) {
        need(kMostVarint);
        char* at = m_end;
        for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(value | 0x80);
        *at++ = static_cast<char>(value);
        m_end = at;
    }
    void signed_number(std::int64_t value) {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void fixed32(std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
    }
    void fixed64(std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
    }
    void real(double value) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        fixed64(bits);
    }
    void text(std::string_view value) {
        number(value.size());
        raw(value);
    }
    void raw(std::string_view value) {
        if (value.empty()) return;
        need(value.size());
        std::memcpy(m_end, value.data(), value.size());
        m_end += value.size();
    }

    // Valid until the next change.
    [[nodiscard]] std::string_view bytes() const { return {m_begin, size()}; }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_end - m_begin); }
    [[nodiscard]] std::string take() { return std::string(bytes()); }
    void clear() { m_end = m_begin; }
    // Drops what was written after the first `size` bytes.
    void cut(std::size_t size) { m_end = m_begin + size; }
    // The byte at a place that has been written, to be written again.
    void set(std::size_t at, std::uint8_t value) { m_begin[at] = static_cast<char>(value); }
    void overwrite(std::size_t at, std::string_view bytes) {
        std::memcpy(m_begin + at, bytes.data(), bytes.size());
    }
    // Makes room for so many bytes there, whose content is to be set.
    void insert(std::size_t at, std::size_t count) {
        need(count);
        std::memmove(m_begin + at + count, m_begin + at, size() - at);
        m_end += count;
    }

private:
    static constexpr std::size_t kMostVarint = 10;

    void need(std::size_t more) {
        if (static_cast<std::size_t>(m_limit - m_end) < more) grow(more);
    }
    // Throws std::bad_alloc; what was written stays.
    void grow(std::size_t more) {
        const std::size_t used = size();
        const std::size_t room = std::max<std::size_t>(64, 2 * (used + more));
        // Not malloc's memory: that is the program's.
        char* moved = new char[room];
        if (used != 0) std::memcpy(moved, m_begin, used);
        delete[] m_begin;
        m_begin = moved;
        m_end = moved + used;
        m_limit = moved + room;
    }
    void swap(Encoder& other) noexcept {
        std::swap(m_begin, other.m_begin);
        std::swap(m_end, other.m_end);
        std::swap(m_limit, other.m_limit);
    }

    char* m_begin = nullptr;
    char* m_end = nullptr;
    char* m_limit = nullptr;
};

class Decoder {
public:
    explicit Decoder(std::string_view bytes) : m_rest(bytes) {}

    std::uint8_t byte() {
        if (m_rest.empty()) return fail();
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        return fail();
    }
    // A number that has to fit 32 bits.
    std::uint32_t number32() {
        const std::uint64_t value = number();
        if (value > UINT32_MAX) return fail();
        return static_cast<std::uint32_t>(value);
    }
    std::int64_t signed_number() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::uint32_t fixed32() { return static_cast<std::uint32_t>(fixed(4)); }
    std::uint64_t fixed64() { return fixed(8); }
    double real() {
        const std::uint64_t bits = fixed64();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
    std::string_view text() { return raw(number()); }
    std::string_view raw(std::uint64_t size) {
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view value = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return value;
    }

    [[nodiscard]] bool ok() const { return !m_failed; }
    [[nodiscard]] bool at_end() const { return m_rest.empty(); }
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }
    // For checks of the caller's own: marks the bytes as wrong.
    std::uint8_t fail() {
        m_failed = true;
        m_rest = {};
        return 0;
    }

private:
    std::uint64_t fixed(int size) {
        std::uint64_t value = 0;
        for (int i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(byte()) << (8 * i);
        return value;
    }

    std::string_view m_rest;
    bool m_failed = false;
};

}  // namespace viv::wire
