// Births and deaths of objects, from CPython's allocator and from the deallocators of the types
// that keep dead objects on free lists. It says what is older than the snippet, and which of the
// watched objects have died; nothing that it does changes an address or an order (3.11).
//
// One per process, because CPython's hooks are. Call only while holding the GIL.
#pragma once

#include <Python.h>

#include <cstdint>
#include <vector>

#include "bindings/cpython/events/object_table.h"

namespace viv::cpython {

class Heap {
public:
    static Heap& instance() { return s_instance; }

    // From here on births and deaths are known. Everything that exists already is older.
    void install();
    void uninstall();

    // Was the object allocated before install()? (Objects in the interpreter's data are, too.)
    [[nodiscard]] bool is_older(PyObject* object);
    // Is it part of the interpreter's own data, not allocated at all: None, small ints, static
    // types?
    [[nodiscard]] bool is_static(PyObject* object) const;

    // From here on the object's death is told, under that number. REQUIRES: number < 2^29.
    void watch(PyObject* object, std::uint32_t number);
    // Its death is told no more.
    void unwatch(PyObject* object);
    // The watched objects that have died since they were last cleared, in the order of death.
    [[nodiscard]] const std::vector<std::uint32_t>& deaths() const { return m_deaths; }
    void clear_deaths() { m_deaths.clear(); }
    // The number under which a living object is watched; 0: it isn't.
    [[nodiscard]] std::uint32_t number_of(const PyObject* object) const {
        return m_table.at(reinterpret_cast<std::uintptr_t>(object)) & kNumber;
    }

    // From here on is_guarded() tells whether an object that isn't watched is still there: false
    // once its memory was given back (or, to be on the safe side, that beside it), or it is
    // watched. Throws std::bad_alloc where there is no memory for it.
    void guard(PyObject* object) {
        m_table.make(reinterpret_cast<std::uintptr_t>(object)) |= kBefore;
    }
    [[nodiscard]] bool is_guarded(const PyObject* object) const {
        const std::uint32_t word = m_table.at(reinterpret_cast<std::uintptr_t>(object));
        return (word & (kBefore | kNumber)) == kBefore;
    }

    // Tells no more deaths: for a fork that isn't recorded.
    void stop_watching();

    // For the hooks: memory was handed out, or a block is about to be given back.
    void on_allocated(void* block);
    void on_freed(void* block);
    // An object of a type with a free list is being deallocated.
    void on_deallocated(PyObject* object);

private:
    constexpr Heap() = default;
    static Heap s_instance;
    // A word of the table: the number of the object that starts there, what its block has before it
    // (in units of 16 bytes; 3 without a number: guarded), and whether a block or object there is
    // younger than install().
    static constexpr std::uint32_t kNumber = (1U << 29) - 1;
    static constexpr int kBeforeShift = 29;
    static constexpr std::uint32_t kBefore = 3U << kBeforeShift;
    static constexpr std::uint32_t kYoung = 1U << 31;

    void forget(std::uint32_t* word, std::uint32_t before);
    void die(std::uint32_t& word);

    bool m_installed = false;
    std::uintptr_t m_static_begin = 0, m_static_end = 0;  // libpython's own data
    ObjectTable m_table;
    std::vector<std::uint32_t> m_deaths;
};

}  // namespace viv::cpython
