// The objects that the recording knows, as they were at the last step: numbers them, follows them
// until they die, and writes down what changed. Holds no reference to any of them.
#pragma once

#include <Python.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/objects/decoder.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class ObjectsSeen final : public Scribe {
public:
    // `filename`: the co_filename of the snippet's code; what comes from other files stays closed.
    ObjectsSeen(Sink& sink, PyObject* filename) : m_sink(sink), m_filename(filename) {}

    // None when there are too many objects already: the owner is then marked as cut.
    ObjectId id_of(PyObject* object) override;
    // The same for what a frame refers to, which is never left out.
    ObjectId id_of_root(PyObject* object);
    TextId text(std::string_view text) override;

    // The deaths since the last step are written down; returns whether there were any.
    bool take_deaths();
    // Writes what changed of all objects alive. `correction` is subtracted from an object's count:
    // references that only the act of tracing holds.
    using Corrections = std::vector<std::pair<PyObject*, std::int64_t>>;
    void scan(StepId step, bool is_everything_suspect, const Corrections& corrections);

private:
    struct Seen {
        PyObject* object = nullptr;  // null: dead
        const Decoder* decoder = nullptr;
        std::int64_t refcount = -1;
        bool is_open = false;  // what it refers to is followed
        bool is_decoded = false;
        bool is_tracked = false;
        std::string memory;  // its pieces, as they were
    };

    bool is_open(PyObject* object, const Decoder& decoder);
    TypeId type_of(PyObject* object, const Decoder& decoder);
    [[nodiscard]] bool has_changed(Seen& seen);
    void decode(std::uint32_t index);

    Sink& m_sink;
    PyObject* m_filename;
    StepId m_step{1};
    std::vector<Seen> m_all;             // by number
    std::vector<std::uint32_t> m_alive;  // numbers, ascending
    std::unordered_map<PyTypeObject*, std::pair<TypeId, std::uint32_t>> m_types;
    bool m_has_refused = false;  // an object was left out since this was last cleared
};

}  // namespace viv::cpython
