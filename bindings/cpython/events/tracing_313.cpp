// Events of 3.13: a tool of sys.monitoring whose callbacks are C functions, so that no frame object
// and no tuple is made and no reference taken (Python/instrumentation.c). See tracing.h.
//
// The tool is number 4, which has no name in the documentation; it takes no other's place. Number 5
// is taken too and hears nothing: where all code has two tools, a debugger that asks for
// instruction events in the middle of a function gets them (breakpoint() stops where it would
// without us); otherwise CPython forgets whose they are when ours and the debugger's meet later
// (update_instrumentation_data: per_instruction_tools comes too late).
#include <array>
#include <optional>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/events/instruments.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

constexpr int kTool = 4;
constexpr int kSilentTool = 5;

EventHandler g_handler = nullptr;

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
        default:
            return std::nullopt;
    }
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
    if (kEvent == PY_MONITORING_EVENT_JUMP && !starts_line_again(arguments)) Py_RETURN_NONE;
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
    callback<PY_MONITORING_EVENT_RAISE>(),
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

// Calls of sys.monitoring.set_events, made ready: nothing is allocated when one is done.
struct Switch {
    PyObject* function = nullptr;
    std::array<PyObject*, 2> on{}, off{};  // tuples of arguments
};
Switch g_switch;

void make_switch() {
    int events = 0;
    for (const Callback& one : g_callbacks) events |= 1 << one.event;
    // The rarest of those that instructions are marked for.
    const int silent = 1 << PY_MONITORING_EVENT_PY_YIELD;
    PyObject* monitoring = PySys_GetObject("monitoring");
    if (monitoring != nullptr) g_switch.function = PyObject_GetAttrString(monitoring, "set_events");
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

void start_tracing(EventHandler handler, StepGrain /*grain*/, PyObject* /*filename*/) {
    g_handler = handler;
    set_events(g_switch.on);
}

std::vector<const char*> stop_tracing() {
    g_handler = nullptr;
    set_events(g_switch.off);
    return {};
}

}  // namespace viv::cpython
