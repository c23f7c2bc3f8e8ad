// See own_tracer.h. What is done here is what trace_trampoline and call_trampoline do
// (3.11, Python/sysmodule.c), but for the name of the trace function that stays.
#include <Python.h>

#include <frameobject.h>

#include <array>
#include <unordered_set>

#include "bindings/cpython/events/own_tracer.h"

namespace viv::cpython {

namespace {

viv_tracer g_tracer = nullptr;
std::array<PyObject*, 8> g_names{};  // of events, as the program's function is told them
// Frames whose lines the program has asked not to be told of. We are told of them all the same.
std::unordered_set<const void*> g_without_lines;

// Made when CPython makes them (trace_init): earlier they would hold the program's own 'line' once
// more. In the order of PyTrace_CALL and those after it.
bool make_names() {
    constexpr const char* kNames[] = {"call",   "exception",   "line",     "return",
                                      "c_call", "c_exception", "c_return", "opcode"};
    for (std::size_t i = 0; i < g_names.size(); ++i) {
        if (g_names[i] == nullptr) g_names[i] = PyUnicode_InternFromString(kNames[i]);
        if (g_names[i] == nullptr) return false;
    }
    return true;
}

int set_argument(PyThreadState* thread, PyObject* function) {
    return _PyEval_SetTrace(thread, reinterpret_cast<Py_tracefunc>(g_tracer), function);
}

PyObject* settrace(PyObject* /*module*/, PyObject* function) {
    if (!make_names()) return nullptr;
    if (set_argument(PyThreadState_Get(), function == Py_None ? nullptr : function) < 0) {
        return nullptr;
    }
    Py_RETURN_NONE;
}

PyObject* call(PyObject* function, PyFrameObject* frame, int what, PyObject* argument) {
    const viv_frame_fields fields = viv_fields_of_frame(frame);
    if (*fields.has_fast_locals != 0 && PyFrame_FastToLocalsWithError(frame) < 0) return nullptr;
    PyObject* arguments[] = {reinterpret_cast<PyObject*>(frame),
                             g_names[static_cast<std::size_t>(what)],
                             argument == nullptr ? Py_None : argument};
    *fields.lines = g_without_lines.contains(frame) ? 0 : 1;
    PyObject* result = PyObject_Vectorcall(function, arguments, 3, nullptr);
    if (*fields.lines == 0) g_without_lines.insert(frame);
    if (*fields.lines != 0) g_without_lines.erase(frame);
    *fields.lines = 1;
    PyFrame_LocalsToFast(frame, 1);
    if (result == nullptr) PyTraceBack_Here(frame);
    return result;
}

}  // namespace

void keep_in_settrace(viv_tracer tracer) {
    g_tracer = tracer;
    PyObject* function = PySys_GetObject("settrace");
    if (function == nullptr || !PyCFunction_CheckExact(function)) return;
    PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(function)->m_ml;
    if (method->ml_flags == METH_O) method->ml_meth = settrace;
}

void forget_frame(PyObject* frame) {
    if (!g_without_lines.empty()) g_without_lines.erase(frame);
}

int call_own_tracer(PyThreadState* thread, PyObject* function, struct _frame* frame, int what,
                    PyObject* argument) {
    PyObject** trace = viv_fields_of_frame(frame).trace;
    PyObject* callback = what == PyTrace_CALL ? function : *trace;
    if (function == nullptr || callback == nullptr) return 0;
    if (what == PyTrace_LINE && g_without_lines.contains(frame)) return 0;
    PyObject* result = call(callback, frame, what, argument);
    if (result == nullptr) {
        set_argument(thread, nullptr);
        Py_CLEAR(*trace);
        return -1;
    }
    if (result == Py_None) {
        Py_DECREF(result);
    } else {
        Py_XSETREF(*trace, result);
    }
    return 0;
}

}  // namespace viv::cpython
