// What changed of a frame since it was last written, where that can be told by itself: variables,
// names of a namespace, the value stack. See frames.h.
#include <algorithm>

#include "bindings/cpython/events/frames.h"
#include "bindings/cpython/layout/effects.h"

namespace viv::cpython {

namespace {

bool is_same_number(PyObject* object, ObjectId number) {
    if (object == nullptr || !number) return object == nullptr && !number;
    return Heap::instance().number_of(object) == number.value;
}

}  // namespace

// The variables and the stack; that of a frame inside a call as deep as it was last read.
std::size_t Frames::shown_slots(const viv_frame& frame, const Known& known) {
    const auto variables = static_cast<std::size_t>(frame.variable_count);
    return variables + (frame.stack_depth >= 0 ? static_cast<std::size_t>(frame.stack_depth)
                                               : known.open_slots);
}

bool Frames::is_same(const viv_frame& frame, const Known& known, bool are_numbers_sure) {
    if (!known.is_written || frame.stack_depth != known.stack_depth) return false;
    if (frame.locals != nullptr && (!PyDict_CheckExact(frame.locals) ||
                                    viv_dict_version(frame.locals) != known.names_version)) {
        return false;
    }
    const std::size_t count = shown_slots(frame, known);
    if (!std::equal(frame.slots, frame.slots + count, known.slots.begin(), known.slots.end())) {
        return false;
    }
    // A cell's content changes behind the frame's back.
    for (std::size_t i = 0; known.code->has_cells && i < known.state.cells.size(); ++i) {
        if (known.state.cells[i] &&
            !is_same_number(PyCell_GET(frame.slots[i]), known.state.variables[i].target)) {
            return false;
        }
    }
    if (are_numbers_sure) return true;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_same_number(frame.slots[i], known.numbers[i])) return false;
    }
    return true;
}

bool Frames::set_changed(Known& known) {
    for (const auto& [index, target] : m_changed) {
        ObjectId& known_target = known.state.variables[index].target;
        m_objects.touch(known_target);
        m_objects.touch(target);
        known_target = target;
    }
    if (!m_changed.empty()) m_sink.set(known.id, m_changed);
    return true;
}

bool Frames::write_names(const viv_frame& frame, Known& known) {
    if (!PyDict_CheckExact(frame.locals)) return false;
    PyObject *key = nullptr, *value = nullptr;
    const auto count = static_cast<std::size_t>(viv_dict_used_entries(frame.locals));
    if (count > known.names.size()) return false;
    std::uint32_t index = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (viv_dict_entry(frame.locals, static_cast<int>(i), &key, &value) == 0) return false;
        const Entry& entry = known.names[i];
        if (entry.key != key || !PyUnicode_Check(key) ||
            entry.hash != reinterpret_cast<PyASCIIObject*>(key)->hash) {
            return false;
        }
        if (entry.given == value) continue;
        if (index >= known.state.variables.size()) return false;
        if (!is_same_number(value, known.state.variables[index].target)) {
            m_changed.emplace_back(index, m_objects.id_of_root(value));
        }
        ++index;
    }
    return index == known.state.variables.size();
}

// Those only can have changed.
bool Frames::write_stored(const viv_frame& frame, Known& known,
                          const std::vector<PyObject*>& names) {
    if (!PyDict_CheckExact(frame.locals)) return false;
    PyObject* value = nullptr;
    for (PyObject* name : names) {
        const int place = viv_dict_place(frame.locals, name, &value);
        if (place < 0 || static_cast<std::size_t>(place) >= known.names.size()) return false;
        const Entry& entry = known.names[static_cast<std::size_t>(place)];
        const bool is_it = entry.key == name && entry.variable < known.state.variables.size() &&
                           entry.hash == reinterpret_cast<PyASCIIObject*>(name)->hash;
        if (!is_it || entry.given == value) return false;
        if (is_same_number(value, known.state.variables[entry.variable].target)) continue;
        m_changed.emplace_back(entry.variable, m_objects.id_of_root(value));
    }
    return true;
}

bool Frames::write_variables(const viv_frame& frame, Known& known, bool are_numbers_sure,
                             const std::vector<PyObject*>* stored_names) {
    // Cells, and the stack, are the long way's.
    if (known.code->has_cells || frame.stack_depth != known.stack_depth) return false;
    const std::size_t count = shown_slots(frame, known);
    const auto variables = static_cast<std::size_t>(frame.variable_count);
    if (count != known.slots.size()) return false;
    for (std::size_t i = variables; i < count; ++i) {
        if (frame.slots[i] != known.slots[i] ||
            (!are_numbers_sure && !is_same_number(frame.slots[i], known.numbers[i]))) {
            return false;
        }
    }
    m_changed.clear();
    if (frame.locals != nullptr) {
        if (!find_changed_names(frame, known, stored_names)) return false;
    } else {
        find_changed_variables(frame, known);
    }
    return set_changed(known);
}

