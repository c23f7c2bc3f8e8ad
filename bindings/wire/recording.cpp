// The public face of RecordingIndex. Every id that comes in is checked against what is known.
#include "bindings/wire/recording.h"

#include <algorithm>

#include "bindings/base/assert.h"
#include "bindings/base/file.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording_index.h"
#include "bindings/wire/values.h"

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

}  // namespace

Recording::Recording() : m_index(std::make_unique<RecordingIndex>()) {}
Recording::~Recording() = default;
Recording::Recording(Recording&&) noexcept = default;
Recording& Recording::operator=(Recording&&) noexcept = default;

Result<Recording> Recording::open(const std::filesystem::path& path) {
    VIV_TRY(const std::string bytes, read_file(path));
    auto recording = from_bytes(bytes);
    if (!recording) {
        return error(path.string() + ": " + recording.error().what, recording.error().remedy);
    }
    return recording;
}

Result<Recording> Recording::from_bytes(std::string_view bytes) {
    if (bytes.substr(0, kMagic.size()) != kMagic.substr(0, bytes.size()) || bytes.empty()) {
        return error("this is no recording", "make one with `vivarium record FILE.py -o REC.viv`");
    }
    Recording recording;
    recording.append(bytes);
    recording.close();
    if (recording.damage() && !recording.has_header()) {
        return error("nothing of this recording can be read: " + recording.damage()->what,
                     "record the snippet again");
    }
    return recording;
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

void Recording::close_with(const RunEnd& end, const std::vector<Output>& output) {
    if (m_index->end) return;
    m_index->bytes.resize(m_index->parsed_bytes);
    m_index->damage.reset();
    if (m_index->bytes.empty())
        m_index->bytes = std::string(LogWriter(LogWriter::kMinimumSize).bytes());

    Encoder group;
    for (const Output& piece : output) {
        group.byte(static_cast<std::uint8_t>(Record::Output));
        group.number(piece.text.size() + 1);
        group.byte(static_cast<std::uint8_t>(piece.stream));
        group.raw(piece.text);
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
    return m_index->bytes;
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
    return static_cast<std::uint32_t>(m_index->steps.size());
}
const StepMark& Recording::step(StepId step) const {
    return at(m_index->steps, step);
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
    return at(m_index->texts, text);
}

const Layout* Recording::layout(std::string_view name) const {
    for (const Layout& layout : m_index->layouts) {
        if (layout.name == name) return &layout;
    }
    return nullptr;
}

std::vector<FrameState> Recording::frames(StepId step) const {
    return m_index->chain(this->step(step).frame, step);
}

std::vector<std::pair<ThreadId, std::vector<FrameState>>> Recording::others(StepId step) const {
    std::vector<std::pair<ThreadId, std::vector<FrameState>>> others;
    for (const auto& [thread, history] : m_index->threads) {
        if (ThreadId{thread} == this->step(step).thread) continue;
        const auto after =
            std::upper_bound(history.begin(), history.end(), step,
                             [](StepId wanted, const auto& entry) { return wanted < entry.first; });
        if (after == history.begin()) continue;
        const FrameId innermost = std::prev(after)->second;
        if (innermost) others.emplace_back(ThreadId{thread}, m_index->chain(innermost, step));
    }
    return others;
}

FrameState Recording::frame(FrameId frame, StepId step) const {
    return m_index->frame_at(frame, step);
}

std::uint32_t Recording::object_count() const {
    return static_cast<std::uint32_t>(m_index->objects.size());
}
const Birth& Recording::birth(ObjectId object) const {
    return at(m_index->objects, object).birth;
}
StepId Recording::death(ObjectId object) const {
    return at(m_index->objects, object).died;
}

bool Recording::alive(ObjectId object, StepId step) const {
    const ObjectEntry& entry = at(m_index->objects, object);
    return entry.birth.id && entry.birth.step <= step && (!entry.died || entry.died > step);
}

std::int64_t Recording::refcount(ObjectId object, StepId step) const {
    const auto& counts = at(m_index->objects, object).counts;
    const auto after =
        std::upper_bound(counts.begin(), counts.end(), step,
                         [](StepId wanted, const auto& entry) { return wanted < entry.first; });
    return after == counts.begin() ? 0 : std::prev(after)->second;
}

ObjectView Recording::object(ObjectId object, StepId step) const {
    VIV_ASSERT(object && object.value <= object_count(), "no such object");
    const ObjectEntry& entry = m_index->objects[object.value - 1];
    ObjectView view{entry.birth, entry.died, refcount(object, step),
                    m_index->body_at(object, step)};

    // The count is recorded once, apart from the bytes it stands in.
    const Layout* struct_layout =
        view.body.blocks.empty() ? nullptr : layout(text(view.body.blocks.front().name));
    if (struct_layout != nullptr) {
        std::string& bytes = view.body.blocks.front().bytes;
        for (const Field& field : struct_layout->fields) {
            if (field.kind != FieldKind::RefCount) continue;
            for (std::uint32_t i = 0; i < field.size_bytes && field.offset_bytes + i < bytes.size();
                 ++i) {
                bytes[field.offset_bytes + i] =
                    static_cast<char>(static_cast<std::uint64_t>(view.refcount) >> (8 * i));
            }
        }
    }
    return view;
}

StepId Recording::body_since(ObjectId object, StepId step) const {
    const Versions& versions = at(m_index->objects, object).bodies;
    const auto after = std::upper_bound(
        versions.begin(), versions.end(), step.value,
        [](std::uint32_t wanted, const Version& version) { return wanted < version.step; });
    return after == versions.begin() ? StepId{} : StepId{std::prev(after)->step};
}

ObjectId Recording::object_at(std::uint64_t address, StepId step) const {
    const auto found = m_index->by_address.find(address);
    if (found == m_index->by_address.end()) return {};
    for (const ObjectId object : found->second) {
        if (alive(object, step)) return object;
    }
    return {};
}

std::vector<ObjectId> Recording::alive_objects(StepId step) const {
    std::vector<ObjectId> alive_now;
    for (const ObjectEntry& entry : m_index->objects) {
        if (entry.birth.step > step) break;
        if (!entry.died || entry.died > step) alive_now.push_back(entry.birth.id);
    }
    return alive_now;
}

std::vector<ObjectId> Recording::reachable_objects(StepId step) const {
    const std::vector<bool>& reached = m_index->reached(*this, step);
    std::vector<ObjectId> objects;
    for (std::uint32_t id = 1; id < reached.size(); ++id) {
        if (reached[id]) objects.emplace_back(id);
    }
    return objects;
}

std::vector<ObjectId> Recording::died(StepId step) const {
    std::vector<ObjectId> dead;
    const auto from =
        std::lower_bound(m_index->deaths.begin(), m_index->deaths.end(), step,
                         [](const auto& entry, StepId wanted) { return entry.first < wanted; });
    for (auto it = from; it != m_index->deaths.end() && it->first == step; ++it) {
        dead.push_back(it->second);
    }
    return dead;
}

std::vector<std::pair<StepId, std::int64_t>> Recording::count_history(ObjectId object) const {
    return at(m_index->objects, object).counts;
}

std::vector<Output> Recording::output(StepId step) const {
    std::vector<Output> outputs;
    const auto from = std::lower_bound(
        m_index->outputs.begin(), m_index->outputs.end(), step,
        [](const OutputEntry& entry, StepId wanted) { return entry.step < wanted; });
    for (auto it = from; it != m_index->outputs.end() && it->step == step; ++it) {
        const std::string_view bytes(m_index->bytes.data() + it->offset_bytes, it->size_bytes);
        if (!outputs.empty() && outputs.back().stream == it->stream) {
            outputs.back().text += bytes;
        } else {
            outputs.push_back({it->stream, std::string(bytes)});
        }
    }
    return outputs;
}

std::vector<Output> Recording::output_at_end() const {
    return output(StepId{step_count() + 1});
}

}  // namespace viv::wire
