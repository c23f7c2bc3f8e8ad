// Frames as records; see frames.h.
#include "bindings/cpython/events/frames.h"

#include <algorithm>

#include "bindings/cpython/events/calls.h"
#include "bindings/cpython/events/held.h"
#include "bindings/cpython/events/places.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

bool Frames::is_of_snippet(const viv_frame& frame) const {
    return reinterpret_cast<PyCodeObject*>(frame.code)->co_filename == m_filename;
}

void Frames::entered(const void* frame) {
    Known& known = m_known[frame];
    known.id = FrameId{++m_frames};
    known.is_written = false;
    known.raised_at = -1;
    known.surplus = nullptr;
    known.arguments = {};
    known.caller = CalledBy::Other;
    known.stack.clear();
    viv_frame view;
    if (viv_read_frame(frame, &view) == 0) return;
    known.arguments = arguments_of(view);
    known.caller = called_by(view, known.arguments[0]);
    if (known.caller != CalledBy::Slot || is_named(view, "__init__") || is_named(view, "__new__")) {
        return;
    }
    // `map(V.__add__, ...)` calls the function itself, which nobody holds for that.
    viv_frame caller;
    const void* back = viv_frame_back(frame);
    if (back == nullptr || viv_read_frame(back, &caller) == 0 || !is_of_snippet(caller)) return;
    if (may_be_callback(caller, code_of(caller.code).stack, view.function)) {
        known.caller = CalledBy::Other;
    }
}

void Frames::left(const void* frame) {
    const auto found = m_known.find(frame);
    if (found == m_known.end()) return;
    m_sink.left(found->second.id);
    touch(found->second);
    recent(frame) = {};
    if (m_module == &found->second) m_module = nullptr;
    m_known.erase(found);
}

Frames::Known& Frames::known_of(const void* frame) {
    Recent& last = recent(frame);
    if (last.frame != frame) last = {frame, &m_known[frame]};  // stays where it is
    return *last.known;
}

void Frames::touch(const Known& known) {
    for (const Slot& slot : known.state.variables) m_objects.touch(slot.target);
    for (const Slot& slot : known.state.hidden) m_objects.touch(slot.target);
    for (const ObjectId cell : known.state.cells) m_objects.touch(cell);
    if (!known.state.stack) return;
    for (const Slot& slot : *known.state.stack) m_objects.touch(slot.target);
}

void Frames::add_roots(std::vector<ObjectId>& roots) const {
    for (const auto& [frame, known] : m_known) {
        if (known.code != nullptr) roots.push_back(known.code->object);
        for (const Slot& slot : known.state.variables) roots.push_back(slot.target);
        for (const Slot& slot : known.state.hidden) roots.push_back(slot.target);
        for (const ObjectId cell : known.state.cells) roots.push_back(cell);
        for (const ObjectId number : known.numbers) roots.push_back(number);
        if (!known.state.stack) continue;
        for (const Slot& slot : *known.state.stack) roots.push_back(slot.target);
    }
}

Slot Frames::named(TextId name, PyObject* target) {
    return {PlaceKind::Named, Payment::Owned, name, m_objects.id_of_root(target)};
}

Frames::Code& Frames::code_of(PyObject* object) {
    const ObjectId id = m_objects.id_of_root(object);
    const auto found = m_codes.find(object);
    if (found != m_codes.end() && found->second.object == id) return found->second;

    const auto* code = reinterpret_cast<PyCodeObject*>(object);
    Code known{{}, id, {}, {}, false, false, StackMap(object)};
    CodeInfo info;
    info.name = utf8_of(code->co_name);
    info.qualname = utf8_of(code->co_qualname);
    info.first_line = static_cast<std::uint32_t>(code->co_firstlineno);
    info.is_optimized = (code->co_flags & CO_OPTIMIZED) != 0;
    info.object = id;
    for (int i = 0; i < code->co_nlocalsplus; ++i) {
        info.variables.push_back(utf8_of(viv_variable_name(object, i)));
        const auto kind = static_cast<VariableKind>(viv_variable_kind(object, i));
        info.variable_kinds.push_back(kind);
        known.names.push_back(m_sink.text(info.variables.back()));
        known.kinds.push_back(kind);
        known.has_cells = known.has_cells || kind != VariableKind::Local;
    }
    known.is_module = info.name == "<module>";
    known.id = m_sink.code(info);
    return m_codes.insert_or_assign(object, std::move(known)).first->second;
}

