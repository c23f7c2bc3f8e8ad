// A long recording is read as it was written, at every step, in any order, whole or growing: held
// against what the test itself remembers. Long enough for many blocks and checkpoints.
#include <doctest/doctest.h>
#include <algorithm>

#include <map>
#include <random>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::wire {
namespace {

struct RememberedObject {
    std::int64_t count = 0;
    std::vector<std::uint32_t> slots;
    std::uint32_t since = 0;
    std::uint64_t address = 0;
    friend bool operator==(const RememberedObject&, const RememberedObject&) = default;
};
struct RememberedFrame {
    std::uint32_t back = 0;
    std::uint32_t variable = 0;
    std::uint32_t place = 0;
    friend bool operator==(const RememberedFrame&, const RememberedFrame&) = default;
};
struct Remembered {
    StepMark mark;
    std::map<std::uint32_t, RememberedObject> objects;
    std::map<std::uint32_t, RememberedFrame> frames;  // all that ever stood
    std::vector<std::uint32_t> died;
    std::string output;
};

// Does by chance what a program may do, writes it and remembers it.
class Life {
public:
    Life() : m_log(std::size_t{8} << 20) {
        m_log.header({1, "0", "3.11.2", "x.py", "", StepGrain::Line});
        m_log.seal();
        m_types = {m_log.type({"list", 0x10, "", false, false}),
                   m_log.type({"set", 0x20, "", false, false})};
        m_codes = {m_log.code({"f", "f", 1, true, {"x"}, {VariableKind::Local}, {}}),
                   m_log.code({"g", "g", 1, true, {"x"}, {VariableKind::Local}, {}})};
        for (std::uint32_t line = 1; line <= 50; ++line) {
            m_places.push_back(
                m_log.place({m_codes[line % 2], line * 2, line, line, 0, 4, "", 0, ""}));
        }
        m_name = m_log.text("x");
        enter();
    }

    void step() {
        m_now.died.clear();
        m_now.output.clear();
        if (chance(3)) birth();
        if (chance(4)) change_count();
        if (chance(4)) change_body();
        if (chance(4) && m_now.objects.size() > 40) death();
        if (chance(20)) {
            m_now.output = "out" + std::to_string(m_steps.size());
            m_log.output(Stream::Stdout, m_now.output);
        }
        if (chance(10) && m_stack.size() < 30) enter();
        if (chance(15) && !m_waiting.empty()) resume();
        for (std::size_t i = 0; i + 1 < m_stack.size(); ++i) {
            const bool is_unseen = m_now.frames[m_stack[i]].place == 0;
            if (is_unseen || chance(40)) set_variable(m_stack[i], false);
        }
        const std::uint32_t frame = m_stack.back();
        set_variable(frame, true);
        const bool leaves = chance(10) && m_stack.size() > 1;
        const bool waits = leaves && chance(2);
        const StepEvent event = waits    ? StepEvent::Yield
                                : leaves ? StepEvent::Return
                                         : StepEvent::Line;
        m_now.mark = {event, ThreadId{1}, FrameId{frame}, PlaceId{m_now.frames[frame].place}};
        REQUIRE(m_log.step(m_now.mark));
        m_steps.push_back(m_now);
        if (!leaves) return;
        m_stack.pop_back();
        if (waits) m_waiting.push_back(frame);
        if (!waits) m_log.left(FrameId{frame});
    }

