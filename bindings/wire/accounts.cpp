// Adds up the references that bodies and frames hold; see accounts.h.
#include "bindings/wire/accounts.h"

#include <algorithm>
#include <unordered_set>

namespace viv::wire {

void Accounts::add(ObjectId target) {
    if (target && target.value < m_known.size()) ++m_known[target.value];
}

const std::vector<Slot>& Accounts::slots_of(ObjectId owner, StepId step) {
    Owner& known = m_owners[owner.value];
    const StepId since = m_recording.body_since(owner, step);
    if (known.since == since) return known.slots;
    known.since = since;
    known.slots.clear();
    for (const Slot& slot : m_recording.object(owner, step).body.slots) {
        if (slot.target && slot.payment == Payment::Owned) known.slots.push_back(slot);
    }
    return known.slots;
}

void Accounts::add_frames(const std::vector<FrameState>& frames) {
    const auto add_slot = [&](const Slot& slot) {
        if (slot.payment == Payment::Owned) add(slot.target);
    };
    for (const FrameState& frame : frames) {
        for (std::size_t i = 0; i < frame.variables.size(); ++i) {
            // What a cell variable holds is held by the cell; the frame holds the cell.
            if (frame.cells[i]) {
                add(frame.cells[i]);
            } else {
                add_slot(frame.variables[i]);
            }
        }
        if (frame.stack) {
            for (const Slot& slot : *frame.stack) add_slot(slot);
        }
        for (const Slot& slot : frame.hidden) add_slot(slot);
    }
}

// An object whose count has come to nothing is being taken apart: it lets go of what it refers to
// one after the other, and its slots still show what it has let go of already.
void Accounts::leave_out_dying(const std::vector<ObjectId>& dying, StepId step) {
    for (const ObjectId owner : dying) {
        for (const Slot& slot : slots_of(owner, step)) {
            std::int64_t& known = m_known[slot.target.value];
            if (known > m_recording.refcount(slot.target, step)) --known;
        }
    }
}

std::vector<Account> Accounts::at(StepId step) {
    const std::vector<ObjectId> alive = m_recording.alive_objects(step);
    m_known.assign(m_recording.object_count() + 1, 0);
    std::vector<std::vector<FrameState>> stacks{m_recording.frames(step)};
    for (auto& [thread, frames] : m_recording.others(step)) stacks.push_back(std::move(frames));
    std::unordered_set<std::uint32_t> shown;
    for (const std::vector<FrameState>& frames : stacks) {
        add_frames(frames);
        for (const FrameState& frame : frames) {
            if (const ObjectId names = shown_namespace(m_recording, frame))
                shown.insert(names.value);
        }
    }
    std::vector<ObjectId> dying;
    for (const ObjectId owner : alive) {
        const bool is_shown = shown.contains(owner.value);
        for (const Slot& slot : slots_of(owner, step)) {
            if (!is_shown || slot.place != PlaceKind::Value) add(slot.target);
        }
        if (m_recording.refcount(owner, step) == 0) dying.push_back(owner);
    }
    leave_out_dying(dying, step);

    std::vector<Account> accounts;
    accounts.reserve(alive.size());
    for (const ObjectId object : alive) {
        for (const Outsider& one : m_recording.residue(object, step)) {
            m_known[object.value] += one.count;
        }
        accounts.push_back({object, m_recording.refcount(object, step), m_known[object.value]});
    }
    return accounts;
}

ObjectId shown_namespace(const Recording& recording, const FrameState& frame) {
    const bool shows_names =
        std::find(frame.kinds.begin(), frame.kinds.end(), VariableKind::Name) != frame.kinds.end();
    if (!shows_names) return {};
    for (const Slot& slot : frame.hidden) {
        if (recording.text(slot.name) == "f_locals") return slot.target;
    }
    return {};
}

namespace {

// CPython keeps one str of each interned text, and holds names and constants by it everywhere.
bool is_interned(const Recording& recording, const Body& body) {
    if (body.kind != ObjectKind::Str || body.blocks.empty()) return false;
    const Layout* layout = recording.layout("PyASCIIObject");
    if (layout == nullptr) return false;
    for (const Field& field : layout->fields) {
        if (field.name != "state" || field.offset_bytes >= body.blocks[0].bytes.size()) continue;
        // The lowest two bits of the state tell how it is interned; 0: it isn't.
        return (body.blocks[0].bytes[field.offset_bytes] & 3) != 0;
    }
    return false;
}

}  // namespace

bool is_learners(const Recording& recording, ObjectId object, StepId step) {
    const Birth& birth = recording.birth(object);
    if (birth.is_older || birth.is_static) return false;
    const Body body = recording.object(object, step).body;
    if (body.is_immortal) return false;
    switch (body.kind) {
        case ObjectKind::Module:
            return false;
        case ObjectKind::Class:
        case ObjectKind::Function:
        case ObjectKind::Code:
            return !body.slots.empty();  // what an import brought is a closed box
        case ObjectKind::Str:
            return !is_interned(recording, body);
        default:
            return true;
    }
}

}  // namespace viv::wire
