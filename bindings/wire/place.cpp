// Places and paths in words: `['key']`, `append_to.__defaults__[0]`.
#include <unordered_map>

#include "bindings/wire/paths.h"
#include "bindings/wire/query.h"

namespace viv::wire {

namespace {

std::string one_place(const Recording& recording, const std::vector<Slot>& slots, std::size_t index,
                      std::size_t ordinal, StepId step) {
    const Slot& slot = slots[index];
    switch (slot.place) {
        case PlaceKind::Item:
            return "[" + std::to_string(ordinal) + "]";
        case PlaceKind::Visited:
            return "tp_traverse[" + std::to_string(ordinal) + "]";
        case PlaceKind::Member:
            return "{" + repr(recording, slot.target, step, 40) + "}";
        case PlaceKind::Key:
            return "{" + repr(recording, slot.target, step, 40) + "}";
        case PlaceKind::Value: {
            const ObjectId key = index > 0 ? slots[index - 1].target : ObjectId{};
            return "[" + repr(recording, key, step, 40) + "]";
        }
        case PlaceKind::Attribute:
            return "." + std::string(recording.text(slot.name));
        case PlaceKind::Named:
            return std::string(recording.text(slot.name));
    }
    return "?";
}

// How one writes the way from an owner into the slot; empty where Python has no expression for it.
std::string step_into(const Slot& slot, const std::string& place) {
    switch (slot.place) {
        case PlaceKind::Item:
        case PlaceKind::Value:
        case PlaceKind::Attribute:
            return place;
        case PlaceKind::Named:
            return "." + place;
        default:
            return {};
    }
}

}  // namespace

std::string place_text(const Recording& recording, const std::vector<Slot>& slots,
                       std::size_t index, StepId step) {
    std::size_t ordinal = 0;
    for (std::size_t i = 0; i < index; ++i) {
        if (slots[i].place == slots[index].place) ++ordinal;
    }
    return one_place(recording, slots, index, ordinal, step);
}

std::vector<std::string> place_texts(const Recording& recording, const std::vector<Slot>& slots,
                                     StepId step) {
    std::vector<std::string> texts;
    texts.reserve(slots.size());
    std::size_t seen[8] = {};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::size_t ordinal = seen[static_cast<std::size_t>(slots[i].place) % 8]++;
        texts.push_back(one_place(recording, slots, i, ordinal, step));
    }
    return texts;
}

Paths::Paths(const Recording& recording, StepId step) {
    std::vector<ObjectId> todo;
    const auto add = [&](ObjectId object, const std::string& path) {
        if (!object || path.empty() || path.size() > kMaxPathLength) return;
        if (m_paths.try_emplace(object.value, path).second) todo.push_back(object);
    };
    const std::vector<FrameState> frames = recording.frames(step);
    for (const FrameState& frame : frames) {
        for (const Slot& slot : frame.variables) {
            add(slot.target, std::string(recording.text(slot.name)));
        }
    }
    // Breadth first: the shortest way wins, and among equals the one that CPython stores first.
    for (std::size_t next = 0; next < todo.size(); ++next) {
        const ObjectId owner = todo[next];
        if (!recording.alive(owner, step)) continue;
        const std::vector<Slot> slots = recording.object(owner, step).body.slots;
        const std::vector<std::string> places = place_texts(recording, slots, step);
        const std::string base = m_paths[owner.value];
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const std::string into = step_into(slots[i], places[i]);
            if (!into.empty()) add(slots[i].target, base + into);
        }
    }
}

std::string Paths::to(ObjectId object) const {
    const auto found = m_paths.find(object.value);
    return found == m_paths.end() ? std::string() : found->second;
}

std::string Paths::into(ObjectId owner, const Slot& slot, const std::string& place) const {
    const std::string base = to(owner);
    const std::string rest = step_into(slot, place);
    return base.empty() || rest.empty() ? std::string() : base + rest;
}

std::string path_to(const Recording& recording, ObjectId object, StepId step) {
    return Paths(recording, step).to(object);
}

ObjectId variable(const Recording& recording, std::string_view name, StepId step) {
    const std::vector<FrameState> frames = recording.frames(step);
    const auto find_in = [&](const FrameState& frame) {
        // A comprehension within the frame (3.12+) may have one of the same name, unset by now.
        for (const Slot& slot : frame.variables) {
            if (slot.target && recording.text(slot.name) == name) return slot.target;
        }
        return ObjectId{};
    };
    if (frames.empty()) return {};
    const ObjectId local = find_in(frames.back());
    return local ? local : find_in(frames.front());
}

}  // namespace viv::wire
