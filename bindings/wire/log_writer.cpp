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
// A reader applies at most this many splices to reach any version of a thing.
constexpr std::uint32_t kMaxSplices = 32;

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

void LogWriter::record(Record kind, std::string_view payload) {
    Encoder head;
    head.byte(static_cast<std::uint8_t>(kind));
    head.number(payload.size());
    // All or nothing: if memory runs out here, the group is still a row of whole records.
    const std::size_t needed = m_group.size() + head.bytes().size() + payload.size();
    if (needed > m_group.capacity()) m_group.reserve(std::max(needed, 2 * m_group.capacity()));
    m_group += head.bytes();
    m_group += payload;
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
    const auto [found, is_new] = m_texts.try_emplace(
        std::string(text), TextId{static_cast<std::uint32_t>(m_texts.size()) + 1});
    if (is_new) record(Record::Text, text);
    return found->second;
}

TypeId LogWriter::type(const TypeInfo& type) {
    Encoder out;
    write(out, type);
    record(Record::Type, out.bytes());
    return TypeId{++m_types};
}

CodeId LogWriter::code(const CodeInfo& code) {
    Encoder out;
    write(out, code);
    record(Record::Code, out.bytes());
    return CodeId{++m_codes};
}

PlaceId LogWriter::place(const CodePlace& place) {
    Encoder out;
    write(out, place);
    record(Record::Place, out.bytes());
    return PlaceId{++m_places};
}

void LogWriter::born(const Birth& birth) {
    VIV_ASSERT(birth.id.value == m_counts.size() + 1,
               "objects are born in the order of their numbers");
    m_counts.push_back(0);
    m_bodies.emplace_back();
    Encoder out;
    out.number(birth.id.value);
    out.number(birth.address);
    out.number(birth.type.value);
    out.byte(static_cast<std::uint8_t>((birth.is_older ? 1 : 0) | (birth.is_static ? 2 : 0)));
    record(Record::Born, out.bytes());
}

void LogWriter::count(ObjectId object, std::int64_t refcount) {
    std::int64_t& known = m_counts[object.value - 1];
    Encoder out;
    out.number(object.value);
    out.signed_number(refcount - known);
    known = refcount;
    record(Record::Count, out.bytes());
}

void LogWriter::change(Record kind, std::uint32_t id, Chain& chain, Sections now) {
    std::string delta = encode_delta(chain.sections, now);
    if (delta.empty()) return;
    std::size_t whole_bytes = 0;
    for (const std::string& section : now) whole_bytes += section.size();
    // Whole again when the reader's way gets long, or when it costs no more than the splices did.
    const bool again =
        !is_whole(delta) && (chain.splices >= kMaxSplices) && chain.spliced_bytes >= whole_bytes;
    if (again || chain.splices >= kMaxSplices * 8) delta = encode_whole(now);
    if (is_whole(delta)) {
        chain.splices = 0;
        chain.spliced_bytes = 0;
    } else {
        ++chain.splices;
        chain.spliced_bytes += delta.size();
    }
    chain.sections = std::move(now);
    Encoder out;
    out.number(id);
    out.raw(delta);
    record(kind, out.bytes());
}

void LogWriter::body(ObjectId object, const Body& body) {
    change(Record::Body, object.value, m_bodies[object.value - 1], to_sections(body));
}

void LogWriter::died(ObjectId object) {
    m_bodies[object.value - 1] = {};
    Encoder out;
    out.number(object.value);
    record(Record::Died, out.bytes());
}

void LogWriter::frame(const FrameState& frame) {
    change(Record::Frame, frame.id.value, m_frames[frame.id.value], to_sections(frame));
}

void LogWriter::thread(ThreadId thread, FrameId innermost) {
    Encoder out;
    out.number(thread.value);
    out.number(innermost.value);
    record(Record::Thread, out.bytes());
}

void LogWriter::output(Stream stream, std::string_view bytes) {
    Encoder out;
    out.byte(static_cast<std::uint8_t>(stream));
    out.raw(bytes);
    record(Record::Output, out.bytes());
}

void LogWriter::seal() {
    Encoder nothing;
    [[maybe_unused]] const bool fits = close_group(Record::Seal, nothing, kEndReserve);
}

bool LogWriter::step(const StepMark& mark) {
    Encoder out;
    out.byte(static_cast<std::uint8_t>(mark.event));
    out.number(mark.thread.value);
    out.number(mark.frame.value);
    out.number(mark.place.value);
    if (!close_group(Record::Step, out, kEndReserve)) {
        m_group.clear();
        return false;
    }
    ++m_steps;
    return true;
}

void LogWriter::end(const RunEnd& end) {
    if (m_ended) return;
    m_ended = true;
    Encoder out;
    write(out, end);
    if (close_group(Record::End, out, 0)) return;
    // What came after the last step doesn't fit; the end itself always does.
    m_group.clear();
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
