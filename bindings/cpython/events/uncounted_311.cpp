// See uncounted.h. An uncounted container is taken off the count when it is made; when it dies the
// count is raised once more, since its deallocator lowers it (Modules/gcmodule.c, PyObject_GC_Del).
// What a program could have got hold of is counted after all, from the moment that it could.
#include "bindings/cpython/events/uncounted.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/events/line_arrays.h"
#include "bindings/cpython/events/object_table.h"
#include "bindings/cpython/events/own_tracer.h"
#include "bindings/cpython/events/stand_ins.h"
#include "bindings/cpython/layout/tracing.h"

namespace viv::cpython {

namespace {

constexpr std::size_t kHead = 2 * sizeof(void*);  // PyGC_Head
constexpr std::size_t kTupleBlock = kHead + sizeof(PyTupleObject) + 2 * sizeof(PyObject*);

ObjectTable g_uncounted;  // 1 at the addresses of objects
int g_marks = 0;          // how many they are
int g_held = 0;           // what the count was lowered by until the next event
// Blocks handed out since the last event: the last few, and how many.
std::array<const void*, 4> g_recent{};
std::size_t g_allocated = 0, g_traceback_at = 0;
const void* g_tuple = nullptr;         // the last that could be a tuple of three
const void* g_traceback = nullptr;     // the last that could be a traceback
std::array<const void*, 4> g_sites{};  // return addresses in trace_call_function, do_call_core
descrgetfunc g_bind = nullptr;         // PyMethodDescr_Type's own
bool g_is_binding = false;             // it is at work
destructor g_free_frame = nullptr, g_free_method = nullptr;
PyCFunction g_getframe = nullptr;
getter g_get_back = nullptr;

std::uintptr_t address_of(const void* at) {
    return reinterpret_cast<std::uintptr_t>(at);
}

PyObject* object_in(const void* block) {
    return reinterpret_cast<PyObject*>(address_of(block) + kHead);
}

bool is_uncounted(PyObject* object) {
    return object != nullptr && g_marks > 0 && g_uncounted.at(address_of(object)) != 0;
}

void leave_out(PyObject* object) {
    try {
        g_uncounted.make(address_of(object)) = 1;
    } catch (const std::bad_alloc&) {
        return;  // no memory to remember it: it stays counted
    }
    ++g_marks;
    --*viv_young_count();
}

// Counts it again: it is about to be freed, or it is there in an unobserved run, too.
void count_again(PyObject* object) {
    g_uncounted.make(address_of(object)) = 0;
    --g_marks;
    ++*viv_young_count();
}

// Lowers the count so far that the next container starts no collection. Returns by how much.
int hold_back() {
    int& count = *viv_young_count();
    const int by = std::max(1, count - viv_young_threshold() + 1);
    count -= by;
    return by;
}

// A collection was due when this object should have been counted: it is run now.
void collect_if_due() {
    if (viv_may_collect() == 0 || *viv_young_count() <= viv_young_threshold()) return;
    PyThreadState* thread = PyThreadState_Get();
    const int suspended = viv_suspend_tracer(thread);
    auto* cell = PyObject_GC_New(PyCellObject, &PyCell_Type);  // starts it
    if (cell != nullptr) {
        cell->ob_ref = nullptr;
        ++*viv_young_count();
        PyObject_GC_Del(cell);
    } else {
        PyErr_Clear();
    }
    viv_resume_tracer(thread, suspended);
}

void count_after_all(PyObject* object) {
    count_again(object);
    stand_in_for(object);
    collect_if_due();
}

void forget_blocks() {
    g_tuple = g_traceback = nullptr;
    g_recent.fill(nullptr);
    g_allocated = g_traceback_at = 0;
}

bool is_last(PyObject* object) {
    return g_allocated > 0 && object != nullptr &&
           object_in(g_recent[(g_allocated - 1) % g_recent.size()]) == object;
}

// Between the end of a generator that is waited for and the event of its StopIteration, too
// (TARGET(SEND) makes one where an untraced run hands over the value as it is).
bool is_for_send(const void* frame) {
    return viv_is_sending(frame) != 0;
}

// Between the making of a traceback and the event of its exception, only the report is made.
bool is_for_report(const void* frame) {
    if (g_traceback == nullptr) return false;
    const auto* traceback = reinterpret_cast<const PyTracebackObject*>(object_in(g_traceback));
    return Py_IS_TYPE(reinterpret_cast<const PyObject*>(traceback), &PyTraceBack_Type) &&
           viv_frame_object(frame) != nullptr &&
           reinterpret_cast<PyObject*>(traceback->tb_frame) == viv_frame_object(frame);
}

// Was the object made for the report of an exception, after its traceback?
bool is_made_for_report(PyObject* object, const void* frame) {
    const std::size_t from = is_for_report(frame) ? g_traceback_at : 0;
    const std::size_t few = g_recent.size();
    for (std::size_t at = g_allocated; at > from && at + few > g_allocated; --at) {
        if (object_in(g_recent[(at - 1) % few]) == object) return true;
    }
    return false;
}

bool belongs_apart(std::size_t size) {
    stand_ins_before_block(g_is_binding ? 0 : size);
    if (g_is_binding) return true;
    PyObject* code = viv_making_frame_object(size);
    // The next thing that CPython does with a call to be reported.
    if (code != nullptr) make_line_array(code);
    return code != nullptr;
}

void on_allocated(const void* block, std::size_t size) {
    if (*viv_young_count() >= viv_young_threshold()) {
        PyThreadState* thread = PyThreadState_Get();
        const void* frame = viv_current_frame(thread);
        const bool is_ours =
            frame != nullptr && viv_has_own_tracer(thread) == 0 && viv_tracer_of(thread) != nullptr;
        if (is_ours && (viv_making_frame_object(size) != nullptr || is_for_report(frame) ||
                        is_for_send(frame))) {
            g_held += hold_back();
        }
    }
    stand_ins_after_block(block);
    g_recent[g_allocated++ % g_recent.size()] = block;
    if (size == kTupleBlock) g_tuple = block;
    if (size != kTracebackBlock) return;
    g_traceback = block;
    g_traceback_at = g_allocated;
}

void on_freed(const void* block) {
    if (block == g_traceback) g_traceback = nullptr;
    stand_ins_before_free(block);
    if (g_marks > 0 && is_uncounted(object_in(block))) count_again(object_in(block));
}

template <destructor* kOriginal>
void free_container(PyObject* object) {
    PyObject_GC_UnTrack(object);
    PyThreadState* thread = PyThreadState_Get();
    if (_PyTrash_begin(thread, object) != 0) return;  // put aside; comes back here later
    if (is_uncounted(object)) count_again(object);
    if (PyFrame_Check(object)) forget_frame(object);
    (*kOriginal)(object);
    _PyTrash_end(thread);
}

__attribute__((noinline)) PyObject* find_site(PyObject* method, PyObject* self, PyObject* type) {
    const void* site = __builtin_return_address(0);
    const auto free = std::find(g_sites.begin(), g_sites.end(), nullptr);
    const bool is_call = self != nullptr;  // not the look-up in a class
    if (is_call && free != g_sites.end() && std::find(g_sites.begin(), free, site) == free)
        *free = site;
    return g_bind(method, self, type);
}

__attribute__((noinline)) PyObject* bind(PyObject* method, PyObject* self, PyObject* type) {
    const void* site = __builtin_return_address(0);
    const bool is_call = std::find(g_sites.begin(), g_sites.end(), site) != g_sites.end();
    if (!is_call || viv_has_own_tracer(PyThreadState_Get()) != 0) return g_bind(method, self, type);
    const int held = hold_back();
    g_is_binding = true;
    PyObject* bound = g_bind(method, self, type);
    g_is_binding = false;
    *viv_young_count() += held;
    if (bound != nullptr && Py_IS_TYPE(bound, &PyCFunction_Type)) leave_out(bound);
    return bound;
}

// The program gets the frame object: without us it would have been made only now.
PyObject* given_out(PyObject* frame) {
    if (is_uncounted(frame)) count_after_all(frame);
    return frame;
}

PyObject* getframe(PyObject* module, PyObject* const* arguments, Py_ssize_t count) {
    const auto original = reinterpret_cast<_PyCFunctionFast>(reinterpret_cast<void*>(g_getframe));
    return given_out(original(module, arguments, count));
}

PyObject* get_back(PyObject* frame, void* closure) {
    return given_out(g_get_back(frame, closure));
}

// CPython makes an exception that C code has raised when it is reported (PyErr_NormalizeException);
// without us when it is caught, or never: then it isn't counted.
struct Early {
    PyObject* exception = nullptr;
    PyObject* arguments = nullptr;
    const void* frame = nullptr;  // for which it was reported last
};
std::vector<Early> g_early;

// Its type's deallocator while there is one that isn't counted: not for longer, because the
// original compares itself with its type's to switch on the trashcan.
struct Hooked {
    PyTypeObject* type = nullptr;
    destructor original = nullptr;
};
std::vector<Hooked> g_hooked;

void unhook_exceptions() {
    for (const Hooked& hooked : g_hooked) hooked.type->tp_dealloc = hooked.original;
    g_hooked.clear();
}

void free_exception(PyObject* exception) {
    // An instance of a class made by a class statement comes here by way of its base.
    PyTypeObject* type = Py_TYPE(exception);
    while (type->tp_dealloc != free_exception) type = type->tp_base;
    const auto known = std::find_if(g_hooked.begin(), g_hooked.end(),
                                    [&](const Hooked& hooked) { return hooked.type == type; });
    const destructor original = known->original;
    if (is_uncounted(exception)) {
        count_again(exception);
        std::erase_if(g_early, [&](const Early& early) { return early.exception == exception; });
        if (g_early.empty()) unhook_exceptions();
    }
    original(exception);
}

void hook_exception(PyTypeObject* type) {
    if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 || type->tp_dealloc == free_exception) return;
    g_hooked.push_back({type, type->tp_dealloc});
    type->tp_dealloc = free_exception;
}

void leave_out_report(const void* frame, PyObject* tuple) {
    PyObject* exception = PyTuple_GET_ITEM(tuple, 1);
    if (PyExceptionInstance_Check(exception) && is_made_for_report(exception, frame)) {
        PyObject* arguments = reinterpret_cast<PyBaseExceptionObject*>(exception)->args;
        const bool is_new = arguments != nullptr && is_made_for_report(arguments, frame);
        g_early.reserve(g_early.size() + 1);
        g_hooked.reserve(g_hooked.size() + 1);
        hook_exception(Py_TYPE(exception));
        leave_out(exception);
        if (is_new) leave_out(arguments);
        g_early.push_back({exception, is_new ? arguments : nullptr, frame});
    }
    if (g_tuple != nullptr && object_in(g_tuple) == tuple) leave_out(tuple);
}

// Those that have been caught are there without us, too. `tuple`: what is being reported.
void count_caught(PyThreadState* thread, const void* frame, PyObject* tuple, bool is_leaving) {
    PyObject* caught = viv_caught_exception(thread);
    PyObject* reported = tuple == nullptr ? nullptr : PyTuple_GET_ITEM(tuple, 1);
    for (std::size_t i = g_early.size(); i-- > 0;) {
        if (g_early[i].exception == reported) g_early[i].frame = frame;
        const Early early = g_early[i];
        const bool is_alive = is_uncounted(early.exception);
        // Its frame goes on: a handler has it, though it may not have said so yet.
        const bool is_caught =
            early.exception == caught || (early.frame == frame && tuple == nullptr && !is_leaving);
        if (is_alive && !is_caught) continue;
        g_early.erase(g_early.begin() + static_cast<std::ptrdiff_t>(i));
        if (is_alive) count_after_all(early.exception);
        if (is_alive && is_uncounted(early.arguments)) count_after_all(early.arguments);
    }
    if (g_early.empty()) unhook_exceptions();
}

int no_trace(PyObject*, struct _frame*, int, PyObject*) {
    return 0;
}

}  // namespace

