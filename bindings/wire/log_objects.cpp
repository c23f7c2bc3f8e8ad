// What a step's births, deaths and changes of objects become: short records. See log_writer.h.
#include <algorithm>
#include <cstring>

#include "bindings/base/assert.h"
#include "bindings/wire/log_writer.h"
#include "bindings/wire/splice.h"

namespace viv::wire {

namespace {

// Kinds whose content stays as it was made: their sections needn't be kept. Should one change all
// the same (the hash of a str), it is written whole.
bool is_constant(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Int:
        case ObjectKind::Float:
        case ObjectKind::Bool:
        case ObjectKind::None:
        case ObjectKind::Str:
        case ObjectKind::Bytes:
            return true;
        default:
            return false;
    }
}

// The number of a body of which there is no more to say; none: there is. Its first block is the
// struct: count, type, tag, digits (delta.h, apply_number).
std::optional<PlainInt> plain_int_of(const Body& body) {
    constexpr std::size_t kHead = 16, kTag = 8;
    if (body.kind != ObjectKind::Int || !body.value.integer || body.is_immortal ||
        !body.slots.empty() || body.blocks.size() != 1 || *body.value.integer == 0 ||
        body.blocks[0].bytes.size() < kHead + kTag + 4) {
        return std::nullopt;
    }
    PlainInt number;
    number.value = *body.value.integer;
    std::memcpy(&number.tag, body.blocks[0].bytes.data() + kHead, kTag);
    return number;
}

}  // namespace

Standing LogWriter::standing(const KnownObject& object) const {
    return {object.address, object.type ? m_types[object.type.value - 1] : 0};
}

void LogWriter::born(const Birth& birth) {
    VIV_ASSERT(birth.id.value == m_objects.size() + 1,
               "objects are born in the order of their numbers");
    m_objects.push_back({0, birth.address, birth.type, nullptr});
    Young young;
    young.birth = birth;
    m_young.push_back(young);
}

LogWriter::Young* LogWriter::young_of(ObjectId object) {
    if (m_young.empty() || object.value < m_young.front().birth.id.value) return nullptr;
    return &m_young[object.value - m_young.front().birth.id.value];
}

void LogWriter::count(ObjectId object, std::int64_t refcount) {
    std::int64_t& count = known(object).count;
    if (Young* young = young_of(object)) {
        young->count = refcount;
    } else {
        m_counted.push_back({object.value, refcount - count});
    }
    count = refcount;
}

bool LogWriter::plain_int(ObjectId object, const PlainInt& number) {
    Young* young = young_of(object);
    if (young == nullptr || young->begin != young->end || !young->birth.type) return false;
    const std::unique_ptr<Template>& pattern = m_body_templates[young->birth.type.value - 1];
    if (!pattern || !pattern->number) return false;
    young->begin = m_young_deltas.size();
    m_young_deltas.byte(static_cast<std::uint8_t>(DeltaForm::TemplateNumber));
    m_young_deltas.signed_number(number.value);
    if (number.tag != pattern->number->tag) m_young_deltas.signed_number(number.tag);
    young->end = m_young_deltas.size();
    return true;
}

void LogWriter::body(ObjectId object, const Body& body) {
    // Tracked again, it will start over with the young ones.
    if (!body.is_tracked && !m_generations.empty()) generation(object, 0);
    Young* young = young_of(object);
    if (young != nullptr && young->begin == young->end) {
        young_body(*young, body);
        return;
    }
    std::unique_ptr<KnownBody>& before = known(object).body;
    m_after.clear();
    to_sections(body, standing(known(object)), m_after);
    Encoder& out = m_changes.begin(Record::Body);
    out.number(object.value);
    if (before && can_splice(before->sections, m_after) && before->splices < kMaxSplices) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
        if (!encode_splices(before->sections, m_after, out)) return;
        ++before->splices;
    } else {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Whole));
        encode_sections(m_after, out);
        if (!before && !is_constant(body.kind)) before = std::make_unique<KnownBody>();
        if (before) before->splices = 0;
    }
    m_changes.end();
    if (before) std::swap(before->sections, m_after);
}

