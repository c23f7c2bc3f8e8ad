// Bindings are found by comparing the frame's slots before and after; mutations by asking the
// recording since when each named object's body is as it is, which costs a search by halves.
#include "app/panels/snippet/changes.h"

#include <algorithm>
#include <unordered_set>

namespace viv::panels::snippet {

namespace {

// A line that changes more than that is shown as its container.
constexpr std::size_t kMostPlaces = 3;
constexpr std::size_t kMostSlotsLookedAt = 64;

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

class Finder {
public:
    Finder(const wire::Recording& recording, const Execution& execution, std::string_view line)
        : m_recording(recording), m_execution(execution), m_line(line) {}

    std::vector<Change> run(FrameId module) {
        const FrameState after = m_recording.frame(m_execution.frame, m_execution.finish);
        FrameState before;
        if (m_execution.start) {
            before = m_recording.frame(m_execution.frame, m_execution.start);
        }
        find_bound(before, after);
        if (!m_execution.start) return std::move(m_changes);
        find_deleted(before, after);
        find_changed(after, module);
        return std::move(m_changes);
    }

private:
    static ObjectId target_of(const FrameState& frame, TextId name) {
        const auto slot = std::find_if(frame.variables.begin(), frame.variables.end(),
                                       [&](const Slot& s) { return s.name == name; });
        return slot == frame.variables.end() ? ObjectId{} : slot->target;
    }

    void find_bound(const FrameState& before, const FrameState& after) {
        for (std::size_t i = 0; i < after.variables.size(); ++i) {
            const Slot& slot = after.variables[i];
            // A call brings a closure's variables along; what bound them stands elsewhere.
            const bool is_brought = !m_execution.start && i < after.kinds.size() &&
                                    after.kinds[i] == VariableKind::Free;
            if (slot.target && !is_brought && target_of(before, slot.name) != slot.target) {
                add(std::string(m_recording.text(slot.name)), slot.target, true);
            }
        }
    }

    void find_deleted(const FrameState& before, const FrameState& after) {
        for (const Slot& slot : before.variables) {
            if (slot.target && !target_of(after, slot.name)) {
                m_changes.push_back({std::string(m_recording.text(slot.name)), {}, true});
            }
        }
    }

    struct Named {
        std::string name;
        ObjectId object;
    };

    // Names that stand in the line come first, so that an alias elsewhere doesn't take its place;
    // and what they name comes before what that holds: after `y.peer = x` it is `y.peer` that
    // changed, even where `x.peer` leads to `y` too.
    void find_changed(const FrameState& frame, FrameId module) {
        std::vector<Named> named, others;
        for (const Slot& slot : frame.variables) {
            if (!slot.target) continue;
            std::string name(m_recording.text(slot.name));
            (has_word(m_line, name) ? named : others).push_back({std::move(name), slot.target});
        }
        if (module && module != m_execution.frame) find_globals(module, frame, named);
        for (const std::vector<Named>* group : {&named, &others}) {
            for (const Named& it : *group) look_at(it.name, it.object);
            for (const Named& it : *group) look_inside(it.name, it.object);
        }
    }

    // In a function the module's names matter where the line speaks of them.
    void find_globals(FrameId module, const FrameState& frame, std::vector<Named>& named) {
        const FrameState before = m_recording.frame(module, m_execution.start);
        for (const Slot& slot : m_recording.frame(module, m_execution.finish).variables) {
            std::string name(m_recording.text(slot.name));
            if (!slot.target || !has_word(m_line, name) || has_name(frame, slot.name)) continue;
            if (target_of(before, slot.name) != slot.target) {
                add(std::move(name), slot.target, true);
            } else {
                named.push_back({std::move(name), slot.target});
            }
        }
    }

    static bool has_name(const FrameState& frame, TextId name) {
        return std::any_of(frame.variables.begin(), frame.variables.end(),
                           [name](const Slot& slot) { return slot.name == name; });
    }

