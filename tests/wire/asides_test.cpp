// What a recording tells besides frames and objects: notes, collections, generations.
#include <doctest/doctest.h>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::wire {
namespace {

// Two steps of a list that is tracked, or not.
class Written {
public:
    Written() {
        m_log.header({1, "0", "3.11.2", "x.py", "x = []\n", StepGrain::Line});
        const TypeId list = m_log.type({"list", 0x10, "", false, false});
        m_log.born({ObjectId{1}, 0x100, list, {}, false, false});
    }
    LogWriter& log() { return m_log; }
    void step(bool is_tracked) {
        Body body;
        body.kind = ObjectKind::List;
        body.is_tracked = is_tracked;
        m_log.body(ObjectId{1}, body);
        m_log.count(ObjectId{1}, 1);
        REQUIRE(m_log.step({StepEvent::Line, ThreadId{1}, FrameId{}, PlaceId{}}));
    }
    Recording read() {
        m_log.end({});
        auto recording = Recording::from_bytes(m_log.bytes());
        REQUIRE(recording.ok());
        CHECK_FALSE(recording->damage().has_value());
        return std::move(*recording);
    }

private:
    LogWriter m_log{std::size_t{1} << 20};
};

}  // namespace

TEST_CASE("notes and collections belong to the step of their group, or to the end") {
    Written written;
    written.step(true);
    written.log().note("first");
    written.log().collection({0, 3, 0});
    written.log().collection({2, 1, 4});
    written.step(true);
    written.log().note("last");

    const Recording recording = written.read();

    CHECK(recording.notes(StepId{1}).empty());
    CHECK(recording.notes(StepId{2}) == std::vector<std::string>{"first"});
    CHECK(recording.notes(StepId{3}) == std::vector<std::string>{"last"});
    CHECK(recording.collections(StepId{1}).empty());
    CHECK(recording.collections(StepId{2}) == std::vector<Collection>{{0, 3, 0}, {2, 1, 4}});
}

TEST_CASE("an object is young until told otherwise, and again when it was untracked") {
    Written written;
    written.step(true);
    written.log().generation(ObjectId{1}, 2);
    written.step(true);
    written.step(false);
    written.step(true);
    written.log().generation(ObjectId{1}, kFrozen);
    written.step(true);

    const Recording recording = written.read();

    CHECK(recording.generation(ObjectId{1}, StepId{1}) == 0);
    CHECK(recording.generation(ObjectId{1}, StepId{2}) == 2);
    CHECK_FALSE(recording.generation(ObjectId{1}, StepId{3}).has_value());
    CHECK(recording.generation(ObjectId{1}, StepId{4}) == 0);
    CHECK(recording.generation(ObjectId{1}, StepId{5}) == kFrozen);
}

}  // namespace viv::wire
