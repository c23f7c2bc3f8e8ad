// Operators and attributes of 3.11. See held.h.
#include "bindings/cpython/events/held.h"

#include <algorithm>

#include "bindings/cpython/events/sorts.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

bool is_dict_getting(PyObject* object) {
    const PyMappingMethods* methods = Py_TYPE(object)->tp_as_mapping;
    return PyDict_Check(object) && methods->mp_subscript == PyDict_Type.tp_as_mapping->mp_subscript;
}

bool is_dict_setting(PyObject* object) {
    const PyMappingMethods* methods = Py_TYPE(object)->tp_as_mapping;
    return PyDict_Check(object) &&
           methods->mp_ass_subscript == PyDict_Type.tp_as_mapping->mp_ass_subscript;
}

bool contains_as(PyObject* object, PyTypeObject& type) {
    const PySequenceMethods* methods = Py_TYPE(object)->tp_as_sequence;
    return methods != nullptr && PyType_IsSubtype(Py_TYPE(object), &type) != 0 &&
           methods->sq_contains == type.tp_as_sequence->sq_contains;
}

// Where the object stands among those at every `stride`th place; -1: nowhere, or more than once.
Py_ssize_t only_place(std::span<PyObject* const> objects, std::size_t stride, PyObject* object) {
    Py_ssize_t place = -1;
    for (std::size_t i = 0; i < objects.size(); i += stride) {
        if (objects[i] != object) continue;
        if (place >= 0) return -1;
        place = static_cast<Py_ssize_t>(i);
    }
    return place;
}

// `==` of two lists holds the two items that it compares (Objects/listobject.c, list_richcompare).
void hold_compared_items(Between& between, PyObject* left, PyObject* right) {
    if (!PyList_CheckExact(left) || !PyList_CheckExact(right)) return;
    if (Py_SIZE(left) > kMostHeldItems || Py_SIZE(right) > kMostHeldItems) return;
    PyObject* first = between.inner().first;
    PyObject* second = first == nullptr ? nullptr : between.compared_with(first);
    if (second == nullptr) return;
    const auto lefts = items_of(left), rights = items_of(right);
    if (!all_compare_themselves(lefts) || !all_compare_themselves(rights)) return;
    if ((has(lefts, first) && has(rights, second)) || (has(rights, first) && has(lefts, second))) {
        between.hold(kCompared, first, second);
    }
}

// A dict or set all of whose keys and values compare nothing but themselves.
bool holds_plain_keys(PyObject* table) {
    if (table == nullptr) return false;
    if (PyDict_CheckExact(table) && PyDict_GET_SIZE(table) <= kMostHeldItems) {
        PyObject *key = nullptr, *value = nullptr;
        for (int i = 0; i < viv_dict_used_entries(table); ++i) {
            if (viv_dict_entry(table, i, &key, &value) == 0) continue;
            if (!compares_itself(key) || !compares_itself(value)) return false;
        }
        return true;
    }
    if (!PyAnySet_CheckExact(table) || PySet_GET_SIZE(table) > kMostHeldItems) return false;
    PyObject* key = nullptr;
    Py_hash_t hash = 0;
    for (Py_ssize_t at = 0; _PySet_NextEntry(table, &at, &key, &hash) != 0;) {
        if (!compares_itself(key)) return false;
    }
    return true;
}

void hold_in_map_display(Between& between) {
    std::vector<PyObject*> operands;
    for (std::size_t i = 0; i < between.operand_count(); ++i) {
        operands.push_back(between.operand(i));
    }
    const Py_ssize_t place = key_in_order(between, operands, 2);
    if (place < 0 || !are_keys_plain(operands, 2)) return;
    // As PyDict_SetItem, below.
    PyObject* key = operands[static_cast<std::size_t>(place)];
    if (between.looks_up(key)) {
        between.hold(kStored, key, operands[static_cast<std::size_t>(place) + 1]);
    }
}

