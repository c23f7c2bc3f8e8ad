// See inspector_rows.h. Words are for people: they say what a number means, and where it doesn't.
#include "app/panels/inspector/inspector_rows.h"

#include <algorithm>
#include <optional>

#include "app/panels/inspector/memory_rows.h"
#include "app/panels/words.h"

namespace viv::panels::inspector {

namespace {

constexpr std::size_t kReprCharacters = 120;

std::string type_of(const wire::Recording& recording, ObjectId object) {
    return recording.type(recording.birth(object).type).name;
}

std::string place_in(const wire::Recording& recording, const wire::Holder& holder) {
    if (holder.frame) {
        switch (holder.kind) {
            case wire::HolderKind::Global:
                return "global";
            case wire::HolderKind::Stack:
                return "value stack of " + holder.function;
            case wire::HolderKind::Frame:
                return "the frame of " + holder.function;
            default:
                return "local of " + holder.function;
        }
    }
    return fmt::format("{} of {} {}", wire::holder_kind_name(holder.kind),
                       type_of(recording, holder.owner), object_name(holder.owner));
}

HolderRow holder_row(const wire::Recording& recording, const wire::Holder& holder, StepId step) {
    HolderRow row;
    row.owner = holder.owner;
    row.frame = holder.frame;
    row.is_borrowed = holder.is_borrowed;
    if (!holder.path.empty()) {
        row.path = holder.path;
    } else if (holder.owner) {
        row.path = fmt::format("{} {}{}", type_of(recording, holder.owner),
                               object_name(holder.owner), holder.place);
    } else {
        row.path = holder.name.empty() || !holder.place.empty() ? holder.place : holder.name;
    }
    row.detail = place_in(recording, holder);
    if (holder.is_borrowed) row.detail += " · borrowed, not counted";
    if (holder.owner && recording.alive(holder.owner, step)) {
        row.hue = recording.object(holder.owner, step).body.kind;
    }
    return row;
}

// The sum in one sentence, which is the promise: each reference is explained, or said not to be.
void explain(const wire::Holders& holders, const Birth& birth, Inspection& out) {
    const std::int64_t count = holders.refcount;
    if (holders.is_immortal) {
        out.sum = "immortal: its count never moves";
    } else if (birth.is_static) {
        out.sum = fmt::format("ob_refcnt = {}: shared with the whole interpreter", count);
    } else if (birth.is_older) {
        out.sum = fmt::format("ob_refcnt = {}: older than the snippet, others hold it too", count);
    } else if (holders.unexplained == 0) {
        out.sum = fmt::format("ob_refcnt = {}, all accounted for", count);
        out.is_explained = true;
    } else if (holders.unexplained > 0) {
        out.sum = fmt::format("{} of {} found; {} held by code we can't name",
                              count - holders.unexplained, count, holders.unexplained);
    } else {
        out.sum = fmt::format("ob_refcnt = {}, but {} hold it: {} not counted", count,
                              count - holders.unexplained, -holders.unexplained);
    }
}

void add_facts(const wire::ObjectView& view, Inspection& out) {
    if (view.birth.is_static) {
        out.facts.push_back("lives in the interpreter's own data");
    } else if (view.birth.is_older) {
        out.facts.push_back("older than the snippet");
    } else {
        out.facts.push_back(fmt::format("first seen at step {}", view.birth.step.value));
    }
    if (view.died) out.facts.push_back(fmt::format("freed by step {}", view.died.value));
    if (!out.is_alive) return;
    if (view.body.size_bytes > 0) {
        out.facts.push_back(counted(view.body.size_bytes, "byte") + " (sys.getsizeof)");
    }
    out.facts.push_back(view.body.is_tracked ? "tracked by the garbage collector"
                                             : "not tracked by the garbage collector");
}

}  // namespace

Inspection inspect(const wire::Recording& recording, ObjectId object, StepId step) {
    const Birth& birth = recording.birth(object);
    Inspection out;
    out.object = object;
    out.is_alive = recording.alive(object, step);
    out.type = wire::type_name(recording, object, step);
    out.name = object_name(object);
    out.address = full_address(birth.address);
    for (const auto& [since, count] : recording.count_history(object)) {
        out.history.push_back({since, count});
    }
    if (!out.is_alive) {
        wire::ObjectView view;
        view.birth = birth;
        view.died = recording.death(object);
        out.sum = step < birth.step ? "not born yet at this step" : "freed: its memory is gone";
        add_facts(view, out);
        return out;
    }
    const wire::ObjectView view = recording.object(object, step);
    out.kind = view.body.kind;
    out.repr = wire::repr(recording, object, step, kReprCharacters);
    const wire::Holders holders = wire::holders(recording, object, step);
    for (const wire::Holder& holder : holders.holders) {
        out.holders.push_back(holder_row(recording, holder, step));
    }
    explain(holders, birth, out);
    add_facts(view, out);
    std::optional<wire::ObjectView> before;
    if (step.value > 1 && recording.alive(object, StepId{step.value - 1})) {
        before = recording.object(object, StepId{step.value - 1});
    }
    out.blocks = memory_rows(recording, view, before ? &*before : nullptr, step);
    return out;
}

std::string inspection_text(const Inspection& inspection) {
    std::string text =
        fmt::format("{} {} at {}", inspection.type, inspection.name, inspection.address);
    if (!inspection.repr.empty()) text += "\n" + inspection.repr;
    text += "\n" + inspection.sum + "\n";
    for (const HolderRow& row : inspection.holders) {
        text += fmt::format("- {} ({})\n", row.path, row.detail);
    }
    for (const std::string& fact : inspection.facts) text += fact + "\n";
    text += "count over time:";
    for (const CountPoint& point : inspection.history) {
        text += fmt::format(" {} from step {};", point.count, point.step.value);
    }
    text += "\n";
    for (const BlockRows& block : inspection.blocks) {
        text += block.title + "\n";
        for (const ByteRow& row : block.rows) {
            text += fmt::format("+{:02}", row.offset);
            for (const char c : row.bytes) {
                text += fmt::format(" {:02x}", static_cast<unsigned char>(c));
            }
            if (!row.name.empty()) text += " " + row.name;
            if (!row.value.empty()) text += " " + row.value;
            if (row.is_changed) text += " (changed)";
            text += "\n";
        }
    }
    return text;
}

}  // namespace viv::panels::inspector
