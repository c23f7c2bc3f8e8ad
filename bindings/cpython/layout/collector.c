/* The garbage collector's lists and counters (3.11, 3.13; Include/internal/pycore_gc.h,
 * struct _gc_runtime_state; Modules/gcmodule.c, Python/gc.c). Only reads, but for the count of
 * young containers, which is given back what observing took from it.
 */
#include "bindings/cpython/layout/internals.h"
#include "bindings/cpython/layout/tracing.h"

static struct _gc_runtime_state* collector(void) {
    static struct _gc_runtime_state* known = NULL; /* it stays where it is */
    if (known == NULL) known = &PyInterpreterState_Main()->gc;
    return known;
}

static PyGC_Head* head_of(int generation) {
    struct _gc_runtime_state* gc = collector();
    return generation < NUM_GENERATIONS ? &gc->generations[generation].head
                                        : &gc->permanent_generation.head;
}

void viv_collector_stats(int generation, viv_gc_stats* stats) {
    const struct gc_generation_stats* known = &collector()->generation_stats[generation];
    stats->collections = (uint64_t)known->collections;
    stats->collected = (uint64_t)known->collected;
    stats->uncollectable = (uint64_t)known->uncollectable;
}

uint64_t viv_collections(void) {
    const struct _gc_runtime_state* gc = collector();
    uint64_t total = 0;
    for (int i = 0; i < NUM_GENERATIONS; ++i) {
        total += (uint64_t)gc->generation_stats[i].collections;
    }
    return total;
}

int viv_collector_is_running(void) {
    return collector()->collecting;
}

int* viv_young_count(void) {
    return &collector()->generations[0].count;
}

int viv_young_threshold(void) {
    return collector()->generations[0].threshold;
}

int viv_may_collect(void) {
    const struct _gc_runtime_state* gc = collector();
    return gc->enabled && gc->generations[0].threshold != 0 && !gc->collecting;
}

void viv_remember_collector(viv_gc_past* past) {
    const struct _gc_runtime_state* state = collector();
    for (int i = 0; i < NUM_GENERATIONS; ++i) past->counts[i] = state->generations[i].count;
    past->long_lived_total = state->long_lived_total;
    past->long_lived_pending = state->long_lived_pending;
    viv_collector_stats(NUM_GENERATIONS - 1, &past->full);
}

void viv_take_collector_back(const viv_gc_past* past) {
    struct _gc_runtime_state* state = collector();
    PyGC_Head* from = head_of(2);
    PyGC_Head* to = head_of(1);
    PyGC_Head* first = _PyGCHead_NEXT(from);
    if (first != from) {
        PyGC_Head* last = _PyGCHead_PREV(from);
        PyGC_Head* end = _PyGCHead_PREV(to);
        _PyGCHead_SET_NEXT(end, first);
        _PyGCHead_SET_PREV(first, end);
        _PyGCHead_SET_NEXT(last, to);
        _PyGCHead_SET_PREV(to, last);
        _PyGCHead_SET_NEXT(from, from);
        _PyGCHead_SET_PREV(from, from);
    }
    /* What is young by now has been made since. */
    for (int i = 1; i < NUM_GENERATIONS; ++i) state->generations[i].count = past->counts[i];
    state->long_lived_total = (Py_ssize_t)past->long_lived_total;
    state->long_lived_pending = (Py_ssize_t)past->long_lived_pending;
    struct gc_generation_stats* full = &state->generation_stats[NUM_GENERATIONS - 1];
    full->collections = (Py_ssize_t)past->full.collections;
    full->collected = (Py_ssize_t)past->full.collected;
    full->uncollectable = (Py_ssize_t)past->full.uncollectable;
}

const void* viv_frozen_mark(void) {
    return _PyGCHead_PREV(head_of(NUM_GENERATIONS));
}

void viv_each_of_generation(int generation, void (*visit)(PyObject*, void*), void* context) {
    PyGC_Head* head = head_of(generation);
    for (PyGC_Head* at = _PyGCHead_NEXT(head); at != head; at = _PyGCHead_NEXT(at)) {
        visit((PyObject*)(at + 1), context);
    }
}

int viv_generation_nearby(PyObject* object, int steps) {
    PyGC_Head* at = (PyGC_Head*)object - 1;
    for (int i = 0; i < steps; ++i) {
        at = _PyGCHead_NEXT(at);
        for (int generation = 0; generation <= NUM_GENERATIONS; ++generation) {
            if (at == head_of(generation)) return generation;
        }
    }
    return -1;
}