    // What may have changed while the line ran: known before and after it, and no singleton.
    [[nodiscard]] bool is_worth_a_look(ObjectId object) const {
        if (!is_alive_around(object)) return false;
        const Birth& birth = m_recording.birth(object);
        return !birth.is_older && !birth.is_static;
    }

    void look_at(const std::string& name, ObjectId object) {
        if (m_told.contains(object.value) || !is_worth_a_look(object)) return;
        if (!has_new_body(object) || !has_changed(object)) return;
        tell(name, object, m_recording.object(object, m_execution.start).body,
             m_recording.object(object, m_execution.finish).body);
    }

    // What the object holds directly: `grid[0].append(1)` changes `grid[0]`.
    void look_inside(const std::string& name, ObjectId object) {
        if (m_told.contains(object.value) || !is_worth_a_look(object)) return;
        const Body after = m_recording.object(object, m_execution.finish).body;
        if (!may_hold_values(after.kind)) return;
        for (std::size_t i = 0; i < std::min(after.slots.size(), kMostSlotsLookedAt); ++i) {
            const ObjectId inner = after.slots[i].target;
            if (!inner || m_told.contains(inner.value) || !is_alive_around(inner)) continue;
            if (has_new_body(inner) && has_changed(inner)) {
                add(name + place(after, i), inner, false);
            }
        }
    }

    void tell(const std::string& name, ObjectId object, const Body& before, const Body& after) {
        std::vector<std::size_t> changed;
        if (after.kind == ObjectKind::Instance) {
            for (std::size_t i = 0; i < after.slots.size(); ++i) {
                const auto& olds = before.slots;
                if (std::find(olds.begin(), olds.end(), after.slots[i]) == olds.end()) {
                    changed.push_back(i);
                }
            }
        }
        if (changed.empty() || changed.size() > kMostPlaces) return add(name, object, false);
        m_told.insert(object.value);
        for (const std::size_t i : changed) {
            if (after.slots[i].target) {
                m_changes.push_back({name + place(after, i), after.slots[i].target, false});
            }
        }
    }

    [[nodiscard]] bool is_alive_around(ObjectId object) const {
        return m_recording.alive(object, m_execution.start) &&
               m_recording.alive(object, m_execution.finish);
    }
    [[nodiscard]] bool has_new_body(ObjectId object) const {
        return m_recording.body_since(object, m_execution.finish) > m_execution.start;
    }
    [[nodiscard]] bool has_changed(ObjectId object) const {
        const Body before = m_recording.object(object, m_execution.start).body;
        const Body after = m_recording.object(object, m_execution.finish).body;
        return before.value.text != after.value.text || before.slots != after.slots ||
               before.length != after.length;
    }
    static bool may_hold_values(ObjectKind kind) {
        return kind == ObjectKind::List || kind == ObjectKind::Tuple || kind == ObjectKind::Dict ||
               kind == ObjectKind::Instance;
    }
    [[nodiscard]] std::string place(const Body& body, std::size_t slot) const {
        return wire::place_text(m_recording, body.slots, slot, m_execution.finish);
    }
    void add(std::string name, ObjectId object, bool is_variable) {
        m_told.insert(object.value);
        m_changes.push_back({std::move(name), object, is_variable});
    }

    const wire::Recording& m_recording;
    const Execution& m_execution;
    std::string_view m_line;
    std::vector<Change> m_changes;
    std::unordered_set<std::uint32_t> m_told;  // objects that have their change
};

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos && !word.empty();
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word_byte(text[at - 1])) &&
            (end == text.size() || !is_word_byte(text[end]))) {
            return true;
        }
    }
    return false;
}

std::vector<Change> changes_of(const wire::Recording& recording, const Execution& execution,
                               std::string_view line_text, FrameId module) {
    return Finder(recording, execution, line_text).run(module);
}

}  // namespace viv::panels::snippet
