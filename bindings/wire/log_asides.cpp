// What is told besides frames and objects: notes, collections, generations.
#include <algorithm>

#include "bindings/wire/log_writer.h"

namespace viv::wire {

void LogWriter::note(std::string_view text) {
    m_group.record(Record::Note, text);
}

void LogWriter::collection(const Collection& collection) {
    Encoder& out = m_group.begin(Record::Collection);
    out.number(collection.generation);
    out.number(collection.collected);
    out.number(collection.uncollectable);
    m_group.end();
}

void LogWriter::generation(ObjectId object, std::uint8_t generation) {
    const auto known = m_generations.find(object.value);
    if ((known == m_generations.end() ? 0 : known->second) == generation) return;
    if (generation == 0) {
        m_generations.erase(known);
    } else {
        m_generations[object.value] = generation;
    }
    m_moved[generation].push_back(object.value);
}

void LogWriter::gather_generations() {
    for (std::uint8_t generation = 0; generation < m_moved.size(); ++generation) {
        std::vector<std::uint32_t>& moved = m_moved[generation];
        if (moved.empty()) continue;
        std::sort(moved.begin(), moved.end());
        Encoder& out = m_group.begin(Record::Generation);
        out.byte(generation);
        std::uint32_t before = 0;
        for (const std::uint32_t object : moved) {
            out.number(object - before);
            before = object;
        }
        m_group.end();
        moved.clear();
    }
}

}  // namespace viv::wire
