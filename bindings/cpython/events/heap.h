// Births and deaths of objects, from CPython's allocator and from the deallocators of the types
// that keep dead objects on free lists. It says what is older than the snippet, and which of the
// watched objects have died; nothing that it does changes an address or an order (3.11).
//
// One per process, because CPython's hooks are. Call only while holding the GIL.
#pragma once

#include <Python.h>

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/events/granules.h"

namespace viv::cpython {

class Heap {
public:
    static Heap& instance();

    // From here on births and deaths are known. Everything that exists already is older.
    void install();
    void uninstall();

    // Was the object allocated before install()? (Objects in the interpreter's data are, too.)
    [[nodiscard]] bool is_older(PyObject* object);
    // Is it part of the interpreter's own data, not allocated at all: None, small ints, static
    // types?
    [[nodiscard]] static bool is_static(PyObject* object);

    // From here on the object's death is told, under that number.
    void watch(PyObject* object, std::uint32_t number);
    // Numbers of the watched objects that have died since the last call, in the order of death.
    std::vector<std::uint32_t> take_deaths();
    // The number under which a living object is watched; 0: it isn't.
    [[nodiscard]] std::uint32_t number_of(PyObject* object) const;

    // Tells no more deaths: for a fork that isn't recorded.
    void stop_watching();

    // For the hooks: memory was handed out, or a block is about to be given back.
    void on_allocated(void* block);
    void on_freed(void* block);
    // An object of a type with a free list is being deallocated.
    void on_deallocated(PyObject* object);

private:
    Heap() = default;
    struct Watched {
        std::uint32_t number = 0;
        std::uint32_t pre_header = 0;  // bytes of its block before the object
    };
    void forget(std::uintptr_t block, std::uint32_t pre_header);
    void die(std::unordered_map<std::uintptr_t, Watched>::iterator watched);

    bool m_installed = false;
    Granules m_young;
    Granules m_watched_bits;
    std::unordered_map<std::uintptr_t, Watched> m_watched;
    std::vector<std::uint32_t> m_deaths;
};

}  // namespace viv::cpython
