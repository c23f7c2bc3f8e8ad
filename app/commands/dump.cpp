// Prints recordings as JSON lines, in the order of fields that the contract shows.
#include "app/commands/dump.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/session/query.h"
#include "app/session/words.h"

namespace viv::commands {

namespace {

using Json = nlohmann::ordered_json;
using wire::Recording;

std::string print(const Json& json) {
    // A text that is no UTF-8 (a learner may write any bytes) is shown with replacement characters.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string object_name(ObjectId object) {
    return "o" + std::to_string(object.value);
}

Json name_or_null(ObjectId object) {
    return object ? Json(object_name(object)) : Json(nullptr);
}

Json locals_json(const Recording& recording, const FrameState& frame) {
    Json locals = Json::object();
    for (const Slot& slot : frame.variables) {
        // The first of a name: a comprehension's own goes before its module's (3.12+).
        if (!slot.target) continue;
        locals.emplace(std::string(recording.text(slot.name)), object_name(slot.target));
    }
    return locals;
}

Json stack_json(const std::optional<std::vector<Slot>>& stack) {
    if (!stack) return nullptr;
    Json entries = Json::array();
    for (const Slot& slot : *stack) entries.push_back(name_or_null(slot.target));
    return entries;
}

Json frames_json(const Recording& recording, const std::vector<FrameState>& frames) {
    Json list = Json::array();
    for (const FrameState& frame : frames) {
        list.push_back({{"function", recording.code(frame.code).name},
                        {"line", recording.place(frame.place).line},
                        {"locals", locals_json(recording, frame)},
                        {"stack", stack_json(frame.stack)}});
    }
    return list;
}

Json object_json(const Recording& recording, ObjectId object, StepId step, bool is_reachable) {
    const wire::ObjectView view = recording.object(object, step);
    Json refers = Json::array();
    const std::optional<std::uint8_t> generation = recording.generation(object, step);
    const std::vector<std::string> places = wire::place_texts(recording, view.body.slots, step);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const ObjectId target = view.body.slots[i].target;
        if (target) refers.push_back({places[i], object_name(target)});
    }
    Json json = {{"address", fmt::format("{:#x}", view.birth.address)},
                 {"type", wire::type_name(recording, view, step)},
                 {"refcount", view.refcount},
                 {"immortal", view.body.is_immortal},
                 {"size", view.body.size_bytes},
                 {"tracked", view.body.is_tracked},
                 {"generation", generation ? Json(*generation) : Json(nullptr)},
                 {"reachable", is_reachable},
                 {"repr", wire::repr(recording, object, step)},
                 {"refers", std::move(refers)}};
    if (view.birth.is_older) json["older"] = true;
    if (view.body.is_cut) {
        json["cut"] = true;
        json["length"] = view.body.length;  // how many there are
    }
    return json;
}

// A generator or coroutine that waits: its frame's variables and stack are slots of the object.
Json suspended_json(const Recording& recording, const wire::ObjectView& view) {
    constexpr std::string_view kFrame = "gi_frame.";
    Json locals = Json::object(), stack = Json::array();
    for (const Slot& slot : view.body.slots) {
        const std::string_view place = recording.text(slot.name);
        if (slot.place != PlaceKind::Named || place.substr(0, kFrame.size()) != kFrame) continue;
        const std::string name(place.substr(kFrame.size()));
        if (name == "f_func" || name == "f_code" || name == "locals()") continue;
        if (name.rfind("stack[", 0) == 0) {
            stack.push_back(object_name(slot.target));
        } else {
            locals[name] = object_name(slot.target);
        }
    }
    const std::string& qualname = view.body.value.text;
    return {{"object", object_name(view.birth.id)},
            {"function", qualname.substr(qualname.rfind('.') + 1)},
            {"line", view.body.line},
            {"locals", std::move(locals)},
            {"stack", std::move(stack)}};
}

Json output_json(const std::vector<Output>& output) {
    Json list = Json::array();
    for (const Output& piece : output) {
        list.push_back({piece.stream == Stream::Stdout ? "stdout" : "stderr", piece.text});
    }
    return list;
}

// A step with the number that it is printed under, and what happened since the one before.
struct Shown {
    std::uint32_t number = 0;
    StepId step;
    StepId first;  // of those since the step that was printed before
    std::vector<Output> output;
    std::vector<ObjectId> died, lost;
    StepGrain grain = StepGrain::Line;
};

// Where there are any: what the collector did, and what is to be known of the recording itself.
void add_asides(const Recording& recording, StepId first, StepId last, Json& json) {
    Json collections = Json::array(), notes = Json::array();
    for (StepId at = first; at <= last; ++at.value) {
        for (const Collection& collection : recording.collections(at)) {
            collections.push_back({{"generation", collection.generation},
                                   {"collected", collection.collected},
                                   {"uncollectable", collection.uncollectable}});
        }
        for (const std::string& note : recording.notes(at)) notes.push_back(note);
    }
    if (!collections.empty()) json["collections"] = std::move(collections);
    if (!notes.empty()) json["notes"] = std::move(notes);
}

Json step_json(const Recording& recording, const Shown& shown) {
    const StepId step = shown.step;
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    Json others = Json::array(), suspended = Json::array(), objects = Json::object(),
         died = Json::array();
    for (const auto& [thread, frames] : recording.others(step)) {
        others.push_back({{"thread", thread.value}, {"frames", frames_json(recording, frames)}});
    }
    const std::vector<ObjectId> reachable = recording.reachable_objects(step);
    const std::set<ObjectId> reached(reachable.begin(), reachable.end());
    for (const ObjectId object : recording.alive_objects(step)) {
        const wire::ObjectView view = recording.object(object, step);
        const bool is_reachable = reached.contains(object);
        // What is older than the snippet isn't the snippet's to keep.
        if (!is_reachable && view.birth.is_older) continue;
        objects[object_name(object)] = object_json(recording, object, step, is_reachable);
        if (view.body.kind == ObjectKind::Generator && view.body.line != 0) {
            suspended.push_back(suspended_json(recording, view));
        }
    }
    for (const ObjectId object : shown.died) died.push_back(object_name(object));
    Json lost = Json::array();
    for (const ObjectId object : shown.lost) lost.push_back(object_name(object));
    Json instruction = nullptr;
    if (!place.opname.empty() && shown.grain == StepGrain::Instruction) {
        instruction = {{"offset", place.offset_bytes},
                       {"name", place.opname},
                       {"arg", place.arg == CodePlace::kNoArg ? Json(nullptr) : Json(place.arg)},
                       {"argrepr", place.argrepr}};
    }
    Json json = {
        {"kind", "step"},
        {"step", shown.number},
        {"thread", mark.thread.value},
        {"event", event_name(mark.event)},
        {"function", recording.code(place.code).name},
        {"line", place.line},
        {"column", place.column < 0 ? Json(nullptr) : Json{place.column, place.end_column}},
        {"instruction", std::move(instruction)},
        {"frames", frames_json(recording, recording.frames(step))},
        {"others", std::move(others)},
        {"suspended", std::move(suspended)},
        {"objects", std::move(objects)},
        {"died", std::move(died)},
        {"output", output_json(shown.output)}};
    if (!lost.empty()) json["lost"] = std::move(lost);
    add_asides(recording, shown.first, step, json);
    return json;
}

Json header_json(const Header& header, StepGrain grain) {
    return {{"kind", "header"},
            {"format", header.format},
            {"vivarium", header.vivarium},
            {"python", header.python},
            {"file", header.file},
            {"step", grain == StepGrain::Line ? "line" : "instruction"},
            {"source", header.source}};
}

Json end_json(const Recording& recording, const RunEnd& end, std::uint32_t steps) {
    Json json = {
        {"kind", "end"},          {"status", status_name(end.status)},
        {"exit", end.exit_code},  {"signal", end.signal.empty() ? Json(nullptr) : Json(end.signal)},
        {"message", end.message}, {"steps", steps},
        {"seconds", end.seconds}};
    if (end.line != 0) json["line"] = end.line;
    if (end.column != 0) json["column"] = end.column;
    const Json output = output_json(recording.output_at_end());
    if (!output.empty()) json["output"] = output;
    const StepId after{recording.step_count() + 1};
    add_asides(recording, after, after, json);
    return json;
}

// "A:B" as the first and last step, B left out; "A:" to the end, ":B" from the start.
std::optional<std::pair<std::uint32_t, std::uint32_t>> parse_range(const std::string& text,
                                                                   std::uint32_t count) {
    if (text.empty()) return std::pair{1U, count};
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return std::nullopt;
    const auto number = [](std::string_view digits, std::uint32_t otherwise) {
        std::uint32_t value = otherwise;
        const char* end = digits.data() + digits.size();
        const auto result = std::from_chars(digits.data(), end, value);
        const bool is_fine = digits.empty() || (result.ec == std::errc() && result.ptr == end);
        return is_fine ? std::optional(value) : std::nullopt;
    };
    const auto from = number(std::string_view(text).substr(0, colon), 1);
    const auto to = number(std::string_view(text).substr(colon + 1), count + 1);
    if (!from || !to || *from == 0) return std::nullopt;
    return std::pair{*from, std::min(*to - std::min(*to, 1U), count)};
}

int fail(const char* command, const std::string& what) {
    fmt::print(stderr, "vivarium {}: {}\n", command, what);
    return 2;
}

}  // namespace

