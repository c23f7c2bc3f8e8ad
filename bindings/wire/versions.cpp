// See versions.h. Versions are collected backwards, up to one that needs none before it, and then
// applied forwards.
#include "bindings/wire/versions.h"

#include <algorithm>

#include "bindings/wire/values.h"

namespace viv::wire {

namespace {

using Version = BlockContents::Version;

std::span<const Version> versions_until(const BlockContents& contents, const VersionsOf& of) {
    const std::span<const Version> all = contents.versions(of.thing, of.id);
    const auto after = std::upper_bound(
        all.begin(), all.end(), of.step,
        [](std::uint32_t wanted, const Version& version) { return wanted < version.step; });
    return all.first(static_cast<std::size_t>(after - all.begin()));
}

// The block in which the thing's last version before `block` stands; nothing if there is none.
std::optional<std::uint32_t> block_before(const History& history, const VersionsOf& of,
                                          std::uint32_t block, const BlockContents& contents) {
    if (const Link* link = contents.link(of.thing, of.id)) return link->block;
    if (of.thing == Thing::Object) {
        const std::uint32_t birth = history.block_of_birth(of.id);
        return birth < block ? std::optional(birth) : std::nullopt;
    }
    // A frame that had been forgotten: it is looked for.
    const std::uint32_t first = history.block_of_step(history.frame_beginning(of.id));
    while (block-- > first) {
        if (!history.contents(block)->versions(of.thing, of.id).empty()) return block;
    }
    return std::nullopt;
}

bool apply(const Change& change, const History& history, Thing thing, Sections& sections) {
    Decoder in(history.templates().bytes_of(change));
    switch (change.form) {
        case Change::Form::Whole:
        case Change::Form::WholeTemplate:
            return read_sections(in, sections);
        case Change::Form::TemplateNumber:
        case Change::Form::TemplateSplice: {
            const auto of = thing == Thing::Object ? Templates::Of::Type : Templates::Of::Code;
            const std::optional<Change> pattern =
                history.templates().find(of, change.pattern, change.offset_bytes);
            if (!pattern || !apply(*pattern, history, thing, sections)) return false;
            const Copying copying = thing == Thing::Object ? Copying::FromValue : Copying::None;
            return change.form == Change::Form::TemplateSplice
                       ? apply_splices(in, sections, copying)
                       : apply_number(in, sections);
        }
        case Change::Form::Splice:
            return apply_splices(in, sections);
        case Change::Form::Set:
            while (in.ok() && !in.at_end()) {
                const std::uint64_t index = in.number();
                if (!set_variable(sections, index, ObjectId{in.number32()})) return false;
            }
            return in.ok();
        case Change::Form::Stack: {
            const std::uint64_t kept = in.number();
            std::vector<ObjectId> pushed;
            while (in.ok() && !in.at_end()) pushed.emplace_back(in.number32());
            return in.ok() && set_stack(sections, kept, pushed);
        }
    }
    return false;
}

bool changes_place(const Change& change, const Templates& templates) {
    if (change.is_start()) return true;
    Decoder in(templates.bytes_of(change));
    return change.form == Change::Form::Splice && (in.number() >> kPlaceSection & 1) != 0;
}

// The long way, for a frame that stands in no chain any more: from its beginning on.
std::optional<FoundFrame> search_frame(const History& history, std::uint32_t frame,
                                       std::uint32_t step) {
    FoundFrame found{{Thing::Frame, frame, step, 0}, 0};
    bool is_there = false;
    const std::uint32_t last = history.block_of_step(step);
    for (std::uint32_t block = history.block_of_step(history.frame_beginning(frame)); block <= last;
         ++block) {
        const auto contents = history.contents(block);
        const std::span<const Version> versions = versions_until(*contents, found.versions);
        if (!versions.empty()) {
            found.versions.block = block;
            is_there = true;
        }
        std::uint32_t placed = 0;
        for (const Version& version : versions) {
            if (changes_place(version.change, history.templates())) placed = version.step;
        }
        if (placed != 0) found.place = 0;
        const std::uint32_t first = history.block(block).first_step;
        for (std::size_t i = 0; i < contents->marks.size() && first + i <= step; ++i) {
            const StepMark& mark = contents->marks[i];
            if (mark.frame.value == frame && first + i >= placed) found.place = mark.place.value;
        }
    }
    return is_there ? std::optional(found) : std::nullopt;
}

}  // namespace

std::optional<Sections> sections_of(const History& history, const VersionsOf& of) {
    // All of an earlier block counts, so that what it comes to is the same for all steps behind it.
    const bool is_of_all = of.block < history.block_of_step(of.step);
    if (is_of_all) {
        const Sections* kept = history.kept_sections().find(of.thing, of.id, of.block);
        if (kept != nullptr) return *kept;
    }
    std::vector<Change> changes;
    std::uint32_t block = of.block;
    while (changes.empty() || !changes.back().is_start()) {
        const auto contents = history.contents(block);
        const std::span<const Version> versions = versions_until(*contents, of);
        for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
            changes.push_back(it->change);
            if (it->change.is_start()) break;
        }
        if (!changes.empty() && changes.back().is_start()) break;
        const auto before = block_before(history, of, block, *contents);
        if (!before) return std::nullopt;
        block = *before;
    }
    Sections sections;
    for (auto it = changes.rbegin(); it != changes.rend(); ++it) {
        if (!apply(*it, history, of.thing, sections)) return std::nullopt;
    }
    if (is_of_all) {
        history.kept_sections().keep(of.thing, of.id, of.block, sections, history.room_bytes());
    }
    return sections;
}

std::uint32_t last_version_step(const History& history, const VersionsOf& of) {
    const auto contents = history.contents(of.block);
    const std::span<const Version> versions = versions_until(*contents, of);
    return versions.empty() ? 0 : versions.back().step;
}

std::optional<VersionsOf> find_body(const History& history, std::uint32_t object,
                                    std::uint32_t step) {
    const AliveObject* entry = history.moment(step).find(object);
    if (entry == nullptr || entry->block == AliveObject::kNoBody) return std::nullopt;
    const std::uint32_t block =
        entry->block == AliveObject::kAsBorn ? history.block_of_birth(object) : entry->block;
    return VersionsOf{Thing::Object, object, step, block};
}

std::optional<FoundFrame> find_frame(const History& history, std::uint32_t frame,
                                     std::uint32_t step) {
    const std::uint32_t beginning = history.frame_beginning(frame);
    if (beginning == 0 || beginning > step) return std::nullopt;
    const LiveFrame* known = history.moment(step).find_frame(frame);
    if (known == nullptr || known->place == LiveFrame::kUnknownPlace) {
        return search_frame(history, frame, step);
    }
    return FoundFrame{{Thing::Frame, frame, step, known->block}, known->place};
}

}  // namespace viv::wire
