// How long the program itself takes for a frame: what came from the worker, and the picture. Kept
// apart for frames while a snippet runs and for others. In processor time of the thread that draws,
// so that a busy machine is no fault of ours, and by the clock, which is what a learner sees.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace viv::shell {

class FrameTimes {
public:
    // The first piece of a frame begins: what came from the worker is taken in. Where no frame
    // followed the last time, that is forgotten.
    void restart();
    // Another piece begins, and ends.
    void begin();
    void end();
    // The frame is complete.
    void close(bool is_running);

    struct Kind {
        std::uint64_t count = 0;
        double slowest_ms = 0;         // by the clock
        double slowest_cpu_ms = 0;     // in processor time
        std::uint64_t over_50_ms = 0;  // by the clock
        // How many took less than 0.1 × 2^i ms in processor time; the last: all that took longer.
        std::vector<std::uint64_t> up_to = std::vector<std::uint64_t>(16);
        // In processor time, rounded up to the next of those borders; `share` as 0.99.
        [[nodiscard]] double percentile_ms(double share) const;
    };
    [[nodiscard]] const Kind& idle() const { return m_idle; }
    [[nodiscard]] const Kind& running() const { return m_running; }
    // Of the frame that was closed last, in processor time.
    [[nodiscard]] double last_cpu_ms() const { return m_last_cpu_ms; }
    // Two sentences, for a person.
    [[nodiscard]] std::string words() const;

private:
    double m_begun_ms = 0, m_begun_cpu_ms = 0;
    double m_ms = 0, m_cpu_ms = 0;  // of the frame under way
    double m_last_cpu_ms = 0;
    Kind m_idle, m_running;
};

}  // namespace viv::shell
