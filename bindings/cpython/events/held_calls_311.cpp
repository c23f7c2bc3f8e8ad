// Functions written in C that call what they were given, of 3.11. See held.h.
#include <algorithm>
#include <cstring>

#include "bindings/cpython/events/held.h"
#include "bindings/cpython/events/sorts.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

bool is_named_so(const char* name, const char* known) {
    return std::strcmp(name, known) == 0;
}

// Iterators that call no function of the program's but what they are made for.
bool is_plain_iterator(PyObject* iterator) {
    const char* name = Py_TYPE(iterator)->tp_name;
    if ((Py_TYPE(iterator)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0) return false;
    for (const char* known :
         {"list_iterator", "tuple_iterator", "range_iterator", "str_iterator", "str_ascii_iterator",
          "dict_keyiterator", "dict_valueiterator", "dict_itemiterator", "dict_reversekeyiterator",
          "set_iterator", "generator", "list_reverseiterator"}) {
        if (is_named_so(name, known)) return true;
    }
    return false;
}

// What is gone through by such an iterator, or by one that takes its items from such.
bool gives_items(PyObject* object) {
    for (PyTypeObject* type : {&PyList_Type, &PyTuple_Type, &PyDict_Type, &PySet_Type,
                               &PyFrozenSet_Type, &PyUnicode_Type, &PyRange_Type, &PyDictKeys_Type,
                               &PyDictValues_Type, &PyDictItems_Type}) {
        if (Py_IS_TYPE(object, type)) return true;
    }
    PyObject* source = viv_combined_iterator(object);
    if (source == nullptr) return is_plain_iterator(object);
    std::span<PyObject* const> sources{&source, 1};
    if (PyTuple_CheckExact(source)) sources = items_of(source);
    return std::all_of(sources.begin(), sources.end(), is_plain_iterator);
}

// Arguments that the function gets as a tuple (Objects/call.c, _PyObject_MakeTpCall;
// Objects/descrobject.c, method_vectorcall_VARARGS and method_vectorcall_VARARGS_KEYWORDS), and
// keyword arguments as a dict.
void hold_arguments(Between& between, const Called& called) {
    bool has_tuple = false;
    if (PyCFunction_Check(called.callee)) {
        has_tuple = PyVectorcall_Function(called.callee) == nullptr;
    } else if (Py_IS_TYPE(called.callee, &PyMethodDescr_Type)) {
        const int flags = reinterpret_cast<PyMethodDescrObject*>(called.callee)->d_method->ml_flags;
        has_tuple = (flags & METH_VARARGS) != 0;
    }
    if (!has_tuple) return;
    for (PyObject* argument : called.arguments) between.hold(kArguments, argument);
    for (PyObject* argument : called.named) between.hold(kArguments, argument);
}

// Whom a callable stands for, if the inner frame is what it calls: how many arguments of its own
// come before those that it is given; -1: it isn't. What a call by PyObject_Vectorcall holds
// besides is added: a class holds the new object, and a class or an instance has no vectorcall, so
// that a tuple holds what it is given (Objects/typeobject.c, type_call; Objects/call.c,
// _PyObject_MakeTpCall).
struct CalledBack {
    int own = -1;
    bool has_tuple = false;
};
CalledBack called_back(Between& between, PyObject* callable) {
    const InnerFrame& inner = between.inner();
    if (callable == inner.frame->function) return {0, false};
    if (inner.first == nullptr) return {};
    if (PyMethod_Check(callable)) {
        const bool is_it = PyMethod_GET_FUNCTION(callable) == inner.frame->function &&
                           PyMethod_GET_SELF(callable) == inner.first;
        return {is_it ? 1 : -1, false};
    }
    if (PyTypeObject* made = made_by_call(callable)) {
        const bool is_it =
            Py_TYPE(inner.first) == made && between.is_method_of(inner.first, "__init__");
        if (!is_it || PyVectorcall_Function(callable) != nullptr) return {};
        between.hold(kNewObject, inner.first);
        return {1, true};
    }
    const bool is_it = callable == inner.first && between.is_method_of(callable, "__call__") &&
                       PyVectorcall_Function(callable) == nullptr;
    return {is_it ? 1 : -1, true};
}

// The callable is called with `count` items, after `before` others, that are held meanwhile.
void hold_given(Between& between, PyObject* callable, std::size_t before, std::size_t count) {
    const CalledBack called = called_back(between, callable);
    if (called.own < 0) return;
    const std::size_t begin = static_cast<std::size_t>(called.own) + before;
    for (std::size_t i = begin; i < begin + count; ++i) {
        PyObject* item = between.argument(i);
        if (item == nullptr) continue;
        between.hold(kItem, item);
        if (called.has_tuple) between.hold(kArguments, item);
    }
}

// The key of a sort is called with an item that the sort holds (sorts.h).
void hold_in_sort(Between& between, const Called& called) {
    PyObject* key = called.named_by("key");
    const bool sorts =
        is_function(called.callee, "builtins", "sorted") || is_method(called, &PyList_Type, "sort");
    if (!sorts || key == nullptr || !is_sorting(between.frame().frame)) return;
    const CalledBack back = called_back(between, key);
    if (back.own < 0 || !back.has_tuple) return;
    PyObject* item = between.argument(static_cast<std::size_t>(back.own));
    if (item != nullptr) between.hold(kArguments, item);
}

// The two that the inner frame compares by `<` or its reflection; false: it compares nothing.
bool finds_ordered(const Between& between, PyObject*& first, PyObject*& second) {
    first = between.argument(0);
    second = between.argument(1);
    return first != nullptr && second != nullptr &&
           (between.is_method_of(first, "__lt__") || between.is_method_of(first, "__gt__"));
}

// Modules/_heapqmodule.c: siftdown, siftup and siftup_max hold the two items that they compare;
// heappushpop compares the first with the new one before that, and holds only the former.
void hold_in_heap(Between& between, const Called& called) {
    bool is_known = false;
    for (const char* name : {"heappush", "heappop", "heapify", "heapreplace", "heappushpop",
                             "_heappop_max", "_heapreplace_max", "_heapify_max"}) {
        is_known = is_known || is_function(called.callee, "_heapq", name);
    }
    PyObject *first = nullptr, *second = nullptr;
    if (!is_known || called.arguments.empty() || !finds_ordered(between, first, second)) return;
    PyObject* heap = called.arguments[0];
    if (!PyList_Check(heap) || Py_SIZE(heap) > kMostHeldItems) return;
    const auto items = items_of(heap);
    if (!all_compare_themselves(items)) return;
    PyObject* added = nullptr;
    if (is_function(called.callee, "_heapq", "heappushpop")) {
        if (called.arguments.size() < 2 || !compares_itself(called.arguments[1])) return;
        added = called.arguments[1];
    }
    if (first != added && second != added) {
        if (has(items, first) && has(items, second)) between.hold(kCompared, first, second);
        return;
    }
    PyObject* other = first == added ? second : first;
    if (has(items, other)) between.hold(kCompared, other);
}

// Python/bltinmodule.c, min_max: each item is held, and once more as its own key where there is no
// function that gives one; so are the best one and its key.
void hold_in_choice(Between& between, const Called& called) {
    if (!is_function(called.callee, "builtins", "min") &&
        !is_function(called.callee, "builtins", "max")) {
        return;
    }
    PyObject* key = called.named_by("key");
    const bool takes_several = called.arguments.size() > 1;
    if (called.arguments.empty() || (!takes_several && !gives_items(called.arguments[0]))) return;
    if (key != nullptr) hold_given(between, key, 0, 1);
    PyObject *first = nullptr, *second = nullptr;
    if (key != nullptr && !Py_IsNone(key)) return;
    if (!finds_ordered(between, first, second)) return;
    std::span<PyObject* const> items = called.arguments;
    if (items.size() == 1) {
        PyObject* all = items[0];
        if (!PyList_CheckExact(all) && !PyTuple_CheckExact(all)) return;
        items = items_of(all);
    }
    if (items.size() > static_cast<std::size_t>(kMostHeldItems) || !all_compare_themselves(items)) {
        return;
    }
    if (has(items, first) && has(items, second)) {
        between.hold(kItem, first, first, second, second);
    }
}

// Python/bltinmodule.c, builtin_sum: the sum so far, and the item that is added to it;
// builtin_any and builtin_all: the item that is asked.
void hold_in_fold(Between& between, const Called& called) {
    PyObject *first = between.argument(0), *second = between.argument(1);
    if (first == nullptr || called.arguments.empty()) return;
    const bool is_reduction = is_function(called.callee, "_functools", "reduce");
    const std::size_t given = is_reduction ? 1 : 0;
    if (called.arguments.size() <= given || !gives_items(called.arguments[given])) return;
    if (is_function(called.callee, "builtins", "sum") && second != nullptr &&
        (between.is_method_of(first, "__add__") || between.is_method_of(first, "__radd__"))) {
        between.hold(kItem, first, second);
    }
    // Modules/_functoolsmodule.c, functools_reduce: both stand in a tuple.
    if (is_reduction && called.arguments[0] == between.inner().frame->function &&
        second != nullptr) {
        between.hold(kArguments, first, second);
    }
    const bool asks = is_function(called.callee, "builtins", "any") ||
                      is_function(called.callee, "builtins", "all");
    if (asks &&
        (between.is_method_of(first, "__bool__") || between.is_method_of(first, "__len__"))) {
        between.hold(kItem, first);
    }
}

// Would its text be made without asking other objects for theirs?
bool prints_itself(PyObject* object) {
    const bool is_heap = (Py_TYPE(object)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
    if (!is_heap) return is_atom(object);
    PyObject* method = find_in_class(Py_TYPE(object), "__repr__");
    return method != nullptr && PyFunction_Check(method);
}

// Is the object one of the dict's keys or values, all of which print themselves?
bool shows(PyObject* dict, PyObject* object) {
    if (PyDict_GET_SIZE(dict) > kMostHeldItems) return false;
    bool is_there = false;
    PyObject *key = nullptr, *value = nullptr;
    for (int i = 0; i < viv_dict_used_entries(dict); ++i) {
        if (viv_dict_entry(dict, i, &key, &value) == 0) continue;
        if (!prints_itself(key) || !prints_itself(value)) return false;
        is_there = is_there || key == object || value == object;
    }
    return is_there;
}

// Objects/dictobject.c, dict_repr: the key and the value whose turn it is. Other arguments may not
// show the object as well.
void hold_in_print(Between& between, const Called& called) {
    const bool prints = is_function(called.callee, "builtins", "print") ||
                        is_function(called.callee, "builtins", "repr") ||
                        called.callee == reinterpret_cast<PyObject*>(&PyUnicode_Type);
    PyObject* first = between.argument(0);
    if (!prints || first == nullptr || !between.is_method_of(first, "__repr__")) return;
    PyObject* dict = nullptr;
    for (PyObject* argument : called.arguments) {
        if (PyDict_CheckExact(argument) && dict == nullptr) {
            dict = argument;
        } else if (!is_atom(argument)) {
            return;
        }
    }
    if (dict != nullptr && shows(dict, first)) between.hold(kItem, first);
}

// Objects/stringlib/unicode_format.h, output_markup: the object that is formatted.
void hold_in_format(Between& between, const Called& called) {
    PyObject* first = between.argument(0);
    const bool formats = is_method(called, &PyUnicode_Type, "format") ||
                         is_method(called, &PyUnicode_Type, "format_map");
    if (formats && first != nullptr && between.is_method_of(first, "__format__")) {
        between.hold(kItem, first);
    }
    if (formats || is_function(called.callee, "builtins", "format")) {
        between.hold_bound(first, "__format__");
    }
    // Python/bltinmodule.c, builtin_round.
    if (is_function(called.callee, "builtins", "round")) between.hold_bound(first, "__round__");
    if (called.callee == reinterpret_cast<PyObject*>(&PyReversed_Type)) {
        between.hold_bound(first, "__reversed__");
    }
}

// Modules/_functoolsmodule.c, partial_call: with keyword arguments of its own it makes a tuple of
// all arguments and a dict of all keyword arguments, and hands them on in an array.
void hold_in_partial(Between& between, const Called& called) {
    if (std::strcmp(Py_TYPE(called.callee)->tp_name, "functools.partial") != 0) return;
    PyObject* own = viv_partial_part(called.callee, 1);
    PyObject* own_named = viv_partial_part(called.callee, 2);
    const bool is_it = viv_partial_part(called.callee, 0) == between.inner().frame->function;
    if (!is_it || PyDict_GET_SIZE(own_named) == 0) return;
    // Where there is nothing to put before or behind them, the tuple of the others is all
    // (Objects/tupleobject.c, tupleconcat).
    for (PyObject* argument : called.arguments) {
        between.hold(kArguments, argument);
        if (Py_SIZE(own) > 0) between.hold(kArguments, argument);
        between.hold(kUnpacked, argument);
    }
    for (PyObject* argument : items_of(own)) {
        if (!called.arguments.empty()) between.hold(kArguments, argument);
        between.hold(kUnpacked, argument);
    }
    for (PyObject* argument : called.named) {
        between.hold(kArguments, argument, argument);
        between.hold(kUnpacked, argument);
    }
    PyObject *key = nullptr, *value = nullptr;
    for (int i = 0; i < viv_dict_used_entries(own_named); ++i) {
        if (viv_dict_entry(own_named, i, &key, &value) == 0) continue;
        if (!PyUnicode_Check(key) || called.named_by(utf8_of(key).c_str()) != nullptr) continue;
        between.hold(kArguments, value);
        between.hold(kUnpacked, value);
    }
}

// Methods that look an object up among others: of tables, by its hash first; of lists, one after
// the other (Objects/listobject.c, list_index and its like).
void hold_in_search(Between& between, const Called& called) {
    if (called.arguments.empty()) return;
    PyObject* object = called.arguments[0];
    for (const char* name : {"get", "pop", "setdefault", "__contains__"}) {
        if (is_method(called, &PyDict_Type, name)) between.looks_up(object);
    }
    for (const char* name : {"remove", "discard", "__contains__"}) {
        if (is_method(called, &PySet_Type, name)) between.looks_up(object);
    }
    if (is_method(called, &PySet_Type, "add")) {
        // Objects/setobject.c, set_add_entry.
        if (between.compared_with(object) != nullptr) between.hold(kStored, object);
        between.looks_up(object);
    }
    for (const char* name : {"index", "count", "remove"}) {
        if (!is_method(called, &PyList_Type, name)) continue;
        if (PyObject* other = between.compared_with(object)) between.hold(kCompared, other);
    }
}

// Keys that are taken one by one from a list or tuple into a new table: each is held by the loop,
// and by what adds it, as far as that has looked up its hash (Objects/dictobject.c,
// _PyDict_FromKeys and PyDict_SetItem; Objects/setobject.c, set_update_internal and set_add_entry).
void hold_in_new_table(Between& between, const Called& called) {
    const bool is_set = called.callee == reinterpret_cast<PyObject*>(&PySet_Type) ||
                        called.callee == reinterpret_cast<PyObject*>(&PyFrozenSet_Type);
    bool is_dict = false;
    if (PyCFunction_Check(called.callee)) {
        const char* name = reinterpret_cast<PyCFunctionObject*>(called.callee)->m_ml->ml_name;
        is_dict = called.self == reinterpret_cast<PyObject*>(&PyDict_Type) &&
                  is_named_so(name, "fromkeys");
    }
    if ((!is_set && !is_dict) || called.arguments.empty()) return;
    PyObject* given = called.arguments[0];
    if ((!PyList_CheckExact(given) && !PyTuple_CheckExact(given)) ||
        Py_SIZE(given) > kMostHeldItems) {
        return;
    }
    const Py_ssize_t place = key_in_order(between, items_of(given), 1);
    if (place < 0 || !are_keys_plain(items_of(given), 1)) return;
    PyObject* key = items_of(given)[static_cast<std::size_t>(place)];
    const bool is_compared = !between.is_method_of(key, "__hash__");
    if (!between.looks_up(key)) return;
    between.hold(kItem, key);
    if (is_dict || is_compared) between.hold(kStored, key);
    if (is_dict && called.arguments.size() > 1) between.hold(kStored, called.arguments[1]);
}

// Methods of dicts and sets that take or compare whole tables, as their operators do.
void hold_in_table_method(Between& between, const Called& called) {
    if (called.arguments.size() != 1) return;
    if (is_method(called, &PyDict_Type, "update")) {
        between.hold_both_of(called.self, called.arguments[0]);
    }
    for (const char* name : {"update", "union", "intersection", "difference", "issubset",
                             "issuperset", "isdisjoint"}) {
        for (PyTypeObject* type : {&PySet_Type, &PyFrozenSet_Type}) {
            if (!is_method(called, type, name)) continue;
            if (PyAnySet_CheckExact(called.arguments[0])) {
                between.hold_both_of(called.self, called.arguments[0]);
            }
        }
    }
}

// Modules/_bisectmodule.c, internal_bisect_left and internal_bisect_right: the item of the list.
void hold_in_bisection(Between& between, const Called& called) {
    bool is_known = false;
    for (const char* name :
         {"bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"}) {
        is_known = is_known || is_function(called.callee, "_bisect", name);
    }
    PyObject *first = nullptr, *second = nullptr;
    if (!is_known || called.arguments.size() < 2 || called.names != nullptr) return;
    if (!finds_ordered(between, first, second)) return;
    PyObject *list = called.arguments[0], *item = called.arguments[1];
    if (!PyList_CheckExact(list) || Py_SIZE(list) > kMostHeldItems) return;
    if (!compares_itself(item) || !all_compare_themselves(items_of(list))) return;
    PyObject* other = item == first ? second : first;
    if ((item == first || item == second) && has(items_of(list), other)) {
        between.hold(kCompared, other);
    }
}

void hold_in_attribute_call(Between& between, const Called& called) {
    if (called.arguments.size() < 2) return;
    PyObject *owner = called.arguments[0], *name = called.arguments[1];
    for (const char* reads : {"getattr", "hasattr"}) {
        if (is_function(called.callee, "builtins", reads)) between.reads_attribute(owner, name);
    }
    for (const char* sets : {"setattr", "delattr"}) {
        if (is_function(called.callee, "builtins", sets)) between.sets_attribute(owner, name);
    }
}

// Could C code that is given this call the function by it?
bool may_call(PyObject* given, PyObject* function) {
    if (given == function || PyMethod_Check(given)) return true;
    PyTypeObject* type = Py_TYPE(given);
    if (std::strcmp(type->tp_name, "functools.partial") == 0) return true;
    const bool is_heap = (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
    return !is_heap && PyIter_Check(given) && !gives_items(given);
}

}  // namespace

bool may_be_callback(const viv_frame& caller, const StackMap& map, PyObject* function) {
    viv_instr at;
    const int depth = map.depth_before(caller.offset);
    if (depth < 0 || viv_next_instruction(caller.code, caller.offset / 2, &at) == 0) return false;
    const int operation = viv_operation_of(&at);
    if (operation != VIV_OP_CALLS_WITH && operation != VIV_OP_TAKES_NEXT &&
        operation != VIV_OP_EXTENDS) {
        return false;
    }
    const int operands = operation == VIV_OP_CALLS_WITH ? viv_stack_effect_of(&at).operands : 1;
    for (int i = depth; i-- > std::max(depth - operands, 0);) {
        PyObject* given = caller.slots[caller.variable_count + i];
        if (given == nullptr) continue;
        // Operands are dropped from the bottom up: what stands below a dying one may be gone.
        if (Py_REFCNT(given) == 0) return false;
        if (may_call(given, function)) return true;
    }
    return false;
}

PyObject* Called::named_by(const char* name) const {
    for (std::size_t i = 0; i < named.size(); ++i) {
        PyObject* own = PyTuple_GET_ITEM(names, static_cast<Py_ssize_t>(i));
        if (PyUnicode_CompareWithASCIIString(own, name) == 0) return named[i];
    }
    return nullptr;
}

Called called_in(const Between& between) {
    Called called;
    const bool is_method = between.operand(0) != nullptr;
    called.callee = between.operand(is_method ? 0 : 1);
    if (called.callee == nullptr) return {};
    called.names = viv_keyword_names(between.frame().code, between.at().unit);
    const std::size_t count = between.operand_count();
    const auto named =
        static_cast<std::size_t>(called.names == nullptr ? 0 : PyTuple_GET_SIZE(called.names));
    for (std::size_t i = is_method ? 1 : 2; i < count; ++i) {
        PyObject* argument = between.operand(i);
        if (argument == nullptr) return {};
        (i + named < count ? called.arguments : called.named).push_back(argument);
    }
    if (Py_IS_TYPE(called.callee, &PyMethodDescr_Type) && !called.arguments.empty()) {
        called.self = called.arguments.front();
        called.arguments.erase(called.arguments.begin());
    } else if (PyCFunction_Check(called.callee)) {
        called.self = PyCFunction_GET_SELF(called.callee);
    }
    return called;
}

bool is_function(PyObject* callee, const char* module, const char* name) {
    if (!PyCFunction_Check(callee)) return false;
    PyObject* own = PyCFunction_GET_SELF(callee);
    if (own == nullptr || !PyModule_Check(own)) return false;
    const PyModuleDef* definition = PyModule_GetDef(own);
    const char* known = reinterpret_cast<PyCFunctionObject*>(callee)->m_ml->ml_name;
    return definition != nullptr && is_named_so(definition->m_name, module) &&
           is_named_so(known, name);
}

bool is_method(const Called& called, PyTypeObject* type, const char* name) {
    if (Py_IS_TYPE(called.callee, &PyMethodDescr_Type)) {
        const auto* method = reinterpret_cast<PyMethodDescrObject*>(called.callee);
        return method->d_common.d_type == type && is_named_so(method->d_method->ml_name, name);
    }
    if (!PyCFunction_Check(called.callee) || called.self == nullptr) return false;
    PyObject* method = find_in_class(type, name);
    return PyType_IsSubtype(Py_TYPE(called.self), type) != 0 && method != nullptr &&
           Py_IS_TYPE(method, &PyMethodDescr_Type) &&
           reinterpret_cast<PyMethodDescrObject*>(method)->d_method ==
               reinterpret_cast<PyCFunctionObject*>(called.callee)->m_ml;
}

// Python/bltinmodule.c, map_next and filter_next; Modules/itertoolsmodule.c, takewhile_next and its
// like: what was just got from the iterators below is held while the function runs.
void hold_for_next(Between& between, PyObject* iterator) {
    PyObject* source = nullptr;
    int calling = 0;
    PyObject* function =
        iterator == nullptr ? nullptr : viv_calling_iterator(iterator, &source, &calling);
    if (function == nullptr || source == nullptr) return;
    std::span<PyObject* const> sources{&source, 1};
    if (calling == VIV_CALLS_WITH_ALL) sources = items_of(source);
    if (!std::all_of(sources.begin(), sources.end(), is_plain_iterator)) return;
    if (calling == VIV_CALLS_WITH_TOTAL) return hold_given(between, function, 1, 1);
    hold_given(between, function, 0, sources.size());
}

void hold_in_call(Between& between, const Called& called) {
    hold_arguments(between, called);
    hold_in_heap(between, called);
    hold_in_choice(between, called);
    hold_in_fold(between, called);
    hold_in_sort(between, called);
    hold_in_search(between, called);
    hold_in_new_table(between, called);
    hold_in_table_method(between, called);
    hold_in_bisection(between, called);
    hold_in_attribute_call(between, called);
    hold_in_print(between, called);
    hold_in_format(between, called);
    hold_in_partial(between, called);
    const bool goes_through =
        consumes_iterator(called.callee) || is_function(called.callee, "builtins", "next");
    if (goes_through && called.arguments.size() == 1 && called.named.empty()) {
        hold_for_next(between, called.arguments[0]);
    }
}

}  // namespace viv::cpython
