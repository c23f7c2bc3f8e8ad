// What the time line shows: ticks by kind of event, in words what a step stands at, and the count
// of an object over time. Pure; readable from one step to a million, as ticks closer than a few
// pixels are merged into one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/session/query.h"

namespace viv::panels::timeline {

// What stands at a place of the line, the most telling event first.
enum class TickKind : std::uint8_t { Exception = 0, Return, Call, Yield, Line };
TickKind tick_of(StepEvent event);
const char* tick_name(TickKind kind);

struct Tick {
    float fraction = 0;  // 0: first step, 1: last
    TickKind kind = TickKind::Line;
    std::uint32_t steps = 0;  // how many it stands for
};

// Remembers which events a recording has, so that a million steps are looked at once, not at every
// frame. Steps are taken in as the recording grows.
class Ticks {
public:
    // Ticks on a line that has room for `most` of them.
    const std::vector<Tick>& of(const wire::Recording& recording, std::uint32_t most);

private:
    void take_in(const wire::Recording& recording);
    std::vector<std::uint8_t> m_events;  // one per step: a TickKind
    std::vector<std::uint8_t> m_blocks;  // per kBlock steps: a bit per TickKind
    std::vector<Tick> m_ticks;
    std::uint32_t m_most = 0, m_known = 0;
};

// The step nearest to a fraction of the line.
StepId step_at(float fraction, std::uint32_t step_count);
float fraction_of(StepId step, std::uint32_t step_count);

// "line 3 of add, about to run `return bucket`"
std::string stands_at(const wire::Recording& recording, StepId step);
// One line of the source, without the blanks around it; empty where there is none.
std::string source_line(const std::string& source, std::uint32_t line);

// An object's count over its life, as corners of a step line.
struct CountLine {
    struct Corner {
        float fraction = 0;
        std::int64_t count = 0;
    };
    std::vector<Corner> corners;  // each count holds until the next corner
    float end = 1;                // where the object died, or the recording ends
    std::int64_t most = 0;
};
CountLine count_line(const wire::Recording& recording, ObjectId object);

}  // namespace viv::panels::timeline