int dump(const DumpOptions& options) {
    const Result<Recording> opened = Recording::open(options.recording);
    if (!opened) return fail("dump", opened.error().message());
    const Recording& recording = *opened;
    const StepGrain recorded = recording.header().grain;
    if (options.step == "instruction" && recorded == StepGrain::Line) {
        return fail("dump", options.recording.string() +
                                " has line steps only; record it with "
                                "--step instruction");
    }
    const std::optional<wire::LineView> lines =
        options.step == "line" ? std::optional<wire::LineView>(recording) : std::nullopt;
    const std::uint32_t count = lines ? lines->step_count() : recording.step_count();
    const auto range = parse_range(options.steps, count);
    const bool is_empty = range && !options.steps.empty() && range->first > range->second;
    if (!range || is_empty) {
        return fail("dump", "--steps " + options.steps + " is no range of its steps 1 to " +
                                std::to_string(count) +
                                "; write --steps A:B, with B left out of it");
    }
    const StepGrain grain = lines ? StepGrain::Line : recorded;
    if (!options.wants_words) fmt::print("{}\n", print(header_json(recording.header(), grain)));
    for (std::uint32_t n = range->first; n <= range->second; ++n) {
        if (options.wants_words) {
            const StepId step = lines ? lines->step(n) : StepId{n};
            fmt::print("{}. {}\n", n, session::words(recording, step));
        } else if (lines) {
            const StepId first{n == 1 ? 1 : lines->step(n - 1).value + 1};
            const Shown shown{
                n, lines->step(n), first, lines->output(n), lines->died(n), lines->lost(n), grain};
            fmt::print("{}\n", print(step_json(recording, shown)));
        } else {
            const StepId step{n};
            const Shown shown{n,
                              step,
                              step,
                              recording.output(step),
                              recording.died(step),
                              recording.lost_at(step),
                              grain};
            fmt::print("{}\n", print(step_json(recording, shown)));
        }
    }
    if (!options.wants_words && recording.end()) {
        fmt::print("{}\n", print(end_json(recording, *recording.end(), count)));
    }
    if (!recording.damage()) return 0;
    return fail("dump", fmt::format("{}: {} at byte {}; the {} steps before it are whole",
                                    options.recording.string(), recording.damage()->what,
                                    recording.damage()->offset_bytes, recording.step_count()));
}

