// What a holder outside of the recording is called: `sys.modules['x'].cache['k']`, `<Handle
// object>._callback`. Only reads. A name is worth nothing later unless it is asked again whether
// it holds.
#pragma once

#include <Python.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/events/guarded.h"

namespace viv::cpython {

// An owner's name, and what made it so.
struct OwnerName {
    std::string text;
    PyObject* owner = nullptr;
    PyTypeObject* type = nullptr;
    // The way to it: what each entry stands for. Empty: the owner is called after itself.
    std::vector<std::pair<GuardedEntry, PyObject*>> way;

    // Is it still called so? REQUIRES: the owner is alive.
    [[nodiscard]] bool holds() const;
};

class OwnerNames {
public:
    // Looks up what modules call the owners. Costs a look at every name of every module.
    explicit OwnerNames(const std::vector<PyObject*>& owners);

    [[nodiscard]] OwnerName name(PyObject* owner) const;

private:
    std::unordered_map<PyObject*, OwnerName> m_names;
};

// What holds `target` in an owner of that name that is neither list nor tuple, each place as words,
// a dict's entries left out; fewer than there are when it can't be told where.
std::vector<std::string> places_in(const OwnerName& name, PyObject* target);
// What follows the owner's name for a dict's entry.
std::string entry_text(PyObject* key, bool is_of_module);

}  // namespace viv::cpython
