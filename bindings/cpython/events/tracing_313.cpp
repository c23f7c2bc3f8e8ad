// Events of 3.13: a tool of sys.monitoring whose callbacks are C functions, so that no frame object
// and no tuple is made and no reference taken (Python/instrumentation.c). See tracing.h.
//
// The tool is number 4, which has no name in the documentation; it takes no other's place. Number 5
// is taken too and hears nothing: where all code has two tools, a debugger that asks for
// instruction events in the middle of a function gets them (breakpoint() stops where it would
// without us); otherwise CPython forgets whose they are when ours and the debugger's meet later
// (update_instrumentation_data: per_instruction_tools comes too late).
//
// Instructions are told of in the snippet's code alone: its code objects ask for it as they begin
// to run (_PyMonitoring_SetLocalEvents), which marks their instructions at once. Then what stands
// behind RESUME is told of, but for END_FOR (force_instrument_lock_held). Where an instruction
// begins a line, LINE comes first.
#include <array>
#include <optional>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/events/instruments.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

constexpr int kTool = 4;
constexpr int kSilentTool = 5;

EventHandler g_handler = nullptr;
StepGrain g_grain = StepGrain::Line;
PyObject* g_filename = nullptr;

// Is it a jump back within one line? The next turn of a loop that stands on one line has no LINE
// event of its own (Python/legacy_tracing.c, sys_trace_jump_func).
bool starts_line_again(PyObject* const* arguments) {
    const long from = PyLong_AsLong(arguments[1]), to = PyLong_AsLong(arguments[2]);
    if (to > from) return false;
    auto* code = reinterpret_cast<PyCodeObject*>(arguments[0]);
    return PyCode_Addr2Line(code, static_cast<int>(from)) ==
           PyCode_Addr2Line(code, static_cast<int>(to));
}

std::optional<StepEvent> step_of(int event) {
    switch (event) {
        case PY_MONITORING_EVENT_LINE:
        case PY_MONITORING_EVENT_JUMP:
            return StepEvent::Line;
        case PY_MONITORING_EVENT_PY_START:
            return StepEvent::Call;
        case PY_MONITORING_EVENT_PY_RESUME:
        case PY_MONITORING_EVENT_PY_THROW:
            return StepEvent::Resume;
        case PY_MONITORING_EVENT_PY_RETURN:
        case PY_MONITORING_EVENT_PY_UNWIND:
            return StepEvent::Return;
        case PY_MONITORING_EVENT_PY_YIELD:
            return StepEvent::Yield;
        case PY_MONITORING_EVENT_RAISE:
            return StepEvent::Exception;
        case PY_MONITORING_EVENT_INSTRUCTION:
            return StepEvent::Instruction;
        default:
            return std::nullopt;
    }
}

// Calls of sys.monitoring, made ready: nothing is allocated when one is done.
struct Switch {
    PyObject* function = nullptr;          // set_events
    std::array<PyObject*, 2> on{}, off{};  // tuples of arguments
    PyObject* local_function = nullptr;    // set_local_events
    PyObject *tool = nullptr, *instructions = nullptr, *nothing = nullptr;
};
Switch g_switch;

// From here on, or no longer, each instruction of that code object is told of.
void set_local_events(PyObject* code, PyObject* events) {
    PyObject* pending = PyErr_GetRaisedException();
    PyObject* arguments[] = {g_switch.tool, code, events};
    if (g_switch.local_function != nullptr) {
        Py_XDECREF(PyObject_Vectorcall(g_switch.local_function, arguments, 3, nullptr));
    }
    PyErr_SetRaisedException(pending);
}

void ask_for_instructions(PyObject* code) {
    if (g_grain == StepGrain::Line) return;
    if (reinterpret_cast<PyCodeObject*>(code)->co_filename != g_filename) return;
    if (viv_tells_instructions(code, kTool) == 0) set_local_events(code, g_switch.instructions);
}

constexpr bool begins_to_run(int event) {
    return event == PY_MONITORING_EVENT_PY_START || event == PY_MONITORING_EVENT_PY_RESUME ||
           event == PY_MONITORING_EVENT_PY_THROW;
}

// Arguments: the code object, an offset or line, and with some events a value.
template <int kEvent>
PyObject* on_monitored(PyObject* /*self*/, PyObject* const* arguments, Py_ssize_t /*count*/) {
    TracedEvent event;
    event.thread = PyThreadState_Get();
    event.frame = viv_innermost_frame(event.thread);
    const std::optional<StepEvent> kind = step_of(kEvent);
    if (g_handler == nullptr || event.frame == nullptr || !kind) Py_RETURN_NONE;
    renew_free_list_hooks();
    if (begins_to_run(kEvent)) ask_for_instructions(arguments[0]);
    if (kEvent == PY_MONITORING_EVENT_JUMP && !starts_line_again(arguments)) Py_RETURN_NONE;
    if (kEvent == PY_MONITORING_EVENT_INSTRUCTION) {
        // Told of once more, as the instruction behind it.
        if (viv_is_at_extension(event.frame) != 0) Py_RETURN_NONE;
        event.is_depth_saved = false;
    }
    event.kind = *kind;
    if (kEvent == PY_MONITORING_EVENT_PY_YIELD ||
        (kEvent == PY_MONITORING_EVENT_PY_RETURN && viv_returns_unheld(event.frame) == 0)) {
        event.handed_over = arguments[2];
    }
    g_handler(event);
    Py_RETURN_NONE;
}

