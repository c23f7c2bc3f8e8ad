// Holds a plan's demands against the objects there are. See quiet.h.
#include <Python.h>
#include <structmember.h>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/quiet.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Holds no other object, and what is done with two of them runs no code of anybody's and looks no
// attribute up, which changes the cache of attributes (as `b'%b' % x` does): at most it fails,
// which is an event.
bool is_plain_object(PyObject* object) {
    return is_atom(object) && !PyBytes_CheckExact(object);
}

// Calling it enters its frame, and nothing comes before that but its arguments. All empty dicts
// show how many they are: they share their keys.
bool is_plain_function(PyObject* object) {
#if PY_VERSION_HEX < 0x030C0000
    const auto* function = reinterpret_cast<PyFunctionObject*>(object);
    constexpr int kOther =
        CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE | CO_VARKEYWORDS;
    return function->vectorcall == _PyFunction_Vectorcall &&
           (reinterpret_cast<PyCodeObject*>(function->func_code)->co_flags & kOther) == 0;
#else
    // Nobody asks: there are no plans. Later versions keep _PyFunction_Vectorcall to themselves.
    static_cast<void>(object);
    return false;
#endif
}

// The attributes that an instance holds in an array of its own: where that name stands; null:
// nowhere.
PyObject* const* inline_place(PyObject* object, PyObject* name) {
    PyObject* const* values = nullptr;
    const int count = viv_inline_values(object, &values);
    for (int i = 0; i < count; ++i) {
        if (viv_inline_name(object, i) == name) return values + i;
    }
    return nullptr;
}

// Setting this attribute changes nothing but its value: keys that objects share stay as they are,
// which others show too.
bool has_own_place(PyObject* object, PyObject* name) {
    if (inline_place(object, name) != nullptr) return true;
    PyObject* value = nullptr;
    PyObject* dict = viv_instance_dict(object);
    if (dict == nullptr || !PyDict_CheckExact(dict)) return false;
    return viv_dict_has_shared_keys(dict) == 0 || viv_dict_find(dict, name, &value) > 0;
}

bool has_plain_length(PyObject* object) {
    return PyList_CheckExact(object) || PyTuple_CheckExact(object) || PyDict_CheckExact(object) ||
           PyUnicode_CheckExact(object) || PyBytes_CheckExact(object) ||
           PyAnySet_CheckExact(object) || Py_IS_TYPE(object, &PyRange_Type);
}

// An attribute in a place of its own in the object (`__slots__`); null: it is something else.
PyObject** slot_of(PyObject* object, PyObject* descriptor) {
    if (!Py_IS_TYPE(descriptor, &PyMemberDescr_Type)) return nullptr;
    const PyMemberDef* member = reinterpret_cast<PyMemberDescrObject*>(descriptor)->d_member;
    if (member->type != T_OBJECT_EX || member->flags != 0) return nullptr;
    return reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + member->offset);
}

bool is_data_descriptor(PyObject* object) {
    return object != nullptr && Py_TYPE(object)->tp_descr_set != nullptr;
}

// What the instance itself has under the name. 1, 0, -1 as viv_dict_find().
int find_own(PyObject* object, PyObject* name, PyObject** value) {
    if (PyObject* const* place = inline_place(object, name)) {
        *value = *place;
        return *value != nullptr ? 1 : 0;
    }
    PyObject* dict = viv_instance_dict(object);
    if (dict == nullptr) return 0;
    return PyDict_CheckExact(dict) ? viv_dict_find(dict, name, value) : -1;
}

}  // namespace

Quiet::Found Quiet::known(PyObject* object) {
    return {object == nullptr ? Found::How::Nothing : Found::How::Object, object};
}

Quiet::Found Quiet::find_global(PyObject* name) const {
    PyObject* value = nullptr;
    for (PyObject* dict : {viv_frame_globals(m_frame.frame), viv_frame_builtins(m_frame.frame)}) {
        if (dict == nullptr || !PyDict_CheckExact(dict)) return {};
        const int found = viv_dict_find(dict, name, &value);
        if (found != 0) return found < 0 ? Found{} : known(value);
    }
    return known(nullptr);
}

