// A step, a frame and the end of a run, as observed. Plain values; see object.h for objects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bindings/base/ids.h"
#include "bindings/trace/object.h"

namespace viv {

enum class StepEvent : std::uint8_t {
    Line = 0,
    Call,
    Return,
    Yield,
    Resume,
    Exception,
    Instruction,
};

enum class Stream : std::uint8_t { Stdout = 1, Stderr = 2 };

// What was written between the step before and this one.
struct Output {
    Stream stream = Stream::Stdout;
    std::string text;  // bytes as written
};

// What the garbage collector did, as its own counters say (3.11, Modules/gcmodule.c,
// generation_stats).
struct Collection {
    std::uint8_t generation = 0;  // 2: all objects
    std::uint64_t collected = 0;  // objects found unreachable and cleared
    std::uint64_t uncollectable = 0;
    friend bool operator==(const Collection&, const Collection&) = default;
};
// The generation of what gc.freeze() put aside.
inline constexpr std::uint8_t kFrozen = 3;

// A place in the code: an instruction with its piece of source (PEP 657).
struct CodePlace {
    CodeId code;
    std::uint32_t offset_bytes = 0;  // of the instruction in its code
    std::uint32_t line = 0;          // from 1; 0: CPython has none
    std::uint32_t end_line = 0;
    std::int32_t column = -1;  // UTF-8 bytes from 0; -1: CPython has none
    std::int32_t end_column = -1;
    std::string opname;  // `LOAD_FAST`; empty in line recordings
    std::uint32_t arg = 0;
    std::string argrepr;  // as dis prints it: a name, a constant, `to 24`, `f + NULL`
    // The arg of an instruction that takes none.
    static constexpr std::uint32_t kNoArg = UINT32_MAX;
};

enum class VariableKind : std::uint8_t { Local = 0, Cell, Free, Name };

struct CodeInfo {
    std::string name;  // `append_to`, `<module>`
    std::string qualname;
    std::uint32_t first_line = 0;
    bool is_optimized = false;           // locals live in numbered slots (functions)
    std::vector<std::string> variables;  // names of the slots, in order
    std::vector<VariableKind> variable_kinds;
    ObjectId object;  // the code object, where it was seen
};

// A frame at one moment. Its variables are slots (Named); in a module or class body only the names
// that the snippet bound. `stack` is the value stack, bottom first.
struct FrameState {
    FrameId id;
    FrameId back;  // the frame that called it; none for the outermost
    ThreadId thread;
    CodeId code;
    PlaceId place;
    std::vector<Slot> variables;             // a cell variable's target is the cell's content
    std::vector<VariableKind> kinds;         // one for each variable
    std::vector<ObjectId> cells;             // one for each variable: the cell in the slot, or none
    std::optional<std::vector<Slot>> stack;  // nullopt: could not be read
    std::vector<Slot> hidden;  // what the frame holds besides: its function, its code object
    // It is the frame of the step that is being written, and its place that of the step.
    bool is_innermost = false;
};

struct StepMark {
    StepEvent event = StepEvent::Line;
    ThreadId thread;
    FrameId frame;  // the innermost frame of the thread
    PlaceId place;
};

enum class StepGrain : std::uint8_t { Line = 0, Instruction };

// What a recording says of itself before its first step.
struct Header {
    std::uint32_t format = 1;
    std::string vivarium;  // program version
    std::string python;    // "3.11.2"
    std::string file;      // the snippet's name, as shown: "append_to.py"
    std::string source;
    StepGrain grain = StepGrain::Line;
};

enum class RunStatus : std::uint8_t {
    Finished = 0,
    Exception,
    Exited,
    Timeout,
    Stopped,
    Memory,
    Crashed,
    StepLimit,
    LogLimit,
};

// How the run ended. Lines and columns are 1-based, as CPython tells them; 0: unknown.
struct RunEnd {
    RunStatus status = RunStatus::Finished;
    std::int32_t exit_code = 0;
    std::string signal;   // "SIGSEGV"; empty: none
    std::string message;  // "NameError: name 'x' is not defined"; empty where there is none
    double seconds = 0;
    std::uint32_t line = 0;  // where an exception arose, or where the syntax is wrong
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;
    bool is_syntax_error = false;
};

// "line", "call", … as `dump` prints them.
const char* event_name(StepEvent event);
// "finished", "step-limit", …
const char* status_name(RunStatus status);

}  // namespace viv
