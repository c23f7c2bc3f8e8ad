// What the garbage collector does, read off its own counters and lists: nothing is registered with
// it that the learner could see. Most steps cost a few comparisons; the lists are walked only where
// a collection (or gc.freeze) has moved objects from one to another.
#pragma once

#include <Python.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "bindings/cpython/layout/tracing.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class Collections {
public:
    explicit Collections(Sink& sink) : m_sink(sink) {}
    // Collections before this are not told.
    void start();

    // Notes which collections have ended since this was last called. Called often, it tells of
    // several in a row one by one; of those that it finds at once, the first is said to have found
    // what they found together.
    void look();
    // Has one ended that look() found and write() has not told of?
    [[nodiscard]] bool has_ended() const { return !m_ended.empty(); }
    // Writes them down, and which objects are in other generations now. `fresh`: the objects that
    // were numbered since this was last called, with their numbers; all alive.
    using Fresh = std::vector<std::pair<PyObject*, ObjectId>>;
    void write(const Fresh& fresh);

private:
    // Which lists may hold objects that came from another.
    enum class Moved { None = 0, Young, All };
    void write_generations(const Fresh& fresh, Moved moved);

    Sink& m_sink;
    std::array<viv_gc_stats, 3> m_stats{};
    std::uint64_t m_total = 0;  // of all generations
    const void* m_frozen = nullptr;
    std::vector<Collection> m_ended;
    Moved m_moved = Moved::None;  // since the lists were last walked
};

}  // namespace viv::cpython
