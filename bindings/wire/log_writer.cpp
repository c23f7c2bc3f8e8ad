// A group is gathered in m_group and copied into the memory in one go, then published by storing
// the new end with release order.
#include "bindings/wire/log_writer.h"

#include <xxhash.h>
#include <algorithm>
#include <atomic>
#include <cstring>

#include "bindings/base/assert.h"
#include "bindings/wire/values.h"

namespace viv::wire {

namespace {

// Room that steps may not use, so that the end can always be told.
constexpr std::size_t kEndReserve = 16 << 10;

}  // namespace

std::uint32_t group_checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

LogWriter::LogWriter(std::span<char> memory) : m_memory(memory) {
    start();
}

LogWriter::LogWriter(std::size_t capacity_bytes) : m_own(capacity_bytes), m_memory(m_own) {
    start();
}

void LogWriter::start() {
    VIV_ASSERT(m_memory.size() >= kMinimumSize, "the log's memory is too small");
    Encoder preamble;
    preamble.raw(kMagic);
    preamble.fixed32(kFormat);
    preamble.fixed32(kPreambleSize);
    std::memcpy(m_memory.data(), preamble.bytes().data(), preamble.bytes().size());
    m_published = kPreambleSize;
    std::atomic_ref<std::uint64_t>(
        *reinterpret_cast<std::uint64_t*>(m_memory.data() + kPublishedOffset))
        .store(m_published, std::memory_order_release);
}

namespace {

void append_record(std::string& bytes, Record kind, std::string_view payload) {
    char head[12] = {static_cast<char>(kind)};
    std::size_t size = 1;
    std::uint64_t left = payload.size();
    for (; left >= 0x80; left >>= 7) head[size++] = static_cast<char>(left | 0x80);
    head[size++] = static_cast<char>(left);
    // All or nothing: if memory runs out here, the group is still a row of whole records.
    const std::size_t needed = bytes.size() + size + payload.size();
    if (needed > bytes.capacity()) bytes.reserve(std::max(needed, 2 * bytes.capacity()));
    bytes.append(head, size);
    bytes.append(payload);
}

}  // namespace

void LogWriter::record(Record kind, std::string_view payload) {
    append_record(m_group, kind, payload);
}

void LogWriter::change(Record kind, const Encoder& payload) {
    append_record(m_changes, kind, payload.bytes());
}

void LogWriter::gather() {
    gather_young();
    if (!m_dead.empty()) {
        Encoder out;
        std::int64_t last = 0;
        for (const std::uint32_t object : m_dead) {
            out.signed_number(static_cast<std::int64_t>(object) - last);
            last = object;
        }
        record(Record::Deaths, out.bytes());
        m_dead.clear();
    }
    if (!m_counted.empty()) {
        Encoder out;
        std::int64_t last = 0;
        for (const Counted& counted : m_counted) {
            out.signed_number(static_cast<std::int64_t>(counted.object) - last);
            out.signed_number(counted.difference);
            last = counted.object;
        }
        record(Record::Counts, out.bytes());
        m_counted.clear();
    }
    m_group += m_changes;
    m_changes.clear();
}

bool LogWriter::close_group(Record kind, Encoder& payload, std::size_t reserve) {
    const std::size_t before = m_group.size();
    Encoder head;
    head.byte(static_cast<std::uint8_t>(kind));
    head.number(payload.bytes().size() + kChecksumSize);
    m_group += head.bytes();
    m_group += payload.bytes();
    Encoder checksum;
    checksum.fixed32(group_checksum(m_group));
    m_group += checksum.bytes();

    if (m_published + m_group.size() + reserve > m_memory.size()) {
        m_group.resize(before);
        return false;
    }
    std::memcpy(m_memory.data() + m_published, m_group.data(), m_group.size());
    m_published += m_group.size();
    m_group.clear();
    std::atomic_ref<std::uint64_t>(
        *reinterpret_cast<std::uint64_t*>(m_memory.data() + kPublishedOffset))
        .store(m_published, std::memory_order_release);
    return true;
}

void LogWriter::header(const Header& header) {
    Encoder out;
    write(out, header);
    record(Record::Header, out.bytes());
}

void LogWriter::layout(const Layout& layout) {
    Encoder out;
    write(out, layout);
    record(Record::Layout, out.bytes());
}

TextId LogWriter::text(std::string_view text) {
    const auto found = m_texts.find(text);
    if (found != m_texts.end()) return found->second;
    const TextId id{static_cast<std::uint32_t>(m_texts.size()) + 1};
    m_texts.emplace(text, id);
    record(Record::Text, text);
    return id;
}

TypeId LogWriter::type(const TypeInfo& type) {
    Encoder out;
    write(out, type);
    record(Record::Type, out.bytes());
    m_types.push_back(type.address);
    m_body_templates.emplace_back();
    return TypeId{static_cast<std::uint32_t>(m_types.size())};
}

CodeId LogWriter::code(const CodeInfo& code) {
    Encoder out;
    write(out, code);
    record(Record::Code, out.bytes());
    m_frame_templates.emplace_back();
    return CodeId{++m_codes};
}

PlaceId LogWriter::place(const CodePlace& place) {
    Encoder out;
    write(out, place);
    record(Record::Place, out.bytes());
    return PlaceId{++m_places};
}

void LogWriter::thread(ThreadId thread, FrameId innermost) {
    Encoder out;
    out.number(thread.value);
    out.number(innermost.value);
    change(Record::Thread, out);
}

void LogWriter::residue(ObjectId object, std::span<const Outsider> holders) {
    Encoder out;
    out.number(object.value);
    for (const Outsider& holder : holders) {
        out.number(holder.place.value);
        out.number(holder.count);
    }
    change(Record::Residue, out);
}

void LogWriter::output(Stream stream, std::string_view bytes) {
    Encoder out;
    out.byte(static_cast<std::uint8_t>(stream));
    out.raw(bytes);
    change(Record::Output, out);
}

void LogWriter::seal() {
    Encoder nothing;
    gather();
    [[maybe_unused]] const bool fits = close_group(Record::Seal, nothing, kEndReserve);
}

bool LogWriter::step(const StepMark& mark) {
    m_out.clear();
    m_out.byte(static_cast<std::uint8_t>(mark.event));
    m_out.number(mark.thread.value);
    m_out.number(mark.frame.value);
    m_out.number(mark.place.value);
    gather_generations();
    gather();
    if (!close_group(Record::Step, m_out, kEndReserve)) {
        drop_group();
        return false;
    }
    const auto known = m_frames.find(mark.frame.value);
    if (known != m_frames.end()) known->second.place = mark.place;
    ++m_steps;
    return true;
}

void LogWriter::drop_group() {
    m_group.clear();
    m_changes.clear();
    m_young.clear();
    m_young_deltas.clear();
    m_counted.clear();
    m_dead.clear();
    for (auto& moved : m_moved) moved.clear();
}

void LogWriter::end(const RunEnd& end) {
    if (m_ended) return;
    m_ended = true;
    // Only what was written is told: objects and counts of a step that never was are no part of it.
    m_young.clear();
    m_counted.clear();
    m_dead.clear();
    gather();
    Encoder out;
    write(out, end);
    if (close_group(Record::End, out, 0)) return;
    // What came after the last step doesn't fit; the end itself always does.
    drop_group();
    RunEnd brief = end;
    brief.message.resize(std::min<std::size_t>(brief.message.size(), 1000));
    Encoder shorter;
    write(shorter, brief);
    [[maybe_unused]] const bool fits = close_group(Record::End, shorter, 0);
}

std::string_view LogWriter::bytes() const {
    return {m_memory.data(), m_published};
}

}  // namespace viv::wire
