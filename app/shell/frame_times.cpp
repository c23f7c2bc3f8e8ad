// See frame_times.h.
#include "app/shell/frame_times.h"

#include <fmt/format.h>
#include <ctime>

#include <algorithm>
#include <cmath>

namespace viv::shell {

namespace {

constexpr double kFirstBorderMs = 0.1;
constexpr double kSlowMs = 50;

double now_ms(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::string words_of(const char* when, const FrameTimes::Kind& kind) {
    if (kind.count == 0) return fmt::format("{}: no frames\n", when);
    return fmt::format(
        "{}: {} frames; processor time: 99 % within {:.1f} ms, slowest {:.1f} ms; by the clock: "
        "slowest {:.1f} ms, "
        "{} over {:.0f} ms\n",
        when, kind.count, kind.percentile_ms(0.99), kind.slowest_cpu_ms, kind.slowest_ms,
        kind.over_50_ms, kSlowMs);
}

}  // namespace

void FrameTimes::restart() {
    m_ms = m_cpu_ms = 0;
    begin();
}

void FrameTimes::begin() {
    m_begun_ms = now_ms(CLOCK_MONOTONIC);
    m_begun_cpu_ms = now_ms(CLOCK_THREAD_CPUTIME_ID);
}

void FrameTimes::end() {
    m_ms += now_ms(CLOCK_MONOTONIC) - m_begun_ms;
    m_cpu_ms += now_ms(CLOCK_THREAD_CPUTIME_ID) - m_begun_cpu_ms;
}

void FrameTimes::close(bool is_running) {
    Kind& kind = is_running ? m_running : m_idle;
    ++kind.count;
    kind.slowest_ms = std::max(kind.slowest_ms, m_ms);
    kind.slowest_cpu_ms = std::max(kind.slowest_cpu_ms, m_cpu_ms);
    if (m_ms > kSlowMs) ++kind.over_50_ms;
    const double place = std::ceil(std::log2(std::max(m_cpu_ms / kFirstBorderMs, 1.0)));
    ++kind.up_to[std::min(static_cast<std::size_t>(place), kind.up_to.size() - 1)];
    m_last_cpu_ms = m_cpu_ms;
    m_ms = m_cpu_ms = 0;
}

double FrameTimes::Kind::percentile_ms(double share) const {
    const double wanted = share * static_cast<double>(count);
    double seen = 0;
    for (std::size_t i = 0; i < up_to.size(); ++i) {
        seen += static_cast<double>(up_to[i]);
        if (seen >= wanted) {
            return std::min(kFirstBorderMs * std::exp2(static_cast<double>(i)), slowest_cpu_ms);
        }
    }
    return slowest_cpu_ms;
}

std::string FrameTimes::words() const {
    return words_of("while nothing ran", m_idle) + words_of("while a snippet ran", m_running);
}

}  // namespace viv::shell
