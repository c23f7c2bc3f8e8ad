// Frames as records; see frames.h.
#include "bindings/cpython/events/frames.h"

#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

bool Frames::is_of_snippet(const viv_frame& frame) const {
    return reinterpret_cast<PyCodeObject*>(frame.code)->co_filename == m_filename;
}

namespace {

// The frame's first variable as it stands now: an argument's value, through its cell.
PyObject* first_of(const viv_frame& frame) {
    PyObject* first = frame.variable_count > 0 ? frame.slots[0] : nullptr;
    return first != nullptr && PyCell_Check(first) ? PyCell_GET(first) : first;
}

}  // namespace

void Frames::entered(const void* frame) {
    Known known;
    known.id = FrameId{++m_frames};
    viv_frame view;
    if (viv_read_frame(frame, &view) != 0) {
        known.first = first_of(view);
        known.caller = called_by(view, known.first);
    }
    m_known.insert_or_assign(frame, std::move(known));
}

void Frames::left(const void* frame) {
    const auto found = m_known.find(frame);
    if (found == m_known.end()) return;
    m_sink.left(found->second.id);
    m_known.erase(found);
}

Slot Frames::named(TextId name, PyObject* target) {
    return {PlaceKind::Named, Payment::Owned, name, m_objects.id_of_root(target)};
}

const Frames::Code& Frames::code_of(PyObject* object) {
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

PlaceId Frames::place_of(const Code& code, PyObject* object, int offset) {
    const std::uint64_t key =
        static_cast<std::uint64_t>(code.id.value) << 32 | static_cast<std::uint32_t>(offset);
    const auto found = m_places.find(key);
    if (found != m_places.end()) return found->second;

    CodePlace place;
    place.code = code.id;
    place.offset_bytes = static_cast<std::uint32_t>(offset);
    int line = 0, column = -1, end_line = 0, end_column = -1;
    PyCode_Addr2Location(reinterpret_cast<PyCodeObject*>(object), offset, &line, &column, &end_line,
                         &end_column);
    place.line = line > 0 ? static_cast<std::uint32_t>(line) : 0;
    place.end_line = end_line > 0 ? static_cast<std::uint32_t>(end_line) : 0;
    place.column = column;
    place.end_column = end_column;
    return m_places[key] = m_sink.place(place);
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

void Frames::add_namespace(PyObject* names, bool is_module, FrameState& state) {
    // A metaclass's __prepare__ may have given another mapping: asking it would run its code.
    if (names == nullptr || !PyDict_CheckExact(names)) return;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(names);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(names, i, &key, &value) == 0 || !PyUnicode_Check(key)) continue;
        const std::string name = utf8_of(key);
        if (is_module && m_hidden_names.contains(name)) continue;
        state.variables.push_back(named(m_sink.text(name), value));
        state.kinds.push_back(VariableKind::Name);
        state.cells.emplace_back();
    }
}

std::vector<Frames::OnThread> Frames::frames_of(PyThreadState* thread) const {
    std::vector<OnThread> own;
    OnThread on{};
    for (const void* at = viv_innermost_frame(thread); at != nullptr; at = viv_frame_back(at)) {
        if (viv_read_frame(at, &on.frame) == 0) continue;
        if (is_of_snippet(on.frame)) own.push_back(on);
        on.inner = on.frame;
        on.is_innermost = false;
    }
    return own;
}

bool Frames::is_in_same_call(Known& known, const OnThread& on) {
    const void* callee = on.is_innermost ? nullptr : on.inner.frame;
    const PyObject* callee_code = on.is_innermost ? nullptr : on.inner.code;
    const bool is_same = known.offset == on.frame.offset && known.callee == callee &&
                         known.callee_code == callee_code;
    known.offset = on.frame.offset;
    known.callee = callee;
    known.callee_code = callee_code;
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
        inner = {&on.inner, is_known ? found->second.first : first_of(on.inner), known.stack};
    }
    known.surplus = nullptr;
    if (!read_open_stack(on.frame, code.stack, reason, inner, m_open)) return;
    known.surplus = m_open.bound_by_tracing;
    state.stack.emplace();
    for (const OpenStack::Entry& entry : m_open.slots) {
        state.stack->push_back(
            {PlaceKind::Item, entry.payment, TextId{}, m_objects.id_of_root(entry.object)});
    }
    add_held(m_open.held, state);
}

void Frames::add_held(const std::vector<HeldByC>& held, FrameState& state) {
    for (const HeldByC& one : held) {
        state.hidden.push_back(named(m_sink.text(one.name), one.object));
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
    state.stack.emplace();
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

Frames::Where Frames::write(PyThreadState* thread, ThreadId id, const Report& report,
                            bool is_everything_suspect, bool has_stood) {
    const std::vector<OnThread> own = frames_of(thread);
    Where where;
    FrameId back;
    for (std::size_t i = own.size(); i-- > 0;) {
        const OnThread& on = own[i];
        const viv_frame& frame = on.frame;
        const bool is_innermost = i == 0, is_outermost = i + 1 == own.size();
        const Code& code = code_of(frame.code);
        Known& known = m_known[frame.frame];
        if (!known.id) known.id = FrameId{++m_frames};
        const FrameId number = known.id;
        const PlaceId place = place_of(code, frame.code, frame.offset);
        const bool is_same_call = is_in_same_call(known, on);
        const bool may_skip = known.is_settled && (!is_innermost || has_stood) &&
                              !is_everything_suspect && !code.has_cells &&
                              frame.locals == nullptr && is_same_call;
        known.is_settled = !is_innermost || has_stood;
        if (!may_skip) {
            FrameState state;
            state.id = number;
            state.back = back;
            state.thread = id;
            state.code = code.id;
            state.place = place;
            add_variables(frame, code, state);
            if (frame.locals != nullptr) add_namespace(frame.locals, code.is_module, state);
            add_stack(on, code, report, known, state);
            m_held.clear();
            add_held_by_caller(known.caller, frame, known.first, m_held);
            add_held(m_held, state);
            // The frame of the module is held by nobody of the snippet's: its function is left out.
            if (!code.is_module)
                state.hidden.push_back(named(m_sink.text("f_func"), frame.function));
            state.hidden.push_back(named(m_sink.text("f_code"), frame.code));
            if (code.is_module) {
                // That function holds the code too, and so does who started it all
                // (Python/pythonrun.c, run_mod; here run_snippet).
                state.hidden.push_back(named(m_sink.text("f_func.__code__"), frame.code));
                state.hidden.push_back(named(m_sink.text("run_mod"), frame.code));
            } else if (frame.locals != nullptr) {
                state.hidden.push_back(named(m_sink.text("f_locals"), frame.locals));
            }
            // The exception being handled is held by the thread, below its frames.
            PyObject* handled = is_outermost ? viv_handled_exception(thread) : nullptr;
            if (handled != nullptr) {
                state.hidden.push_back(named(m_sink.text("exc_info"), handled));
            }
            m_sink.frame(state);
        }
        if (known.surplus != nullptr) m_surplus.push_back(known.surplus);
        back = number;
        where = {number, place, code.is_module};
    }
    return where;
}

}  // namespace viv::cpython