void hold_in_item_access(Between& between, int operation) {
    const bool stores = operation == VIV_OP_STORES_ITEM;
    PyObject* container = between.operand(stores ? 1 : 0);
    PyObject* key = between.operand(stores ? 2 : 1);
    if (container == nullptr || key == nullptr) return;
    const bool is_table =
        operation == VIV_OP_READS_ITEM ? is_dict_getting(container) : is_dict_setting(container);
    if (!is_table) return;
    // Objects/dictobject.c, dict_subscript.
    if (operation == VIV_OP_READS_ITEM) between.hold_bound(container, "__missing__");
    if (!between.looks_up(key)) return;
    // Objects/dictobject.c, PyDict_SetItem.
    if (stores) between.hold(kStored, key, between.operand(0));
}

void hold_in_containment(Between& between) {
    PyObject *item = between.operand(0), *container = between.operand(1);
    if (item == nullptr || container == nullptr) return;
    if (contains_as(container, PyDict_Type) || contains_as(container, PySet_Type) ||
        contains_as(container, PyFrozenSet_Type)) {
        between.looks_up(item);
    } else if (contains_as(container, PyList_Type)) {
        // Objects/listobject.c, list_contains.
        if (PyObject* other = between.compared_with(item)) between.hold(kCompared, other);
    }
}

}  // namespace

std::span<PyObject* const> items_of(PyObject* list) {
    return {PySequence_Fast_ITEMS(list), static_cast<std::size_t>(Py_SIZE(list))};
}

bool has(std::span<PyObject* const> objects, PyObject* object) {
    return std::find(objects.begin(), objects.end(), object) != objects.end();
}

PyObject* Between::argument(std::size_t i) const {
    const auto* code = reinterpret_cast<PyCodeObject*>(m_inner.frame->code);
    const bool is_given = i < m_inner.arguments.size() && static_cast<int>(i) < code->co_argcount;
    return is_given ? m_inner.arguments[i] : nullptr;
}

bool Between::is_method_of(PyObject* object, const char* name) const {
    return object != nullptr && object == m_inner.first &&
           find_in_class(Py_TYPE(object), name) == m_inner.frame->function;
}

PyObject* Between::compared_with(PyObject* object) const {
    PyObject *first = argument(0), *second = argument(1);
    if (first == nullptr || second == nullptr || !is_method_of(first, "__eq__")) return nullptr;
    if (object == first) return second;
    return object == second ? first : nullptr;
}

bool are_keys_plain(std::span<PyObject* const> keys, std::size_t stride) {
    for (std::size_t i = 0; i < keys.size(); i += stride) {
        if (keys[i] == nullptr || !compares_itself(keys[i])) return false;
    }
    return true;
}

Py_ssize_t key_in_order(const Between& between, std::span<PyObject* const> keys,
                        std::size_t stride) {
    const InnerFrame& inner = between.inner();
    if (inner.first == nullptr) return -1;
    const Py_ssize_t first = only_place(keys, stride, inner.first);
    if (first < 0) return -1;
    if (between.is_method_of(inner.first, "__hash__")) return first;
    if (between.compared_with(inner.first) == nullptr) return -1;
    const Py_ssize_t second = only_place(keys, stride, between.argument(1));
    return second < 0 ? -1 : std::max(first, second);
}

void Between::hold_bound(PyObject* object, const char* method) {
    if (is_method_of(object, method)) hold(kBoundForCall, object, m_inner.frame->function);
}

// Objects/dictobject.c, dict_equal and dict_merge; Objects/setobject.c, set_add_entry and the
// operators' functions: all hold the key that they look up, and so does what looks it up the other;
// dict_equal holds the two values that it compares.
void Between::hold_both_of(PyObject* left, PyObject* right) {
    PyObject* second = argument(0) == nullptr ? nullptr : compared_with(argument(0));
    if (second == nullptr || !holds_plain_keys(left) || !holds_plain_keys(right)) return;
    hold(kCompared, argument(0), second);
}

bool Between::looks_up(PyObject* key) {
    if (is_method_of(key, "__hash__")) return true;
    PyObject* known = compared_with(key);
    if (known == nullptr) return false;
    hold(kLookedUp, known);
    return true;
}