bool LogWriter::items(ObjectId object, const Body& body, const ItemsChange& change) {
    KnownBody* before = known(object).body.get();
    if (before == nullptr || before->splices >= kMaxSplices || young_of(object) != nullptr) {
        return false;
    }
    const std::string_view slots = before->sections[kSlotsSection];
    const bool is_at_end = change.kept == change.before;
    const std::size_t kept = is_at_end ? slots.size() : size_of_items(slots, change.kept);
    const std::size_t removed = size_of_items(slots.substr(kept), change.removed);
    m_slots.clear();
    m_slots.raw(slots.substr(0, kept));
    for (const ObjectId target : change.inserted) write_item(m_slots, target);
    m_slots.raw(slots.substr(kept + removed));
    m_after.clear();
    to_sections(body, standing(known(object)), m_slots.bytes(), m_after);
    if (!can_splice(before->sections, m_after)) return false;
    Encoder& out = m_changes.begin(Record::Body);
    out.number(object.value);
    out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
    if (!encode_splices(before->sections, m_after, out)) return true;
    ++before->splices;
    m_changes.end();
    std::swap(before->sections, m_after);
    return true;
}

bool LogWriter::struct_bytes(ObjectId object, std::string_view bytes) {
    // Head, value, slots, struct (values.h): the last of them ends with the bytes.
    constexpr std::size_t kStruct = 3;
    KnownBody* before = known(object).body.get();
    if (before == nullptr || before->splices >= kMaxSplices || young_of(object) != nullptr ||
        before->sections.size() <= kStruct || before->sections[kStruct].size() < bytes.size()) {
        return false;
    }
    const std::string_view section = before->sections[kStruct];
    const std::string_view head = section.substr(0, section.size() - bytes.size());
    const std::string_view old_bytes = section.substr(head.size());
    if (old_bytes == bytes) return true;
    Encoder& out = m_changes.begin(Record::Body);
    out.number(object.value);
    out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
    out.number(std::uint64_t{1} << kStruct);
    encode_splice(old_bytes, bytes, out, head.size());
    m_changes.end();
    ++before->splices;
    before->sections.replace_end(kStruct, bytes);
    return true;
}

void LogWriter::young_body(Young& young, const Body& body) {
    m_after.clear();
    to_sections(body, standing(known(young.birth.id)), m_after);
    Encoder& out = m_young_deltas;
    young.begin = out.size();
    std::unique_ptr<Template>* pattern =
        young.birth.type ? &m_body_templates[young.birth.type.value - 1] : nullptr;
    const std::optional<PlainInt> number = plain_int_of(body);
    bool is_spliced = pattern != nullptr && *pattern && can_splice((*pattern)->sections, m_after);
    // Ints to come can be told in short against this one.
    if (is_spliced && number && !(*pattern)->number) is_spliced = false;
    if (is_spliced) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Splice));
        if (!encode_splices((*pattern)->sections, m_after, out, 0, Copying::FromValue)) {
            out.number(0);
        }
        // Not worth it: this one is a better pattern for the next.
        is_spliced = out.size() - young.begin <= m_after.byte_count() * 2 / 3 + 8;
        if (!is_spliced) out.cut(young.begin);
    }
    if (!is_spliced) {
        out.byte(static_cast<std::uint8_t>(DeltaForm::Whole));
        encode_sections(m_after, out);
        young.is_template = pattern != nullptr;
        if (pattern != nullptr) {
            if (!*pattern) *pattern = std::make_unique<Template>();
            (*pattern)->sections = m_after;
            (*pattern)->number = number;
        }
    }
    young.end = out.size();
    if (is_constant(body.kind)) return;
    std::unique_ptr<KnownBody>& before = known(young.birth.id).body;
    before = std::make_unique<KnownBody>();
    before->sections = m_after;
}

void LogWriter::gather_young() {
    for (const Young& young : m_young) {
        const Birth& birth = young.birth;
        Encoder& out = m_group.begin(Record::Fresh);
        const std::uint8_t flags = static_cast<std::uint8_t>(
            (birth.is_older ? kOlderFlag : 0) | (birth.is_static ? kStaticFlag : 0) |
            (young.is_template ? kTemplateFlag : 0));
        out.number(birth.type.value);
        out.signed_number(static_cast<std::int64_t>(birth.address - m_last_address));
        out.byte(flags);
        out.signed_number(young.count);
        out.raw(m_young_deltas.bytes().substr(young.begin, young.end - young.begin));
        m_last_address = birth.address;
        m_group.end();
    }
    m_young.clear();
    m_young_deltas.clear();
}

void LogWriter::died(ObjectId object) {
    known(object).body.reset();
    if (!m_generations.empty()) m_generations.erase(object.value);
    m_dead.push_back(object.value);
}

void LogWriter::lost(ObjectId object) {
    known(object).body.reset();
    m_generations.erase(object.value);
    m_changes.begin(Record::Lost).number(object.value);
    m_changes.end();
}

}  // namespace viv::wire
