// What an instruction that calls does with its operands while the call runs, and what the C code in
// between holds. calls_<version>.cpp says where the operands stand, after that version's
// Python/ceval.c; calls.cpp does the rest. Only these and stack.cpp use it.
#pragma once

#include <string_view>

#include "bindings/cpython/events/stack.h"

namespace viv::cpython {

// What C code that runs holds in variables of its own, where the instruction and the frame that was
// called leave no doubt about it.
inline constexpr const char* kNewObject = "running C code: type.__call__";
inline constexpr const char* kSlot = "running C code: special method";
inline constexpr const char* kFinalizer = "running C code: finalizer";
inline constexpr const char* kBoundForCall = "running C code: bound method";
inline constexpr const char* kBuildsClass = "running C code: __build_class__";
inline constexpr const char* kArguments = "running C code: argument tuple";
inline constexpr const char* kUnpacked = "running C code: unpacked arguments";
inline constexpr const char* kEntered = "running C code: __enter__";
inline constexpr const char* kMethod = "running C code: bound method's call";
inline constexpr const char* kIterates = "running C code: iterator";
inline constexpr const char* kLookedUp = "running C code: key compared with";
inline constexpr const char* kStored = "running C code: being stored";
inline constexpr const char* kCompared = "running C code: comparison";
inline constexpr const char* kAttribute = "running C code: attribute's descriptor";
inline constexpr const char* kSorts = "running C code: list.sort";
inline constexpr const char* kItem = "running C code: item";

bool is_named(const viv_frame& frame, const char* name);
// What the name stands for in the class: the first of its bases that has it. Reads the dicts only.
PyObject* find_in_class(PyTypeObject* type, std::string_view name);
// Adds what is held while an object is called. Returns whether the call put the arguments into a
// tuple that nobody else knows: there is no vectorcall for it (Objects/call.c,
// _PyObject_MakeTpCall).
bool hold_for_callee(PyObject* callee, const InnerFrame& inner, std::vector<HeldByC>& held);

// The class that such a call makes an instance of; null: it calls something else.
PyTypeObject* made_by_call(PyObject* callee);

// What CALL calls; its operands are as they were when it began.
PyObject* callee_of(const OpenStack& stack, std::size_t base);

// Each takes a stack whose operands, from `base` on, stand as they did when the instruction began,
// and leaves what is there now. CALL; CALL_FUNCTION_EX; BEFORE_WITH; going through an iterator.
void read_call(OpenStack& stack, std::size_t base, const InnerFrame& inner, bool has_names);
void read_call_with_tuple(OpenStack& stack, std::size_t base, const InnerFrame& inner);
void read_with(OpenStack& stack, std::size_t base, const InnerFrame& inner);
void read_iteration(OpenStack& stack, std::size_t base, const viv_stack_effect& effect,
                    const InnerFrame& inner);
// Did the C code that stands behind such a call (a class's or an instance's) call the inner frame
// with all the arguments, after its first one (Objects/typeobject.c, slot_tp_init and its like)?
bool hands_all_on(PyObject* callee, const InnerFrame& inner);
// Does it ask its first argument for its iterator, and hold that until it has got all that it has?
bool consumes_iterator(PyObject* callee);
// Is the inner frame surely the callee's?
bool is_call_of(PyObject* callee, const InnerFrame& inner);

}  // namespace viv::cpython