Quiet::Found Quiet::find_name(PyObject* name) const {
    PyObject* value = nullptr;
    if (m_frame.locals == nullptr || !PyDict_CheckExact(m_frame.locals)) return {};
    const int found = viv_dict_find(m_frame.locals, name, &value);
    if (found != 0) return found < 0 ? Found{} : known(value);
    return find_global(name);
}

Quiet::Found Quiet::find(std::uint16_t number) const {
    const QuietTerm& term = m_asked->terms[number];
    const auto variables = static_cast<std::uint32_t>(m_frame.variable_count);
    switch (term.kind) {
        case QuietTerm::Kind::Plain:
            return {Found::How::Plain, nullptr};
        case QuietTerm::Kind::Null:
            return known(nullptr);
        case QuietTerm::Kind::Constant:
            return known(term.object);
        case QuietTerm::Kind::Variable:
            return known(m_frame.slots[term.index]);
        case QuietTerm::Kind::Cell: {
            PyObject* cell = m_frame.slots[term.index];
            return cell != nullptr && PyCell_Check(cell) ? known(PyCell_GET(cell)) : Found{};
        }
        case QuietTerm::Kind::Slot:
            return known(m_frame.slots[variables + term.index]);
        case QuietTerm::Kind::Result:
            return m_result == nullptr ? Found{} : known(m_result);
        case QuietTerm::Kind::Name:
            return find_name(term.object);
        case QuietTerm::Kind::Global:
            return find_global(term.object);
        case QuietTerm::Kind::Item:
            return find_item(term);
        case QuietTerm::Kind::Attribute:
        case QuietTerm::Kind::MethodBelow:
        case QuietTerm::Kind::MethodAbove:
            return find_member(term);
        default:
            return {};
    }
}

Quiet::Found Quiet::find_item(const QuietTerm& term) const {
    const Found owner = find(term.a), key = find(term.b);
    if (owner.how != Found::How::Object || key.how != Found::How::Object) return {};
    PyObject* value = nullptr;
    if (PyDict_CheckExact(owner.object) && PyUnicode_CheckExact(key.object)) {
        return viv_dict_find(owner.object, key.object, &value) > 0 ? known(value) : Found{};
    }
    const bool is_list = PyList_CheckExact(owner.object);
    if (!(is_list || PyTuple_CheckExact(owner.object)) || !PyLong_CheckExact(key.object)) return {};
    const std::optional<std::int64_t> index = small_int(key.object);
    if (!index) return {};
    const Py_ssize_t size = Py_SIZE(owner.object);
    const Py_ssize_t at = *index < 0 ? *index + size : *index;
    if (at < 0 || at >= size) return known(nullptr);
    return known(is_list ? PyList_GET_ITEM(owner.object, at) : PyTuple_GET_ITEM(owner.object, at));
}

// REQUIRES: the Attribute demand on it is met.
Quiet::Found Quiet::find_member(const QuietTerm& term) const {
    const Found owner = find(term.a);
    PyObject *in_class = nullptr, *value = nullptr;
    if (owner.how != Found::How::Object ||
        viv_cached_attribute(Py_TYPE(owner.object), term.object, &in_class) == 0) {
        return {};
    }
    const bool is_below = term.kind == QuietTerm::Kind::MethodBelow;
    if (is_data_descriptor(in_class)) {
        PyObject** slot = slot_of(owner.object, in_class);
        if (slot == nullptr) return {};
        return is_below ? known(nullptr) : known(*slot);
    }
    const int found = find_own(owner.object, term.object, &value);
    if (found < 0) return {};
    if (found > 0) return is_below ? known(nullptr) : known(value);
    if (in_class == nullptr) return known(nullptr);
    // Objects/object.c, _PyObject_GetMethod: these are left unbound, below their self.
    const bool is_unbound = PyType_HasFeature(Py_TYPE(in_class), Py_TPFLAGS_METHOD_DESCRIPTOR) != 0;
    if (term.kind != QuietTerm::Kind::Attribute && is_unbound) {
        return known(is_below ? in_class : owner.object);
    }
    if (Py_TYPE(in_class)->tp_descr_get != nullptr) return {};  // made anew
    return is_below ? known(nullptr) : known(in_class);
}

