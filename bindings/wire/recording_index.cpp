// Checking groups and taking their definitions. See recording_index.h.
#include "bindings/wire/recording_index.h"

#include "bindings/wire/values.h"

namespace viv::wire {

void RecordingIndex::mark_damage(std::uint64_t offset, std::string what) {
    if (!damage) damage = Damage{offset, std::move(what)};
}

bool RecordingIndex::take_preamble() {
    if (bytes.size() < kPreambleSize) return false;
    Decoder in(bytes.view().substr(kMagic.size()));
    const std::uint32_t format = in.fixed32();
    if (format != kFormat) {
        mark_damage(kMagic.size(), "the recording has format " + std::to_string(format) +
                                       ", this program reads format " + std::to_string(kFormat));
        return false;
    }
    if (in.fixed32() != kPreambleSize) {
        mark_damage(kMagic.size() + 4, "the preamble has another size than it should");
        return false;
    }
    parsed_bytes = kPreambleSize;
    history.begin(parsed_bytes);
    return true;
}

void RecordingIndex::parse() {
    if (parsed_bytes == 0 && !take_preamble()) return;
    history.forget_open_block();
    while (!damage && !end) {
        const std::uint64_t size = read_group(parsed_bytes);
        if (size == 0) return;
        parsed_bytes += size;
        history.end_group(parsed_bytes);
    }
}

std::uint64_t RecordingIndex::read_group(std::uint64_t start) {
    const std::string_view all = bytes.view();
    RecordView record;
    std::uint64_t at = start;
    do {
        if (!next_record(all, at, record)) return 0;
    } while (!ends_group(record.kind));
    if (at - record.offset_bytes < kChecksumSize) {
        mark_damage(record.offset_bytes, "a step has no checksum");
        return 0;
    }
    const std::uint64_t checked = at - kChecksumSize;
    Decoder checksum(all.substr(checked));
    if (checksum.fixed32() != group_checksum(all.substr(start, checked - start))) {
        mark_damage(start, "the bytes of a step were changed: its checksum is wrong");
        return 0;
    }
    const std::uint64_t end_offset = at;
    for (at = start; at < end_offset;) {
        if (next_record(all, at, record) && take(record)) continue;
        mark_damage(record.offset_bytes, "a record makes no sense");
        return 0;
    }
    return end_offset - start;
}

bool RecordingIndex::take(const RecordView& record) {
    Decoder in(record.payload);
    const auto read_into = [&](auto& list) {
        list.emplace_back();
        read(in, list.back());
        return in.ok();
    };
    switch (record.kind) {
        case Record::Header:
            header.emplace();
            read(in, *header);
            return in.ok();
        case Record::Layout:
            if (!read_into(m_layouts)) return false;
            m_layouts_by_name.try_emplace(m_layouts.back().name, &m_layouts.back());
            return true;
        case Record::Text:
            m_texts.push_back(
                {record.offset_bytes, static_cast<std::uint32_t>(record.payload.size())});
            return true;
        case Record::Type:
            return read_into(types);
        case Record::Code:
            return read_into(codes);
        case Record::Place:
            return read_into(places);
        case Record::End: {
            RunEnd last;
            read(in, last);
            if (in.ok()) end = std::move(last);
            return in.ok();
        }
        case Record::Note:
        case Record::Collection:
        case Record::Generation:
            return take_aside(record);
        case Record::Residue:
            return take_residue(in);
        default:
            return history.take(record, {types.size(), places.size()});
    }
}

bool RecordingIndex::take_aside(const RecordView& record) {
    const StepId step{history.step_count() + 1};
    Decoder in(record.payload);
    if (record.kind == Record::Note) {
        notes.emplace_back(step, record.payload);
        return true;
    }
    if (record.kind == Record::Collection) {
        Collection collection;
        const std::uint64_t generation = in.number();
        collection.generation = static_cast<std::uint8_t>(generation);
        collection.collected = in.number();
        collection.uncollectable = in.number();
        collections.emplace_back(step, collection);
        return in.ok() && generation < kFrozen;
    }
    const std::uint8_t generation = in.byte();
    std::uint32_t object = 0;
    while (in.ok() && in.left() > 0) {
        object += in.number32();
        generations[object].emplace_back(step, generation);
    }
    return in.ok() && generation <= kFrozen;
}

bool RecordingIndex::take_residue(Decoder& in) {
    const StepId step{history.step_count() + 1};
    const std::uint32_t object = in.number32();
    std::vector<Outsider> outsiders;
    while (in.ok() && !in.at_end()) {
        Outsider one;
        one.place = TextId{in.number32()};
        one.count = in.number32();
        if (one.count > kMostOutsiders) return false;
        outsiders.push_back(one);
    }
    if (!in.ok() || object == 0) return false;
    residues[object].emplace_back(step, std::move(outsiders));
    return true;
}

std::string_view RecordingIndex::text(TextId text) const {
    if (!text || text.value > m_texts.size()) return {};
    const Stretch& where = m_texts[text.value - 1];
    return bytes.view().substr(where.offset_bytes, where.size_bytes);
}

const Layout* RecordingIndex::layout(std::string_view name) const {
    const auto found = m_layouts_by_name.find(name);
    return found == m_layouts_by_name.end() ? nullptr : found->second;
}

}  // namespace viv::wire