PlaceId Frames::place_of(Code& code, PyObject* object, int offset) {
    // Before the first instruction the offset is negative.
    const auto index = static_cast<std::size_t>(offset / 2 + 1);
    if (index >= code.places.size()) code.places.resize(index + 16);
    if (code.places[index]) return code.places[index];

    return code.places[index] = m_sink.place(place_in(code.id, object, offset, m_grain));
}

void Frames::add_variables(const viv_frame& frame, const Code& code, FrameState& state) {
    for (int i = 0; i < frame.variable_count; ++i) {
        PyObject* value = frame.slots[i];
        ObjectId cell;
        // A cell variable that is a parameter too is no cell before MAKE_CELL has run.
        if (code.kinds[static_cast<std::size_t>(i)] != VariableKind::Local && value != nullptr &&
            PyCell_Check(value)) {
            cell = m_objects.id_of_root(value);
            value = PyCell_GET(value);
        }
        state.variables.push_back(named(code.names[static_cast<std::size_t>(i)], value));
        state.kinds.push_back(code.kinds[static_cast<std::size_t>(i)]);
        state.cells.push_back(cell);
    }
}

void Frames::add_namespace(PyObject* names, bool is_module, Known& known) {
    // A metaclass's __prepare__ may have given another mapping: asking it would run its code.
    if (names == nullptr || !PyDict_CheckExact(names)) return;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(names);
    known.names.resize(static_cast<std::size_t>(count));
    FrameState& state = known.state;
    for (int i = 0; i < count; ++i) {
        Entry& entry = known.names[static_cast<std::size_t>(i)];
        entry.variable = kNotShown;
        if (viv_dict_entry(names, i, &key, &value) == 0 || !PyUnicode_Check(key)) continue;
        const Py_hash_t hash = reinterpret_cast<PyASCIIObject*>(key)->hash;
        if (entry.key != key || entry.hash != hash) {
            const std::string name = utf8_of(key);
            const bool is_given = is_module && m_hidden_names.contains(name);
            entry = {key, hash, m_sink.text(name), is_given ? value : nullptr, kNotShown};
        }
        if (entry.given == value) continue;
        entry.variable = static_cast<std::uint32_t>(state.variables.size());
        state.variables.push_back(named(entry.name, value));
        state.kinds.push_back(VariableKind::Name);
        state.cells.emplace_back();
    }
}

void Frames::find_frames(PyThreadState* thread) {
    m_on_thread.clear();
    OnThread on{};
    for (const void* at = viv_innermost_frame(thread); at != nullptr; at = viv_frame_back(at)) {
        if (viv_read_frame(at, &on.frame) == 0) continue;
        if (is_of_snippet(on.frame)) m_on_thread.push_back(on);
        on.inner = on.frame;
        on.is_innermost = false;
    }
}

bool Frames::is_in_same_call(Known& known, const OnThread& on) {
    // Frames of other files have no number that would tell one call from the next.
    FrameId callee;
    const bool is_calling = !on.is_innermost;
    if (is_calling && is_of_snippet(on.inner)) {
        const auto found = m_known.find(on.inner.frame);
        if (found != m_known.end()) callee = found->second.id;
    }
    const bool is_same =
        known.offset == on.frame.offset && known.callee == callee && (callee || !is_calling);
    known.offset = on.frame.offset;
    known.callee = callee;
    return is_same;
}

void Frames::add_open_stack(const OnThread& on, const Code& code, const Report& report,
                            Known& known, FrameState& state) {
    OpenBecause reason = OpenBecause::Calls;
    if (on.is_innermost && report.has_raised) {
        reason = OpenBecause::Raised;
        known.raised_at = on.frame.offset;
    } else if (known.raised_at == on.frame.offset) {
        reason = OpenBecause::Unwinds;
    }
    InnerFrame inner;
    if (!on.is_innermost) {
        const auto found = m_known.find(on.inner.frame);
        const bool is_known = found != m_known.end() && is_of_snippet(on.inner);
        const Arguments arguments = is_known ? found->second.arguments : arguments_of(on.inner);
        inner = {&on.inner, arguments[0], arguments, known.stack};
    }
    known.surplus = nullptr;
    known.open_slots = 0;
    if (!read_open_stack(on.frame, code.stack, reason, inner, m_open)) return;
    known.open_slots = m_open.slots.size();
    known.surplus = m_open.bound_by_tracing;
    if (!state.stack) state.stack.emplace();
    for (const OpenStack::Entry& entry : m_open.slots) {
        state.stack->push_back(
            {PlaceKind::Item, entry.payment, TextId{}, m_objects.id_of_root(entry.object)});
    }
    add_held(m_open.held, state);
}

