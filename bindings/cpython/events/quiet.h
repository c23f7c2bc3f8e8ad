// Tells, at an event, which objects the code that has run since the last one can have changed
// besides those that the frames name: for code whose every instruction is known to do no more. Then
// the others needn't be looked at, however many they are. Never a guess: where anything else could
// have run, it says that it doesn't know.
//
// tests/worker/thorough_test.cpp holds it against recordings that look at everything. 3.11; it
// never knows on later versions. Only the recorder uses it.
#pragma once

#include <Python.h>

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/events/quiet_plan.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

class Quiet {
public:
    // `filename`: the co_filename of the snippet's code.
    Quiet(PyObject* filename, StepGrain grain);

    // Has nothing but quiet code run from the place that prepare() was told of to this event?
    [[nodiscard]] bool holds(const TracedEvent& event, const viv_frame& frame) const;
    // What that code can have changed the content of, up to the event in `frame`. May have died
    // since: addresses only.
    [[nodiscard]] std::span<PyObject* const> touched(const viv_frame& frame) {
        touch_code(frame.code);
        return m_touched;
    }

    // The names that it can have bound in the namespace of the frame; null: it is another's.
    // REQUIRES: holds().
    [[nodiscard]] const std::vector<PyObject*>* stored_names(const viv_frame& frame) const {
        const bool are_known = frame.frame == m_frame.frame && !m_plan->stores_in_dicts;
        return are_known ? &m_plan->stored_names : nullptr;
    }

    // Do only the frame that runs now and the one that has called it show what that code has done?
    // REQUIRES: holds().
    [[nodiscard]] bool is_local() const {
        return !m_plan->stores_in_dicts && !m_plan->stores_in_cells;
    }
    // Has that frame just been entered, or gone on, from the one that prepare() was told of?
    // REQUIRES: holds().
    [[nodiscard]] bool has_entered(const viv_frame& frame) const {
        return frame.frame != m_frame.frame;
    }

    // The event has been written down, and the code goes on from there. `frame`: the event's.
    void prepare(const TracedEvent& event, const viv_frame& frame);
    // Something else has happened.
    void forget() { m_plan = nullptr; }

private:
    // Where something comes from is known, or that there is nothing.
    struct Found {
        enum class How : std::uint8_t { Unknown = 0, Nothing, Plain, Object };
        How how = How::Unknown;
        PyObject* object = nullptr;
    };
    // A code object's plans, by unit; of a unit with a result on the stack, behind all of those.
    struct Code {
        std::uint32_t number = 0;  // the object's: another may come to its address
        std::vector<std::unique_ptr<QuietPlan>> plans;
        std::vector<std::int32_t> lines;
        std::vector<std::int16_t> depths;
        std::vector<std::int32_t> begins;  // of the instruction that a unit belongs to
    };
    void touch_code(PyObject* code);
    Code& code_of(PyObject* object);
    const QuietPlan& plan_of(const viv_frame& frame, int unit, bool has_result);
    void take(const QuietPlan& plan, const viv_frame& frame);
    [[nodiscard]] bool enters(const viv_frame& frame) const;
    void prepare_caller(const TracedEvent& event, const viv_frame& frame);

    [[nodiscard]] static Found known(PyObject* object);
    [[nodiscard]] Found find(std::uint16_t term) const;
    [[nodiscard]] Found find_name(PyObject* name) const;
    [[nodiscard]] Found find_global(PyObject* name) const;
    [[nodiscard]] Found find_item(const QuietTerm& term) const;
    [[nodiscard]] Found find_member(const QuietTerm& term) const;
    [[nodiscard]] bool is_met(const QuietDemand& demand);
    [[nodiscard]] bool is_plain(std::uint16_t term) const;
    [[nodiscard]] bool has_plain_truth(std::uint16_t term) const;
    [[nodiscard]] bool iterates(std::uint16_t term);
    [[nodiscard]] bool is_sequence(std::uint16_t term, bool is_changed);
    [[nodiscard]] bool gives_iterator(std::uint16_t term);
    bool changes(PyObject* name, PyObject* dict);
    [[nodiscard]] bool gives_item(const QuietDemand& demand, bool is_stored);
    [[nodiscard]] bool gives_attribute(const QuietDemand& demand, bool is_stored);
    [[nodiscard]] bool calls_nothing_else(const QuietDemand& demand);

    PyObject* m_filename;
    StepGrain m_grain;
    PyObject* m_append = nullptr;  // list.append and len, borrowed from the interpreter
    PyObject* m_len = nullptr;
    std::unordered_map<PyObject*, Code> m_codes;
    PyObject* m_last_object = nullptr;  // the code object asked for last
    Code* m_last_code = nullptr;
    QuietPlan m_at_once;  // the next event comes before anything is done

    const QuietPlan* m_plan = nullptr;   // null: nothing is known
    const QuietPlan* m_asked = nullptr;  // whose demands are being looked at
    viv_frame m_frame{};                 // whose code goes on
    PyObject* m_result = nullptr;
    std::vector<PyObject*> m_touched;
    std::vector<PyObject*> m_entered;  // functions and generators that may be entered
    std::vector<char> m_enters;        // by demand, from 1: it ends its way so
};

}  // namespace viv::cpython
