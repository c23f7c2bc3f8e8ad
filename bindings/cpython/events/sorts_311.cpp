// The method list.sort of 3.11. See sorts.h.
#include "bindings/cpython/events/sorts.h"

#include <algorithm>

#include "bindings/cpython/events/held.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Of a longer list, to tell all items at each call of the key or comparison would be too much.
constexpr std::size_t kMostToldItems = 256;

struct Sort {
    const void* frame = nullptr;
    PyListObject* list = nullptr;
    PyObject** taken = nullptr;    // the list's array, which it gets back at the end
    std::vector<PyObject*> items;  // unless there are too many

    // The list has its array before it begins, and again when it only cleans up.
    [[nodiscard]] bool is_of(const void* caller) const {
        return frame == caller && list->ob_item != taken;
    }
};

// All that run, of all threads, the innermost last. Under the GIL.
std::vector<Sort*> g_sorts;
PyMethodDef* g_method = nullptr;
PyCFunction g_original = nullptr;

PyObject* sort(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
    const auto original =
        reinterpret_cast<_PyCFunctionFastWithKeywords>(reinterpret_cast<void (*)()>(g_original));
    auto* list = reinterpret_cast<PyListObject*>(self);
    Sort own{viv_innermost_frame(PyThreadState_Get()), list, list->ob_item, {}};
    const Py_ssize_t size = Py_SIZE(list);
    if (size <= kMostHeldItems) own.items.assign(own.taken, own.taken + size);
    g_sorts.push_back(&own);
    PyObject* result = original(self, arguments, count, names);
    std::erase(g_sorts, &own);
    return result;
}

}  // namespace

void start_watching_sorts() {
    PyObject* method = find_in_dict(PyList_Type.tp_dict, "sort");
    if (method == nullptr || !Py_IS_TYPE(method, &PyMethodDescr_Type)) return;
    PyMethodDef* found = reinterpret_cast<PyMethodDescrObject*>(method)->d_method;
    if (found->ml_flags != (METH_FASTCALL | METH_KEYWORDS)) return;
    g_method = found;
    g_original = found->ml_meth;
    found->ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(sort));
}

void stop_watching_sorts() {
    if (g_method != nullptr) g_method->ml_meth = g_original;
    g_method = nullptr;
}

bool is_sorting(const void* frame) {
    return std::any_of(g_sorts.begin(), g_sorts.end(),
                       [&](const Sort* one) { return one->is_of(frame); });
}

void hold_sorted(const void* frame, const InnerFrame& inner, std::vector<HeldByC>& held) {
    for (const Sort* one : g_sorts) {
        if (!one->is_of(frame)) continue;
        const bool is_short = one->items.size() <= kMostToldItems;
        for (PyObject* item : one->items) {
            if (is_short || has(inner.arguments, item)) held.push_back({kSorts, item});
        }
    }
}

}  // namespace viv::cpython