void Frames::add_held(const std::vector<HeldByC>& held, FrameState& state) {
    // A list that is being sorted has the same name for all of its items.
    const char* last = nullptr;
    TextId name;
    for (const HeldByC& one : held) {
        if (one.name != last) name = m_sink.text(one.name);
        last = one.name;
        state.hidden.push_back(named(name, one.object));
    }
}

void Frames::add_stack(const OnThread& on, const Code& code, const Report& report, Known& known,
                       FrameState& state) {
    const viv_frame& frame = on.frame;
    if (frame.stack_depth < 0) return add_open_stack(on, code, report, known, state);
    known.raised_at = -1;
    known.surplus = nullptr;
    PyObject* const* bottom = frame.slots + frame.variable_count;
    known.stack.assign(bottom, bottom + frame.stack_depth);
    if (!state.stack) state.stack.emplace();
    for (int i = 0; i < frame.stack_depth; ++i) {
        // NULL marks a call of a plain function (3.11, PUSH_NULL).
        state.stack->push_back(
            {PlaceKind::Item, Payment::Owned, TextId{}, m_objects.id_of_root(bottom[i])});
    }
    if (on.is_innermost && report.returning != nullptr) {
        state.stack->push_back(
            {PlaceKind::Item, Payment::Owned, TextId{}, m_objects.id_of_root(report.returning)});
    }
}

void Frames::add_hidden(const viv_frame& frame, const Code& code, PyObject* handled,
                        FrameState& state) {
    // The function of the module is of interest to nobody: it is left out, until the program itself
    // has found it.
    const bool has_function = !code.is_module || Heap::instance().number_of(frame.function) != 0;
    if (has_function) state.hidden.push_back(named(m_f_func, frame.function));
    state.hidden.push_back(named(m_f_code, frame.code));
    if (code.is_module) {
        // That function holds the code too, and is held by who runs it (Python/ceval.c,
        // PyEval_EvalCode); the code is also held by who started it all (Python/pythonrun.c,
        // run_mod; here run_snippet).
        state.hidden.push_back(has_function ? named(m_eval_code, frame.function)
                                            : named(m_func_code, frame.code));
        state.hidden.push_back(named(m_run_mod, frame.code));
    } else if (frame.locals != nullptr) {
        state.hidden.push_back(named(m_f_locals, frame.locals));
    }
    if (frame.snapshot != nullptr) state.hidden.push_back(named(m_snapshot, frame.snapshot));
    if (handled != nullptr) state.hidden.push_back(named(m_exc_info, handled));
}

