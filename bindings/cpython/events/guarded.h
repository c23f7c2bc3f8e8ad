// An object that isn't ours to hold, and whether it is still the one that it was: its memory may
// have been given back since, and then nothing of it may be read. For residue's finding.
#pragma once

#include <Python.h>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

struct Guarded {
    PyObject* object = nullptr;
    std::uint32_t number = 0;  // that it is recorded under; 0: it isn't

    static Guarded of(PyObject* object) {
        const Guarded made{object, Heap::instance().number_of(object)};
        if (made.number == 0) Heap::instance().guard(object);
        return made;
    }
    [[nodiscard]] bool is_alive() const {
        const Heap& heap = Heap::instance();
        return number != 0 ? heap.number_of(object) == number : heap.is_guarded(object);
    }
};

// An entry of a dict.
struct GuardedEntry {
    Guarded dict;
    int index = 0;
    PyObject* key = nullptr;  // compared with, never read unless it is there
    Py_hash_t hash = 0;       // of a str; others: 0

    static Py_hash_t hash_of(PyObject* key) {
        return PyUnicode_Check(key) ? reinterpret_cast<PyASCIIObject*>(key)->hash : 0;
    }
    // What the key stands for; null: the entry, or the dict, is another one now.
    [[nodiscard]] PyObject* value() const {
        PyObject *now = nullptr, *held = nullptr;
        if (!dict.is_alive() || index >= viv_dict_used_entries(dict.object)) return nullptr;
        if (viv_dict_entry(dict.object, index, &now, &held) == 0) return nullptr;
        return now == key && hash_of(now) == hash ? held : nullptr;
    }
};

}  // namespace viv::cpython
