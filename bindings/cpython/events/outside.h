// Finds what holds objects of the recording's without being in it: entries of modules' dicts, what
// libraries keep, other code's frames. What was found is remembered, and read again where it
// stands; memory is read only while it is sure to belong to the same object. For residue.cpp.
#pragma once

#include <Python.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bindings/cpython/events/guarded.h"
#include "bindings/cpython/events/ledger.h"
#include "bindings/cpython/events/residue_names.h"
#include "bindings/cpython/events/stack.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class Outside {
public:
    // One reference to an object that has a remainder.
    struct Found {
        std::uint32_t number = 0;
        TextId place;
        bool is_kept = true;  // it will be read again
    };
    // `filename`: the co_filename of the snippet's code, whose frames are recorded; `globals`: the
    // module's namespace, told as the variables of its frame.
    Outside(Sink& texts, const Ledger& ledger, PyObject* filename, PyObject* globals)
        : m_texts(texts), m_ledger(ledger), m_filename(filename), m_globals(globals) {}

    // Reads where something was found before.
    void read_known(std::vector<Found>& found);
    // Reads what threads hold, in their states and in frames of other files, and what is to be
    // called at the end.
    void read_threads(std::vector<Found>& found);
    // Goes through all containers, and remembers where it finds something. Returns how many
    // references it looked at; 0: they can't be gone through now, because they are being collected.
    std::uint64_t walk(std::vector<Found>& found);

private:
    enum class Kind : std::uint8_t {
        Value,  // of a dict's entry
        Key,    // the same entry's key
        Item,   // of a list or tuple
        Whole,  // whatever the owner's tp_traverse visits
    };
    struct Place {
        Kind kind = Kind::Whole;
        Guarded owner;
        GuardedEntry entry;    // Value and Key
        Py_ssize_t index = 0;  // Item
        std::size_t name = 0;  // in m_names
        TextId text;           // but for Whole
        bool is_kept = true;
        // Whole: what it holds each object by, and the memory that says so.
        std::vector<std::pair<std::uint32_t, std::vector<TextId>>> words = {};
        std::string memory = {};
    };
    struct Hit {
        PyObject* owner = nullptr;
        std::uint32_t number = 0;
    };
    struct Visit;

    [[nodiscard]] std::uint32_t wanted(PyObject* object) const;
    [[nodiscard]] bool is_left_out(PyObject* owner) const;
    void remember(PyObject* owner, const OwnerName& name);
    void add_place(Place place, const std::string& text);
    void remember_entries(PyObject* dict, Place place, const OwnerName& name);
    void remember_items(PyObject* list, Place place, const OwnerName& name);
    [[nodiscard]] bool read(Place& place, std::vector<Found>& found);
    void read_whole(Place& place, std::vector<Found>& found);
    const std::vector<TextId>& words_for(Place& place, std::uint32_t number);
    void read_frame(const viv_frame& frame, const viv_frame* inner, std::vector<Found>& found);
    void add(PyObject* target, const std::string& place, std::vector<Found>& found);
    const StackMap& map_of(PyObject* code);

    Sink& m_texts;
    const Ledger& m_ledger;
    PyObject* m_filename;
    PyObject* m_globals;
    std::vector<Place> m_places;
    std::vector<OwnerName> m_names;  // of the places' owners
    std::vector<Hit> m_hits;         // room, kept
    std::unordered_map<PyObject*, std::pair<Guarded, StackMap>> m_maps;
    OpenStack m_open;
};

}  // namespace viv::cpython