struct Callback {
    int event;
    PyMethodDef definition;
};

template <int kEvent>
Callback callback() {
    return {kEvent,
            {"on_event",
             reinterpret_cast<PyCFunction>(
                 reinterpret_cast<void*>(static_cast<PyCFunctionFast>(on_monitored<kEvent>))),
             METH_FASTCALL, nullptr}};
}

std::array g_callbacks{
    callback<PY_MONITORING_EVENT_LINE>(),      callback<PY_MONITORING_EVENT_JUMP>(),
    callback<PY_MONITORING_EVENT_PY_START>(),  callback<PY_MONITORING_EVENT_PY_RESUME>(),
    callback<PY_MONITORING_EVENT_PY_THROW>(),  callback<PY_MONITORING_EVENT_PY_RETURN>(),
    callback<PY_MONITORING_EVENT_PY_UNWIND>(), callback<PY_MONITORING_EVENT_PY_YIELD>(),
    callback<PY_MONITORING_EVENT_RAISE>(),     callback<PY_MONITORING_EVENT_INSTRUCTION>(),
};

// Calls a function of sys.monitoring; `result` is freed. A pending exception stays what it is.
template <class... Arguments>
void ask_monitoring(const char* function, const char* format, Arguments... arguments) {
    PyObject* pending = PyErr_GetRaisedException();
    PyObject* monitoring = PySys_GetObject("monitoring");
    if (monitoring != nullptr) {
        Py_XDECREF(PyObject_CallMethod(monitoring, function, format, arguments...));
    }
    // The learner may have freed the tool or taken sys.monitoring away: nothing more comes then.
    PyErr_SetRaisedException(pending);
}

void make_switch() {
    int events = 0;
    for (const Callback& one : g_callbacks) {
        if (one.event != PY_MONITORING_EVENT_INSTRUCTION) events |= 1 << one.event;
    }
    // The rarest of those that instructions are marked for.
    const int silent = 1 << PY_MONITORING_EVENT_PY_YIELD;
    PyObject* monitoring = PySys_GetObject("monitoring");
    if (monitoring != nullptr) {
        g_switch.function = PyObject_GetAttrString(monitoring, "set_events");
        g_switch.local_function = PyObject_GetAttrString(monitoring, "set_local_events");
    }
    g_switch.tool = PyLong_FromLong(kTool);
    g_switch.instructions = PyLong_FromLong(1 << PY_MONITORING_EVENT_INSTRUCTION);
    g_switch.nothing = PyLong_FromLong(0);
    g_switch.on = {Py_BuildValue("ii", kSilentTool, silent), Py_BuildValue("ii", kTool, events)};
    g_switch.off = {Py_BuildValue("ii", kSilentTool, 0), Py_BuildValue("ii", kTool, 0)};
}

// The learner may have freed the tools: nothing comes then. A pending exception stays what it is.
void set_events(const std::array<PyObject*, 2>& calls) {
    PyObject* pending = PyErr_GetRaisedException();
    for (PyObject* arguments : calls) {
        if (g_switch.function == nullptr || arguments == nullptr) break;
        Py_XDECREF(PyObject_Call(g_switch.function, arguments, nullptr));
    }
    PyErr_SetRaisedException(pending);
}

void run_traced(PyObject* code) {
    PyObject* globals = PyDict_New();
    if (globals == nullptr) return PyErr_Clear();
    set_events(g_switch.on);
    Py_XDECREF(PyEval_EvalCode(code, globals, globals));
    set_local_events(code, g_switch.instructions);
    set_local_events(code, g_switch.nothing);
    set_events(g_switch.off);
    Py_DECREF(globals);
    PyErr_Clear();
}

}  // namespace

void prepare_tracing() {
    for (const int tool : {kTool, kSilentTool}) {
        ask_monitoring("use_tool_id", "is", tool, "vivarium");
    }
    for (Callback& one : g_callbacks) {
        PyObject* function = PyCFunction_New(&one.definition, nullptr);
        if (function == nullptr) return PyErr_Clear();
        PyObject_GC_UnTrack(function);  // gc.get_objects() is not to show it
        ask_monitoring("register_callback", "iiO", kTool, 1 << one.event, function);
        Py_XDECREF(function);
    }
    make_switch();
    keep_instruments_apart(run_traced);
}

void start_tracing(EventHandler handler, StepGrain grain, PyObject* filename) {
    g_handler = handler;
    g_grain = grain;
    g_filename = filename;
    set_events(g_switch.on);
}

std::vector<const char*> stop_tracing() {
    g_handler = nullptr;
    set_events(g_switch.off);
    return {};
}

}  // namespace viv::cpython
