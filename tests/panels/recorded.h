// Recordings written by hand, for the panels' tests: no interpreter is needed to see what a panel
// makes of them. `mutable_default()` is the first lesson's snippet as CPython 3.11 records it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::panels {

// Objects are named by what they are in the test: `made.at("bucket")`.
struct Recorded {
    wire::Recording recording;
    std::map<std::string, ObjectId> made;
};

// Writes one recording. Calls between two steps describe what changed.
class Script {
public:
    explicit Script(std::string source);

    ObjectId object(const std::string& name, ObjectKind kind, std::string_view type,
                    std::uint64_t address, Body body = {});
    ObjectId number(int value);  // a small int: shared by everybody
    ObjectId list(const std::string& name, std::uint64_t address, std::vector<ObjectId> items,
                  std::uint32_t allocated);
    // A list's body once more, after it has changed.
    void set_items(ObjectId list, std::vector<ObjectId> items, std::uint32_t allocated);
    void body(ObjectId object, ObjectKind kind, std::vector<Slot> slots);
    void count(ObjectId object, std::int64_t refcount) { m_writer.count(object, refcount); }
    void died(ObjectId object) { m_writer.died(object); }
    Slot named(std::string_view name, ObjectId target);

    CodeId code(std::string name, std::uint32_t first_line);
    CodeId class_body(std::string name, std::uint32_t first_line);
    void frame(FrameId id, FrameId back, CodeId code, std::uint32_t line,
               const std::vector<std::pair<std::string, ObjectId>>& variables,
               const std::vector<std::string>& free = {});
    void step(StepEvent event, FrameId frame, CodeId code, std::uint32_t line);
    Recorded finish();
    ObjectId operator[](const std::string& name) const { return m_made.at(name); }

private:
    std::uint64_t address_of(ObjectId object) const;
    TypeId type(std::string_view name);
    Body list_body(std::uint64_t address, const std::vector<ObjectId>& items,
                   std::uint32_t allocated);
    wire::LogWriter m_writer{std::size_t{64} << 20};
    std::map<std::string, ObjectId> m_made;
    std::map<std::string, TypeId, std::less<>> m_types;
    std::map<std::uint32_t, std::uint64_t> m_addresses;
    std::uint32_t m_objects = 0;
    std::uint32_t m_step = 1;
};

// def add(item, bucket=[]):
//     bucket.append(item)
//     return bucket
// p = add(1)
// q = add(2)
// 13 steps; bucket's count is 2 in the first call and 3 in the second.
Recorded mutable_default();

}  // namespace viv::panels
