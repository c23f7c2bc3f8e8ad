/* The instructions of code objects: how they read, where they lead, and what they do with the value
 * stack. The same rules as in layout.h; code.c and code_*_<version>.c implement it.
 */
#pragma once

#include "bindings/cpython/layout/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Units are the 2 bytes that an instruction, its EXTENDED_ARGs and its caches are made of. */
typedef struct {
    int first; /* unit of its first EXTENDED_ARG, or its own */
    int unit;
    int next;   /* unit of the instruction after its caches */
    int target; /* unit it may jump to; -1: it doesn't jump */
    int opcode; /* as compiled, whatever the specialiser made of it */
    int arg;
} viv_instr;

int viv_code_units(PyObject* code);
/* The instruction that begins at `unit`; 0 at the end of the code. */
int viv_next_instruction(PyObject* code, int unit, viv_instr* found);

/* The line of each unit; -1: of none (Objects/locations.md). 3.11 only, as are the next three. */
void viv_code_lines(PyObject* code, int32_t* lines);
/* The array of lines that tracing gives to a code object; CPython makes one where it finds none. */
typedef struct {
    const void* mark; /* that it is ours; set by viv_set_line_array */
    int32_t lines[1]; /* and as many as viv_code_units() says */
} viv_lines;
int viv_has_line_array(PyObject* code);
void viv_set_line_array(PyObject* code, viv_lines* lines); /* NULL: takes it away */
/* Puts into a copy of a code object's head what would stand there without an array of ours. */
void viv_hide_line_array(PyObject* code, char* head);
/* The blocks that hold what monitoring keeps of the code object: NULL for those that it hasn't
 * (3.13 only; Include/cpython/code.h, _PyCoMonitoringData). */
#define VIV_INSTRUMENT_BLOCKS 6
void viv_instrument_blocks(PyObject* code, const void** blocks);
/* Does monitoring tell that tool of each instruction of this code object (3.13 only)? */
int viv_tells_instructions(PyObject* code, int tool);

/* An entry of the exception table: while `start` <= unit < `end`, an exception cuts the value stack
 * down to `depth` and goes on at `target`. *position starts at 0; 0 at the end of the table. */
typedef struct {
    int start, end, target, depth, pushes_lasti;
} viv_handler;
int viv_next_handler(PyObject* code, int* position, viv_handler* found);

/* Writes the depth of the value stack before each of viv_code_units() units; -1 where no
 * instruction begins, or none that is ever reached. */
void viv_code_depths(PyObject* code, int16_t* depths);

/* The instruction's name as dis prints it, and what its argument stands for. */
const char* viv_opcode_name(int opcode);
enum viv_argument {
    VIV_NO_ARGUMENT = 0,
    VIV_PLAIN_ARGUMENT,
    VIV_CONSTANT,    /* index into co_consts */
    VIV_NAME,        /* index into co_names */
    VIV_GLOBAL_NAME, /* the same times two; odd: a NULL is pushed first (3.11) */
    VIV_VARIABLE,    /* index into co_localsplusnames */
    VIV_JUMP,        /* told by its offset (3.11) */
    VIV_COMPARISON,
    VIV_OPERATOR,
    VIV_CONVERSION,     /* FORMAT_VALUE; CONVERT_VALUE (3.13) */
    VIV_FUNCTION_PARTS, /* MAKE_FUNCTION; SET_FUNCTION_ATTRIBUTE (3.13) */
    /* 3.13 only: */
    VIV_NAME_AND_NULL,      /* LOAD_GLOBAL: index into co_names times two; odd: a NULL as well */
    VIV_ATTRIBUTE,          /* LOAD_ATTR: the same; odd: to call it, so NULL or self as well */
    VIV_SUPER_ATTRIBUTE,    /* LOAD_SUPER_ATTR: the same, but times four */
    VIV_TWO_VARIABLES,      /* two indexes of 4 bits each */
    VIV_JUMP_TO_LABEL,      /* told by the number of its target among all targets */
    VIV_COMPARISON_OR_BOOL, /* the comparison times 32; 16: its result is made a bool */
    VIV_INTRINSIC_1,        /* of one operand */
    VIV_INTRINSIC_2,
};
int viv_argument_kind(int opcode);
const char* viv_comparison_text(int arg); /* "<" */
const char* viv_operator_text(int arg);   /* "+=" */
const char* viv_intrinsic_text(int operands, int arg);

/* What an instruction does with the value stack while C code that it called runs. */
enum viv_stack_use {
    VIV_KEEPS = 0,    /* its operands stay, or are held by it: they are dropped at its end */
    VIV_DROPS,        /* its operands are no longer there when anything else can run */
    VIV_CALLS,        /* CALL */
    VIV_CALLS_NAMED,  /* CALL_KW (3.13): the names of the arguments stand on top */
    VIV_CALLS_TUPLE,  /* CALL_FUNCTION_EX */
    VIV_ENTERS_WITH,  /* BEFORE_WITH: the operand gives way to its __exit__ */
    VIV_GOES_THROUGH, /* the operand at the top is asked for its iterator, and that for all items */
    VIV_UNWINDS,      /* RERAISE: the stack is being cut down to the handler's depth */
};
typedef struct {
    int use;
    int operands; /* slots at the top that it takes */
    int kept;     /* of them, those still there when it has failed */
} viv_stack_effect;
viv_stack_effect viv_stack_effect_of(const viv_instr* at);
/* The names of the keyword arguments of the CALL at that unit, a tuple of code's constants; NULL:
 * there are none (3.11 only: later they stand on the value stack). */
PyObject* viv_keyword_names(PyObject* code, int unit);

/* Instructions that make C code look at their operands, in the order in which these stand (3.11
 * only). */
enum viv_operation {
    VIV_OP_OTHER = 0,
    VIV_OP_READS_ITEM,        /* container, key */
    VIV_OP_STORES_ITEM,       /* value, container, key */
    VIV_OP_DELETES_ITEM,      /* container, key */
    VIV_OP_CONTAINS,          /* item, container */
    VIV_OP_COMPARES,          /* left, right */
    VIV_OP_COMBINES,          /* left, right */
    VIV_OP_FORMATS,           /* value, and how if that is said */
    VIV_OP_UPDATES_MAP,       /* what is taken into the dict below */
    VIV_OP_READS_ATTRIBUTE,   /* owner */
    VIV_OP_STORES_ATTRIBUTE,  /* value, owner */
    VIV_OP_DELETES_ATTRIBUTE, /* owner */
    VIV_OP_BUILDS_MAP,        /* key, value, key, value... */
    VIV_OP_BUILDS_SET,        /* item, item... */
    VIV_OP_ADDS_TO_MAP,       /* key, value */
    VIV_OP_ADDS_TO_SET,       /* item */
    VIV_OP_TAKES_NEXT,        /* iterator */
    VIV_OP_EXTENDS,           /* what is gone through */
    VIV_OP_CALLS_WITH,        /* CALL */
    VIV_OP_CALLS_WITH_TUPLE,  /* CALL_FUNCTION_EX */
};
int viv_operation_of(const viv_instr* at);
/* The name of the attribute that such an instruction is about. */
PyObject* viv_attribute_name(PyObject* code, const viv_instr* at);

#ifdef __cplusplus
}
#endif
