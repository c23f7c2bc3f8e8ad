// While C code runs, the slots keep what CPython holds until the instruction ends; which operands
// are gone before that is in layout/code_stack_*.c.
#include "bindings/cpython/events/stack.h"

#include <algorithm>

#include "bindings/cpython/events/calls.h"
#include "bindings/cpython/events/held.h"

namespace viv::cpython {

namespace {

constexpr int kUnitBytes = 2;

// An operand that is on its way out: its destructor is what called the inner frame. Operands are
// dropped from the bottom up, so that what stands above the dying one is alive, and what stands
// below may be gone.
bool is_dropping(const OpenStack& stack, std::size_t base, const viv_stack_effect& effect,
                 const InnerFrame& inner) {
    if (inner.frame == nullptr) return false;
    for (std::size_t i = stack.slots.size(); i-- > base;) {
        PyObject* operand = stack.slots[i].object;
        if (operand == nullptr) continue;
        // Arguments in anything but a tuple were given up before the call, and may be gone: then
        // who was called tells whether the call lasts.
        if (effect.use == VIV_CALLS_TUPLE && i == base + 2 && !PyTuple_CheckExact(operand)) {
            if (!is_call_of(stack.slots[base + 1].object, inner)) return true;
            continue;
        }
        if (Py_REFCNT(operand) == 0) return true;
        if (operand == inner.first && is_named(*inner.frame, "__del__")) return true;
    }
    return false;
}

// An exception takes entries off the stack from the top down, also where the code gives no sign of
// it: a RERAISE goes back to the instruction that raised first (Python/ceval.c). Its destructor is
// what called the inner frame: what stands above the dying one is gone.
std::size_t unwound_to(const OpenStack& stack, std::size_t below, const InnerFrame& inner) {
    const std::size_t count = std::min(below, stack.slots.size());
    if (inner.frame == nullptr || inner.frame->is_called_by_c == 0) return stack.slots.size();
    const bool is_finalizer = is_named(*inner.frame, "__del__");
    for (std::size_t i = 0; i < count; ++i) {
        PyObject* entry = stack.slots[i].object;
        if (entry == nullptr) continue;
        if (Py_REFCNT(entry) == 0 || (is_finalizer && entry == inner.first)) return i;
    }
    return stack.slots.size();
}

}  // namespace

bool is_named(const viv_frame& frame, const char* name) {
    PyObject* own = reinterpret_cast<PyCodeObject*>(frame.code)->co_name;
    return PyUnicode_CompareWithASCIIString(own, name) == 0;
}

Arguments arguments_of(const viv_frame& frame) {
    Arguments arguments{};
    const int count = std::min(frame.variable_count, static_cast<int>(arguments.size()));
    for (int i = 0; i < count; ++i) {
        PyObject* value = frame.slots[i];
        // An argument that is a cell variable stands in its cell.
        const bool is_in_cell = value != nullptr && PyCell_Check(value);
        arguments[static_cast<std::size_t>(i)] = is_in_cell ? PyCell_GET(value) : value;
    }
    return arguments;
}

StackMap::StackMap(PyObject* code) : m_depths(static_cast<std::size_t>(viv_code_units(code))) {
    viv_code_depths(code, m_depths.data());
    viv_handler handler;
    for (int position = 0; viv_next_handler(code, &position, &handler) != 0;) {
        m_handlers.push_back(handler);
    }
}

int StackMap::depth_before(int offset_bytes) const {
    const auto unit = static_cast<std::size_t>(offset_bytes / kUnitBytes);
    return offset_bytes < 0 || unit >= m_depths.size() ? -1 : m_depths[unit];
}

int StackMap::depth_of_handler(int offset_bytes) const {
    const int unit = offset_bytes / kUnitBytes;
    for (const viv_handler& handler : m_handlers) {
        if (handler.start <= unit && unit < handler.end) return handler.depth;
    }
    return 0;
}

bool read_open_stack(const viv_frame& frame, const StackMap& map, OpenBecause reason,
                     const InnerFrame& inner, OpenStack& found) {
    found.slots.clear();
    found.held.clear();
    found.bound_by_tracing = nullptr;
    const int depth = map.depth_before(frame.offset);
    viv_instr at;
    if (depth < 0 || viv_next_instruction(frame.code, frame.offset / kUnitBytes, &at) == 0) {
        return false;
    }
    const viv_stack_effect effect = viv_stack_effect_of(&at);
    const int base = std::max(depth - effect.operands, 0);
    int count = depth;
    if (reason == OpenBecause::Raised) count = base + effect.kept;
    if (reason == OpenBecause::Calls && effect.use == VIV_DROPS) count = base;
    if (reason == OpenBecause::Unwinds || effect.use == VIV_UNWINDS) {
        count = std::min(base, map.depth_of_handler(frame.offset));
    }
    for (int i = 0; i < count; ++i) {
        found.slots.push_back({frame.slots[frame.variable_count + i], Payment::Owned});
    }
    const std::size_t left = unwound_to(found, static_cast<std::size_t>(base), inner);
    if (left < found.slots.size()) {
        found.slots.resize(left);
        return true;
    }
    if (reason == OpenBecause::Calls && viv_operation_of(&at) == VIV_OP_BUILDS_SET) {
        hold_in_set_display(frame, depth, inner, found);
    }
    if (reason != OpenBecause::Calls || count < depth) return true;
    if (is_dropping(found, static_cast<std::size_t>(base), effect, inner)) {
        found.slots.resize(static_cast<std::size_t>(base));
        return true;
    }
    read_iteration(found, static_cast<std::size_t>(base), effect, inner);
    if (static_cast<int>(found.slots.size()) < depth) return true;
    if (inner.frame != nullptr && inner.frame->is_called_by_c != 0) {
        hold_between(frame, at, static_cast<std::size_t>(base), inner, found);
    }
    if (effect.use == VIV_CALLS) {
        const bool has_names = viv_keyword_names(frame.code, at.unit) != nullptr;
        read_call(found, static_cast<std::size_t>(base), inner, has_names);
    }
    if (effect.use == VIV_CALLS_NAMED) {
        const OpenStack::Entry names = found.slots.back();
        found.slots.pop_back();
        read_call(found, static_cast<std::size_t>(base), inner, true);
        if (static_cast<int>(found.slots.size()) == depth - 1) found.slots.push_back(names);
    }
    if (effect.use == VIV_CALLS_TUPLE) {
        read_call_with_tuple(found, static_cast<std::size_t>(base), inner);
    }
    if (effect.use == VIV_ENTERS_WITH) read_with(found, static_cast<std::size_t>(base), inner);
    return true;
}

}  // namespace viv::cpython
