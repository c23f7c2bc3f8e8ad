// Writes a recording: the Sink that the recorder's observations go to. Whole groups are published,
// so a reader of the same memory, in this process or another, sees a step entirely or not at all.
//
// The memory is given (the worker maps a shared one) or its own (tests). One thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bindings/trace/sink.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/delta.h"
#include "bindings/wire/format.h"

namespace viv::wire {

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
    void died(ObjectId object) override;
    void frame(const FrameState& frame) override;
    void left(FrameId frame) override { m_frames.erase(frame.value); }
    void thread(ThreadId thread, FrameId innermost) override;
    void output(Stream stream, std::string_view bytes) override;
    [[nodiscard]] bool step(const StepMark& mark) override;
    void end(const RunEnd& end) override;

    // Publishes what has been written so far, without a step (the header, before the first one).
    void seal();

    // The published bytes.
    [[nodiscard]] std::string_view bytes() const;
    [[nodiscard]] std::uint32_t steps_written() const { return m_steps; }

private:
    // The last state of something that changes, and how many splices a reader has to apply to it.
    struct Chain {
        Sections sections;
        std::uint32_t splices = 0;
        std::size_t spliced_bytes = 0;
    };

    void record(Record kind, std::string_view payload);
    void change(Record kind, std::uint32_t id, Chain& chain, Sections now);
    [[nodiscard]] bool close_group(Record kind, Encoder& payload, std::size_t reserve);
    void start();

    std::vector<char> m_own;
    std::span<char> m_memory;
    std::size_t m_published = 0;
    std::string m_group;
    std::uint32_t m_steps = 0;
    std::uint32_t m_types = 0, m_codes = 0, m_places = 0;
    bool m_ended = false;
    std::unordered_map<std::string, TextId> m_texts;
    std::vector<std::int64_t> m_counts;  // by object
    std::vector<Chain> m_bodies;         // by object
    std::unordered_map<std::uint32_t, Chain> m_frames;
};

}  // namespace viv::wire
