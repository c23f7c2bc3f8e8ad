// The public face of RecordingIndex. Every id that comes in is checked against what is known.
#include "bindings/wire/recording.h"

#include <algorithm>

#include "bindings/base/assert.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording_index.h"
#include "bindings/wire/values.h"
#include "bindings/wire/versions.h"

namespace viv::wire {

namespace {

// What an id that the file doesn't define stands for.
template <class T>
const T& nothing() {
    static const T value{};
    return value;
}

template <class T, class Tag>
const T& at(const std::vector<T>& list, Id<Tag> id) {
    return id && id.value <= list.size() ? list[id.value - 1] : nothing<T>();
}

// The objects that died at the step, or those that were lost.
std::vector<ObjectId> gone_at(const History& history, StepId step, bool are_lost) {
    std::vector<ObjectId> gone;
    if (!step || history.block_count() == 0) return gone;
    const auto contents = history.contents(history.block_of_step(step.value));
    for (const BlockContents::Death& death : contents->deaths) {
        if (death.step == step.value && death.is_lost == are_lost) gone.emplace_back(death.id);
    }
    return gone;
}

}  // namespace

Recording::Recording() : m_index(std::make_unique<RecordingIndex>()) {}
Recording::~Recording() = default;
Recording::Recording(Recording&&) noexcept = default;
Recording& Recording::operator=(Recording&&) noexcept = default;

Result<Recording> Recording::open(const std::filesystem::path& path) {
    Recording recording;
    VIV_TRY_VOID(recording.m_index->bytes.read(path));
    const Result<void> taken = recording.take_whole();
    if (!taken) return error(path.string() + ": " + taken.error().what, taken.error().remedy);
    return recording;
}

Result<Recording> Recording::from_bytes(std::string_view bytes) {
    Recording recording;
    recording.m_index->bytes.append(bytes);
    VIV_TRY_VOID(recording.take_whole());
    return recording;
}

Result<void> Recording::take_whole() {
    const std::string_view all = bytes();
    if (all.substr(0, kMagic.size()) != kMagic.substr(0, all.size()) || all.empty()) {
        return error("this is no recording", "make one with `vivarium record FILE.py -o REC.viv`");
    }
    m_index->parse();
    close();
    if (!damage() || has_header()) return {};
    return error("nothing of this recording can be read: " + damage()->what,
                 "record the snippet again");
}

void Recording::append(std::string_view bytes) {
    m_index->bytes.append(bytes);
    m_index->parse();
}

void Recording::close() {
    if (m_index->damage) return;
    const std::uint64_t at = m_index->parsed_bytes;
    if (m_index->end) {
        const std::uint64_t rest = m_index->bytes.size() - at;
        if (rest > 0) m_index->mark_damage(at, std::to_string(rest) + " bytes stand after the end");
        return;
    }
    m_index->mark_damage(at, at == m_index->bytes.size()
                                 ? "the recording stops without saying how the run ended"
                                 : "the file ends in the middle of a step");
}

void Recording::close_with(const RunEnd& end, const std::vector<Output>& output,
                           const std::vector<std::string>& notes) {
    if (m_index->end) return;
    if (m_index->damage) {
        // Part of a group that makes no sense was taken: what was whole is read anew.
        auto whole = std::make_unique<RecordingIndex>();
        whole->bytes.append(bytes().substr(0, m_index->parsed_bytes));
        whole->parse();
        m_index = std::move(whole);
    }
    m_index->bytes.cut(m_index->parsed_bytes);
    if (m_index->bytes.size() == 0) {
        m_index->bytes.append(LogWriter(LogWriter::kMinimumSize).bytes());
    }

    Encoder group;
    for (const Output& piece : output) {
        group.byte(static_cast<std::uint8_t>(Record::Output));
        group.number(piece.text.size() + 1);
        group.byte(static_cast<std::uint8_t>(piece.stream));
        group.raw(piece.text);
    }
    for (const std::string& note : notes) {
        group.byte(static_cast<std::uint8_t>(Record::Note));
        group.text(note);
    }
    Encoder out;
    write(out, end);
    group.byte(static_cast<std::uint8_t>(Record::End));
    group.number(out.bytes().size() + kChecksumSize);
    group.raw(out.bytes());
    group.fixed32(group_checksum(group.bytes()));
    append(group.bytes());
}

std::string_view Recording::bytes() const {
    return m_index->bytes.view();
}
bool Recording::has_header() const {
    return m_index->header.has_value();
}
const Header& Recording::header() const {
    return m_index->header ? *m_index->header : nothing<Header>();
}
const std::optional<RunEnd>& Recording::end() const {
    return m_index->end;
}
const std::optional<Damage>& Recording::damage() const {
    return m_index->damage;
}

std::uint32_t Recording::step_count() const {
    return m_index->history.step_count();
}
StepMark Recording::step(StepId step) const {
    if (!step || step > last_step()) return {};
    const History& history = m_index->history;
    const std::uint32_t block = history.block_of_step(step.value);
    return history.contents(block)->marks[step.value - history.block(block).first_step];
}
std::uint32_t Recording::line(StepId step) const {
    return place(this->step(step).place).line;
}
const CodePlace& Recording::place(PlaceId place) const {
    return at(m_index->places, place);
}
const CodeInfo& Recording::code(CodeId code) const {
    return at(m_index->codes, code);
}
const TypeInfo& Recording::type(TypeId type) const {
    return at(m_index->types, type);
}
std::uint32_t Recording::type_count() const {
    return static_cast<std::uint32_t>(m_index->types.size());
}
std::string_view Recording::text(TextId text) const {
    return m_index->text(text);
}
const Layout* Recording::layout(std::string_view name) const {
    return m_index->layout(name);
}

std::vector<FrameState> Recording::frames(StepId step) const {
    return m_index->chain(this->step(step).frame, step);
}

std::vector<std::pair<ThreadId, std::vector<FrameState>>> Recording::others(StepId step) const {
    std::vector<std::pair<ThreadId, std::vector<FrameState>>> others;
    if (!step || step > last_step()) return others;
    const ThreadId own = this->step(step).thread;
    const auto threads = m_index->history.moment(step.value).threads();
    for (const auto& [thread, innermost] : threads) {
        if (ThreadId{thread} == own) continue;
        others.emplace_back(ThreadId{thread}, m_index->chain(FrameId{innermost}, step));
    }
    return others;
}

FrameState Recording::frame(FrameId frame, StepId step) const {
    if (step && step <= last_step()) return m_index->frame_at(frame, step);
    FrameState none;
    none.id = frame;
    return none;
}

std::uint32_t Recording::object_count() const {
    return m_index->history.object_count();
}
Birth Recording::birth(ObjectId object) const {
    return m_index->birth(object);
}
StepId Recording::death(ObjectId object) const {
    const History& history = m_index->history;
    return history.is_lost(object.value) ? StepId{} : StepId{history.end_of(object.value)};
}
StepId Recording::lost(ObjectId object) const {
    const History& history = m_index->history;
    return history.is_lost(object.value) ? StepId{history.end_of(object.value)} : StepId{};
}

bool Recording::alive(ObjectId object, StepId step) const {
    return step && step <= last_step() && m_index->is_alive(object, step);
}

std::int64_t Recording::refcount(ObjectId object, StepId step) const {
    const History& history = m_index->history;
    if (!object || object.value > object_count() || !step || step > last_step()) return 0;
    if (const AliveObject* entry = history.moment(step.value).find(object.value)) {
        return entry->count;
    }
    // Not born yet, or gone: then it is the last one that it had.
    if (object.value > history.born_by(step.value)) return 0;
    const auto& counts = m_index->counts(object);
    const auto after =
        std::upper_bound(counts.begin(), counts.end(), step,
                         [](StepId wanted, const auto& entry) { return wanted < entry.first; });
    return after == counts.begin() ? 0 : std::prev(after)->second;
}

std::vector<Outsider> Recording::residue(ObjectId object, StepId step) const {
    const auto found = m_index->residues.find(object.value);
    if (found == m_index->residues.end()) return {};
    const RecordingIndex::Outsiders& all = found->second;
    const auto after = std::upper_bound(all.begin(), all.end(), step,
                                        [](StepId at, const auto& one) { return at < one.first; });
    return after == all.begin() ? std::vector<Outsider>() : std::prev(after)->second;
}

ObjectView Recording::object(ObjectId object, StepId step) const {
    VIV_ASSERT(object && object.value <= object_count(), "no such object");
    VIV_ASSERT(step && step <= last_step(), "no such step");
    ObjectView view{birth(object), death(object), refcount(object, step),
                    m_index->body_at(object, step)};

    // The count is recorded once, apart from the bytes it stands in.
    const Layout* struct_layout =
        view.body.blocks.empty() ? nullptr : layout(text(view.body.blocks.front().name));
    if (struct_layout != nullptr) {
        std::string& bytes = view.body.blocks.front().bytes;
        for (const Field& field : struct_layout->fields) {
            if (field.kind != FieldKind::RefCount) continue;
            for (std::uint32_t i = 0; i < field.size_bytes && i < 8; ++i) {
                const std::uint64_t to = std::uint64_t{field.offset_bytes} + i;
                if (to >= bytes.size()) break;
                bytes[to] = static_cast<char>(static_cast<std::uint64_t>(view.refcount) >> (8 * i));
            }
        }
    }
    return view;
}

StepId Recording::body_since(ObjectId object, StepId step) const {
    if (!step || step > last_step()) return {};
    const auto found = find_body(m_index->history, object.value, step.value);
    return found ? StepId{last_version_step(m_index->history, *found)} : StepId{};
}

ObjectId Recording::object_at(std::uint64_t address, StepId step) const {
    if (!step || step > last_step()) return {};
    const auto& list = m_index->addresses(step);
    const auto found = std::lower_bound(list.begin(), list.end(), std::pair(address, ObjectId{}));
    return found != list.end() && found->first == address ? found->second : ObjectId{};
}

std::vector<ObjectId> Recording::alive_objects(StepId step) const {
    std::vector<ObjectId> alive_now;
    if (!step || step > last_step()) return alive_now;
    const Moment& moment = m_index->history.moment(step.value);
    alive_now.reserve(moment.alive_count());
    for (const AliveObject& entry : moment.objects()) {
        if (entry.block != AliveObject::kTombstone) alive_now.emplace_back(entry.id);
    }
    return alive_now;
}

std::vector<ObjectId> Recording::reachable_objects(StepId step) const {
    std::vector<ObjectId> objects;
    if (!step || step > last_step()) return objects;
    const std::vector<bool>& reached = m_index->reached(*this, step);
    for (std::uint32_t id = 1; id < reached.size(); ++id) {
        if (reached[id]) objects.emplace_back(id);
    }
    return objects;
}

std::vector<ObjectId> Recording::died(StepId step) const {
    return gone_at(m_index->history, step, false);
}

std::vector<ObjectId> Recording::lost_at(StepId step) const {
    return gone_at(m_index->history, step, true);
}

std::vector<std::pair<StepId, std::int64_t>> Recording::count_history(ObjectId object) const {
    if (!object || object.value > object_count()) return {};
    return m_index->counts(object);
}

namespace {

// What was told between the step before and this one, of a list in the order of steps.
template <class Told>
std::vector<Told> told_at(const std::vector<std::pair<StepId, Told>>& list, StepId step) {
    std::vector<Told> told;
    auto at = std::lower_bound(list.begin(), list.end(), step,
                               [](const auto& entry, StepId when) { return entry.first < when; });
    for (; at != list.end() && at->first == step; ++at) told.push_back(at->second);
    return told;
}

}  // namespace

std::optional<std::uint8_t> Recording::generation(ObjectId object, StepId step) const {
    if (!m_index->body_at(object, step).is_tracked) return std::nullopt;
    const auto found = m_index->generations.find(object.value);
    if (found == m_index->generations.end()) return 0;
    std::uint8_t generation = 0;
    for (const auto& [from, told] : found->second) {
        if (from <= step) generation = told;
    }
    return generation;
}

std::vector<Collection> Recording::collections(StepId step) const {
    return told_at(m_index->collections, step);
}

std::vector<std::string> Recording::notes(StepId step) const {
    return told_at(m_index->notes, step);
}

std::vector<Output> Recording::output(StepId step) const {
    std::vector<Output> outputs;
    const History& history = m_index->history;
    if (!step || history.block_count() == 0) return outputs;
    const auto contents = history.contents(history.block_of_step(step.value));
    for (const BlockContents::Output& piece : contents->outputs) {
        if (piece.step != step.value) continue;
        const std::string_view text = bytes().substr(piece.offset_bytes, piece.size_bytes);
        if (!outputs.empty() && outputs.back().stream == piece.stream) {
            outputs.back().text += text;
        } else {
            outputs.push_back({piece.stream, std::string(text)});
        }
    }
    return outputs;
}

std::vector<Output> Recording::output_at_end() const {
    return output(StepId{step_count() + 1});
}

}  // namespace viv::wire
