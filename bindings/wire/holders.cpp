// Who holds an object: one look at every slot of every frame and of every object alive at the step.
#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "bindings/wire/accounts.h"
#include "bindings/wire/paths.h"
#include "bindings/wire/query.h"

namespace viv::wire {

namespace {

constexpr std::string_view kModuleCode = "<module>";

HolderKind kind_of(const Recording& recording, const Slot& slot) {
    switch (slot.place) {
        case PlaceKind::Item:
        case PlaceKind::Value:
        case PlaceKind::Member:
        case PlaceKind::Visited:
            return HolderKind::Item;
        case PlaceKind::Key:
            return HolderKind::Key;
        case PlaceKind::Attribute:
            return HolderKind::Attribute;
        case PlaceKind::Named:
            break;
    }
    const std::string_view name = recording.text(slot.name);
    if (name == "__class__") return HolderKind::Type;
    if (name.starts_with("gi_frame.") || name == "frame_obj") return HolderKind::Frame;
    return HolderKind::Attribute;
}

class Search {
public:
    Search(const Recording& recording, ObjectId object, StepId step)
        : m_recording(recording), m_object(object), m_step(step), m_paths(recording, step) {}

    // What the frame's variables tell already. REQUIRES: before objects().
    void names_of(const FrameState& frame) {
        const ObjectId names = shown_namespace(m_recording, frame);
        if (names) m_shown_namespaces.insert(names.value);
    }

    void frame(const FrameState& frame) {
        const CodeInfo& code = m_recording.code(frame.code);
        for (std::size_t i = 0; i < frame.variables.size(); ++i) {
            // What a cell variable holds is held by the cell; the frame holds the cell.
            const ObjectId held = frame.cells[i] ? frame.cells[i] : frame.variables[i].target;
            if (held != m_object) continue;
            const bool is_global = frame.kinds[i] == VariableKind::Name && code.name == kModuleCode;
            Holder holder = of_frame(frame, code, frame.variables[i]);
            holder.kind = is_global ? HolderKind::Global : HolderKind::Local;
            holder.name = m_recording.text(frame.variables[i].name);
            holder.path = holder.name;
            if (frame.cells[i]) holder.place = "cell";
            m_found.push_back(std::move(holder));
        }
        for (std::size_t i = 0; frame.stack && i < frame.stack->size(); ++i) {
            if ((*frame.stack)[i].target != m_object) continue;
            Holder holder = of_frame(frame, code, (*frame.stack)[i]);
            holder.kind = HolderKind::Stack;
            holder.name = std::to_string(i);
            holder.place = "stack[" + holder.name + "]";
            m_found.push_back(std::move(holder));
        }
        for (const Slot& slot : frame.hidden) {
            if (slot.target != m_object) continue;
            Holder holder = of_frame(frame, code, slot);
            holder.place = m_recording.text(slot.name);
            const bool is_outside = holder.place == "exc_info" || holder.place == "run_mod" ||
                                    holder.place.starts_with("running C code");
            holder.kind = is_outside ? HolderKind::Interpreter : HolderKind::Frame;
            m_found.push_back(std::move(holder));
        }
    }

    void objects() {
        std::vector<std::pair<ObjectId, std::vector<Slot>>> owners;
        std::unordered_set<std::uint32_t> constants;
        for (const ObjectId owner : m_recording.alive_objects(m_step)) {
            std::vector<Slot> slots = m_recording.object(owner, m_step).body.slots;
            for (const Slot& slot : slots) {
                if (slot.place == PlaceKind::Named && m_recording.text(slot.name) == "co_consts") {
                    constants.insert(slot.target.value);
                }
            }
            const bool holds = std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
                return slot.target == m_object;
            });
            if (holds) owners.emplace_back(owner, std::move(slots));
        }
        for (const auto& [owner, slots] : owners) {
            add_owner(owner, slots, constants.contains(owner.value));
        }
    }

    void outsiders() {
        for (const Outsider& one : m_recording.residue(m_object, m_step)) {
            Holder holder;
            holder.kind = HolderKind::Interpreter;
            holder.place = m_recording.text(one.place);
            for (std::uint32_t i = 0; i < one.count; ++i) m_found.push_back(holder);
        }
    }

    Holders take() {
        leave_out_dying();
        Holders all;
        all.refcount = m_recording.refcount(m_object, m_step);
        all.is_immortal = m_recording.object(m_object, m_step).body.is_immortal;
        all.unexplained = all.refcount - std::count_if(m_found.begin(), m_found.end(), pays);
        all.holders = std::move(m_found);
        return all;
    }

private:
    static Holder of_frame(const FrameState& frame, const CodeInfo& code, const Slot& slot) {
        Holder holder;
        holder.frame = frame.id;
        holder.function = code.name;
        holder.is_borrowed = slot.payment == Payment::Borrowed;
        return holder;
    }

    void add_owner(ObjectId owner, const std::vector<Slot>& slots, bool are_constants) {
        const std::vector<std::string> places = place_texts(m_recording, slots, m_step);
        for (std::size_t i = 0; i < slots.size(); ++i) {
            if (slots[i].target != m_object) continue;
            if (slots[i].place == PlaceKind::Value && m_shown_namespaces.contains(owner.value)) {
                continue;  // told as a variable of the frame
            }
            Holder holder;
            holder.kind = are_constants ? HolderKind::Constant : kind_of(m_recording, slots[i]);
            holder.owner = owner;
            holder.place = places[i];
            holder.path = m_paths.into(owner, slots[i], places[i]);
            holder.is_borrowed = slots[i].payment == Payment::Borrowed;
            m_found.push_back(std::move(holder));
        }
    }

    // An object whose count has come to nothing is being taken apart: its slots still show what it
    // has let go of already (accounts.cpp has the same rule).
    void leave_out_dying() {
        const std::int64_t refcount = m_recording.refcount(m_object, m_step);
        std::int64_t known = std::count_if(m_found.begin(), m_found.end(), pays);
        for (Holder& holder : m_found) {
            if (known <= refcount) break;
            const bool is_dying = holder.owner && m_recording.refcount(holder.owner, m_step) == 0;
            if (!is_dying || holder.is_borrowed) continue;
            holder.is_borrowed = true;
            --known;
        }
    }

    static bool pays(const Holder& holder) { return !holder.is_borrowed; }

    const Recording& m_recording;
    ObjectId m_object;
    StepId m_step;
    Paths m_paths;
    std::unordered_set<std::uint32_t> m_shown_namespaces;
    std::vector<Holder> m_found;
};

}  // namespace

const char* holder_kind_name(HolderKind kind) {
    switch (kind) {
        case HolderKind::Local:
            return "local";
        case HolderKind::Global:
            return "global";
        case HolderKind::Stack:
            return "stack";
        case HolderKind::Item:
            return "item";
        case HolderKind::Key:
            return "key";
        case HolderKind::Attribute:
            return "attribute";
        case HolderKind::Constant:
            return "constant";
        case HolderKind::Frame:
            return "frame";
        case HolderKind::Type:
            return "type";
        case HolderKind::Interpreter:
            return "interpreter";
    }
    return "unknown";
}

Holders holders(const Recording& recording, ObjectId object, StepId step) {
    Search search(recording, object, step);
    std::vector<FrameState> all = recording.frames(step);
    for (auto& [thread, frames] : recording.others(step)) {
        std::move(frames.begin(), frames.end(), std::back_inserter(all));
    }
    for (const FrameState& frame : all) search.names_of(frame);
    search.objects();
    for (const FrameState& frame : all) search.frame(frame);
    search.outsiders();
    return search.take();
}

}  // namespace viv::wire
