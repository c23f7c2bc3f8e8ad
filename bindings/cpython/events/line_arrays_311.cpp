// See line_arrays.h. The lines come from the location table (Objects/locations.md).
#include "bindings/cpython/events/line_arrays.h"

#include <cstdint>
#include <memory>
#include <new>
#include <unordered_map>

#include "bindings/cpython/layout/code.h"

namespace viv::cpython {

namespace {

struct Array {
    explicit Array(std::size_t units)
        : words(std::make_unique<std::uint64_t[]>(sizeof(viv_lines) / 8 + (units + 1) / 2)) {}
    viv_lines* lines() { return reinterpret_cast<viv_lines*>(words.get()); }

    std::unique_ptr<std::uint64_t[]> words;
};
using Arrays = std::unordered_map<PyObject*, Array>;

// Those that have one of ours. Never destroyed: code objects still die while the interpreter is
// being finalized.
Arrays& arrays() {
    static auto* arrays = new Arrays;
    return *arrays;
}

destructor g_free_code = nullptr;

void free_code(PyObject* code) {
    const auto found = arrays().find(code);
    if (found != arrays().end()) {
        viv_set_line_array(code, nullptr);
        arrays().erase(found);
    }
    g_free_code(code);
}

}  // namespace

void install_line_arrays() {
    if (g_free_code != nullptr) return;
    g_free_code = PyCode_Type.tp_dealloc;
    PyCode_Type.tp_dealloc = free_code;
}

void make_line_array(PyObject* code) {
    if (viv_has_line_array(code) != 0 || g_free_code == nullptr) return;
    try {
        const auto units = static_cast<std::size_t>(viv_code_units(code));
        Array& array = arrays().try_emplace(code, units).first->second;
        viv_code_lines(code, array.lines()->lines);
        viv_set_line_array(code, array.lines());
    } catch (const std::bad_alloc&) {
        // No memory for it: CPython makes one.
    }
}

void take_back_line_arrays() {
    for (const auto& [code, array] : arrays()) viv_set_line_array(code, nullptr);
    arrays().clear();
}

}  // namespace viv::cpython
