// See stage_rows.h. Cards are met breadth first, so that an object's depth is its shortest way from
// a frame and parents stand before their children.
#include "app/panels/stage/stage_rows.h"

#include <algorithm>
#include <unordered_map>

#include "app/panels/stage/card_rows.h"
#include "app/panels/words.h"
#include "app/session/query.h"

namespace viv::panels::stage {

namespace {

constexpr std::size_t kTextCharacters = 60;

bool has_name(ObjectKind kind) {
    return kind == ObjectKind::Function || kind == ObjectKind::Class ||
           kind == ObjectKind::Module || kind == ObjectKind::Generator;
}

// A function's qualified name without where it was made: `outer.<locals>.inner` is `inner`.
std::string short_name(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
}

class Builder {
public:
    Builder(Bodies& bodies, StepId step, const Calm& calm, Detail detail)
        : m_bodies(bodies),
          m_recording(bodies.recording()),
          m_source{bodies, step, calm},
          m_step(step),
          m_before{step.value > 1 ? step.value - 1 : 0},
          m_detail(detail) {
        m_scene.step = step;
    }

    Scene build() {
        add_frames();
        follow(0);
        add_islands();
        add_ghosts();
        return std::move(m_scene);
    }

private:
    bool wants_changes() const { return m_detail == Detail::Everything && m_before; }

    void add_frames() {
        std::unordered_map<std::uint32_t, FrameState> earlier;
        if (wants_changes()) {
            for (FrameState& frame : m_recording.frames(m_before)) {
                earlier.emplace(frame.id.value, std::move(frame));
            }
            for (auto& [thread, frames] : m_recording.others(m_before)) {
                for (FrameState& frame : frames) earlier.emplace(frame.id.value, std::move(frame));
            }
        }
        add_stack(m_recording.frames(m_step), earlier, true, {});
        for (const auto& [thread, others] : m_recording.others(m_step)) {
            const std::string name = fmt::format("thread {}", thread.value);
            m_scene.has_threads = true;
            add_stack(others, earlier, false, name);
        }
    }

    // A function that calls itself over and over: the first calls and the last ones stand for all.
    void add_stack(const std::vector<FrameState>& frames,
                   const std::unordered_map<std::uint32_t, FrameState>& earlier, bool is_stepped,
                   const std::string& thread) {
        const Calm& calm = m_source.calm;
        for (std::size_t first = 0; first < frames.size();) {
            std::size_t last = first;
            while (last < frames.size() && frames[last].code == frames[first].code) ++last;
            const std::size_t fold_from = first + calm.head_calls;
            const bool is_folded = last - first > calm.calls;
            const std::size_t fold_until = is_folded ? last - calm.tail_calls : fold_from;
            for (std::size_t i = first; i < last; ++i) {
                note_held(frames[i]);
                if (is_folded && i == fold_from) add_folded(frames[i], fold_until - fold_from);
                if (is_folded && i >= fold_from && i < fold_until) continue;
                add_frame(frames[i], earlier, is_stepped && i + 1 == frames.size(), thread);
            }
            first = last;
        }
    }

    // Stands in the place of the first of them, and so keeps its key while the calls go deeper.
    void add_folded(const FrameState& first, std::size_t count) {
        Card card;
        card.key = key_of(first.id);
        card.title = fmt::format("… {} of {}", counted(count, "more call"),
                                 m_recording.code(first.code).name);
        card.text = card.title;
        m_scene.cards.push_back(std::move(card));
    }

    void add_frame(const FrameState& frame,
                   const std::unordered_map<std::uint32_t, FrameState>& earlier, bool is_running,
                   const std::string& thread) {
        const CodeInfo& code = m_recording.code(frame.code);
        const auto was = earlier.find(frame.id.value);
        Card card;
        card.key = key_of(frame.id);
        card.title = code.name;
        if (const std::uint32_t line = m_recording.place(frame.place).line; line != 0) {
            card.address = fmt::format("line {}", line);
        }
        card.is_module = !frame.back && code.name == "<module>";
        card.is_running = is_running;
        card.note = is_running ? "running" : thread;
        card.is_new = wants_changes() && was == earlier.end();
        card.rows = frame_rows(m_source, frame, was == earlier.end() ? nullptr : &was->second);
        if (card.is_new) {
            for (Row& row : card.rows) row.is_changed = row.target && row.tag != "stack";
        }
        if (m_detail == Detail::Everything) write_text(card);
        m_scene.cards.push_back(std::move(card));
    }