bool Quiet::is_met(const QuietDemand& demand) {
    switch (demand.kind) {
        case QuietDemand::Kind::Plain:
            return is_plain(demand.a);
        case QuietDemand::Kind::Formats: {
            // Objects/abstract.c, PyObject_Format.
            const Found found = find(demand.a);
            if (found.how != Found::How::Object) return found.how == Found::How::Nothing;
            return PyLong_CheckExact(found.object) || PyUnicode_CheckExact(found.object);
        }
        case QuietDemand::Kind::HasPlainTruth:
            return has_plain_truth(demand.a);
        case QuietDemand::Kind::Iterates:
            return iterates(demand.a);
        case QuietDemand::Kind::GivesIterator:
            return gives_iterator(demand.a);
        case QuietDemand::Kind::Item:
            return gives_item(demand, false);
        case QuietDemand::Kind::StoresItem:
            return gives_item(demand, true);
        case QuietDemand::Kind::Appends:
        case QuietDemand::Kind::Unpacks:
            return is_sequence(demand.a, demand.kind == QuietDemand::Kind::Appends);
        case QuietDemand::Kind::Attribute:
            return gives_attribute(demand, false);
        case QuietDemand::Kind::StoresAttribute:
            return gives_attribute(demand, true);
        case QuietDemand::Kind::Callable:
            return calls_nothing_else(demand);
        case QuietDemand::Kind::Namespace:
            if (m_frame.locals == nullptr || !PyDict_CheckExact(m_frame.locals)) return false;
            return changes(demand.object, m_frame.locals);
        case QuietDemand::Kind::Globals:
            return changes(demand.object, viv_frame_globals(m_frame.frame));
        case QuietDemand::Kind::Cell:
            m_touched.push_back(m_frame.slots[demand.a]);
            return true;
    }
    return false;
}

// A name that comes to a dict is held by that. Shared keys are given up for it: see below.
bool Quiet::changes(PyObject* name, PyObject* dict) {
    if (name == nullptr) return true;  // it is only read
    if (dict == nullptr || !PyDict_CheckExact(dict)) return false;
    PyObject* value = nullptr;
    if (viv_dict_find(dict, name, &value) <= 0) m_touched.push_back(name);
    if (Heap::instance().number_of(dict) != 0) m_touched.push_back(dict);
    return viv_dict_has_shared_keys(dict) == 0;
}

bool Quiet::is_plain(std::uint16_t term) const {
    const Found found = find(term);
    // Where there is nothing, the instruction fails.
    if (found.how == Found::How::Object) return is_plain_object(found.object);
    return found.how != Found::How::Unknown;
}

bool Quiet::has_plain_truth(std::uint16_t term) const {
    if (m_asked->terms[term].kind == QuietTerm::Kind::Made) return true;
    const Found found = find(term);
    if (found.how != Found::How::Object) return found.how != Found::How::Unknown;
    if (is_plain_object(found.object) || has_plain_length(found.object)) return true;
    // Objects/object.c, PyObject_IsTrue: what has none of these is true.
    const PyTypeObject* type = Py_TYPE(found.object);
    return (type->tp_as_number == nullptr || type->tp_as_number->nb_bool == nullptr) &&
           (type->tp_as_mapping == nullptr || type->tp_as_mapping->mp_length == nullptr) &&
           (type->tp_as_sequence == nullptr || type->tp_as_sequence->sq_length == nullptr);
}

bool Quiet::is_sequence(std::uint16_t term, bool is_changed) {
    if (m_asked->terms[term].kind == QuietTerm::Kind::Made) return true;
    const Found found = find(term);
    if (found.how != Found::How::Object) return false;
    if (is_changed) m_touched.push_back(found.object);
    return PyList_CheckExact(found.object) || (!is_changed && PyTuple_CheckExact(found.object));
}

bool Quiet::gives_iterator(std::uint16_t term) {
    if (m_asked->terms[term].kind == QuietTerm::Kind::Made) return true;
    const Found found = find(term);
    if (found.how != Found::How::Object) return found.how == Found::How::Nothing;
    return has_plain_length(found.object) || PyGen_CheckExact(found.object);
}

