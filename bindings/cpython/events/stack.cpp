// While C code runs, the slots keep what CPython holds until the instruction ends; which operands
// are gone before that is in layout/code_stack_*.c.
#include "bindings/cpython/events/stack.h"

#include <algorithm>

namespace viv::cpython {

namespace {

constexpr int kUnitBytes = 2;

#if PY_VERSION_HEX >= 0x030C0000
// CALL and CALL_KW: callable, self or NULL, arguments (and their names).
void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    // In another thread, which waits for its turn, the result may stand there by now.
    if (inner.frame == nullptr || stack.slots.size() < base + 2) return stack.slots.resize(base);
    // A bound method puts its self into the slot before the arguments for the time of the call
    // (Objects/classobject.c, method_vectorcall): over the NULL, or over itself.
    OpenStack::Entry &callable = stack.slots[base], &self = stack.slots[base + 1];
    if (callable.object == nullptr) return;
    if (Py_IS_TYPE(callable.object, &PyMethod_Type)) {
        self.payment = Payment::Borrowed;
    } else if (callable.object == inner.first && Py_TYPE(callable.object)->tp_call == nullptr) {
        callable.payment = Payment::Borrowed;
    }
}

// CALL_FUNCTION_EX: callable, NULL, arguments, keyword arguments. Anything but a tuple has been
// made one and given up, without the slot being told.
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    stack.slots.resize(inner.frame == nullptr ? base : std::min(base + 1, stack.slots.size()));
}
#endif

// An operand that is on its way out: its destructor is what called the inner frame. Operands are
// dropped from the bottom up, so that what stands above the dying one is alive, and what stands
// below may be gone.
bool is_dropping(const OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    if (inner.frame == nullptr) return false;
    for (std::size_t i = stack.slots.size(); i-- > base;) {
        PyObject* operand = stack.slots[i].object;
        if (operand == nullptr) continue;
        if (Py_REFCNT(operand) == 0) return true;
        if (operand == inner.first &&
            PyUnicode_CompareWithASCIIString(
                reinterpret_cast<PyCodeObject*>(inner.frame->code)->co_name, "__del__") == 0) {
            return true;
        }
    }
    return false;
}

#if PY_VERSION_HEX < 0x030C0000
bool is_method_descriptor(PyObject* object) {
    return object != nullptr && Py_IS_TYPE(object, &PyMethodDescr_Type);
}

class Call {
public:
    Call(OpenStack& stack, std::size_t base, const InnerFrame& inner)
        : m_stack(stack), m_base(base), m_inner(inner) {}

    // CALL: NULL, callable, arguments; or callable, self, arguments.
    void plain() {
        PyObject* below = at(0);
        const bool is_method = below != nullptr;
        if (is_method && m_inner.frame == nullptr && !is_method_descriptor(below)) {
            // A thread waits for its turn after the call: the result stands there by now.
            m_stack.slots.resize(m_base + 1);
            return;
        }
        const std::size_t callee = is_method ? 0 : 1;
        if (is_borrowed_self(callee)) {
            m_stack.slots[m_base + callee].payment = Payment::Borrowed;
            return;
        }
        if (is_method_descriptor(at(callee)) && m_base + callee + 1 < m_stack.slots.size()) {
            m_stack.bound_by_tracing = at(callee + 1);
        }
    }

    // CALL_FUNCTION_EX: NULL, callable, arguments, keyword arguments.
    void with_tuple() {
        if (at(0) != nullptr) {
            m_stack.slots.resize(m_base + 1);  // the result, as above
            return;
        }
        PyObject* arguments = at(2);
        // Anything but a tuple has been made one, and given up.
        if (!PyTuple_CheckExact(arguments)) {
            m_stack.slots.resize(m_base + 2);
            return;
        }
        if (is_method_descriptor(at(1)) && PyTuple_GET_SIZE(arguments) > 0) {
            m_stack.bound_by_tracing = PyTuple_GET_ITEM(arguments, 0);
        }
    }

private:
    PyObject* at(std::size_t i) const { return m_stack.slots[m_base + i].object; }

    // A bound method puts its self in the place of the callable for the time of the call
    // (Objects/classobject.c, method_vectorcall).
    bool is_borrowed_self(std::size_t callee) const {
        return m_inner.frame != nullptr && at(callee) != nullptr && at(callee) == m_inner.first &&
               Py_TYPE(at(callee))->tp_call == nullptr;
    }

    OpenStack& m_stack;
    std::size_t m_base;
    const InnerFrame& m_inner;
};

void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).plain();
}
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner) {
    Call(stack, base, inner).with_tuple();
}
#endif

}  // namespace

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
    if (reason != OpenBecause::Calls || count < depth) return true;
    if (is_dropping(found, static_cast<std::size_t>(base), inner)) {
        found.slots.resize(static_cast<std::size_t>(base));
        return true;
    }
    if (effect.use == VIV_CALLS) read_call(found, static_cast<std::size_t>(base), inner);
    if (effect.use == VIV_CALLS_TUPLE) {
        read_call_with_tuple(found, static_cast<std::size_t>(base), inner);
    }
    return true;
}

}  // namespace viv::cpython