    void write_text(Card& card) const {
        card.text = card.title;
        if (!card.address.empty()) card.text += " " + card.address;
        if (!card.note.empty()) card.text += " " + card.note;
        card.lines = {card.text};
        for (const Row& row : card.rows) {
            std::string value = row.value;
            if (row.target) value = wire::repr(m_recording, row.target, m_step, kTextCharacters);
            if (!row.is_inline) value = object_name(row.target) + " " + value;
            card.lines.push_back(fmt::format("{} = {}", row.label, value));
            card.text += "; " + card.lines.back();
        }
    }

    // Gives the targets of all cards from `first` on cards of their own, and so on.
    void follow(std::size_t first) {
        for (std::size_t i = first; i < m_scene.cards.size(); ++i) {
            for (std::size_t r = 0; r < m_scene.cards[i].rows.size(); ++r) {
                const Row& row = m_scene.cards[i].rows[r];
                if (row.is_inline || !row.target) continue;
                const bool is_changed = row.is_changed, is_borrowed = row.is_borrowed;
                const auto to = card_of(row.target, i, r);
                if (to == kNoCard) continue;
                m_scene.edges.push_back({static_cast<std::uint32_t>(i),
                                         static_cast<std::uint32_t>(r), to, is_changed,
                                         is_borrowed});
            }
        }
    }

    static constexpr std::uint32_t kNoCard = ~std::uint32_t{0};

    std::uint32_t card_of(ObjectId object, std::size_t parent, std::size_t row) {
        if (const auto found = m_cards.find(object); found != m_cards.end()) return found->second;
        if (m_scene.cards.size() >= m_source.calm.cards) {
            m_scene.left_out += m_left_out.insert({object.value, true}).second ? 1 : 0;
            return kNoCard;
        }
        Card card = object_card(object, m_step);
        const Card& from = m_scene.cards[parent];
        card.depth = from.depth + 1;
        card.parent = from.key;
        card.parent_row = static_cast<std::uint32_t>(row);
        card.state = from.state;
        return add(object, std::move(card));
    }

    std::uint32_t add(ObjectId object, Card card) {
        const auto index = static_cast<std::uint32_t>(m_scene.cards.size());
        m_cards.emplace(object, index);
        m_scene.cards.push_back(std::move(card));
        return index;
    }

    Card object_card(ObjectId object, StepId step) {
        const auto entry = m_bodies.at(object, step);
        const Birth& birth = m_recording.birth(object);
        const std::int64_t count = m_recording.refcount(object, step);
        Card card;
        card.key = key_of(object);
        card.kind = entry->body.kind;
        card.title = entry->type_name;
        if (has_name(card.kind)) card.name = short_name(entry->body.value.text);
        card.address = short_address(birth.address);
        set_count(card, birth, count);
        if (step == m_step) {
            card.rows = rows_of(object, *entry);
            card.is_new = wants_changes() && birth.step == m_step && !birth.is_older;
        }
        if (m_detail == Detail::Everything) {
            card.text = fmt::format("{} {} {}", card.title, object_name(object), card.address);
            card.text += card.badge.empty() ? " " + card.note : " count " + card.badge;
            if (!card.change.empty()) card.text += " (" + card.change + ")";
            card.text += " " + wire::repr(m_recording, object, step, kTextCharacters);
        }
        return card;
    }

    std::vector<Row> rows_of(ObjectId object, const Bodies::Entry& entry) {
        std::shared_ptr<const Bodies::Entry> before;
        if (wants_changes() && m_recording.birth(object).step < m_step &&
            m_recording.alive(object, m_before)) {
            before = m_bodies.at(object, m_before);
        }
        std::vector<Row> rows = object_rows(m_source, entry.body, before ? &before->body : nullptr);
        if (!entry.short_text.empty() && entry.body.slots.empty()) {
            Row value;  // a value too long for the row that leads here
            value.value = entry.short_text;
            value.hue = entry.body.kind;
            rows.insert(rows.begin(), std::move(value));
        }
        return rows;
    }

    void set_count(Card& card, const Birth& birth, std::int64_t count) const {
        if (birth.is_static) {
            card.note = "shared";
        } else if (birth.is_older) {
            card.note = "older";
        } else {
            card.badge = fmt::format("{}", count);
            if (wants_changes() && birth.step < m_step && m_recording.alive(birth.id, m_before)) {
                card.count_change = count - m_recording.refcount(birth.id, m_before);
                card.change = change_text(card.count_change);
            }
        }
    }