void prepare_uncounted() {
    g_bind = PyMethodDescr_Type.tp_descr_get;
    PyObject* names = PyDict_New();
    PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins());
    PyObject* code =
        Py_CompileString("[].append(0)\nlist.append([], *(0,))\n", "<calls>", Py_file_input);
    if (names != nullptr && code != nullptr) {
        PyThreadState* thread = PyThreadState_Get();
        viv_set_tracer(thread, no_trace);
        PyMethodDescr_Type.tp_descr_get = find_site;
        Py_XDECREF(PyEval_EvalCode(code, names, names));
        PyMethodDescr_Type.tp_descr_get = g_bind;
        viv_set_tracer(thread, nullptr);
    }
    PyErr_Clear();
    Py_XDECREF(code);
    Py_XDECREF(names);
}

void start_uncounted() {
    watch_blocks({belongs_apart, on_allocated, on_freed, settle_stand_ins});
    start_stand_ins();
    install_line_arrays();
    PyMethodDescr_Type.tp_descr_get = bind;
    g_free_frame = std::exchange(PyFrame_Type.tp_dealloc, free_container<&g_free_frame>);
    g_free_method = std::exchange(PyCFunction_Type.tp_dealloc, free_container<&g_free_method>);
    PyObject* function = PySys_GetObject("_getframe");
    if (function != nullptr && PyCFunction_CheckExact(function)) {
        PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(function)->m_ml;
        if (method->ml_flags == METH_FASTCALL) {
            g_getframe = std::exchange(
                method->ml_meth, reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(getframe)));
        }
    }
    for (PyGetSetDef* at = PyFrame_Type.tp_getset; at->name != nullptr; ++at) {
        if (std::strcmp(at->name, "f_back") == 0) g_get_back = std::exchange(at->get, get_back);
    }
}