void Between::reads_attribute(PyObject* owner, PyObject* name) {
    if (owner == nullptr || !PyUnicode_Check(name)) return;
    PyTypeObject* type = Py_TYPE(owner);
    const std::string text = utf8_of(name);
    PyObject* found = nullptr;
    if (PyType_Check(owner)) {
        // Objects/typeobject.c, type_getattro.
        if (type->tp_getattro != PyType_Type.tp_getattro) return;
        found = find_in_class(reinterpret_cast<PyTypeObject*>(owner), text);
        if (found != m_inner.first) found = find_in_class(type, text);
    } else {
        // Objects/object.c, _PyObject_GenericGetAttrWithDict and _PyObject_GetMethod.
        const bool is_generic = type->tp_getattro == PyObject_GenericGetAttr ||
                                find_in_class(type, "__getattribute__") ==
                                    find_in_dict(PyBaseObject_Type.tp_dict, "__getattribute__");
        if (!is_generic) return;
        found = find_in_class(type, text);
    }
    if (found == nullptr) return;
    const bool is_property = Py_IS_TYPE(found, &PyProperty_Type) && m_inner.first == owner &&
                             viv_property_function(found, 0) == m_inner.frame->function;
    if (is_property || is_method_of(found, "__get__")) hold(kAttribute, found);
}

// Objects/object.c, _PyObject_GenericSetAttrWithDict: it holds the class, too.
void Between::sets_attribute(PyObject* owner, PyObject* name) {
    if (owner == nullptr || PyType_Check(owner) || !PyUnicode_Check(name)) return;
    PyTypeObject* type = Py_TYPE(owner);
    if (type->tp_setattro != PyObject_GenericSetAttr) return;
    PyObject* found = find_in_class(type, utf8_of(name));
    if (found == nullptr) return;
    const bool is_property = Py_IS_TYPE(found, &PyProperty_Type) && m_inner.first == owner &&
                             (viv_property_function(found, 1) == m_inner.frame->function ||
                              viv_property_function(found, 2) == m_inner.frame->function);
    if (is_property || is_method_of(found, "__set__") || is_method_of(found, "__delete__")) {
        hold(kAttribute, found, reinterpret_cast<PyObject*>(type));
    }
}

bool compares_itself(PyObject* object) {
    if (is_atom(object)) return true;
    PyTypeObject* type = Py_TYPE(object);
    if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0) return false;
    for (const char* name : {"__eq__", "__lt__", "__gt__"}) {
        PyObject* method = find_in_class(type, name);
        // What object has compares nothing but identities.
        const bool is_plain = method == find_in_dict(PyBaseObject_Type.tp_dict, name) ||
                              (method != nullptr && PyFunction_Check(method));
        if (!is_plain) return false;
    }
    return true;
}

bool all_compare_themselves(std::span<PyObject* const> objects) {
    PyTypeObject* known = nullptr;
    return std::all_of(objects.begin(), objects.end(), [&](PyObject* object) {
        if (object == nullptr) return false;
        if (Py_TYPE(object) == known) return true;
        known = Py_TYPE(object);
        return compares_itself(object);
    });
}

namespace {

// Does a variable of the frame's hold it? Only addresses are looked at.
bool is_in_variable(const viv_frame& frame, PyObject* object) {
    if (has({frame.slots, static_cast<std::size_t>(frame.variable_count)}, object)) return true;
    if (frame.locals == nullptr || !PyDict_CheckExact(frame.locals)) return false;
    PyObject *key = nullptr, *value = nullptr;
    for (int i = 0; i < viv_dict_used_entries(frame.locals); ++i) {
        if (viv_dict_entry(frame.locals, i, &key, &value) != 0 && value == object) return true;
    }
    return false;
}

// A tuple that stands before or behind may be what is at hand, and ask its items. From the right,
// what stands there is alive up to the one at hand; what was given up before may be gone, unless a
// variable holds it.
bool is_surely_at(const viv_frame& frame, std::span<PyObject* const> operands, std::size_t place) {
    for (std::size_t i = operands.size(); i-- > place;) {
        if (!compares_itself(operands[i])) return false;
    }
    for (PyObject* given_up : operands.first(place)) {
        if (!is_in_variable(frame, given_up) || !compares_itself(given_up)) return false;
    }
    return true;
}

}  // namespace

