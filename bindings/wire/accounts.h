// How much of each count the recording explains, for all objects of a step in one pass. Agrees with
// holders() of query.h, which names the references of one object; keeps what it read of a step for
// the next one asked, so going forward costs what changed.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "bindings/wire/recording.h"

namespace viv::wire {

struct Account {
    ObjectId object;
    std::int64_t refcount = 0;
    std::int64_t known = 0;  // references whose holder is named
    [[nodiscard]] std::int64_t unexplained() const { return refcount - known; }
};

class Accounts {
public:
    explicit Accounts(const Recording& recording) : m_recording(recording) {}

    // One for each object alive at the step, in order of birth. REQUIRES: 1 <= step <= last.
    std::vector<Account> at(StepId step);

private:
    struct Owner {
        StepId since;             // its body is the one of this step
        std::vector<Slot> slots;  // what it pays for
    };
    const std::vector<Slot>& slots_of(ObjectId owner, StepId step);
    void add_frames(const std::vector<FrameState>& frames);
    void add(ObjectId target);
    void leave_out_dying(const std::vector<ObjectId>& dying, StepId step);

    const Recording& m_recording;
    std::unordered_map<std::uint32_t, Owner> m_owners;
    std::vector<std::int64_t> m_known;  // by object number
};

// The mapping of names that a class body's frame shows as its variables; none: there is none, or it
// is no plain dict, whose entries nobody knows but itself. What it holds under its names is the
// same as what the variables hold.
ObjectId shown_namespace(const Recording& recording, const FrameState& frame);

// Is the object one that the snippet made itself, whose count means something? Not what is older
// or part of the interpreter, nor an interned str, nor a module, class or function that an import
// brought.
bool is_learners(const Recording& recording, ObjectId object, StepId step);

}  // namespace viv::wire
