/* The garbage collector, the GIL, and trace functions: what CPython keeps of them, read (and where
 * the text says so, set) without its own functions, which would tell the learner. Implemented in
 * C11 by collector.c and tracing.c. No function here takes a reference, allocates, or runs any of
 * the learner's code.
 */
#pragma once

#include "bindings/cpython/layout/layout.h"

struct _frame; /* PyFrameObject */

#ifdef __cplusplus
extern "C" {
#endif

/* --- the collector (collector.c) --- */

typedef struct {
    uint64_t collections, collected, uncollectable; /* since CPython started */
} viv_gc_stats;
void viv_collector_stats(int generation, viv_gc_stats* stats);
uint64_t viv_collections(void); /* of all generations together */
/* A collection is going on: its lists are not to be walked. */
int viv_collector_is_running(void);
/* The count of young containers, which decides when a collection starts, what it has to exceed, and
 * whether it could then start now. */
int* viv_young_count(void);
int viv_young_threshold(void);
int viv_may_collect(void);
/* Where the collector stands. A full collection makes all objects old and changes when the next
 * ones come and in which order they destroy; going back, all objects are put into the middle
 * generation, where the start of the interpreter has left them. REQUIRES: no collection is going
 * on. */
typedef struct {
    int counts[3];
    int64_t long_lived_total, long_lived_pending;
    viv_gc_stats full;
} viv_gc_past;
void viv_remember_collector(viv_gc_past* past);
void viv_take_collector_back(const viv_gc_past* past);
/* Changes when objects are frozen or unfrozen. */
const void* viv_frozen_mark(void);
/* Each object in a generation's list; 3: what is frozen. */
void viv_each_of_generation(int generation, void (*visit)(PyObject*, void*), void* context);
/* The generation of a tracked object whose list ends within so many objects; -1: it doesn't. */
int viv_generation_nearby(PyObject* object, int steps);

/* --- the GIL and trace functions (tracing.c; all but the first are for 3.11 only) --- */

/* How often the GIL has gone from one thread to another. */
uint64_t viv_gil_switches(void);
/* The mutex of the GIL: `pthread_mutex_unlock` of it ends each taking and each dropping. */
const void* viv_gil_mutex(void);
/* The thread state that has taken the GIL, asked by the thread that is about to unlock its mutex;
 * NULL: the GIL was dropped, or the thread is not one of the main interpreter's that goes on. */
PyThreadState* viv_gil_taker(void);
/* A thread's trace function, as PyEval_SetTrace would set it (Py_tracefunc), but with no word to
 * audit hooks and without touching its argument. NULL: none. */
typedef int (*viv_tracer)(PyObject* self, struct _frame* frame, int what, PyObject* argument);
viv_tracer viv_tracer_of(PyThreadState* thread);
void viv_set_tracer(PyThreadState* thread, viv_tracer tracer);
/* The thread has a trace function (sys.settrace) or a profile function of the program's own. */
int viv_has_own_tracer(PyThreadState* thread);
/* The argument of its trace function: what sys.gettrace returns; NULL: none. */
PyObject* viv_trace_argument(PyThreadState* thread);
/* Is the thread running a trace function? Then nothing else is traced in it. */
int viv_is_in_tracer(PyThreadState* thread);
/* Ends that for as long as a trace function runs code that is to be traced; the second undoes it.
 */
int viv_suspend_tracer(PyThreadState* thread);
void viv_resume_tracer(PyThreadState* thread, int suspended);

/* Fields of a frame object (struct _frame): f_trace, f_trace_lines, and whether f_locals was asked
 * for. */
typedef struct {
    PyObject** trace;
    char* lines;
    char* has_fast_locals;
} viv_frame_fields;
viv_frame_fields viv_fields_of_frame(struct _frame* frame);
/* The frame object of a frame; NULL: it has none. */
PyObject* viv_frame_object(const void* frame);
/* Is a block of `size` bytes, asked for now, the frame object that a call is to be reported with?
 * (Python/ceval.c, call_trace; not for a tracer of the program's own.) Then the code that is
 * called; NULL: it isn't. */
PyObject* viv_making_frame_object(uint64_t size);
/* Is the frame waiting for another generator's or coroutine's next value (SEND)? */
int viv_is_sending(const void* frame);
/* The exception that the thread is handling, generators included; NULL or None: none. */
PyObject* viv_caught_exception(PyThreadState* thread);
/* The thread's innermost frame, those that are being set up included. */
const void* viv_current_frame(const PyThreadState* thread);

#ifdef __cplusplus
}
#endif
