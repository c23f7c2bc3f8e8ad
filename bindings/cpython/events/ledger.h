// How many references to each object are written down, beside its count: kept up to date as the
// recorder tells what changed, so that a step costs what changed and nothing else. What the count
// has beyond that is the remainder. For residue.cpp only; takes no reference.
#pragma once

#include <Python.h>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "bindings/trace/object.h"
#include "bindings/trace/step.h"

namespace viv::cpython {

class Ledger {
public:
    void code(CodeId code, bool is_module);
    void born(const Birth& birth);
    void count(ObjectId object, std::int64_t refcount);
    void body(ObjectId object, const Body& body) {
        // A number holds nothing, and is never closed; one of a class of the learner's holds that.
        const bool is_number = body.kind == ObjectKind::Int || body.kind == ObjectKind::Float;
        if (!is_number || !body.slots.empty() || body.is_immortal) take_body(object, body);
    }
    // Does it pay for so many targets?
    [[nodiscard]] bool has_items(ObjectId object, std::size_t count) const {
        const Object* own = find(object.value);
        return own != nullptr && own->targets.size() == count;
    }
    // REQUIRES: has_items(object, change.before).
    void items(ObjectId object, const ItemsChange& change);
    void forget(ObjectId object);
    void frame(const FrameState& frame);
    void set(FrameId frame, std::span<const std::pair<std::uint32_t, ObjectId>> variables);
    // Of the stack's entries that it pays for, so many are left, and these have come.
    void stack(FrameId frame, std::size_t kept, std::span<const ObjectId> pushed);
    void left(FrameId frame);
    void thread(ThreadId thread, FrameId innermost);

    // Brings the remainders up to date; calls `use(number)` for each object that has one now and
    // had another one before.
    template <class Use>
    void settle(Use use) {
        if (m_has_moved_thread) follow_threads();
        for (const std::uint32_t number : m_changed) {
            Object* own = find(number);
            if (own == nullptr) continue;
            own->is_changed = false;
            const std::int64_t remainder = own->count - own->held;
            if (remainder == own->remainder) continue;
            own->remainder = remainder;
            if (own->is_wanted && remainder > 0) use(number);
        }
        m_changed.clear();
    }

    // As of the last settle(): references that nobody explains yet; 0 for those of which nobody
    // asks: older ones, and what everybody holds.
    [[nodiscard]] std::int64_t remainder(std::uint32_t number) const {
        const Object* own = find(number);
        return own == nullptr || !own->is_wanted || own->remainder < 0 ? 0 : own->remainder;
    }
    // Its references are written down.
    [[nodiscard]] bool is_recorded(std::uint32_t number) const {
        const Object* own = find(number);
        return own != nullptr && own->is_recorded;
    }
    [[nodiscard]] bool is_alive(std::uint32_t number) const { return find(number) != nullptr; }
    // REQUIRES: is_alive(number).
    [[nodiscard]] PyObject* object(std::uint32_t number) const { return find(number)->object; }

private:
    using Numbers = std::vector<std::uint32_t>;
    struct Object {
        PyObject* object = nullptr;
        std::int64_t count = 0;
        std::int64_t held = 0;  // by what is recorded
        std::int64_t remainder = 0;
        Numbers targets;           // what it pays for
        bool is_wanted = false;    // one of the snippet's own, whose count means something
        bool is_recorded = false;  // its references are written down
        bool is_changed = false;   // stands in m_changed
    };
    struct Frame {
        FrameId back;
        std::uint32_t thread = 0;   // in m_threads
        std::int32_t position = 0;  // in its chain; -1: it isn't on a stack, and holds nothing
        Numbers variables;          // what each pays for, 0: nothing; empty: they pay for nothing
        Numbers targets;            // what it holds besides: hidden ones, then the stack's
        std::size_t hidden = 0;     // how many are hidden
    };
    struct Thread {
        ThreadId id;
        FrameId innermost;
        Numbers chain;  // its frames, outermost first
        bool has_moved = false;
    };
    static constexpr std::uint32_t kNone = 0xffffffff;