    [[nodiscard]] const Remembered& at(std::uint32_t step) const { return m_steps[step - 1]; }
    [[nodiscard]] std::uint32_t steps() const { return static_cast<std::uint32_t>(m_steps.size()); }
    LogWriter& log() { return m_log; }
    std::uint32_t pick(std::size_t below) { return static_cast<std::uint32_t>(m_random() % below); }

private:
    bool chance(std::uint32_t one_in) { return m_random() % one_in == 0; }
    std::uint32_t any_object() {
        auto at = m_now.objects.begin();
        std::advance(at, pick(m_now.objects.size()));
        return at->first;
    }
    void birth() {
        const std::uint32_t id = ++m_objects;
        RememberedObject object;
        object.address = 0x7f0000 + pick(300) * 16;
        object.count = pick(5);
        object.since = steps() + 1;
        m_log.born({ObjectId{id}, object.address, m_types[pick(2)], {}, false, false});
        m_log.body(ObjectId{id}, body_of(object));
        m_log.count(ObjectId{id}, object.count);
        m_now.objects[id] = object;
    }
    void change_count() {
        if (m_now.objects.empty()) return;
        const std::uint32_t id = any_object();
        m_now.objects[id].count += pick(7) - 3;
        m_log.count(ObjectId{id}, m_now.objects[id].count);
    }
    void change_body() {
        if (m_now.objects.empty()) return;
        const std::uint32_t id = any_object();
        RememberedObject& object = m_now.objects[id];
        if (object.slots.size() > 20) object.slots.clear();
        object.slots.push_back(any_object());
        object.since = steps() + 1;
        m_log.body(ObjectId{id}, body_of(object));
    }
    void death() {
        const std::uint32_t id = any_object();
        m_log.died(ObjectId{id});
        m_now.objects.erase(id);
        m_now.died.push_back(id);
    }
    static Body body_of(const RememberedObject& object) {
        Body body;
        body.kind = ObjectKind::List;
        for (const std::uint32_t slot : object.slots) {
            body.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, ObjectId{slot}});
        }
        return body;
    }
    void enter() {
        const std::uint32_t id = ++m_frames;
        m_now.frames[id].back = m_stack.empty() ? 0 : m_stack.back();
        m_stack.push_back(id);
    }
    void resume() {
        const std::size_t which = pick(m_waiting.size());
        const std::uint32_t id = m_waiting[which];
        m_waiting.erase(m_waiting.begin() + which);
        m_now.frames[id].back = m_stack.back();
        m_stack.push_back(id);
    }
    void set_variable(std::uint32_t id, bool is_innermost) {
        RememberedFrame& known = m_now.frames[id];
        if (chance(2) && !m_now.objects.empty()) known.variable = any_object();
        const bool moves = is_innermost || known.place == 0 || chance(5);
        if (moves) known.place = m_places[pick(m_places.size())].value;
        FrameState frame;
        frame.id = FrameId{id};
        frame.back = FrameId{known.back};
        frame.thread = ThreadId{1};
        frame.code = m_codes[id % 2];
        frame.place = PlaceId{known.place};
        frame.is_innermost = is_innermost;
        frame.variables = {{PlaceKind::Named, Payment::Owned, m_name, ObjectId{known.variable}}};
        frame.kinds = {VariableKind::Local};
        frame.cells = {ObjectId{}};
        m_log.frame(frame);
    }

    LogWriter m_log;
    std::mt19937 m_random{11};
    std::vector<TypeId> m_types;
    std::vector<CodeId> m_codes;
    std::vector<PlaceId> m_places;
    TextId m_name;
    std::uint32_t m_objects = 0, m_frames = 0;
    std::vector<std::uint32_t> m_stack, m_waiting;
    Remembered m_now;
    std::vector<Remembered> m_steps;
};

void check_objects(const Recording& recording, const Life& life, std::uint32_t number) {
    const StepId step{number};
    const Remembered& expected = life.at(number);
    std::map<std::uint32_t, RememberedObject> alive;
    for (const ObjectId object : recording.alive_objects(step)) {
        REQUIRE(recording.alive(object, step));
        RememberedObject& read = alive[object.value];
        read.count = recording.refcount(object, step);
        read.since = recording.body_since(object, step).value;
        read.address = recording.birth(object).address;
        for (const Slot& slot : recording.object(object, step).body.slots) {
            read.slots.push_back(slot.target.value);
        }
    }
    REQUIRE(alive == expected.objects);
    std::vector<std::uint32_t> died;
    for (const ObjectId object : recording.died(step)) died.push_back(object.value);
    REQUIRE(died == expected.died);
    std::string output;
    for (const Output& piece : recording.output(step)) output += piece.text;
    REQUIRE(output == expected.output);
}

void check_frame(const FrameState& frame, const Remembered& expected, std::uint32_t step) {
    const auto known = expected.frames.find(frame.id.value);
    REQUIRE(known != expected.frames.end());
    REQUIRE(frame.variables.size() == 1);
    const RememberedFrame read{frame.back.value, frame.variables[0].target.value,
                               frame.place.value};
    INFO("frame ", frame.id.value, " step ", step);
    REQUIRE(read.back == known->second.back);
    REQUIRE(read.variable == known->second.variable);
    REQUIRE(read.place == known->second.place);
}

void check_frames(const Recording& recording, const Life& life, std::uint32_t number) {
    const StepId step{number};
    const Remembered& expected = life.at(number);
    const StepMark mark = recording.step(step);
    REQUIRE(mark.event == expected.mark.event);
    REQUIRE(mark.frame == expected.mark.frame);
    REQUIRE(mark.place == expected.mark.place);
    std::uint32_t frame = expected.mark.frame.value;
    const std::vector<FrameState> chain = recording.frames(step);
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        REQUIRE(it->id.value == frame);
        check_frame(*it, expected, number);
        frame = expected.frames.at(frame).back;
    }
    REQUIRE(frame == 0);
}

void check(const Recording& recording, const Life& life, std::uint32_t step) {
    check_objects(recording, life, step);
    check_frames(recording, life, step);
}

}  // namespace