void hold_in_set_display(const viv_frame& frame, int depth, const InnerFrame& inner,
                         OpenStack& stack) {
    if (inner.frame == nullptr || inner.frame->is_called_by_c == 0) return;
    const std::size_t base = stack.slots.size();
    const auto count = static_cast<std::size_t>(depth) - base;
    // What was given up may be gone: only the addresses are looked at.
    const std::span<PyObject* const> operands(
        frame.slots + frame.variable_count + static_cast<std::ptrdiff_t>(base), count);
    viv_instr none{};
    Between between(frame, none, base, inner, stack);
    const Py_ssize_t place = key_in_order(between, operands, 1);
    if (place < 0 || !is_surely_at(frame, operands, static_cast<std::size_t>(place))) return;
    PyObject* key = operands[static_cast<std::size_t>(place)];
    const bool is_compared = !between.is_method_of(key, "__hash__");
    if (!between.looks_up(key)) return;
    if (is_compared) between.hold(kStored, key);  // Objects/setobject.c, set_add_entry
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_left = i >= static_cast<std::size_t>(place);
        stack.slots.push_back({is_left ? operands[i] : nullptr, Payment::Owned});
    }
}

void hold_between(const viv_frame& frame, const viv_instr& at, std::size_t base,
                  const InnerFrame& inner, OpenStack& stack) {
    Between between(frame, at, base, inner, stack);
    const int operation = viv_operation_of(&at);
    switch (operation) {
        case VIV_OP_READS_ITEM:
        case VIV_OP_STORES_ITEM:
        case VIV_OP_DELETES_ITEM:
            hold_in_item_access(between, operation);
            break;
        case VIV_OP_CONTAINS:
            hold_in_containment(between);
            break;
        case VIV_OP_COMPARES:
            hold_compared_items(between, between.operand(0), between.operand(1));
            [[fallthrough]];
        case VIV_OP_COMBINES:
            between.hold_both_of(between.operand(0), between.operand(1));
            break;
        case VIV_OP_UPDATES_MAP:
            // The dict below is one that the instructions before have made.
            between.hold_both_of(between.operand(0), between.operand(0));
            break;
        case VIV_OP_FORMATS:
            between.hold_bound(between.operand(0), "__format__");
            break;
        case VIV_OP_BUILDS_MAP:
            hold_in_map_display(between);
            break;
        case VIV_OP_ADDS_TO_MAP:
            between.looks_up(between.operand(0));
            break;
        case VIV_OP_ADDS_TO_SET:
            // Objects/setobject.c, set_add_entry.
            if (between.compared_with(between.operand(0)) != nullptr) {
                between.hold(kStored, between.operand(0));
            }
            between.looks_up(between.operand(0));
            break;
        case VIV_OP_READS_ATTRIBUTE:
            between.reads_attribute(between.operand(0), viv_attribute_name(frame.code, &at));
            break;
        case VIV_OP_STORES_ATTRIBUTE:
            between.sets_attribute(between.operand(1), viv_attribute_name(frame.code, &at));
            break;
        case VIV_OP_DELETES_ATTRIBUTE:
            between.sets_attribute(between.operand(0), viv_attribute_name(frame.code, &at));
            break;
        case VIV_OP_TAKES_NEXT:
            hold_for_next(between, between.operand(0));
            break;
        case VIV_OP_EXTENDS:
            hold_for_next(between, stack.slots.back().object);
            break;
        case VIV_OP_CALLS_WITH: {
            const Called called = called_in(between);
            if (called.callee == nullptr) break;
            hold_in_call(between, called);
            hold_in_class_statement(between, called);
            break;
        }
        default:
            break;
    }
    hold_sorted(frame.frame, inner, stack.held);
}

}  // namespace viv::cpython