FrameId Frames::write_one(OnThread& on, ThreadId id, FrameId back, const Report& report,
                          PyObject* handled, Checks checks) {
    const viv_frame& frame = on.frame;
    Known& known = *on.known;
    if (!known.id) known.id = FrameId{++m_frames};
    if (!known.is_written) known.code = &code_of(frame.code);
    Code& code = *known.code;
    if (on.is_innermost && !report.is_depth_saved) {
        on.frame.stack_depth = code.stack.depth_before(frame.offset);
    }
    const PlaceId place = place_of(code, frame.code, frame.offset);
    const bool is_in_step = on.is_innermost && checks.turn == Turn::Runs;
    const bool has_stood = !on.is_innermost || checks.turn == Turn::HasStood;
    const bool is_settled = is_in_same_call(known, on) && has_stood && !known.was_in_step;
    PyObject* handed = on.is_innermost ? report.returning : nullptr;
    // What the slots of a frame that waits in a call hold is alive as long as they hold it.
    const bool are_numbers_sure =
        !checks.has_deaths || (is_settled && checks.turn != Turn::MayHaveRun);
    // What C code that runs holds is worked out anew when it has just called. As long as the callee
    // runs, it stands still.
    const bool is_stack_sure = frame.stack_depth >= 0
                                   ? !report.has_raised || !on.is_innermost
                                   : is_settled && !(report.has_entered && checks.is_caller);
    const bool is_place_told = is_in_step || (place == known.place && !known.was_in_step);
    const bool may_be_unchanged =
        known.is_written && is_place_told && is_stack_sure && back == known.back &&
        handed == nullptr && known.returning == nullptr && handled == known.handled &&
        (handled == nullptr || !checks.has_deaths) && holds_the_same(frame, known);
    known.was_in_step = is_in_step;
    known.place = place;
    const std::vector<PyObject*>* stored_names = on.is_innermost ? report.stored_names : nullptr;
    if (may_be_unchanged && (is_same(frame, known, are_numbers_sure) ||
                             write_variables(frame, known, are_numbers_sure, stored_names))) {
        return known.id;
    }
    // The stack is told by itself where the rest is as it was.
    if (is_in_step && known.is_written && !report.has_raised && back == known.back &&
        handled == nullptr && known.handled == nullptr && holds_the_same(frame, known) &&
        write_stack(frame, known, handed, stored_names)) {
        return known.id;
    }

    FrameState& state = known.state;
    touch(known);
    state.id = known.id;
    state.back = back;
    state.thread = id;
    state.code = code.id;
    state.place = place;
    state.is_innermost = is_in_step;
    state.variables.clear();
    state.kinds.clear();
    state.cells.clear();
    state.hidden.clear();
    if (state.stack) state.stack->clear();
    if (frame.stack_depth < 0) state.stack.reset();
    add_variables(frame, code, state);
    if (frame.locals != nullptr) add_namespace(frame.locals, code.is_module, known);
    add_stack(on, code, report, known, state);
    m_held.clear();
    add_held_by_caller(known.caller, frame, known.arguments[0], m_held);
    add_held(m_held, state);
    add_hidden(frame, code, handled, state);
    remember(frame, known);
    known.back = back;
    known.returning = handed;
    known.handled = handled;
    touch(known);
    m_sink.frame(state);
    return known.id;
}

Frames::Where Frames::write(PyThreadState* thread, ThreadId id, const Report& report,
                            bool has_deaths, Turn turn) {
    find_frames(thread);
    Where where;
    m_has_surplus = false;
    for (std::size_t i = m_on_thread.size(); i-- > 0;) {
        OnThread& on = m_on_thread[i];
        on.known = &known_of(on.frame.frame);
        // The exception being handled is held by the thread, below its frames.
        PyObject* handled = i + 1 == m_on_thread.size() ? viv_handled_exception(thread) : nullptr;
        where.frame = write_one(on, id, where.frame, report, handled, {has_deaths, turn, i == 1});
        const Known& known = *on.known;
        if (known.surplus != nullptr) m_surplus.push_back(known.surplus);
        m_has_surplus = m_has_surplus || known.surplus != nullptr;
        where.place = known.place;
        where.is_module = known.code->is_module;
    }
    return where;
}

std::optional<Frames::Where> Frames::write_innermost(const viv_frame& frame, ThreadId id,
                                                     const Report& report, bool has_deaths) {
    Known& known = known_of(frame.frame);
    const bool was_entered = report.has_entered;
    if (m_has_surplus || (!was_entered && !known.is_written)) return std::nullopt;
    FrameId back = known.back;
    OnThread on{};
    if (was_entered) {
        const void* caller = viv_frame_back(frame.frame);
        if (caller == nullptr || viv_read_frame(caller, &on.frame) == 0) return std::nullopt;
        on.inner = frame;
        on.is_innermost = false;
        on.known = &known_of(caller);
        if (!on.known->is_written) return std::nullopt;
        back = write_one(on, id, on.known->back, report, on.known->handled,
                         {has_deaths, Turn::Runs, true});
        if (on.known->surplus != nullptr) m_surplus.push_back(on.known->surplus);
        m_has_surplus = on.known->surplus != nullptr;
        on = {};
    }
    on.frame = frame;
    on.known = &known;
    const FrameId own = write_one(on, id, back, report, known.is_written ? known.handled : nullptr,
                                  {has_deaths, Turn::Runs, false});
    return Where{own, known.place, known.code->is_module};
}

}  // namespace viv::cpython