    [[nodiscard]] const Object* find(std::uint32_t number) const {
        const std::uint32_t place = m_places[number - 1];
        return place == kNone ? nullptr : &m_objects[place];
    }
    [[nodiscard]] Object* find(std::uint32_t number) {
        const std::uint32_t place = m_places[number - 1];
        return place == kNone ? nullptr : &m_objects[place];
    }
    void touch(Object& own, std::uint32_t number) {
        if (own.is_changed || !own.is_wanted) return;
        own.is_changed = true;
        m_changed.push_back(number);
    }
    void hold(std::uint32_t number, int by) {
        Object* own = number == 0 ? nullptr : find(number);
        if (own == nullptr) return;
        own->held += by;
        touch(*own, number);
    }
    void hold(const Numbers& numbers, int by) {
        for (const std::uint32_t number : numbers) hold(number, by);
    }
    // Takes `number` in the place of what stands there: most of what is told anew is as it was.
    // `by` 0: neither holds anything.
    void put(Numbers& numbers, std::size_t at, std::uint32_t number, int by) {
        if (at == numbers.size()) {
            numbers.push_back(0);
        } else if (numbers[at] == number) {
            return;
        }
        if (by != 0) {
            hold(numbers[at], -by);
            hold(number, by);
        }
        numbers[at] = number;
    }
    void cut(Numbers& numbers, std::size_t size, int by) {
        for (; numbers.size() > size; numbers.pop_back()) {
            if (by != 0) hold(numbers.back(), -by);
        }
    }
    Frame* find_frame(FrameId frame) {
        if (frame.value >= m_frame_places.size()) return nullptr;
        const std::uint32_t place = m_frame_places[frame.value];
        return place == kNone ? nullptr : &m_frames[place];
    }
    Frame& make_frame(FrameId frame);
    Thread& thread_of(ThreadId thread);
    void step_off(Thread& thread, std::size_t position);
    void follow_threads();
    void follow(std::uint32_t index);
    void take_body(ObjectId object, const Body& body);

    Numbers m_places;  // by number
    std::vector<Object> m_objects;
    Numbers m_free;          // places
    Numbers m_changed;       // numbers
    Numbers m_frame_places;  // by frame
    std::vector<Frame> m_frames;
    Numbers m_free_frames;  // places
    std::vector<Thread> m_threads;
    std::vector<bool> m_is_module;  // by code
    Numbers m_path;                 // room, kept
    bool m_has_moved_thread = false;
};

// Asked for at nearly every step.
inline void Ledger::born(const Birth& birth) {
    std::uint32_t place = 0;
    if (m_free.empty()) {
        place = static_cast<std::uint32_t>(m_objects.size());
        m_objects.emplace_back();
    } else {
        place = m_free.back();
        m_free.pop_back();
    }
    m_places.push_back(place);
    Object& own = m_objects[place];
    own.object = reinterpret_cast<PyObject*>(birth.address);
    own.count = own.held = own.remainder = 0;
    own.is_wanted = !birth.is_older && !birth.is_static;
    own.is_recorded = own.is_changed = false;
}

inline void Ledger::count(ObjectId object, std::int64_t refcount) {
    Object* own = find(object.value);
    if (own == nullptr) return;
    own->count = refcount;
    touch(*own, object.value);
}

inline void Ledger::forget(ObjectId object) {
    Object* own = find(object.value);
    if (own == nullptr) return;
    hold(own->targets, -1);
    own->targets.clear();
    m_free.push_back(m_places[object.value - 1]);
    m_places[object.value - 1] = kNone;
}

inline void Ledger::set(FrameId frame,
                        std::span<const std::pair<std::uint32_t, ObjectId>> variables) {
    Frame* own = find_frame(frame);
    if (own == nullptr) return;
    for (const auto& [index, target] : variables) {
        if (index >= own->variables.size()) continue;
        put(own->variables, index, target.value, own->position >= 0 ? 1 : 0);
    }
}

}  // namespace viv::cpython
