// The objects that the recording knows, as they were at the last step: numbers them, follows them
// until they die, and writes down what changed. Holds no reference to any of them.
//
// A step looks at each object alive, so what is looked at stands close together: the count of each,
// then the memory of those whose content can change.
#pragma once

#include <Python.h>

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/objects/decoder.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class ObjectsSeen final : public Scribe {
public:
    // `filename`: the co_filename of the snippet's code; what comes from other files stays closed.
    // `most`: more objects alive than that are not kept, but for those that frames refer to.
    ObjectsSeen(Sink& sink, PyObject* filename, std::size_t most)
        : m_sink(sink), m_filename(filename), m_most(most) {}

    // None when there are too many objects already: the owner is then marked as cut.
    ObjectId id_of(PyObject* object) override;
    // The same for what a frame refers to, which is never left out.
    ObjectId id_of_root(PyObject* object);
    TextId text(std::string_view text) override;
    TextId slot_text(const char* prefix, PyObject* code, int index) override;

    // The deaths since the last step are written down; returns whether there were any.
    bool take_deaths();
    // At the next scan everything is looked into, whether it seems to have changed or not.
    void suspect_all() { m_is_all_suspect = true; }
    // Writes what changed of all objects alive. `correction` is subtracted from an object's count:
    // references that only the act of tracing holds.
    using Corrections = std::vector<std::pair<PyObject*, std::int64_t>>;
    void scan(StepId step, const Corrections& corrections);
    // The same where only these can have changed: what is new, what was touched since the last
    // scan, and the content of `contents`, which may have died (addresses only).
    void scan_touched(StepId step, const Corrections& corrections,
                      std::span<PyObject* const> contents);
    // Its count may have changed: what refers to it has.
    void touch(ObjectId object) {
        if (object) m_touched.push_back(object.value);
    }
    // Has something died, or come, since the last scan that others have to be looked at for?
    [[nodiscard]] bool has_wide_effect() const {
        return m_has_deep_death || m_is_all_suspect || m_has_lost_target ||
               (m_has_room && m_has_ever_refused);
    }

    [[nodiscard]] std::size_t alive() const { return m_alive; }

    // Are there so many that some have to go?
    [[nodiscard]] bool is_overfull() const { return m_alive >= m_bound; }
    // Lets go of those that are farthest from `roots`, which stay: they are lost to the recording,
    // and who refers to them is marked as cut.
    void keep_nearest(const std::vector<ObjectId>& roots);

    // The objects that were numbered since this was last cleared.
    [[nodiscard]] std::vector<std::pair<PyObject*, ObjectId>>& fresh() { return m_fresh; }

private:
    // One for each object alive; the place of a dead one is given to the next that is born.
    struct Watched {
        PyObject* object = nullptr;
        std::int64_t count = 0;
        [[nodiscard]] std::int64_t difference() const { return Py_REFCNT(object) ^ count; }
    };
    struct About {
        std::uint32_t number = 0;  // 0: nobody lives here
        // The places of the first objects that referred to it; more are not told apart.
        std::array<std::uint32_t, 4> owners{};
        std::uint8_t owner_count = 0;
        bool has_more_owners = false;
        std::uint32_t content = kNone;
        std::uint32_t distance = 0;  // from the frames, as last found out
        const Decoder* decoder = nullptr;
        bool is_open = false;  // what it refers to is followed
        bool is_atom = false;  // of a built-in type that holds no others: nothing dies with it

        void add_owner(std::uint32_t place) {
            for (std::size_t i = 0; i < owner_count; ++i) {
                if (owners[i] == place) return;
            }
            has_more_owners = has_more_owners || owner_count == owners.size();
            if (owner_count < owners.size()) owners[owner_count++] = place;
        }
    };
    // What of an object can change besides its count.
    struct Content {
        PyObject* object = nullptr;
        std::uint32_t place = 0;
        bool is_gc = false;       // may be tracked or not
        bool is_tracked = false;  // it was
        bool is_suspect = false;  // something that it referred to has died
        bool is_dying = false;    // its deallocator is at work: its fields may lead nowhere
        bool has_refused = false;
        std::size_t counter_bytes = 0;                 // behind its head, that change all the time
        bool is_list = false;                          // exactly, and followed
        bool is_generator = false;                     // likewise
        void (*pieces)(PyObject*, Pieces&) = nullptr;  // null: nothing but whether it is tracked
        std::string memory;                            // its pieces, as they were
        std::vector<std::uint32_t> targets;  // numbers of what it refers to, as last decoded
    };
    static constexpr std::uint32_t kNone = 0xffffffff;

    struct KnownText {
        const char* data = nullptr;
        std::string text;
        TextId id;
    };

    // Names of the slots of a code object's frames, as far as they have been asked for.
    struct KnownSlots {
        std::uint32_t number = 0;  // the object's: another may come to its address
        std::vector<TextId> texts;
    };

    bool is_open(PyObject* object, const Decoder& decoder);
    TypeId type_of(PyObject* object, const Decoder& decoder);
    std::uint32_t place_for(PyObject* object);
    void add_content(std::uint32_t place, PyObject* object);
    void drop_content(std::uint32_t content);
    void bury(std::uint32_t number);
    void remove(std::uint32_t number);
    [[nodiscard]] std::uint32_t distance_of_next(const About& owner) const;
    [[nodiscard]] static std::uint32_t distance_of(const About& owner, std::size_t index);
    // Their places; sets their distances, and m_bound to how many of them may stay.
    [[nodiscard]] std::vector<std::uint32_t> nearest_first(const std::vector<ObjectId>& roots);
    [[nodiscard]] static bool has_changed(Content& content);
    [[nodiscard]] bool refers_to_dead(const Content& content) const;
    void decode(std::uint32_t place);
    void decode_open(std::uint32_t place, const Decoder& decoder);
    void decode_new();
    // In short, if it is one and the sink takes it so.
    [[nodiscard]] bool tell_plain_int(std::uint32_t place);
    [[nodiscard]] bool check_dying(Content& content);
    void scan_contents();
    void check_content(Content& content, bool is_asked);
    [[nodiscard]] bool has_only_counted(Content& content);
    [[nodiscard]] bool has_only_run(Content& content);
    [[nodiscard]] bool has_only_items(std::uint32_t index);
    // Items that are as they were: the first ones, and the last ones.
    struct ItemsRange {
        std::size_t kept = 0, same_at_end = 0;
    };
    [[nodiscard]] bool tell_items(std::uint32_t index, std::size_t before, const ItemsRange& range);
    void reset_body();
    void scan_counts(const Corrections& corrections);
    void check_count(std::size_t place, const Corrections& corrections);
    void check_corrected(const Corrections& corrections);

    Sink& m_sink;
    PyObject* m_filename;
    std::size_t m_most;
    std::size_t m_bound = m_most + m_most / 4;  // so many are too many
    std::uint32_t m_farthest = 0;               // the greatest distance
    StepId m_step{1};
    std::vector<std::pair<PyObject*, ObjectId>> m_fresh;
    std::uint32_t m_numbers = 0;
    std::size_t m_alive = 0;
    std::vector<std::uint32_t> m_places;  // by number
    std::vector<Watched> m_watched;       // by place
    std::vector<About> m_about;           // by place
    std::vector<std::uint32_t> m_free;    // places
    std::vector<Content> m_contents;
    std::vector<std::uint32_t> m_new;  // places of objects that aren't decoded yet
    std::unordered_map<PyTypeObject*, std::pair<TypeId, std::uint32_t>> m_types;
    PyTypeObject* m_last_type = nullptr;  // that was asked for, and can't be another by now
    TypeId m_last_type_id;
    const Decoder* m_int_decoder = nullptr;
    std::array<KnownText, 256> m_texts;
    using SlotsOf = std::pair<const char*, PyObject*>;  // prefix and code object
    std::map<SlotsOf, KnownSlots> m_slot_texts;
    SlotsOf m_last_slots{};  // asked for last
    KnownSlots* m_last_known_slots = nullptr;
    std::uint32_t m_decoding = kNone;  // the place of the object that is being decoded
    bool m_is_all_suspect = false;
    bool m_has_lost_target = false;  // one with more owners than are told apart has died
    bool m_has_refused = false;      // an object was left out since this was last cleared
    bool m_has_room = false;         // objects have died since one was left out
    bool m_has_ever_refused = false;
    bool m_has_deep_death = false;         // one has died that may have held others
    std::vector<std::uint32_t> m_touched;  // numbers; since the last scan
    Body m_body;                           // room for decoding, kept
    std::vector<ObjectId> m_inserted;      // likewise
};

}  // namespace viv::cpython
