// What the counters of frames say: which kind a frame is counted as, and that a look at the worker
// that no frame followed isn't the next frame's.
#include "app/shell/frame_times.h"

#include <doctest/doctest.h>
#include <ctime>

using viv::shell::FrameTimes;

namespace {

// Works for so long in processor time.
void work(double milliseconds) {
    const std::clock_t until =
        std::clock() + static_cast<std::clock_t>(milliseconds * CLOCKS_PER_SEC / 1000);
    while (std::clock() < until) {
    }
}

}  // namespace

TEST_CASE("frames are counted by whether a snippet ran, with what both of their pieces took") {
    FrameTimes times;
    for (const bool is_running : {false, true, true}) {
        times.restart();
        work(2);
        times.end();
        times.begin();
        work(2);
        times.end();
        times.close(is_running);
    }

    CHECK(times.idle().count == 1);
    CHECK(times.running().count == 2);
    CHECK(times.running().slowest_cpu_ms >= 3.9);
    CHECK(times.running().slowest_ms >= 3.9);
    CHECK(times.last_cpu_ms() >= 3.9);
    CHECK(times.running().percentile_ms(1) <= times.running().slowest_cpu_ms);
    CHECK(times.running().percentile_ms(0.01) >= 3.2);  // the border below 4 ms
    CHECK(times.words().find("while a snippet ran: 2 frames") != std::string::npos);
}

TEST_CASE("a look at the worker that no frame followed isn't the next frame's") {
    FrameTimes times;
    times.restart();
    work(20);
    times.end();

    times.restart();
    times.end();
    times.close(false);

    CHECK(times.idle().count == 1);
    CHECK(times.last_cpu_ms() < 10);
}