bool Frames::find_changed_names(const viv_frame& frame, Known& known,
                                const std::vector<PyObject*>* stored_names) {
    if (frame.variable_count != 0) return false;
    if (stored_names == nullptr || !write_stored(frame, known, *stored_names)) {
        m_changed.clear();
        if (!write_names(frame, known)) return false;
    }
    known.names_version = viv_dict_version(frame.locals);
    return true;
}

void Frames::find_changed_variables(const viv_frame& frame, Known& known) {
    const auto variables = static_cast<std::size_t>(frame.variable_count);
    for (std::size_t i = 0; i < variables; ++i) {
        PyObject* object = frame.slots[i];
        if (object == known.slots[i] && is_same_number(object, known.numbers[i])) continue;
        known.slots[i] = object;
        known.numbers[i] = m_objects.id_of_root(object);
        m_changed.emplace_back(static_cast<std::uint32_t>(i), known.numbers[i]);
    }
}

bool Frames::write_stack(const viv_frame& frame, Known& known, PyObject* handed,
                         const std::vector<PyObject*>* stored_names) {
    const auto variables = static_cast<std::size_t>(frame.variable_count);
    // A module or class body has slots for the variables of its comprehensions (3.12+).
    const bool is_simple = !known.code->has_cells && (frame.locals == nullptr || variables == 0) &&
                           frame.stack_depth >= 0 && known.stack_depth >= 0 && known.state.stack &&
                           known.surplus == nullptr && known.slots.size() >= variables;
    if (!is_simple) return false;
    m_changed.clear();
    if (frame.locals == nullptr) {
        find_changed_variables(frame, known);
    } else if (!PyDict_CheckExact(frame.locals)) {
        return false;
    } else if (viv_dict_version(frame.locals) != known.names_version &&
               !find_changed_names(frame, known, stored_names)) {
        return false;
    }
    const auto depth = static_cast<std::size_t>(frame.stack_depth);
    const std::size_t now = depth + (handed != nullptr ? 1 : 0);
    PyObject* const* bottom = frame.slots + variables;
    const auto entry = [&](std::size_t i) { return i < depth ? bottom[i] : handed; };
    std::vector<Slot>& stack = *known.state.stack;
    std::size_t kept = 0, kept_paying = 0;
    for (; kept < std::min(now, stack.size()); ++kept) {
        if (!is_same_number(entry(kept), stack[kept].target)) break;
        if (stack[kept].target) ++kept_paying;
    }
    m_pushed.clear();
    for (std::size_t i = kept; i < now; ++i) m_pushed.push_back(m_objects.id_of_root(entry(i)));
    if (kept < stack.size() || !m_pushed.empty()) {
        if (!m_sink.stack(known.id, kept, kept_paying, m_pushed)) return false;
    }
    for (std::size_t i = kept; i < stack.size(); ++i) m_objects.touch(stack[i].target);
    stack.resize(kept);
    for (const ObjectId target : m_pushed) {
        m_objects.touch(target);
        stack.push_back({PlaceKind::Item, Payment::Owned, TextId{}, target});
    }
    known.slots.resize(variables);
    known.numbers.resize(variables);
    for (std::size_t i = 0; i < depth; ++i) {
        known.slots.push_back(bottom[i]);
        known.numbers.push_back(stack[i].target);
    }
    known.stack.assign(bottom, bottom + depth);
    known.stack_depth = frame.stack_depth;
    known.returning = handed;
    known.raised_at = -1;
    return set_changed(known);
}

bool Frames::holds_the_same(const viv_frame& frame, const Known& known) const {
    const Heap& heap = Heap::instance();
    if (frame.snapshot != known.snapshot ||
        (frame.snapshot != nullptr && heap.number_of(frame.snapshot) != known.snapshot_number)) {
        return false;
    }
    return &known != m_module || known.has_function == (heap.number_of(frame.function) != 0);
}

void Frames::remember(const viv_frame& frame, Known& known) {
    known.snapshot = frame.snapshot;
    known.snapshot_number = Heap::instance().number_of(frame.snapshot);
    if (known.code->is_module) {
        m_module = &known;
        m_module_function = frame.function;
        known.has_function = Heap::instance().number_of(frame.function) != 0;
    }
    const std::size_t count = shown_slots(frame, known);
    known.slots.assign(frame.slots, frame.slots + count);
    known.numbers.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        known.numbers[i] = ObjectId{Heap::instance().number_of(frame.slots[i])};
    }
    known.names_version = frame.locals != nullptr && PyDict_CheckExact(frame.locals)
                              ? viv_dict_version(frame.locals)
                              : 0;
    known.stack_depth = frame.stack_depth;
    known.is_written = true;
}

}  // namespace viv::cpython
