// Which plan is the one, and whether the event is one that it ends with. See quiet.h.
#include "bindings/cpython/events/quiet.h"

#include <algorithm>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

namespace {

// 3.11 only, where there are plans at all.
void read_lines(PyObject* code, std::vector<std::int32_t>& lines) {
#if PY_VERSION_HEX < 0x030C0000
    viv_code_lines(code, lines.data());
#else
    static_cast<void>(code);
    static_cast<void>(lines);
#endif
}

// Somebody besides tracing holds the frame's object: it outlives the frame.
bool is_held_by_others(const viv_frame& frame) {
#if PY_VERSION_HEX < 0x030C0000
    PyObject* object = viv_frame_object(frame.frame);
    return object != nullptr && Py_REFCNT(object) > 1;
#else
    static_cast<void>(frame);
    return true;
#endif
}

bool has_own_tracer(PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030C0000
    return viv_has_own_tracer(thread) != 0;
#else
    static_cast<void>(thread);
    return true;
#endif
}

}  // namespace

Quiet::Quiet(PyObject* filename, StepGrain grain) : m_filename(filename), m_grain(grain) {
#if PY_VERSION_HEX < 0x030C0000
    // Later versions keep the dicts of their own types elsewhere; no plan asks there.
    PyObject* append = PyUnicode_InternFromString("append");
    PyObject* len = PyUnicode_InternFromString("len");
    if (append != nullptr) m_append = PyDict_GetItem(PyList_Type.tp_dict, append);
    if (len != nullptr) m_len = PyDict_GetItem(PyEval_GetBuiltins(), len);
    Py_XDECREF(append);
    Py_XDECREF(len);
    PyErr_Clear();
#endif
    m_at_once.is_quiet = true;
}

// Asked before the code runs: what counts then may have ended to do so by the next event.
void Quiet::touch_code(PyObject* code) {
    if (viv_code_counts_entries(code) != 0) m_touched.push_back(code);
}

Quiet::Code& Quiet::code_of(PyObject* object) {
    const std::uint32_t number = Heap::instance().number_of(object);
    if (m_last_object == object && m_last_code->number == number) return *m_last_code;
    const auto [found, is_new] = m_codes.try_emplace(object);
    Code& code = found->second;
    m_last_object = object;
    m_last_code = &code;
    if (!is_new && code.number == number) return code;

    code = {};
    code.number = number;
    const auto units = static_cast<std::size_t>(viv_code_units(object));
    code.plans.resize(2 * units);
    code.lines.resize(units);
    code.depths.resize(units);
    code.begins.resize(units, -1);
    read_lines(object, code.lines);
    viv_code_depths(object, code.depths.data());
    viv_instr at;
    for (int unit = 0; viv_next_instruction(object, unit, &at) != 0; unit = at.next) {
        for (int i = unit; i < at.next && i < static_cast<int>(units); ++i) {
            code.begins[static_cast<std::size_t>(i)] = unit;
        }
    }
    return code;
}

const QuietPlan& Quiet::plan_of(const viv_frame& frame, int unit, bool has_result) {
    Code& code = code_of(frame.code);
    const std::size_t units = code.lines.size();
    std::unique_ptr<QuietPlan>& plan =
        code.plans[static_cast<std::size_t>(unit) + (has_result ? units : 0)];
    if (!plan) {
        plan = std::make_unique<QuietPlan>(
            make_quiet_plan(frame.code, unit, code.depths[static_cast<std::size_t>(unit)],
                            has_result, m_grain, code.lines));
    }
    return *plan;
}

bool Quiet::holds(const TracedEvent& event, const viv_frame& frame) const {
    if (m_plan == nullptr) return false;
    const bool is_here = event.frame == m_frame.frame;
    const int unit = frame.offset / 2;
    if (m_plan == &m_at_once) {
        return is_here && event.kind == StepEvent::Instruction && frame.offset == m_frame.offset;
    }
    for (const QuietEnd& end : m_plan->ends) {
        switch (end.kind) {
            case QuietEnd::Kind::Here:
                if (is_here && end.unit == unit &&
                    (event.kind == StepEvent::Line || event.kind == StepEvent::Instruction)) {
                    return true;
                }
                break;
            case QuietEnd::Kind::HandsOver:
                if (is_here && end.unit == unit &&
                    (event.kind == StepEvent::Return || event.kind == StepEvent::Yield)) {
                    return true;
                }
                break;
            case QuietEnd::Kind::Enters:
                if ((event.kind == StepEvent::Call || event.kind == StepEvent::Resume) &&
                    enters(frame)) {
                    return true;
                }
                break;
        }
    }
    return false;
}

