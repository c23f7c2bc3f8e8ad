// More objects than are followed at once: what is near the frames is there, what was left out is
// said to be, and a program that makes many of them costs no more at its end than at its start.
#include <algorithm>
#include <set>

#include "bindings/wire/accounts.h"
#include "tests/worker/recorded.h"

namespace viv::test {
namespace {

constexpr std::uint32_t kMost = 200;

const wire::Recording& run_limited(Recorder& recorder, const char* program) {
    session::RunOptions options;
    options.max_objects = kMost;
    return recorder.run(program, options);
}

wire::ObjectView seen(const wire::Recording& recording, const char* name, StepId step) {
    const ObjectId object = wire::variable(recording, name, step);
    REQUIRE(object);
    return recording.object(object, step);
}

std::size_t targets_of(const wire::ObjectView& object) {
    return static_cast<std::size_t>(std::count_if(
        object.body.slots.begin(), object.body.slots.end(),
        [](const Slot& slot) { return slot.target && slot.place == PlaceKind::Item; }));
}

}  // namespace

TEST_CASE("what frames name is always there, however many objects there are") {
    Recorder recorder;
    const wire::Recording& recording = run_limited(recorder,
                                                   "keep = []\n"
                                                   "for i in range(2000):\n"
                                                   "    x = [i + 1000]\n"
                                                   "    keep.append(x)\n"
                                                   "print(len(keep))\n");

    CHECK(printed(recording) == "2000\n");
    const std::vector<StepId> appends = steps_at_line(recording, 4);
    REQUIRE(appends.size() == 2000);
    std::set<std::uint32_t> seen_lists;
    for (const StepId step : appends) {
        CHECK(recording.alive_objects(step).size() <= kMost + kMost / 4 + 10);
        const wire::ObjectView x = seen(recording, "x", step);
        CHECK(x.refcount == 1);
        CHECK_FALSE(x.body.is_cut);
        seen_lists.insert(x.birth.id.value);
        CHECK(wire::repr(recording, wire::variable(recording, "x", step), step) ==
              "[" + std::to_string(1000 + static_cast<int>(seen_lists.size()) - 1) + "]");
    }
    CHECK(seen_lists.size() == 2000);
    const StepId last = recording.last_step();
    const wire::ObjectView keep = seen(recording, "keep", last);
    CHECK(keep.body.length == 2000);
    CHECK(keep.body.is_cut);
    CHECK(targets_of(keep) > kMost / 3);
    CHECK(targets_of(keep) < kMost);
    // Nothing that is referred to is gone, and no more is explained than there is.
    for (const ObjectId object : recording.alive_objects(last)) {
        for (const Slot& slot : recording.object(object, last).body.slots) {
            if (slot.target) CHECK(recording.alive(slot.target, last));
        }
        if (!recording.birth(object).is_older) {
            CHECK(wire::holders(recording, object, last).unexplained >= 0);
        }
    }
}

TEST_CASE("what is near the frames comes before what is far, whoever came first") {
    Recorder recorder;
    const wire::Recording& recording = run_limited(recorder,
                                                   "chain = None\n"
                                                   "for i in range(1000):\n"
                                                   "    chain = [chain]\n"
                                                   "near = [[n, n + 0.5] for n in range(20)]\n"
                                                   "done = True\n");

    const StepId step = steps_at_line(recording, 5).back();
    const wire::ObjectView near = seen(recording, "near", step);
    CHECK_FALSE(near.body.is_cut);
    REQUIRE(targets_of(near) == 20);
    for (const Slot& slot : near.body.slots) {
        if (!slot.target || slot.place != PlaceKind::Item) continue;
        const wire::ObjectView inner = recording.object(slot.target, step);
        CHECK_FALSE(inner.body.is_cut);
        CHECK(targets_of(inner) == 2);
    }
    // The chain as far as there is room, from the frame on.
    std::size_t links = 0;
    wire::ObjectView link = seen(recording, "chain", step);
    while (targets_of(link) == 1) {
        link = recording.object(link.body.slots.front().target, step);
        ++links;
    }
    CHECK(link.body.is_cut);
    CHECK(links > 20);
    CHECK(links < kMost);
}

TEST_CASE("when others die, what was left out is taken in") {
    Recorder recorder;
    const wire::Recording& recording = run_limited(recorder,
                                                   "one = [n + 0.5 for n in range(400)]\n"
                                                   "two = [n + 0.5 for n in range(100)]\n"
                                                   "del one\n"
                                                   "done = True\n");

    const StepId before = steps_at_line(recording, 3).back();
    const StepId after = steps_at_line(recording, 4).back();
    CHECK(seen(recording, "two", before).body.is_cut);
    CHECK_FALSE(seen(recording, "two", after).body.is_cut);
    CHECK(targets_of(seen(recording, "two", after)) == 100);
}

TEST_CASE("what was left out is neither alive nor dead to the recording") {
    Recorder recorder;
    const wire::Recording& recording = run_limited(recorder,
                                                   "keep = []\n"
                                                   "for i in range(1000):\n"
                                                   "    x = [i]\n"
                                                   "    keep.append(x)\n"
                                                   "keep.clear()\n"
                                                   "done = True\n");

    std::size_t lost = 0;
    for (StepId step{1}; step <= recording.last_step(); ++step.value) {
        for (const ObjectId object : recording.lost_at(step)) {
            ++lost;
            CHECK_FALSE(recording.alive(object, step));
            CHECK_FALSE(recording.death(object));
            CHECK(recording.lost(object) == step);
        }
    }
    CHECK(lost > 500);
}

}  // namespace viv::test