TEST_CASE("a long recording is read as it was written, forwards, backwards and at random") {
    Life life;
    for (int i = 0; i < 6000; ++i) life.step();
    life.log().end({});
    const auto recording = Recording::from_bytes(life.log().bytes());
    REQUIRE(recording.ok());
    REQUIRE(!recording->damage());
    REQUIRE(recording->step_count() == 6000);
    REQUIRE(recording->bytes().size() > 100'000);

    for (std::uint32_t step = 1; step <= 6000; step += 3) check(*recording, life, step);
    for (std::uint32_t step = 6000; step >= 5000; --step) check(*recording, life, step);
    for (int i = 0; i < 1000; ++i) check(*recording, life, life.pick(6000) + 1);
}

TEST_CASE("frames that stand no more are told as they last were") {
    Life life;
    for (int i = 0; i < 3000; ++i) life.step();
    const auto recording = Recording::from_bytes(life.log().bytes());
    REQUIRE(recording.ok());
    for (int i = 0; i < 300; ++i) {
        const std::uint32_t step = life.pick(3000) + 1;
        for (const auto& [id, expected] : life.at(step).frames) {
            if (id % 7 != 0) continue;
            check_frame(recording->frame(FrameId{id}, StepId{step}), life.at(step), step);
        }
        CHECK(recording->frame(FrameId{100'000}, StepId{step}).variables.empty());
    }
}

TEST_CASE("the history of a count has all its changes, and grows with the recording") {
    Life life;
    Recording growing;
    std::size_t given = 0;
    std::map<std::uint32_t, std::vector<std::pair<StepId, std::int64_t>>> histories;
    for (std::uint32_t step = 1; step <= 2000; ++step) {
        life.step();
        for (const auto& [id, object] : life.at(step).objects) {
            auto& history = histories[id];
            if (history.empty() || history.back().second != object.count) {
                history.emplace_back(StepId{step}, object.count);
            }
        }
        if (step % 50 != 0) continue;
        growing.append(life.log().bytes().substr(given));
        given = life.log().bytes().size();
        REQUIRE(growing.step_count() == step);
        check(growing, life, step);
        check(growing, life, life.pick(step) + 1);
        for (const std::uint32_t id : {1U, 2U, 30U, step / 5}) {
            if (!histories.contains(id)) continue;
            auto told = growing.count_history(ObjectId{id});
            // A count that was written anew as it was is no change.
            const auto same = [](const auto& a, const auto& b) { return a.second == b.second; };
            told.erase(std::unique(told.begin(), told.end(), same), told.end());
            REQUIRE(told == histories[id]);
        }
    }
}

TEST_CASE("what died is told with the count that it last had") {
    Life life;
    for (int i = 0; i < 500; ++i) life.step();
    const auto recording = Recording::from_bytes(life.log().bytes());
    REQUIRE(recording.ok());
    std::uint32_t seen = 0;
    for (std::uint32_t step = 2; step <= 500; ++step) {
        for (const std::uint32_t id : life.at(step).died) {
            CHECK(!recording->alive(ObjectId{id}, StepId{step}));
            CHECK(recording->alive(ObjectId{id}, StepId{step - 1}));
            CHECK(recording->death(ObjectId{id}) == StepId{step});
            ++seen;
        }
    }
    CHECK(seen > 20);
}

TEST_CASE("what was lost is neither alive nor dead from then on") {
    LogWriter log(LogWriter::kMinimumSize);
    log.header({1, "0", "3.11.2", "x.py", "", StepGrain::Line});
    const TypeId list = log.type({"list", 0x10, "", false, false});
    for (std::uint32_t id = 1; id <= 3; ++id) {
        log.born({ObjectId{id}, 0x100 * id, list, {}, false, false});
        log.count(ObjectId{id}, id);
    }
    const StepMark mark{StepEvent::Line, ThreadId{1}, FrameId{}, PlaceId{}};
    REQUIRE(log.step(mark));
    log.lost(ObjectId{2});
    log.died(ObjectId{3});
    REQUIRE(log.step(mark));
    const auto recording = Recording::from_bytes(log.bytes());
    REQUIRE(recording.ok());

    CHECK(recording->alive_objects(StepId{1}).size() == 3);
    CHECK(recording->alive_objects(StepId{2}) == std::vector{ObjectId{1}});
    CHECK(!recording->alive(ObjectId{2}, StepId{2}));
    CHECK(recording->lost(ObjectId{2}) == StepId{2});
    CHECK(recording->death(ObjectId{2}) == StepId{});
    CHECK(recording->lost_at(StepId{2}) == std::vector{ObjectId{2}});
    CHECK(recording->died(StepId{2}) == std::vector{ObjectId{3}});
    CHECK(recording->lost(ObjectId{3}) == StepId{});
    CHECK(recording->refcount(ObjectId{2}, StepId{2}) == 2);
    CHECK(recording->object_at(0x200, StepId{1}) == ObjectId{2});
    CHECK(recording->object_at(0x200, StepId{2}) == ObjectId{});
}

}  // namespace viv::wire
