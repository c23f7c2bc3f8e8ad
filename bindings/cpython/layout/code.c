/* Instructions of a code object and how deep its value stack is before each of them, worked out
 * from the code alone (3.11, 3.13; Include/internal/pycore_opcode*.h, Python/compile.c). The only
 * file that defines CPython's opcode tables: libpython keeps its own hidden.
 */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"
#if VIV_IS_311
#define NEED_OPCODE_TABLES
#include "internal/pycore_opcode.h"
#else
#define NEED_OPCODE_METADATA
#include "internal/pycore_opcode_metadata.h"
#endif

static int unit_count(const PyCodeObject* code) {
    return (int)Py_SIZE(code);
}

/* Quickened and specialised forms stand in the code too: what they were compiled as. */
#if VIV_IS_311
static int opcode_at(const PyCodeObject* code, int unit) {
    return _PyOpcode_Deopt[_Py_OPCODE(_PyCode_CODE(code)[unit])];
}

static int has_bit(const uint32_t* bits, int opcode) {
    return (int)(bits[opcode >> 5] >> (opcode & 31)) & 1;
}

static int jumps(int opcode) {
    return has_bit(_PyOpcode_Jump, opcode);
}
#else
int viv_opcode_below(const PyCodeObject* code, Py_ssize_t unit) {
    /* Include/cpython/code.h, _PyCoMonitoringData. */
    const _PyCoMonitoringData* monitoring = code->_co_monitoring;
    int opcode = _PyCode_CODE((PyCodeObject*)code)[unit].op.code;
    if (opcode == INSTRUMENTED_LINE) {
        opcode = monitoring->lines->data[unit * monitoring->lines->bytes_per_entry];
    }
    return opcode == INSTRUMENTED_INSTRUCTION ? monitoring->per_instruction_opcodes[unit] : opcode;
}

int viv_operands_popped(int opcode, int arg) {
    return _PyOpcode_num_popped(opcode, arg);
}

/* DE_INSTRUMENT of Python/instrumentation.c. */
static int without_instruments(int opcode) {
    switch (opcode) {
        case INSTRUMENTED_RESUME:
            return RESUME;
        case INSTRUMENTED_RETURN_VALUE:
            return RETURN_VALUE;
        case INSTRUMENTED_RETURN_CONST:
            return RETURN_CONST;
        case INSTRUMENTED_CALL:
            return CALL;
        case INSTRUMENTED_CALL_KW:
            return CALL_KW;
        case INSTRUMENTED_CALL_FUNCTION_EX:
            return CALL_FUNCTION_EX;
        case INSTRUMENTED_LOAD_SUPER_ATTR:
            return LOAD_SUPER_ATTR;
        case INSTRUMENTED_YIELD_VALUE:
            return YIELD_VALUE;
        case INSTRUMENTED_JUMP_FORWARD:
            return JUMP_FORWARD;
        case INSTRUMENTED_JUMP_BACKWARD:
            return JUMP_BACKWARD;
        case INSTRUMENTED_POP_JUMP_IF_FALSE:
            return POP_JUMP_IF_FALSE;
        case INSTRUMENTED_POP_JUMP_IF_TRUE:
            return POP_JUMP_IF_TRUE;
        case INSTRUMENTED_POP_JUMP_IF_NONE:
            return POP_JUMP_IF_NONE;
        case INSTRUMENTED_POP_JUMP_IF_NOT_NONE:
            return POP_JUMP_IF_NOT_NONE;
        case INSTRUMENTED_FOR_ITER:
            return FOR_ITER;
        case INSTRUMENTED_END_FOR:
            return END_FOR;
        case INSTRUMENTED_END_SEND:
            return END_SEND;
        default:
            return opcode;
    }
}

static int opcode_at(const PyCodeObject* code, int unit) {
    return _PyOpcode_Deopt[without_instruments(viv_opcode_below(code, unit))];
}

static int jumps(int opcode) {
    return OPCODE_HAS_JUMP(opcode) != 0;
}
#endif

static int jumps_back(int opcode) {
    switch (opcode) {
        case JUMP_BACKWARD:
        case JUMP_BACKWARD_NO_INTERRUPT:
#if VIV_IS_311
        case POP_JUMP_BACKWARD_IF_NOT_NONE:
        case POP_JUMP_BACKWARD_IF_NONE:
        case POP_JUMP_BACKWARD_IF_FALSE:
        case POP_JUMP_BACKWARD_IF_TRUE:
#endif
            return 1;
        default:
            return 0;
    }
}

int viv_next_instruction(PyObject* object, int unit, viv_instr* found) {
    const PyCodeObject* code = (const PyCodeObject*)object;
    const int count = unit_count(code);
    found->first = unit;
    found->arg = 0;
    for (; unit < count; ++unit) {
        found->opcode = opcode_at(code, unit);
        found->arg = found->arg << 8 | _Py_OPARG(_PyCode_CODE(code)[unit]);
        if (found->opcode != EXTENDED_ARG) break;
    }
    if (unit >= count) return 0;
    found->unit = unit;
    found->next = unit + 1 + _PyOpcode_Caches[found->opcode];
    found->target = -1;
    if (jumps(found->opcode)) {
        /* All are relative to what stands behind their caches. */
        found->target = found->next + (jumps_back(found->opcode) ? -found->arg : found->arg);
    }
    return 1;
}