void stop_uncounted() {
    if (g_free_frame == nullptr) return;  // the snippet wasn't traced
    watch_blocks({nullptr, on_allocated, on_freed, settle_stand_ins});
    take_back_line_arrays();
}

void settle_uncounted(PyThreadState* thread, const void* frame, PyObject* tuple, bool is_leaving) {
    settle_stand_ins();
    *viv_young_count() += std::exchange(g_held, 0);
    PyObject* object = viv_frame_object(frame);
    const bool is_ours = viv_has_own_tracer(thread) == 0;
    if (is_ours && is_last(object)) leave_out(object);
    if (is_ours && tuple != nullptr) {
        try {
            leave_out_report(frame, tuple);
        } catch (const std::bad_alloc&) {
            // No memory to remember it: it stays counted.
        }
    }
    forget_blocks();
    if (is_uncounted(object) && (Py_REFCNT(object) > 1 || !is_ours)) count_after_all(object);
    // A frame object that outlives its frame gets the one of the caller (Python/frame.c,
    // take_ownership).
    viv_frame view;
    const bool is_function =
        is_leaving && viv_read_frame(frame, &view) != 0 && view.is_of_generator == 0;
    if (is_function && object != nullptr && Py_REFCNT(object) > 1) {
        const void* back = viv_frame_back(frame);
        PyObject* of_caller = back == nullptr ? nullptr : viv_frame_object(back);
        if (is_uncounted(of_caller)) count_after_all(of_caller);
    }
    if (!g_early.empty()) count_caught(thread, frame, tuple, is_leaving);
    forget_blocks();
}

bool free_uncounted_tuple(PyObject* tuple) {
    if (g_tuple != nullptr && object_in(g_tuple) == tuple) g_tuple = nullptr;
    if (!is_uncounted(tuple)) return false;
    // Not into the free list: without us it would not be there.
    PyObject_GC_UnTrack(tuple);
    for (Py_ssize_t i = Py_SIZE(tuple); i-- > 0;) Py_XDECREF(PyTuple_GET_ITEM(tuple, i));
    count_again(tuple);
    PyObject_GC_Del(tuple);
    return true;
}

}  // namespace viv::cpython
