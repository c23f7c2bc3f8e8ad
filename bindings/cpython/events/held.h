// What C code that runs holds in variables of its own while it looks keys up, compares, asks for
// attributes, sorts and makes classes: only where the instruction, its operands and the frame that
// was called leave no doubt about it. 3.11 only: held*_311.cpp; calls_313.cpp adds nothing.
#pragma once

#include <span>

#include "bindings/cpython/events/calls.h"

namespace viv::cpython {

// Adds what is held between the instruction, whose operands stand on the stack from `base` on, and
// the inner frame. REQUIRES: the inner frame was called by C code.
void hold_between(const viv_frame& frame, const viv_instr& at, std::size_t base,
                  const InnerFrame& inner, OpenStack& stack);
// BUILD_SET, which gives its operands up one after the other: puts those on the stack that it still
// has. `depth`: of the stack when it began.
void hold_in_set_display(const viv_frame& frame, int depth, const InnerFrame& inner,
                         OpenStack& stack);

// May the function have been called by what the caller's instruction was given, as a callback, and
// not by C code of its class? `map`: of the caller's code.
bool may_be_callback(const viv_frame& caller, const StackMap& map, PyObject* function);

// For held*_311.cpp: one way to look at what is going on.
class Between {
public:
    Between(const viv_frame& frame, const viv_instr& at, std::size_t base, const InnerFrame& inner,
            OpenStack& stack)
        : m_frame(frame), m_at(at), m_base(base), m_inner(inner), m_stack(stack) {}

    [[nodiscard]] const viv_frame& frame() const { return m_frame; }
    [[nodiscard]] const viv_instr& at() const { return m_at; }
    [[nodiscard]] const InnerFrame& inner() const { return m_inner; }
    [[nodiscard]] std::size_t operand_count() const { return m_stack.slots.size() - m_base; }
    [[nodiscard]] PyObject* operand(std::size_t i) const {
        return i < operand_count() ? m_stack.slots[m_base + i].object : nullptr;
    }
    template <class... Objects>
    void hold(const char* name, Objects*... objects) {
        (m_stack.held.push_back({name, objects}), ...);
    }

    // The inner frame's i-th positional parameter, as it was called; null: it has none, or not
    // known.
    [[nodiscard]] PyObject* argument(std::size_t i) const;
    // Does the inner frame run this method of the object's class, written in Python, for it?
    [[nodiscard]] bool is_method_of(PyObject* object, const char* name) const;
    // The inner frame compares the object with another by `==`: that one; null: it doesn't.
    [[nodiscard]] PyObject* compared_with(PyObject* object) const;
    // A table of keys looks for this one: false, if the inner frame isn't called by that. What the
    // table holds meanwhile is added (Objects/dictobject.c, dictkeys_generic_lookup and
    // unicodekeys_lookup_generic; Objects/setobject.c, set_lookkey and set_add_entry).
    bool looks_up(PyObject* key);
    // Holds the object and its method, where that was looked up in its class and bound for the call
    // (Objects/typeobject.c, _PyObject_LookupSpecial).
    void hold_bound(PyObject* object, const char* method);
    // `==` is asked of two that stand among the keys and values of such tables, and are both held.
    void hold_both_of(PyObject* left, PyObject* right);
    // An attribute is asked for, or set. What is held meanwhile is added.
    void reads_attribute(PyObject* owner, PyObject* name);
    void sets_attribute(PyObject* owner, PyObject* name);

private:
    const viv_frame& m_frame;
    const viv_instr& m_at;
    std::size_t m_base;
    const InnerFrame& m_inner;
    OpenStack& m_stack;
};

// Would comparing two such objects run a method written in Python at once, or nothing that is?
// Tuples and the like compare their items in turn.
bool compares_itself(PyObject* object);
bool all_compare_themselves(std::span<PyObject* const> objects);

// Longer lists aren't gone through.
inline constexpr Py_ssize_t kMostHeldItems = 1000;
std::span<PyObject* const> items_of(PyObject* list_or_tuple);
bool has(std::span<PyObject* const> objects, PyObject* object);

// What CALL calls.
struct Called {
    PyObject* callee = nullptr;
    PyObject* self = nullptr;          // of a method of a type written in C
    std::vector<PyObject*> arguments;  // positional ones, but for that
    std::vector<PyObject*> named;      // keyword ones
    PyObject* names = nullptr;         // of these, a tuple; null: there are none
    // The value of a keyword argument; null: it has none.
    [[nodiscard]] PyObject* named_by(const char* name) const;
};
Called called_in(const Between& between);
// Is it that function of a module written in C, or that method of a built-in type?
bool is_function(PyObject* callee, const char* module, const char* name);
bool is_method(const Called& called, PyTypeObject* type, const char* name);

// The key that an instruction or function is at which takes those at every `stride`th place into a
// new table, in order; -1: can't be told. It compares a key only with one that came before it.
Py_ssize_t key_in_order(const Between& between, std::span<PyObject* const> keys,
                        std::size_t stride);
// A tuple among them would ask its items in turn.
bool are_keys_plain(std::span<PyObject* const> keys, std::size_t stride);

void hold_in_call(Between& between, const Called& called);             // held_calls_311.cpp
void hold_for_next(Between& between, PyObject* iterator);              // held_calls_311.cpp
void hold_in_class_statement(Between& between, const Called& called);  // held_classes_311.cpp

}  // namespace viv::cpython