// By the call itself: what C code calls meanwhile (a finalizer) is another thing.
bool Quiet::enters(const viv_frame& frame) const {
    if (viv_frame_back(frame.frame) != m_frame.frame) return false;
    PyObject* entered = frame.is_of_generator != 0 ? viv_generator_of(frame.frame) : frame.function;
    const bool is_by_call = frame.is_of_generator != 0 || frame.is_called_by_c == 0;
    return is_by_call && std::find(m_entered.begin(), m_entered.end(), entered) != m_entered.end();
}

void Quiet::prepare(const TracedEvent& event, const viv_frame& frame) {
    m_plan = nullptr;
    m_touched.clear();
    m_entered.clear();
    if (has_own_tracer(event.thread)) return;
    // What a generator shows of its frame changes as that goes on.
    if (frame.is_of_generator != 0) m_touched.push_back(viv_generator_of(frame.frame));
    switch (event.kind) {
        case StepEvent::Line:
            if (m_grain == StepGrain::Instruction) {
                m_frame = frame;
                m_plan = &m_at_once;
                return;
            }
            [[fallthrough]];
        case StepEvent::Instruction:
        case StepEvent::Call:
        case StepEvent::Resume:
            m_result = nullptr;
            return take(plan_of(frame, frame.offset / 2, false), frame);
        case StepEvent::Yield:
        case StepEvent::Return:
            return prepare_caller(event, frame);
        case StepEvent::Exception:
            return;
    }
}

// The frame gives way to the one that called it, which goes on behind its call.
void Quiet::prepare_caller(const TracedEvent& event, const viv_frame& frame) {
    // What the frame holds besides its variables goes with it, or gets holders of its own.
    if (frame.snapshot != nullptr || is_held_by_others(frame)) return;
    viv_frame caller;
    const void* back = viv_frame_back(frame.frame);
    if (back == nullptr || viv_read_frame(back, &caller) == 0) return;
    if (reinterpret_cast<PyCodeObject*>(caller.code)->co_filename != m_filename) return;
    const Code& code = code_of(caller.code);
    const auto unit = static_cast<std::size_t>(caller.offset / 2);
    viv_instr at;
    if (unit >= code.begins.size() || code.begins[unit] < 0 ||
        viv_next_instruction(caller.code, code.begins[unit], &at) == 0 ||
        static_cast<std::size_t>(at.next) >= code.begins.size()) {
        return;
    }
    const int effect = viv_effect_of(&at);
    const bool is_call = effect == VIV_CALLS_OBJECT && event.kind == StepEvent::Return &&
                         frame.is_called_by_c == 0 && frame.is_of_generator == 0;
    const bool is_iterated = effect == VIV_ITERATES && event.kind == StepEvent::Yield;
    if (!is_call && !is_iterated) return;
    if (is_iterated) {
        // The loop's own generator, not one that something else goes through inside of the loop's.
        const int depth = code.depths[static_cast<std::size_t>(at.unit)];
        if (depth < 1 ||
            caller.slots[caller.variable_count + depth - 1] != viv_generator_of(frame.frame)) {
            return;
        }
    }
    if (caller.is_of_generator != 0) m_touched.push_back(viv_generator_of(caller.frame));
    m_result = event.handed_over;
    take(plan_of(caller, at.next, true), caller);
}

void Quiet::take(const QuietPlan& plan, const viv_frame& frame) {
    if (!plan.is_quiet) return;
    m_frame = frame;
    touch_code(frame.code);
    m_asked = &plan;
    // What is asked on a way that has entered another frame by then is of no interest.
    m_enters.assign(plan.demands.size() + 1, 0);
    for (std::size_t i = 0; i < plan.demands.size(); ++i) {
        const QuietDemand& demand = plan.demands[i];
        const std::size_t entered = m_entered.size();
        const bool is_over = m_enters[demand.behind] != 0;
        if (!is_over && !is_met(demand)) return;
        m_enters[i + 1] = is_over || m_entered.size() > entered ? 1 : 0;
    }
    m_plan = &plan;
}

}  // namespace viv::cpython