static int effect(const viv_instr* at, int jump) {
#if VIV_IS_311
    /* PRECALL and CALL count together: the compiler's table spreads the effect over both. */
    if (at->opcode == PRECALL) return 0;
    if (at->opcode == CALL) return -(at->arg + 1);
    /* What the generator is first resumed with; the POP_TOP behind it drops that. */
    if (at->opcode == RETURN_GENERATOR) return 1;
#endif
    return PyCompile_OpcodeStackEffectWithJump(at->opcode, at->arg, jump);
}

static int never_goes_on(int opcode) {
    switch (opcode) {
        case RETURN_VALUE:
#if !VIV_IS_311
        case RETURN_CONST:
#endif
        case RAISE_VARARGS:
        case RERAISE:
        case JUMP_FORWARD:
        case JUMP_BACKWARD:
        case JUMP_BACKWARD_NO_INTERRUPT:
            return 1;
        default:
            return 0;
    }
}

/* Objects/exception_handling_notes.txt: numbers of 6 bits a byte, the highest first; bit 6 says
 * that more follow. */
static int read_number(const unsigned char** at) {
    int value = **at & 63;
    while ((**at & 64) != 0) value = value << 6 | (*++*at & 63);
    ++*at;
    return value;
}

int viv_next_handler(PyObject* object, int* position, viv_handler* found) {
    PyObject* table = ((const PyCodeObject*)object)->co_exceptiontable;
    const unsigned char* start = (const unsigned char*)PyBytes_AS_STRING(table);
    if (*position >= (int)PyBytes_GET_SIZE(table)) return 0;
    const unsigned char* at = start + *position;
    found->start = read_number(&at);
    found->end = found->start + read_number(&at);
    found->target = read_number(&at);
    const int depth_and_lasti = read_number(&at);
    found->depth = depth_and_lasti >> 1;
    found->pushes_lasti = depth_and_lasti & 1;
    *position = (int)(at - start);
    return 1;
}

static void set_depth(int16_t* depths, int count, int unit, int depth, int* changed) {
    if (unit < 0 || unit >= count || depths[unit] >= 0 || depth < 0) return;
    depths[unit] = (int16_t)depth;
    *changed = 1;
}

static void set_handlers(PyObject* object, int16_t* depths, int count, int* changed) {
    viv_handler handler;
    int position = 0;
    while (viv_next_handler(object, &position, &handler) != 0) {
        /* Python/ceval.c, exception_unwind: cut down to the depth, then the index of the
         * instruction if it is asked for, then the exception. */
        set_depth(depths, count, handler.target, handler.depth + handler.pushes_lasti + 1, changed);
    }
}

int viv_code_units(PyObject* code) {
    return unit_count((const PyCodeObject*)code);
}

void viv_code_depths(PyObject* object, int16_t* depths) {
    const int count = unit_count((const PyCodeObject*)object);
    int changed = 0;
    for (int i = 0; i < count; ++i) depths[i] = -1;
    set_depth(depths, count, 0, 0, &changed);
    set_handlers(object, depths, count, &changed);
    while (changed) {
        changed = 0;
        viv_instr at;
        for (int unit = 0; viv_next_instruction(object, unit, &at) != 0; unit = at.next) {
            const int depth = depths[unit];
            if (depth < 0) continue;
            /* Behind EXTENDED_ARG, and in the caches of a call that a callee was entered from. */
            for (int i = unit; i <= at.unit; ++i) depths[i] = (int16_t)depth;
            if (at.target >= 0) {
                set_depth(depths, count, at.target, depth + effect(&at, 1), &changed);
            }
            if (!never_goes_on(at.opcode)) {
                set_depth(depths, count, at.next, depth + effect(&at, 0), &changed);
            }
        }
    }
}

#if !VIV_IS_311
void viv_hide_line_array(PyObject* code, char* head) {
    (void)code;
    (void)head;
}

void viv_instrument_blocks(PyObject* code, const void** blocks) {
    const _PyCoMonitoringData* data = ((const PyCodeObject*)code)->_co_monitoring;
    blocks[0] = data;
    blocks[1] = data == NULL ? NULL : data->tools;
    blocks[2] = data == NULL ? NULL : data->lines;
    blocks[3] = data == NULL ? NULL : data->line_tools;
    blocks[4] = data == NULL ? NULL : data->per_instruction_opcodes;
    blocks[5] = data == NULL ? NULL : data->per_instruction_tools;
}

int viv_tells_instructions(PyObject* code, int tool) {
    const _PyCoMonitoringData* data = ((const PyCodeObject*)code)->_co_monitoring;
    if (data == NULL) return 0;
    return data->local_monitors.tools[PY_MONITORING_EVENT_INSTRUCTION] >> tool & 1;
}
#endif
