// Where the step stands, then what differs from the step before: names, counts, deaths, output.
#include "app/session/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "bindings/wire/query.h"

namespace viv::session {

namespace {

using wire::Recording;

std::string where(const Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    const std::string& function = recording.code(place.code).name;
    const std::string in = function == "<module>" ? "the module" : function;
    switch (mark.event) {
        case StepEvent::Line:
            return fmt::format("Line {} of {} is about to run.", place.line, in);
        case StepEvent::Call:
            return fmt::format("{} is called.", in);
        case StepEvent::Return:
            return fmt::format("{} returns from line {}.", in, place.line);
        case StepEvent::Yield:
            return fmt::format("{} yields at line {} and waits.", in, place.line);
        case StepEvent::Resume:
            return fmt::format("{} goes on after line {}.", in, place.line);
        case StepEvent::Exception:
            return fmt::format("An exception passes through line {} of {}.", place.line, in);
        case StepEvent::Instruction:
            return fmt::format("{} in {} is about to run.", place.opname, in);
    }
    return {};
}

std::string object_words(const Recording& recording, ObjectId object, StepId step) {
    return fmt::format("the {} {} (o{})", wire::type_name(recording, object, step),
                       wire::repr(recording, object, step, 40), object.value);
}

// What a change of the count adds to the sentence; nothing for what others share.
std::string count_words(const Recording& recording, ObjectId object, StepId before, StepId step) {
    const bool was_there = before && recording.alive(object, before);
    const std::int64_t now = recording.refcount(object, step);
    if (recording.birth(object).is_older) return {};
    if (!was_there) return fmt::format(", new, count {}", now);
    const std::int64_t then = recording.refcount(object, before);
    return then == now ? std::string() : fmt::format(": its count goes {}→{}", then, now);
}

std::string changed_names(const Recording& recording, StepId before, StepId step) {
    std::string text;
    const std::vector<FrameState> frames = recording.frames(step);
    if (frames.empty()) return text;
    const FrameState& now = frames.back();
    const FrameState then = before ? recording.frame(now.id, before) : FrameState{};
    for (const Slot& slot : now.variables) {
        ObjectId old;
        for (const Slot& earlier : then.variables) {
            if (earlier.name == slot.name) old = earlier.target;
        }
        if (old == slot.target) continue;
        const std::string_view name = recording.text(slot.name);
        if (!slot.target) {
            text += fmt::format(" {} names nothing any more.", name);
        } else {
            text +=
                fmt::format(" {} now names {}{}.", name, object_words(recording, slot.target, step),
                            count_words(recording, slot.target, before, step));
        }
    }
    // A name deleted from a module or class body is not there at all any more.
    for (const Slot& earlier : then.variables) {
        const bool is_there =
            std::any_of(now.variables.begin(), now.variables.end(),
                        [&](const Slot& slot) { return slot.name == earlier.name; });
        if (!is_there)
            text += fmt::format(" {} names nothing any more.", recording.text(earlier.name));
    }
    return text;
}

}  // namespace

std::string words(const Recording& recording, StepId step) {
    const StepId before{step.value - 1};
    std::string text = where(recording, step) + changed_names(recording, before, step);
    for (const ObjectId object : recording.died(step)) {
        const bool is_worth_it = before && recording.alive(object, before);
        if (is_worth_it) text += fmt::format(" {} died.", object_words(recording, object, before));
    }
    for (const Output& output : recording.output(step)) {
        text += fmt::format(" It wrote “{}”.",
                            output.text.substr(0, output.text.find_last_not_of("\n") + 1));
    }
    return text;
}

}  // namespace viv::session
