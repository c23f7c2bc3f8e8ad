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

void LogWriter::gather_counts() {
    if (m_counted.empty()) return;
    Encoder& out = m_group.begin(Record::Counts);
    std::int64_t last = 0;
    for (const Counted& counted : m_counted) {
        out.signed_number(static_cast<std::int64_t>(counted.object) - last);
        out.signed_number(counted.difference);
        last = counted.object;
    }
    m_group.end();
    m_counted.clear();
}

void LogWriter::gather() {
    gather_young();
    if (!m_dead.empty()) {
        Encoder& out = m_group.begin(Record::Deaths);
        std::int64_t last = 0;
        for (const std::uint32_t object : m_dead) {
            out.signed_number(static_cast<std::int64_t>(object) - last);
            last = object;
        }
        m_group.end();
        m_dead.clear();
    }
    gather_counts();
    m_group.append(m_changes.bytes());
    m_changes.clear();
}

bool LogWriter::close_group(std::size_t reserve) {
    const std::size_t before = m_group.bytes().size();
    m_group.end(kChecksumSize);
    m_group.add_later(group_checksum(m_group.bytes()));
    const std::string_view group = m_group.bytes();
    if (m_published + group.size() + reserve > m_memory.size()) {
        m_group.cut(before);
        return false;
    }
    std::memcpy(m_memory.data() + m_published, group.data(), group.size());
    m_published += group.size();
    m_group.clear();
    std::atomic_ref<std::uint64_t>(
        *reinterpret_cast<std::uint64_t*>(m_memory.data() + kPublishedOffset))
        .store(m_published, std::memory_order_release);
    return true;
}

template <class Value>
void LogWriter::define(Record kind, const Value& value) {
    write(m_group.begin(kind), value);
    m_group.end();
}

void LogWriter::header(const Header& header) {
    define(Record::Header, header);
}

void LogWriter::layout(const Layout& layout) {
    define(Record::Layout, layout);
}

TextId LogWriter::text(std::string_view text) {
    const auto found = m_texts.find(text);
    if (found != m_texts.end()) return found->second;
    const TextId id{static_cast<std::uint32_t>(m_texts.size()) + 1};
    m_texts.emplace(text, id);
    m_group.record(Record::Text, text);
    return id;
}

TypeId LogWriter::type(const TypeInfo& type) {
    define(Record::Type, type);
    m_types.push_back(type.address);
    m_body_templates.emplace_back();
    return TypeId{static_cast<std::uint32_t>(m_types.size())};
}

CodeId LogWriter::code(const CodeInfo& code) {
    define(Record::Code, code);
    m_frame_templates.emplace_back();
    return CodeId{++m_codes};
}

PlaceId LogWriter::place(const CodePlace& place) {
    define(Record::Place, place);
    return PlaceId{++m_places};
}

void LogWriter::thread(ThreadId thread, FrameId innermost) {
    Encoder& out = m_changes.begin(Record::Thread);
    out.number(thread.value);
    out.number(innermost.value);
    m_changes.end();
}

void LogWriter::residue(ObjectId object, std::span<const Outsider> holders) {
    Encoder& out = m_changes.begin(Record::Residue);
    out.number(object.value);
    for (const Outsider& holder : holders) {
        out.number(holder.place.value);
        out.number(holder.count);
    }
    m_changes.end();
}

void LogWriter::output(Stream stream, std::string_view bytes) {
    Encoder& out = m_changes.begin(Record::Output);
    out.byte(static_cast<std::uint8_t>(stream));
    out.raw(bytes);
    m_changes.end();
}

void LogWriter::seal() {
    gather();
    m_group.begin(Record::Seal);
    [[maybe_unused]] const bool fits = close_group(kEndReserve);
}

bool LogWriter::step(const StepMark& mark) {
    gather_generations();
    gather();
    Encoder& out = m_group.begin(Record::Step);
    out.byte(static_cast<std::uint8_t>(mark.event));
    out.number(mark.thread.value);
    out.number(mark.frame.value);
    out.number(mark.place.value);
    if (!close_group(kEndReserve)) {
        drop_group();
        return false;
    }
    if (KnownFrame* known = find_frame(mark.frame)) known->place = mark.place;
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

void LogWriter::stop() {
    if (m_ended) return;
    m_ended = true;
    gather_last();
    m_group.begin(Record::Seal);
    if (!close_group(0)) drop_group();
}

// Only what was written is told: objects and counts of a step that never was are no part of it.
void LogWriter::gather_last() {
    m_young.clear();
    m_counted.clear();
    m_dead.clear();
    gather();
}

void LogWriter::end(const RunEnd& end) {
    if (m_ended) return;
    m_ended = true;
    gather_last();
    write(m_group.begin(Record::End), end);
    if (close_group(0)) return;
    // What came after the last step doesn't fit; the end itself always does.
    drop_group();
    RunEnd brief = end;
    brief.message.resize(std::min<std::size_t>(brief.message.size(), 1000));
    write(m_group.begin(Record::End), brief);
    [[maybe_unused]] const bool fits = close_group(0);
}

std::string_view LogWriter::bytes() const {
    return {m_memory.data(), m_published};
}

}  // namespace viv::wire