    // What the frame holds, drawn or not: the beginning of all that can be reached.
    void note_held(const FrameState& frame) {
        for (const Slot& slot : frame.variables) m_held.push_back(slot.target);
        for (const ObjectId cell : frame.cells) m_held.push_back(cell);
        for (const Slot& slot : frame.hidden) m_held.push_back(slot.target);
        if (!frame.stack) return;
        for (const Slot& slot : *frame.stack) m_held.push_back(slot.target);
    }

    // Takes out of `objects` what the frames lead to, through hidden slots too. What stays may
    // still be reached from elsewhere: the recording knows, but it takes much longer to say.
    void drop_reached(std::vector<ObjectId>& objects) {
        std::unordered_map<std::uint32_t, bool> seen;
        std::vector<ObjectId> todo = m_held;
        while (!todo.empty()) {
            const ObjectId object = todo.back();
            todo.pop_back();
            if (!object || !m_recording.alive(object, m_step)) continue;
            if (!seen.insert({object.value, true}).second) continue;
            for (const Slot& slot : m_bodies.at(object, m_step)->body.slots) {
                if (slot.target) todo.push_back(slot.target);
            }
        }
        std::erase_if(objects, [&](ObjectId object) { return seen.count(object.value) > 0; });
    }

    // What was reachable once, is not any more, and still lives.
    void add_islands() {
        std::vector<ObjectId> unseen;
        for (const ObjectId object : m_bodies.own_alive(m_step)) {
            if (m_cards.count(object)) continue;
            const auto entry = m_bodies.at(object, m_step);
            if (is_inline(m_source.calm, entry->body.kind, entry->short_text.size())) continue;
            unseen.push_back(object);
        }
        if (!unseen.empty()) drop_reached(unseen);
        if (unseen.empty()) return;
        const std::vector<ObjectId> reached = m_recording.reachable_objects(m_step);
        const std::size_t first = m_scene.cards.size();
        for (const ObjectId object : unseen) {
            if (std::binary_search(reached.begin(), reached.end(), object)) continue;
            if (m_cards.count(object)) continue;
            const std::size_t from = m_scene.cards.size();
            if (from >= m_source.calm.cards) {
                ++m_scene.left_out;
                continue;
            }
            Card card = object_card(object, m_step);
            card.state = CardState::Island;
            card.depth = 1;
            add(object, std::move(card));
            follow(from);
        }
        explain_islands(first);
    }

    // An island is held by nobody but itself. What has more references than that is in the hands of
    // C code that stands between two steps, and no garbage.
    void explain_islands(std::size_t first) {
        if (m_detail != Detail::Everything) return;
        std::unordered_map<ObjectId, std::int64_t> held;
        for (std::size_t i = first; i < m_scene.cards.size(); ++i) {
            const ObjectId object{m_scene.cards[i].key.number};
            for (const Slot& slot : m_bodies.at(object, m_step)->body.slots) {
                if (slot.payment == Payment::Owned) ++held[slot.target];
            }
        }
        for (std::size_t i = first; i < m_scene.cards.size(); ++i) {
            Card& card = m_scene.cards[i];
            const ObjectId object{card.key.number};
            const bool is_closed = m_recording.refcount(object, m_step) <= held[object];
            card.note = is_closed ? "unreachable" : "held by C code";
            card.text += " " + card.note;
        }
    }

    void add_ghosts() {
        if (!m_before) return;
        for (const ObjectId object : m_recording.died(m_step)) {
            if (!m_recording.alive(object, m_before)) continue;
            const Birth& birth = m_recording.birth(object);
            if (birth.is_older || birth.is_static) continue;
            const auto entry = m_bodies.at(object, m_before);
            if (is_inline(m_source.calm, entry->body.kind, entry->short_text.size())) continue;
            if (m_scene.cards.size() >= m_source.calm.cards) return;
            Card card = object_card(object, m_before);
            card.state = CardState::Ghost;
            card.badge = "0";
            card.change.clear();
            card.note = "freed";
            card.text += " freed";
            m_scene.cards.push_back(std::move(card));
        }
    }

    Bodies& m_bodies;
    const wire::Recording& m_recording;
    RowSource m_source;
    StepId m_step, m_before;
    Detail m_detail;
    Scene m_scene;
    std::unordered_map<ObjectId, std::uint32_t> m_cards;
    std::unordered_map<std::uint32_t, bool> m_left_out;
    std::vector<ObjectId> m_held;  // by the frames
};

}  // namespace

Scene build_scene(Bodies& bodies, StepId step, const Calm& calm, Detail detail) {
    return Builder(bodies, step, calm, detail).build();
}

}  // namespace viv::panels::stage
