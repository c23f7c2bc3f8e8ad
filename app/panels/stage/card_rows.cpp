// See card_rows.h. A row is made for every slot that is not hidden; then long cards fold.
#include "app/panels/stage/card_rows.h"

#include <algorithm>
#include <unordered_map>

#include "app/panels/words.h"

namespace viv::panels::stage {

namespace {

constexpr std::size_t kCellCharacters = 6;  // a longer value gets a row of its own

// What stands at the right of a row: a value, or a target to point at.
void aim(const RowSource& source, ObjectId target, Row& row) {
    row.target = target;
    if (!target) return;
    const auto entry = source.bodies.at(target, source.step);
    row.hue = entry->body.kind;
    row.is_inline = is_inline(source.calm, entry->body.kind, entry->short_text.size());
    if (row.is_inline) row.value = entry->short_text;
}

Row note(std::string words) {
    Row row;
    row.look = RowLook::Note;
    row.value = std::move(words);
    return row;
}

Row more(std::size_t count) {
    Row row;
    row.look = RowLook::More;
    row.value = fmt::format("… {} more", count);
    return row;
}

// The slot's label in its own card; Item and Member slots are labelled by their number.
std::string label_of(const wire::Recording& recording, const Slot& slot, std::size_t number) {
    switch (slot.place) {
        case PlaceKind::Item:
            return fmt::format("{}", number);
        case PlaceKind::Attribute:
            return std::string(recording.text(slot.name));
        case PlaceKind::Named:
            return std::string(recording.text(slot.name));
        case PlaceKind::Visited:
            return fmt::format("tp_traverse[{}]", number);
        case PlaceKind::Key:
            return "key";
        case PlaceKind::Value:
        case PlaceKind::Member:
            return {};
    }
    return {};
}

// Slots of the body a step earlier, to tell what changed: by number, by key, or by name.
class Before {
public:
    Before(const Body* body) : m_body(body) {
        if (!body) return;
        ObjectId key;
        for (const Slot& slot : body->slots) {
            if (slot.place == PlaceKind::Key) key = slot.target;
            if (slot.place == PlaceKind::Value) m_by_key[key.value] = slot.target;
            if (slot.place == PlaceKind::Member) m_by_key[slot.target.value] = slot.target;
            if (slot.name) m_by_name[slot.name.value] = slot.target;
        }
    }
    bool changed(const Slot& now, std::size_t index, ObjectId key) const {
        if (!m_body) return false;
        switch (now.place) {
            case PlaceKind::Key:
                return m_by_key.find(now.target.value) == m_by_key.end();
            case PlaceKind::Value:
            case PlaceKind::Member:
                return differs(m_by_key, now.place == PlaceKind::Value ? key : now.target, now);
            case PlaceKind::Attribute:
            case PlaceKind::Named:
                return differs(m_by_name, now.name, now);
            default:
                return index >= m_body->slots.size() || m_body->slots[index].target != now.target;
        }
    }

private:
    using Targets = std::unordered_map<std::uint32_t, ObjectId>;
    template <class Number>
    static bool differs(const Targets& targets, Number number, const Slot& now) {
        const auto found = targets.find(number.value);
        return found == targets.end() ? true : found->second != now.target;
    }
    const Body* m_body;
    Targets m_by_key, m_by_name;
};

bool is_container(ObjectKind kind) {
    return kind == ObjectKind::List || kind == ObjectKind::Tuple || kind == ObjectKind::Set ||
           kind == ObjectKind::Dict;
}

// The entries of a long container that are folded away in any case, and so needn't become rows.
struct Middle {
    std::size_t from = 0, until = 0;  // entries; a dict's has two slots
    std::size_t slots_of_entry = 1;
    bool is_changed = false;
    bool has(std::size_t slot) const {
        return slot / slots_of_entry >= from && slot / slots_of_entry < until;
    }
    std::size_t size() const { return until - from; }
};

Middle middle_of(const Calm& calm, const Body& body) {
    Middle middle;
    if (!is_container(body.kind)) return middle;
    middle.slots_of_entry = body.kind == ObjectKind::Dict ? 2 : 1;
    const std::size_t entries = body.slots.size() / middle.slots_of_entry;
    const std::size_t head = std::max(calm.cells, calm.rows);
    if (entries <= head + calm.tail_rows) return middle;
    middle.from = head;
    middle.until = entries - calm.tail_rows;
    return middle;
}

// Every visible slot as a row of its own, but for those in the middle; nothing is folded yet.
std::vector<Row> slot_rows(const RowSource& source, const Body& now, const Body* before,
                           Middle& middle) {
    const Before earlier(before);
    std::vector<Row> rows;
    std::size_t number = 0;
    ObjectId key;
    Row key_row;
    for (std::size_t i = 0; i < now.slots.size(); ++i) {
        const Slot& slot = now.slots[i];
        if (middle.has(i)) {
            if (slot.place == PlaceKind::Key) key = slot.target;
            middle.is_changed = middle.is_changed || earlier.changed(slot, i, key);
            if (slot.place == PlaceKind::Item) ++number;
            continue;
        }
        Row row;
        const bool is_numbered = slot.place == PlaceKind::Item || slot.place == PlaceKind::Visited;
        row.label = label_of(source.bodies.recording(), slot, number);
        if (is_numbered) ++number;
        aim(source, slot.target, row);
        const std::string_view name = slot.name ? std::string_view(row.label) : std::string_view();
        if (is_hidden(source.calm, now.kind, slot.place, name, row.hue)) continue;
        if (slot.place == PlaceKind::Named && !slot.target && now.kind != ObjectKind::Cell)
            continue;
        row.is_changed = earlier.changed(slot, i, key);
        row.is_borrowed = slot.payment == Payment::Borrowed;
        if (!slot.target) row.value = now.kind == ObjectKind::Cell ? "empty" : "NULL";
        if (slot.place == PlaceKind::Key) {
            key = slot.target;
            key_row = row;
            if (!row.is_inline) rows.push_back(std::move(row));
            continue;
        }
        if (slot.place == PlaceKind::Value) {
            row.label = key_row.is_inline ? key_row.value : "value";
            row.is_changed = row.is_changed || key_row.is_changed;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

// Small boxes side by side, where every item is a short value.
bool fits_cells(const Body& body, const std::vector<Row>& rows) {
    if (body.kind != ObjectKind::List && body.kind != ObjectKind::Tuple &&
        body.kind != ObjectKind::Set) {
        return false;
    }
    return !rows.empty() && std::all_of(rows.begin(), rows.end(), [](const Row& row) {
        return row.is_inline && row.target && row.value.size() <= kCellCharacters;
    });
}

Row cell_row(std::vector<Row>& rows, std::uint64_t spare) {
    Row row;
    row.look = RowLook::Cells;
    for (Row& item : rows) {
        row.cells.push_back({item.label, std::move(item.value), false, item.is_changed});
        row.is_changed = row.is_changed || item.is_changed;
    }
    constexpr std::uint64_t kMostSpare = 8;  // the note below says the number
    for (std::uint64_t i = 0; i < std::min(spare, kMostSpare); ++i) {
        row.cells.push_back({{}, "·", true, false});
    }
    return row;
}

// Leaves the first rows and the last few, with the number of those between. `total` counts what
// the object really has, also what the recording left out.
void fold(std::vector<Row>& rows, std::size_t total, std::size_t most, std::size_t tail,
          const Middle& middle) {
    const std::size_t known = rows.size() + middle.size();
    const std::size_t missing = total > known ? total - known : 0;
    if (rows.size() <= most) {
        if (missing > 0) rows.push_back(more(missing));
        return;
    }
    // The end of what is known is not the end of the object when something was left out.
    const std::size_t kept_tail = missing > 0 ? 0 : tail;
    const std::size_t head = most - kept_tail;
    const std::size_t folded = known - most + missing;
    bool is_changed = middle.is_changed;
    for (std::size_t i = head; i < rows.size() - kept_tail; ++i) {
        is_changed = is_changed || rows[i].is_changed;
    }
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(head),
               rows.end() - static_cast<std::ptrdiff_t>(kept_tail));
    Row line = more(folded);
    line.is_changed = is_changed;
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(head), std::move(line));
}

}  // namespace

std::vector<Row> object_rows(const RowSource& source, const Body& now, const Body* before) {
    Middle middle = middle_of(source.calm, now);
    std::vector<Row> rows = slot_rows(source, now, before, middle);
    const bool is_sequence = is_container(now.kind);
    const std::size_t total = is_sequence && now.is_cut ? now.length : rows.size();
    if (fits_cells(now, rows)) {
        fold(rows, total, source.calm.cells, source.calm.tail_rows, middle);
        rows = {cell_row(rows, now.spare_slots)};
    } else {
        fold(rows, total, source.calm.rows, source.calm.tail_rows, middle);
    }
    if (now.kind == ObjectKind::List) {
        rows.push_back(
            note(fmt::format("len {} · allocated {}", now.length, now.length + now.spare_slots)));
    } else if (is_sequence) {
        rows.push_back(note(fmt::format("len {}", now.length)));
    }
    return rows;
}

std::vector<Row> frame_rows(const RowSource& source, const FrameState& now,
                            const FrameState* before) {
    const StepMark& mark = source.bodies.recording().step(source.step);
    const bool is_returning = mark.event == StepEvent::Return && mark.frame == now.id;
    std::unordered_map<std::uint32_t, ObjectId> earlier;
    if (before) {
        for (const Slot& slot : before->variables) earlier[slot.name.value] = slot.target;
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < now.variables.size(); ++i) {
        const Slot& slot = now.variables[i];
        Row row;
        row.label = std::string(source.bodies.recording().text(slot.name));
        const ObjectId cell = i < now.cells.size() ? now.cells[i] : ObjectId{};
        aim(source, cell ? cell : slot.target, row);
        if (cell) row.tag = "cell";
        if (!row.target) row.value = "unbound";
        row.is_borrowed = slot.payment == Payment::Borrowed;
        const auto was = earlier.find(slot.name.value);
        row.is_changed = before && (was == earlier.end() || was->second != slot.target);
        rows.push_back(std::move(row));
    }
    if (!now.stack) return rows;
    for (std::size_t i = 0; i < now.stack->size(); ++i) {
        const Slot& slot = (*now.stack)[i];
        if (!slot.target) continue;
        Row row;
        row.tag = "stack";
        aim(source, slot.target, row);
        // A returning frame has its result on top; other small values there are of no interest.
        const bool is_result = is_returning && i + 1 == now.stack->size();
        if (row.is_inline && (!is_result || row.hue == ObjectKind::None)) continue;
        row.label = is_result ? "returns" : fmt::format("stack[{}]", i);
        row.is_changed = is_result;
        row.is_borrowed = slot.payment == Payment::Borrowed;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace viv::panels::stage
