// How soon a run begins, and how soon the next one can. Printed, not judged: a busy machine would
// make it a matter of luck. `worker_test -tc='*begins*'` shows it.
#include <algorithm>
#include <chrono>

#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

using Clock = std::chrono::steady_clock;

double median_milliseconds(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

struct Times {
    double first_step = 0, whole = 0;
};

Times times_of(Recorder& recorder, const session::RunOptions& options) {
    std::vector<double> first_step, whole;
    const auto since = [](Clock::time_point then) {
        return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
    };
    session::Sitting& sitting = recorder.sitting();
    for (int i = 0; i < 21; ++i) {
        const Clock::time_point begun = Clock::now();
        sitting.post(session::RunSnippet{"x = 1\n", options});
        sitting.apply_posted();
        while (sitting.recording() == nullptr || sitting.recording()->step_count() == 0) {
            sitting.poll();
        }
        first_step.push_back(since(begun));
        sitting.wait_until_idle();
        whole.push_back(since(begun));
    }
    return {median_milliseconds(first_step), median_milliseconds(whole)};
}

}  // namespace

TEST_CASE("a run begins soon, in the sandbox or out of it, and so does the next") {
    Recorder recorder;
    session::RunOptions options;
    for (const bool is_confined : {true, false}) {
        options.is_confined = is_confined;
        const Times times = times_of(recorder, options);
        MESSAGE((is_confined ? "in the sandbox: " : "out of it: ")
                << "first step after " << times.first_step << " ms, ready for the next after "
                << times.whole << " ms");
        CHECK(recorder.run("x = 1\n", options).end()->status == RunStatus::Finished);
    }
}

}  // namespace viv::test
