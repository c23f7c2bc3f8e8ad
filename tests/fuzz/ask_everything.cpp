// See ask_everything.h. The number of questions is bounded, so that what is slow is the answer.
#include "tests/fuzz/ask_everything.h"

#include <algorithm>
#include <set>

#include "app/session/words.h"
#include "bindings/base/assert.h"
#include "bindings/wire/accounts.h"
#include "bindings/wire/query.h"
#include "bindings/wire/recording.h"

namespace viv::fuzz {

namespace {

using wire::Recording;

constexpr std::size_t kMostObjects = 12;

void ask_of_frames(const Recording& recording, StepId step) {
    const auto ask = [&](const FrameState& frame) {
        static_cast<void>(recording.code(frame.code).name.size());
        static_cast<void>(recording.place(frame.place).line);
        static_cast<void>(wire::shown_namespace(recording, frame));
        VIV_ASSERT(frame.variables.size() == frame.kinds.size() &&
                       frame.variables.size() == frame.cells.size(),
                   "one kind and one cell for each variable");
        for (const Slot& slot : frame.variables) {
            VIV_ASSERT(slot.target.value <= recording.object_count(), "a reference is checked");
            static_cast<void>(wire::variable(recording, recording.text(slot.name), step));
        }
    };
    for (const FrameState& frame : recording.frames(step)) ask(frame);
    for (const auto& [thread, frames] : recording.others(step)) {
        for (const FrameState& frame : frames) ask(frame);
    }
    for (std::uint32_t frame = 0; frame < 4; ++frame) ask(recording.frame(FrameId{frame}, step));
}

void ask_of_object(const Recording& recording, ObjectId object, StepId step) {
    VIV_ASSERT(recording.alive(object, step), "what is listed as alive is alive");
    const wire::ObjectView view = recording.object(object, step);
    VIV_ASSERT(view.birth.id == object && view.birth.step <= step, "it was born by then");
    VIV_ASSERT(!view.died || view.died > step, "it died later");
    VIV_ASSERT(recording.body_since(object, step) <= step, "its body is of then or before");
    static_cast<void>(recording.type(view.birth.type).name.size());
    static_cast<void>(recording.lost(object));
    static_cast<void>(wire::repr(recording, object, step));
    static_cast<void>(wire::place_texts(recording, view.body.slots, step));
    static_cast<void>(wire::path_to(recording, object, step));
    static_cast<void>(wire::holders(recording, object, step));
    static_cast<void>(wire::is_learners(recording, object, step));
    static_cast<void>(recording.object_at(view.birth.address, step));
    const auto history = recording.count_history(object);
    const auto after =
        std::upper_bound(history.begin(), history.end(), step,
                         [](StepId wanted, const auto& change) { return wanted < change.first; });
    const std::int64_t count = after == history.begin() ? 0 : std::prev(after)->second;
    VIV_ASSERT(count == view.refcount, "the history of a count agrees with the count");
}

void ask_of_step(const Recording& recording, StepId step) {
    static_cast<void>(recording.place(recording.step(step).place).line);
    static_cast<void>(recording.line(step));
    static_cast<void>(recording.output(step));
    ask_of_frames(recording, step);
    const std::vector<ObjectId> alive = recording.alive_objects(step);
    VIV_ASSERT(std::is_sorted(alive.begin(), alive.end()), "in order of birth");
    const std::set<ObjectId> living(alive.begin(), alive.end());
    for (const ObjectId object : recording.reachable_objects(step)) {
        VIV_ASSERT(living.contains(object), "what is reached is alive");
    }
    for (const ObjectId object : recording.died(step)) {
        VIV_ASSERT(!living.contains(object), "what has died is not alive");
        static_cast<void>(recording.refcount(object, step));
    }
    for (std::size_t i = 0; i < alive.size() && i < kMostObjects; ++i) {
        ask_of_object(recording, alive[i * 7 % alive.size()], step);
    }
    wire::Accounts accounts(recording);
    VIV_ASSERT(accounts.at(step).size() == alive.size(), "one account an object");
    static_cast<void>(session::words(recording, step));
}

// The same bytes as a live run gives them, in pieces.
void grow(std::string_view bytes, const Recording& whole) {
    Recording growing;
    const std::size_t third = bytes.size() / 3;
    growing.append(bytes.substr(0, third));
    if (growing.step_count() > 0) ask_of_step(growing, growing.last_step());
    growing.append(bytes.substr(third, third));
    growing.append(bytes.substr(2 * third));
    VIV_ASSERT(growing.step_count() == whole.step_count(), "growing makes no difference");
    RunEnd end;
    end.status = RunStatus::Crashed;
    growing.close_with(end, {{Stream::Stdout, "last"}});
    VIV_ASSERT(growing.end().has_value(), "a recording can always be ended");
    if (growing.step_count() > 0) ask_of_step(growing, growing.last_step());
    static_cast<void>(growing.output_at_end());
}

}  // namespace

unsigned ask_everything(std::string_view bytes) {
    const Result<Recording> opened = Recording::from_bytes(bytes);
    if (!opened) return 0;
    const Recording& recording = *opened;
    const std::uint32_t last = recording.step_count();
    static_cast<void>(recording.header());
    static_cast<void>(recording.layout("PyListObject"));
    static_cast<void>(recording.output_at_end());
    for (const std::uint32_t step : {last, 1U, last / 2, last - std::min(last, 1U), 2U, last}) {
        if (step >= 1 && step <= last) ask_of_step(recording, StepId{step});
    }
    grow(bytes, recording);
    return last;
}

}  // namespace viv::fuzz