int holders(const HoldersOptions& options) {
    const Result<Recording> opened = Recording::open(options.recording);
    if (!opened) return fail("holders", opened.error().message());
    const Recording& recording = *opened;
    const StepId step{options.step};
    if (!step || step > recording.last_step()) {
        return fail("holders", fmt::format("there is no step {}; the recording has {}", step.value,
                                           recording.step_count()));
    }
    std::uint32_t number = 0;
    const std::string& name = options.object;
    const char* end = name.data() + name.size();
    const bool is_name = name.size() > 1 && name[0] == 'o' &&
                         std::from_chars(name.data() + 1, end, number).ptr == end;
    const ObjectId object{number};
    if (!is_name || !recording.alive(object, step)) {
        return fail("holders", fmt::format("no object {} is alive at step {}; `vivarium dump "
                                           "--steps {}:{}` lists those that are",
                                           name, step.value, step.value, step.value + 1));
    }
    const wire::Holders all = wire::holders(recording, object, step);
    Json list = Json::array();
    for (const wire::Holder& holder : all.holders) {
        Json json = {{"kind", wire::holder_kind_name(holder.kind)}};
        if (holder.owner) json["owner"] = object_name(holder.owner);
        if (!holder.function.empty() && holder.kind != wire::HolderKind::Global) {
            json["function"] = holder.function;
        }
        if (!holder.name.empty()) json["name"] = holder.name;
        if (!holder.place.empty()) json["place"] = holder.place;
        if (!holder.path.empty()) json["path"] = holder.path;
        if (holder.is_borrowed) json["borrowed"] = true;
        list.push_back(std::move(json));
    }
    Json json = {{"object", name},
                 {"step", step.value},
                 {"refcount", all.refcount},
                 {"unexplained", all.unexplained},
                 {"holders", std::move(list)}};
    if (all.is_immortal) json["immortal"] = true;
    fmt::print("{}\n", print(json));
    return 0;
}

}  // namespace viv::commands
