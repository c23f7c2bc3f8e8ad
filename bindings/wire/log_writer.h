// Writes a recording: the Sink that the recorder's observations go to. Whole groups are published,
// so a reader of the same memory, in this process or another, sees a step entirely or not at all.
//
// The memory is given (the worker maps a shared one) or its own (tests). One thread at a time.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bindings/trace/sink.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/delta.h"
#include "bindings/wire/format.h"
#include "bindings/wire/record_row.h"
#include "bindings/wire/values.h"

namespace viv::wire {

// So that texts can be looked up without a std::string being made.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

class LogWriter final : public Sink {
public:
    // Writes into `memory`, which has to be at least kMinimumSize and zeroed.
    explicit LogWriter(std::span<char> memory);
    // Writes into memory of its own of that size; bytes() is for tests and for saving.
    explicit LogWriter(std::size_t capacity_bytes = std::size_t{16} << 20);

    static constexpr std::size_t kMinimumSize = 64 << 10;

    void header(const Header& header) override;
    void layout(const Layout& layout) override;
    TextId text(std::string_view text) override;
    TypeId type(const TypeInfo& type) override;
    CodeId code(const CodeInfo& code) override;
    PlaceId place(const CodePlace& place) override;

    void born(const Birth& birth) override;
    void count(ObjectId object, std::int64_t refcount) override;
    void body(ObjectId object, const Body& body) override;
    [[nodiscard]] bool plain_int(ObjectId object, const PlainInt& number) override;
    [[nodiscard]] bool items(ObjectId object, const Body& body, const ItemsChange& change) override;
    [[nodiscard]] bool struct_bytes(ObjectId object, std::string_view bytes) override;
    void died(ObjectId object) override;
    void lost(ObjectId object) override;
    void frame(const FrameState& frame) override;
    void set(FrameId frame, std::span<const std::pair<std::uint32_t, ObjectId>> variables) override;
    [[nodiscard]] bool stack(FrameId frame, std::size_t kept, std::size_t kept_paying,
                             std::span<const ObjectId> pushed) override;
    void left(FrameId frame) override;
    void thread(ThreadId thread, FrameId innermost) override;
    void residue(ObjectId object, std::span<const Outsider> holders) override;
    void output(Stream stream, std::string_view bytes) override;
    void note(std::string_view text) override;
    void collection(const Collection& collection) override;
    void generation(ObjectId object, std::uint8_t generation) override;
    [[nodiscard]] bool step(const StepMark& mark) override;
    void end(const RunEnd& end) override;

    // Publishes what has been written so far, without a step (the header, before the first one).
    void seal();
    // Publishes what came after the last step; no more will. For a log whose end somebody else
    // adds.
    void stop();

    // The published bytes.
    [[nodiscard]] std::string_view bytes() const;
    [[nodiscard]] std::uint32_t steps_written() const { return m_steps; }

private:
    // A thing is written whole again after this many changes, so that a reader's way is never long.
    static constexpr std::uint32_t kMaxSplices = 256;

    // An object of this step: it is written at the step's end, with its count and its body.
    struct Young {
        Birth birth;
        std::int64_t count = 0;
        bool is_template = false;
        std::size_t begin = 0, end = 0;  // its delta's place in m_young_deltas
    };
    struct Counted {
        std::uint32_t object = 0;
        std::int64_t difference = 0;
    };
    // What a reader knows of a frame.
    struct KnownFrame {
        FrameState state;
        PlaceId place;  // with the steps taken into account
        std::uint32_t changes = 0;
    };
    // The last sections of an object whose content can change.
    struct KnownBody {
        Packed sections;
        std::uint32_t splices = 0;
    };
    struct KnownObject {
        std::int64_t count = 0;
        std::uint64_t address = 0;
        TypeId type;
        std::unique_ptr<KnownBody> body;
    };
    // Of a type: what a Fresh is written against.
    struct Template {
        Packed sections;
        // An int's: where another differs from it by no more than its number.
        std::optional<PlainInt> number;
    };

    template <class Value>
    void define(Record kind, const Value& value);
    [[nodiscard]] Young* young_of(ObjectId object);
    void young_body(Young& young, const Body& body);
    [[nodiscard]] KnownObject& known(ObjectId object) { return m_objects[object.value - 1]; }
    [[nodiscard]] KnownFrame* find_frame(FrameId frame);
    [[nodiscard]] KnownFrame& make_frame(FrameId frame);
    [[nodiscard]] Standing standing(const KnownObject& object) const;
    void new_frame(const FrameState& frame);
    void place_change(FrameId frame, PlaceId before, PlaceId now);
    void small_change(const FrameState& before, const FrameState& now);
    void large_change(KnownFrame& known, const FrameState& now, bool is_placed);
    void gather();
    void gather_last();
    void gather_young();
    void gather_counts();
    // The record that was begun in m_group ends the group. False: it doesn't fit and is dropped.
    [[nodiscard]] bool close_group(std::size_t reserve);
    void drop_group();
    void start();
    void gather_generations();

    std::vector<char> m_own;
    std::span<char> m_memory;
    std::size_t m_published = 0;
    std::uint32_t m_steps = 0;
    bool m_ended = false;
    std::unordered_map<std::uint32_t, std::uint8_t> m_generations;  // by object; 0 is left out
    std::array<std::vector<std::uint32_t>, kFrozen + 1> m_moved;    // objects, in this step

    // The group that is being gathered: definitions, then births, deaths, counts, changes.
    RecordRow m_group, m_changes;
    std::vector<Young> m_young;
    Encoder m_young_deltas;
    std::vector<Counted> m_counted;
    std::vector<std::uint32_t> m_dead;

    std::unordered_map<std::string, TextId, TextHash, std::equal_to<>> m_texts;
    std::vector<std::uint64_t> m_types;  // their addresses
    std::uint32_t m_codes = 0, m_places = 0;
    std::vector<KnownObject> m_objects;                        // by number
    std::vector<std::unique_ptr<Template>> m_body_templates;   // by type
    std::vector<std::unique_ptr<Template>> m_frame_templates;  // by code
    std::uint64_t m_last_address = 0;
    std::vector<std::uint32_t> m_frame_places;          // by frame; 0: it is not there
    std::vector<std::unique_ptr<KnownFrame>> m_frames;  // by place less one
    std::vector<std::uint32_t> m_free_frames;           // places
    Packed m_before, m_after;                           // room for comparing, kept between calls
    Encoder m_slots;                                    // likewise
};

}  // namespace viv::wire
