// Numbers and texts as bytes: LEB128 varints, zigzag for signed ones, little endian for fixed
// sizes. The decoder trusts nothing: past the end, or on an overlong number, it fails and stays
// failed.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace viv::wire {

class Encoder {
public:
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
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
        m_bytes.append(value);
    }
    void raw(std::string_view value) { m_bytes.append(value); }

    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }
    void clear() { m_bytes.clear(); }
    // Drops what was written after the first `size` bytes.
    void cut(std::size_t size) { m_bytes.resize(size); }

private:
    std::string m_bytes;
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
