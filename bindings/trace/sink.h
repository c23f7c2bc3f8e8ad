// Where the recorder puts what it observes. Declared here so that the code that reads CPython
// needn't know how a recording is stored; bindings/wire implements it.
//
// Calls of one step come in any order and end with step(); the step then exists as a whole.
// No call may allocate with Python's allocators, take a reference, or throw.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "bindings/base/ids.h"
#include "bindings/trace/layout.h"
#include "bindings/trace/object.h"
#include "bindings/trace/step.h"

namespace viv {

class Sink {
public:
    virtual ~Sink() = default;

    // Definitions; each is written once and gets the next number of its kind.
    virtual void header(const Header& header) = 0;
    virtual void layout(const Layout& layout) = 0;
    virtual TextId text(std::string_view text) = 0;  // the same text gives the same id
    virtual TypeId type(const TypeInfo& type) = 0;
    virtual CodeId code(const CodeInfo& code) = 0;
    virtual PlaceId place(const CodePlace& place) = 0;

    // What changed since the step before.
    virtual void born(const Birth& birth) = 0;
    virtual void count(ObjectId object, std::int64_t refcount) = 0;
    virtual void body(ObjectId object, const Body& body) = 0;
    // The same, in short, of an object that was born at this step; false: it has to be told by
    // body().
    [[nodiscard]] virtual bool plain_int(ObjectId object, const PlainInt& number) = 0;
    // The same as body(), where only some of the slots have changed: `body` has none of them.
    // False: it has to be told by body().
    [[nodiscard]] virtual bool items(ObjectId object, const Body& body,
                                     const ItemsChange& change) = 0;
    // Nothing of the object has changed but its own struct, behind count and type: these are its
    // bytes now. False: it has to be told by body().
    [[nodiscard]] virtual bool struct_bytes(ObjectId object, std::string_view bytes) = 0;
    virtual void died(ObjectId object) = 0;
    // Its death can't be known: from here on it is neither alive nor dead.
    virtual void lost(ObjectId object) = 0;
    virtual void frame(const FrameState& frame) = 0;
    // Only these variables of a frame that is known have changed: index, what it refers to now.
    virtual void set(FrameId frame,
                     std::span<const std::pair<std::uint32_t, ObjectId>> variables) = 0;
    // Only its value stack has changed, whose entries are all Items and paid for: of those it had,
    // `kept` are left at the bottom (`kept_paying` of them hold something), and these have come.
    // False: it has to be told by frame().
    [[nodiscard]] virtual bool stack(FrameId frame, std::size_t kept, std::size_t kept_paying,
                                     std::span<const ObjectId> pushed) = 0;
    // The frame won't be seen again: what was remembered of it may be forgotten.
    virtual void left(FrameId frame) = 0;
    virtual void thread(ThreadId thread, FrameId innermost) = 0;
    // Who holds an object besides the frames and objects that are recorded, all of them that were
    // found; replaces what was told of it before. Empty: nobody is known.
    virtual void residue(ObjectId object, std::span<const Outsider> holders) = 0;
    virtual void output(Stream stream, std::string_view bytes) = 0;

    // What the reader should know of the recording itself: what it had to leave out.
    virtual void note(std::string_view text) = 0;
    // A collection has ended.
    virtual void collection(const Collection& collection) = 0;
    // The list of the collector's that a tracked object is in, if it isn't what was last told of
    // it: 0 (what is true of an object of which nothing was told, and of one that was untracked in
    // between), 1, 2, or kFrozen.
    virtual void generation(ObjectId object, std::uint8_t generation) = 0;

    // Publishes the step. Returns false when the recording is full: nothing of this step is kept,
    // and the run has to end with RunStatus::LogLimit.
    [[nodiscard]] virtual bool step(const StepMark& mark) = 0;
    // The last record; output after the last step belongs to it.
    virtual void end(const RunEnd& end) = 0;
};

}  // namespace viv
