// See memory_rows.h. Blocks with a table are cut at its fields; what lies between them is padding.
// Blocks without one are arrays of pointers or words, such as a list's ob_item.
#include "app/panels/inspector/memory_rows.h"

#include <algorithm>
#include <cstring>

#include "app/panels/words.h"

namespace viv::panels::inspector {

namespace {

constexpr std::uint64_t kRowBytes = 8;
constexpr std::size_t kMostRows = 128;  // of one block; the last row says what is left out
constexpr std::size_t kReprCharacters = 28;

std::uint64_t unsigned_of(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = std::min<std::size_t>(bytes.size(), 8); i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

std::int64_t signed_of(std::string_view bytes) {
    const std::uint64_t value = unsigned_of(bytes);
    if (bytes.empty() || bytes.size() >= 8) return static_cast<std::int64_t>(value);
    const unsigned shift = 64 - 8 * static_cast<unsigned>(bytes.size());
    return static_cast<std::int64_t>(value << shift) >> shift;
}

std::string ascii(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) text += c >= 0x20 && c < 0x7f ? c : '.';
    return "'" + text + "'";
}

bool is_zero(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

class Memory {
public:
    Memory(const wire::Recording& recording, const wire::ObjectView& now,
           const wire::ObjectView* before, StepId step)
        : m_recording(recording), m_now(now), m_before(before), m_step(step) {}

    BlockRows rows_of(std::size_t number) {
        m_block = &m_now.body.blocks[number];
        m_rows.clear();
        const std::string name(m_recording.text(m_block->name));
        const Layout* layout = m_recording.layout(name);
        if (!layout && number == 0) {
            layout = m_recording.layout(m_recording.type(m_now.birth.type).layout);
        }
        m_earlier = earlier_bytes(number);
        if (layout) {
            fields(*layout);
        } else {
            words(name);
        }
        const std::string size = counted(m_block->size_bytes, "byte");
        return {fmt::format("{} · {} at {}", layout ? layout->name : name, size,
                            full_address(m_block->address)),
                std::move(m_rows)};
    }

private:
    // The same block a step earlier: by its name, as it may have moved.
    std::string_view earlier_bytes(std::size_t number) const {
        if (!m_before || number >= m_before->body.blocks.size()) return {};
        const Block& block = m_before->body.blocks[number];
        return block.name == m_block->name ? std::string_view(block.bytes) : std::string_view();
    }

    void fields(const Layout& layout) {
        std::uint64_t at = 0;
        for (const Field& field : layout.fields) {
            padding(at, field.offset_bytes);
            add(field.name, field.kind, field.offset_bytes, field.size_bytes);
            at = field.offset_bytes + std::uint64_t{field.size_bytes};
        }
        const std::uint64_t tail_from =
            layout.tail.size_bytes > 0 ? layout.tail.offset_bytes : layout.size_bytes;
        padding(at, std::min<std::uint64_t>(std::max(at, tail_from), m_block->size_bytes));
        at = std::max(at, tail_from);
        if (layout.tail.size_bytes > 0) {
            tail(layout.tail, at);
        } else if (at < m_block->size_bytes) {
            add("", FieldKind::Bytes, at, m_block->size_bytes - at);
        }
        missing();
    }

    // The struct's variable part, one element after another. Elements smaller than a word (digits
    // apart) are shown together: the characters of a string.
    void tail(const Field& field, std::uint64_t at) {
        const std::uint64_t size = field.size_bytes;
        if (size < 4) {
            add(field.name, field.kind == FieldKind::Unsigned ? FieldKind::Bytes : field.kind, at,
                m_block->size_bytes - std::min(at, m_block->size_bytes));
            return;
        }
        for (std::uint64_t i = 0; at + size <= m_block->size_bytes; ++i, at += size) {
            if (m_rows.size() >= kMostRows || at >= m_block->bytes.size()) break;
            add(fmt::format("{}[{}]", field.name, i), field.kind, at, size);
        }
    }

    // An array without a table. What lies behind a list's last item is spare capacity.
    void words(const std::string& name) {
        const bool is_items = name == "ob_item";
        for (std::uint64_t at = 0; at < m_block->size_bytes; at += kRowBytes) {
            if (m_rows.size() >= kMostRows || at >= m_block->bytes.size()) break;
            const std::uint64_t index = at / kRowBytes;
            const std::uint64_t size = std::min(kRowBytes, m_block->size_bytes - at);
            add(fmt::format("[{}]", index), FieldKind::Object, at, size);
            if (!is_items || m_now.body.kind != ObjectKind::List) continue;
            if (index < m_now.body.length) continue;
            m_rows.back().value = "spare capacity";
            m_rows.back().is_quiet = true;
        }
        missing();
    }

    void padding(std::uint64_t from, std::uint64_t until) {
        if (from >= until) return;
        const std::size_t first = m_rows.size();
        add("padding", FieldKind::Bytes, from, until - from);
        for (std::size_t i = first; i < m_rows.size(); ++i) {
            m_rows[i].is_quiet = true;
            m_rows[i].value.clear();
        }
    }

    // What the block has beyond what the recording, or this list of rows, holds of it.
    void missing() {
        const std::uint64_t shown =
            m_rows.empty() ? 0 : m_rows.back().offset + m_rows.back().bytes.size();
        if (shown >= m_block->size_bytes) return;
        ByteRow row;
        row.offset = shown;
        row.value = fmt::format("… {} more", counted(m_block->size_bytes - shown, "byte"));
        row.is_quiet = true;
        m_rows.push_back(std::move(row));
    }

    // One field, in rows of eight bytes; the first has its name and meaning.
    void add(std::string name, FieldKind kind, std::uint64_t offset, std::uint64_t size) {
        const std::string_view all(m_block->bytes);
        if (offset >= all.size()) return;
        const std::string_view field = all.substr(offset, size);
        for (std::uint64_t at = 0; at < field.size() && m_rows.size() < kMostRows;
             at += kRowBytes) {
            ByteRow row;
            row.offset = offset + at;
            row.bytes = field.substr(at, kRowBytes);
            row.kind = kind;
            if (at == 0) {
                row.name = std::move(name);
                mean(row, field);
            } else if (kind == FieldKind::Bytes) {
                row.value = is_zero(row.bytes) ? std::string() : ascii(row.bytes);
            }
            const std::string_view earlier = row.offset < m_earlier.size()
                                                 ? m_earlier.substr(row.offset, row.bytes.size())
                                                 : std::string_view();
            row.is_changed = m_before && earlier != row.bytes;
            m_rows.push_back(std::move(row));
        }
    }

    void mean(ByteRow& row, std::string_view field) const {
        switch (row.kind) {
            case FieldKind::Bytes:
                if (!is_zero(field.substr(0, kRowBytes))) row.value = ascii(row.bytes);
                return;
            case FieldKind::RefCount:
            case FieldKind::Signed:
                row.value = fmt::format("= {}", signed_of(field));
                return;
            case FieldKind::Unsigned:
                row.value = fmt::format("= {}", unsigned_of(field));
                return;
            case FieldKind::Double: {
                double value = 0;
                const std::uint64_t bits = unsigned_of(field);
                static_assert(sizeof value == sizeof bits);
                std::memcpy(&value, &bits, sizeof value);
                row.value = fmt::format("= {}", value);
                return;
            }
            case FieldKind::Type:
                row.value = "→ " + type_at(unsigned_of(field));
                return;
            case FieldKind::Function:
                row.value = unsigned_of(field) == 0 ? "NULL" : "→ a C function";
                return;
            case FieldKind::Pointer:
            case FieldKind::Object:
            case FieldKind::Borrowed:
                pointer(row, unsigned_of(field));
        }
    }

    void pointer(ByteRow& row, std::uint64_t address) const {
        if (address == 0) {
            row.value = "NULL";
            return;
        }
        if (address == m_now.birth.address) {
            row.value = "→ itself";
            return;
        }
        for (const Block& block : m_now.body.blocks) {
            if (block.address != address || &block == m_block) continue;
            const std::string name(m_recording.text(block.name));
            row.value = name == "ob_item"
                            ? fmt::format("→ {}", counted(block.size_bytes / 8, "slot"))
                            : "→ " + name;
            return;
        }
        row.target = m_recording.object_at(address, m_step);
        if (!row.target) {
            const bool is_word = row.kind != FieldKind::Pointer && address < 0x10000;
            row.value = is_word ? fmt::format("= {}", address) : "→ " + short_address(address);
            return;
        }
        const std::string type = wire::type_name(m_recording, row.target, m_step);
        const std::string repr = wire::repr(m_recording, row.target, m_step, kReprCharacters);
        row.value = fmt::format("→ {} {}", type, repr);
        if (m_recording.birth(row.target).is_static) row.value += " (shared)";
        if (row.kind == FieldKind::Borrowed) row.value += " (borrowed)";
    }

    std::string type_at(std::uint64_t address) const {
        for (std::uint32_t i = 1; i <= m_recording.type_count(); ++i) {
            const TypeInfo& type = m_recording.type(TypeId{i});
            if (type.address == address) return type.name;
        }
        return short_address(address);
    }

    const wire::Recording& m_recording;
    const wire::ObjectView& m_now;
    const wire::ObjectView* m_before;
    StepId m_step;
    const Block* m_block = nullptr;
    std::string_view m_earlier;
    std::vector<ByteRow> m_rows;
};

}  // namespace

std::vector<BlockRows> memory_rows(const wire::Recording& recording, const wire::ObjectView& now,
                                   const wire::ObjectView* before, StepId step) {
    Memory memory(recording, now, before, step);
    std::vector<BlockRows> blocks;
    for (std::size_t i = 0; i < now.body.blocks.size(); ++i) blocks.push_back(memory.rows_of(i));
    return blocks;
}

}  // namespace viv::panels::inspector
