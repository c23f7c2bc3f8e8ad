// Who holds the snippet's objects besides what is recorded: modules' dicts and caches, an event
// loop, a library's frames. Where an object's count goes beyond the references that are written
// down, that is looked for, and told only at steps where it was read. Stands between the recorder
// and the recording; takes no reference and runs nothing.
#pragma once

#include <Python.h>

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/events/ledger.h"
#include "bindings/cpython/events/outside.h"
#include "bindings/trace/sink.h"

namespace viv::cpython {

class Residue final : public Sink {
public:
    // `filename`: the co_filename of the snippet's code; `globals`: the module's namespace.
    Residue(Sink& next, PyObject* filename, PyObject* globals)
        : m_next(next), m_outside(next, m_ledger, filename, globals) {}

    void header(const Header& header) override { m_next.header(header); }
    void layout(const Layout& layout) override { m_next.layout(layout); }
    TextId text(std::string_view text) override { return m_next.text(text); }
    TypeId type(const TypeInfo& type) override { return m_next.type(type); }
    CodeId code(const CodeInfo& code) override;
    PlaceId place(const CodePlace& place) override { return m_next.place(place); }

    void born(const Birth& birth) override {
        m_ledger.born(birth);
        m_next.born(birth);
    }
    void count(ObjectId object, std::int64_t refcount) override {
        m_ledger.count(object, refcount);
        m_next.count(object, refcount);
    }
    void body(ObjectId object, const Body& body) override {
        m_ledger.body(object, body);
        m_next.body(object, body);
    }
    [[nodiscard]] bool plain_int(ObjectId object, const PlainInt& number) override {
        return m_next.plain_int(object, number);  // it holds nothing
    }
    [[nodiscard]] bool items(ObjectId object, const Body& body,
                             const ItemsChange& change) override {
        if (!m_ledger.has_items(object, change.before) || !m_next.items(object, body, change)) {
            return false;
        }
        m_ledger.items(object, change);
        return true;
    }
    [[nodiscard]] bool struct_bytes(ObjectId object, std::string_view bytes) override {
        return m_next.struct_bytes(object, bytes);
    }
    void died(ObjectId object) override {
        m_ledger.forget(object);
        m_next.died(object);
    }
    void lost(ObjectId object) override {
        m_ledger.forget(object);
        m_next.lost(object);
    }
    void frame(const FrameState& frame) override {
        m_ledger.frame(frame);
        m_next.frame(frame);
    }
    void set(FrameId frame,
             std::span<const std::pair<std::uint32_t, ObjectId>> variables) override {
        m_ledger.set(frame, variables);
        m_next.set(frame, variables);
    }
    [[nodiscard]] bool stack(FrameId frame, std::size_t kept, std::size_t kept_paying,
                             std::span<const ObjectId> pushed) override {
        if (!m_next.stack(frame, kept, kept_paying, pushed)) return false;
        m_ledger.stack(frame, kept_paying, pushed);
        return true;
    }
    void left(FrameId frame) override {
        m_ledger.left(frame);
        m_next.left(frame);
    }
    void thread(ThreadId thread, FrameId innermost) override {
        m_ledger.thread(thread, innermost);
        m_next.thread(thread, innermost);
    }
    void residue(ObjectId object, std::span<const Outsider> holders) override {
        m_next.residue(object, holders);
    }
    void output(Stream stream, std::string_view bytes) override { m_next.output(stream, bytes); }
    void note(std::string_view text) override { m_next.note(text); }
    void collection(const Collection& collection) override { m_next.collection(collection); }
    void generation(ObjectId object, std::uint8_t generation) override {
        m_next.generation(object, generation);
    }
    [[nodiscard]] bool step(const StepMark& mark) override;
    void end(const RunEnd& end) override { m_next.end(end); }

private:
    struct Told {
        std::vector<Outsider> outsiders;
        std::int64_t count = 0;  // of all of them together
        std::uint64_t step = 0;  // read last
        bool is_kept = false;    // if it isn't found there any more, it is looked for
    };
    struct Pending {
        std::uint32_t number = 0;
        std::uint64_t until = 0;  // the step at which it is given up
    };
    // After passes that found nothing, at one place of the code: how many times not to look.
    struct Wait {
        std::uint32_t left = 0, next = 0;
    };

    void look(PlaceId place);
    void read();
    void walk(PlaceId place);
    [[nodiscard]] std::int64_t found_of(std::uint32_t number) const;
    [[nodiscard]] std::int64_t found_of_pending() const;
    void add(std::uint32_t number);
    void add_lost();
    void drop_settled();
    void tell();
    void tell_one(std::uint32_t number, std::size_t begin, std::size_t end);

    Sink& m_next;
    Ledger m_ledger;
    Outside m_outside;
    std::uint64_t m_steps = 0;
    std::vector<Pending> m_pending;       // to be looked for
    std::vector<Outside::Found> m_found;  // at this step; by number and place
    std::unordered_map<std::uint32_t, Told> m_told;
    std::unordered_map<std::uint32_t, Wait> m_waits;  // by place
    std::vector<Outsider> m_outsiders;                // room, kept
    std::uint64_t m_spent = 0;                        // on passes, in references looked at
    std::uint64_t m_walk_cost = 0;                    // of the last one
    bool m_has_in_threads = false;                    // something was told that a thread holds
};

}  // namespace viv::cpython
