// Records one after another, each written in place: its size is filled in once it is known. For the
// writer of recordings; format.h says what a record is.
#pragma once

#include <string_view>

#include "bindings/wire/codec.h"
#include "bindings/wire/format.h"

namespace viv::wire {

class RecordRow {
public:
    // What is written to the result is the payload, until end(). A record that was begun and never
    // ended (no memory, or it turned out to say nothing) is dropped: the row has whole ones only.
    Encoder& begin(Record kind) {
        m_out.cut(m_whole);
        m_out.byte(static_cast<std::uint8_t>(kind));
        m_out.byte(0);
        return m_out;
    }
    // `later_bytes` of the payload are going to be added behind it.
    void end(std::size_t later_bytes = 0) {
        const std::size_t size = m_out.size() - m_whole - kHead;
        finish_head(size + later_bytes);
        m_whole = m_out.size();
    }
    [[nodiscard]] std::size_t payload_size() const { return m_out.size() - m_whole - kHead; }

    // Whole records, appended.
    void append(std::string_view records) {
        m_out.cut(m_whole);
        m_out.raw(records);
        m_whole = m_out.size();
    }
    void record(Record kind, std::string_view payload) {
        begin(kind).raw(payload);
        end();
    }

    [[nodiscard]] std::string_view bytes() const { return m_out.bytes().substr(0, m_whole); }
    [[nodiscard]] bool empty() const { return m_whole == 0; }
    void clear() { cut(0); }
    // Drops the records behind the first `size` bytes.
    void cut(std::size_t size) {
        m_out.cut(size);
        m_whole = size;
    }
    // Bytes that belong to the record that ended last.
    void add_later(std::uint32_t fixed) {
        m_out.fixed32(fixed);
        m_whole = m_out.size();
    }

private:
    static constexpr std::size_t kHead = 2;  // the kind, and a size of one byte

    void finish_head(std::size_t size) {
        const std::size_t at = m_whole + 1;
        if (size < 0x80) {
            m_out.set(at, static_cast<std::uint8_t>(size));
            return;
        }
        std::size_t more = 0;
        for (std::size_t left = size >> 7; left > 0; left >>= 7) ++more;
        m_out.insert(at, more);
        for (std::size_t i = 0; i < more; ++i, size >>= 7) {
            m_out.set(at + i, static_cast<std::uint8_t>(size | 0x80));
        }
        m_out.set(at + more, static_cast<std::uint8_t>(size));
    }

    Encoder m_out;
    std::size_t m_whole = 0;
};

}  // namespace viv::wire