bool Quiet::iterates(std::uint16_t number) {
    const QuietTerm& term = m_asked->terms[number];
    const bool is_new = term.kind == QuietTerm::Kind::IteratorOf;
    if (is_new && m_asked->terms[term.a].kind == QuietTerm::Kind::Made) return true;
    const Found found = find(is_new ? term.a : number);
    if (found.how != Found::How::Object) return false;
    PyObject* object = found.object;
    m_touched.push_back(object);
    if (PyGen_CheckExact(object)) {
        m_entered.push_back(object);
        return true;
    }
    if (is_new) return has_plain_length(object);
    return Py_IS_TYPE(object, &PyRangeIter_Type) || Py_IS_TYPE(object, &PyListIter_Type) ||
           Py_IS_TYPE(object, &PyTupleIter_Type) || Py_IS_TYPE(object, &PyDictIterKey_Type);
}

bool Quiet::gives_item(const QuietDemand& demand, bool is_stored) {
    const Found owner = find(demand.a), key = find(demand.b);
    if (!is_plain(demand.b)) return false;
    if (owner.how == Found::How::Plain) return !is_stored;  // a character, or it fails
    if (owner.how != Found::How::Object) return owner.how == Found::How::Nothing;
    // A str gets its hash when it is looked up.
    if (key.how == Found::How::Object) m_touched.push_back(key.object);
    PyObject* object = owner.object;
    if (is_stored) m_touched.push_back(object);
    if (PyList_CheckExact(object)) return true;
    // Shared keys, those of all empty dicts among them, are given up.
    if (PyDict_CheckExact(object)) return !is_stored || viv_dict_has_shared_keys(object) == 0;
    return !is_stored && (PyTuple_CheckExact(object) || PyUnicode_CheckExact(object));
}

bool Quiet::gives_attribute(const QuietDemand& demand, bool is_stored) {
    const Found owner = find(demand.a);
    if (owner.how != Found::How::Object) return owner.how == Found::How::Nothing;
    PyObject *object = owner.object, *in_class = nullptr, *value = nullptr;
    PyTypeObject* type = Py_TYPE(object);
    const bool is_usual = is_stored ? type->tp_setattro == PyObject_GenericSetAttr
                                    : type->tp_getattro == PyObject_GenericGetAttr;
    if (!is_usual || viv_cached_attribute(type, demand.object, &in_class) == 0) return false;
    if (is_data_descriptor(in_class)) {
        if (slot_of(object, in_class) == nullptr) return false;
        if (is_stored) m_touched.push_back(object);
        return true;
    }
    if (!is_stored) {
        if (find_own(object, demand.object, &value) != 0 || in_class == nullptr) return true;
        return Py_TYPE(in_class)->tp_descr_get == nullptr || PyFunction_Check(in_class) ||
               Py_IS_TYPE(in_class, &PyMethodDescr_Type);
    }
    m_touched.push_back(demand.object);  // a name that comes to a dict is held by that
    m_touched.push_back(object);
    if (PyObject* dict = viv_instance_dict(object)) m_touched.push_back(dict);
    return has_own_place(object, demand.object);
}

bool Quiet::calls_nothing_else(const QuietDemand& demand) {
    const Found below = find(demand.a), above = find(demand.b);
    if (below.how == Found::How::Unknown || above.how == Found::How::Unknown) return false;
    const bool is_method = below.how == Found::How::Object;
    PyObject* callee = is_method ? below.object : above.object;
    if (callee == nullptr) return true;  // there is nothing to call
    if (PyFunction_Check(callee)) {
        m_entered.push_back(callee);
        return is_plain_function(callee);
    }
    if (callee == m_append && is_method && demand.count == 1 && above.object != nullptr) {
        m_touched.push_back(above.object);
        return PyList_CheckExact(above.object);
    }
    if (callee != m_len || is_method || demand.count != 1) return false;
    const Found argument = find(demand.c);
    return argument.how == Found::How::Object && has_plain_length(argument.object);
}

}  // namespace viv::cpython
