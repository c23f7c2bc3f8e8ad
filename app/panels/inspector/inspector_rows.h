// What the inspector says of the selected object at a step: who holds it, how its count moved, and
// its bytes with the C fields named. Pure: recording + step + object → rows; nothing is drawn here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/session/query.h"
#include "bindings/trace/layout.h"

namespace viv::panels::inspector {

// One reference to the object, as a row that leads to its owner.
struct HolderRow {
    std::string path;    // "append_to.__defaults__[0]", or the variable's name
    std::string detail;  // "global", "local of add", "item of list o3", "borrowed, not counted"
    ObjectId owner;      // to be selected; none for a frame's variable
    FrameId frame;
    ObjectKind hue = ObjectKind::Other;  // of the owner
    bool is_borrowed = false;
};

// A count as a step line: true from `step` on.
struct CountPoint {
    StepId step;
    std::int64_t count = 0;
};

// At most eight bytes, all of one field.
struct ByteRow {
    std::uint64_t offset = 0;  // from the block's start
    std::string bytes;
    std::string name;  // "ob_refcnt", "[0]", "padding"; empty: the field goes on from the row above
    std::string value;  // "= 3", "→ list", "→ 4 slots", "spare capacity"
    FieldKind kind = FieldKind::Bytes;
    ObjectId target;          // where a pointer leads, if that is an object seen
    bool is_quiet = false;    // padding, spare capacity, what is not recorded
    bool is_changed = false;  // differs from the step before
};

struct BlockRows {
    std::string title;  // "PyListObject · 40 bytes at 0x7f2a41d0c3c0"
    std::vector<ByteRow> rows;
};

struct Inspection {
    ObjectId object;
    bool is_alive = false;
    ObjectKind kind = ObjectKind::Other;
    std::string type;
    std::string name;     // "o3"
    std::string address;  // in full
    std::string repr;
    std::string sum;  // "ob_refcnt = 3, all accounted for"
    bool is_explained = false;
    std::vector<HolderRow> holders;
    std::vector<CountPoint> history;  // whole life, whatever the step
    std::vector<std::string> facts;   // "born at step 2", "88 bytes", "tracked by the collector"
    std::vector<BlockRows> blocks;
};

// REQUIRES: 1 <= step <= step_count(); the object is one of the recording's.
Inspection inspect(const wire::Recording& recording, ObjectId object, StepId step);

// The same as lines of text.
std::string inspection_text(const Inspection& inspection);

}  // namespace viv::panels::inspector
