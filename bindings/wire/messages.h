// What the window and the worker say to each other. A message is: size (4 bytes), kind (1 byte),
// payload. Each is a plain struct with one list of fields, used to write and to read it, so that
// the two can't drift. Commands are imperative, events past tense. Interrupting is a signal, never
// one of these.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "bindings/wire/codec.h"

namespace viv::wire {

inline constexpr std::uint32_t kProtocol = 2;

// --- commands: window to worker ---

// Runs a snippet in a process of its own. Five descriptors come with it: the log's memory, a file
// for answers, the learner's standard input, a file for what is written to descriptors 1 and 2 past
// our own write(), and the memory of tail.h. Of limits, 0 means: none.
struct RunSnippet {
    static constexpr std::uint8_t kKind = 1;
    static constexpr int kDescriptors = 5;
    std::uint32_t run = 0;
    std::string source;
    std::string file_name;
    std::uint32_t max_steps = 0;
    std::uint64_t memory_mib = 0;  // of the snippet; and once more of all that it starts
    std::uint64_t max_output_bytes = 0;
    std::uint32_t max_processes = 0;  // and threads, together, alive at once
    std::uint32_t max_open_files = 0;
    std::uint64_t max_file_mib = 0;     // of one file
    std::uint64_t max_scratch_mib = 0;  // of the scratch folder
    bool is_confined = true;            // the sandbox
    bool allows_packages = false;       // the system's third-party packages may be read
    std::string readable;               // further folders: absolute, each with a NUL behind it
    std::string writable;               // likewise
    bool is_observed = true;
    std::uint32_t max_objects = 0;    // followed at once; 0: the recorder's own limit
    bool is_thorough = false;         // look at everything at every step, changed or not
    bool wants_instructions = false;  // StepGrain::Instruction
    std::string questions;  // JSON: [{"step": 4, "expression": "…", "given": {…}}]; step 0: the end
    template <class Codec>
    void fields(Codec& codec) {
        codec(run, source, file_name, max_steps, memory_mib, max_output_bytes, max_processes,
              max_open_files, max_file_mib, max_scratch_mib, is_confined, allows_packages, readable,
              writable, is_observed, max_objects, is_thorough, wants_instructions, questions);
    }
};

// Takes lesson expressions apart; the answer is written to the descriptor that comes with it.
struct AnalyseExpressions {
    static constexpr std::uint8_t kKind = 2;
    static constexpr int kDescriptors = 1;
    std::uint32_t run = 0;
    std::string expressions;  // JSON list of texts
    template <class Codec>
    void fields(Codec& codec) {
        codec(run, expressions);
    }
};

// --- events: worker to window ---

struct WorkerStarted {
    static constexpr std::uint8_t kKind = 65;
    std::uint32_t protocol = kProtocol;
    std::string python;
    std::string problem;  // why it can't work; empty: all is well
    std::string means;    // what the kernel gives the sandbox; means_to_text()
    template <class Codec>
    void fields(Codec& codec) {
        codec(protocol, python, problem, means);
    }
};

struct RunStarted {
    static constexpr std::uint8_t kKind = 66;
    std::uint32_t run = 0;
    std::uint32_t process = 0;  // its process group has the same number
    std::uint32_t keeper = 0;   // killing this one kills all that belongs to the run
    template <class Codec>
    void fields(Codec& codec) {
        codec(run, process, keeper);
    }
};

// Why a run was ended from outside of it, by its keeper.
enum class EndCause : std::uint32_t {
    None = 0,
    Memory,      // its processes together had more than their limit
    Disk,        // its scratch folder, on disk, held more than its limit
    NotConfined  // it never began: the sandbox could not be put around it
};

// The run's process, and all that it started, is gone.
struct RunEnded {
    static constexpr std::uint8_t kKind = 67;
    std::uint32_t run = 0;
    std::uint32_t exit_code = 0;
    std::uint32_t signal = 0;             // 0: it ended by itself
    std::uint32_t cause = 0;              // an EndCause
    std::uint64_t output_bytes = 0;       // written past our own write(), kept or not
    std::uint32_t refused_processes = 0;  // how often it wanted one more than it may have
    template <class Codec>
    void fields(Codec& codec) {
        codec(run, exit_code, signal, cause, output_bytes, refused_processes);
    }
};

using Message = std::variant<RunSnippet, AnalyseExpressions, WorkerStarted, RunStarted, RunEnded>;

// The whole message with its size in front.
std::string encode_message(const Message& message);
// Takes one message off the front of `bytes`; nothing while it isn't whole. An unknown kind, or a
// payload that makes no sense, gives an error: the other side is of another version.
struct Taken {
    std::optional<Message> message;
    bool is_broken = false;
};
Taken take_message(std::string& bytes);

}  // namespace viv::wire
