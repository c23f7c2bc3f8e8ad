/* How an instruction reads: its name, and what kind of thing its argument names (3.13,
 * Lib/dis.py, ArgResolver.get_argval_argrepr, which asks in the same order). Names and flags are
 * CPython's own (Include/internal/pycore_opcode_metadata.h; code.c defines the tables).
 */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"
#include "internal/pycore_intrinsics.h"
#include "internal/pycore_opcode_metadata.h"

const char* viv_opcode_name(int opcode) {
    return _PyOpcode_OpName[opcode] == NULL ? "" : _PyOpcode_OpName[opcode];
}

static int kind_of_name(int opcode) {
    switch (opcode) {
        case LOAD_GLOBAL:
            return VIV_NAME_AND_NULL;
        case LOAD_ATTR:
            return VIV_ATTRIBUTE;
        case LOAD_SUPER_ATTR:
            return VIV_SUPER_ATTRIBUTE;
        default:
            return VIV_NAME;
    }
}

int viv_argument_kind(int opcode) {
    if (!OPCODE_HAS_ARG(opcode)) return VIV_NO_ARGUMENT;
    if (OPCODE_HAS_CONST(opcode)) return VIV_CONSTANT;
    if (OPCODE_HAS_NAME(opcode)) return kind_of_name(opcode);
    if (OPCODE_HAS_JUMP(opcode)) return VIV_JUMP_TO_LABEL;
    switch (opcode) {
        case LOAD_FAST_LOAD_FAST:
        case STORE_FAST_LOAD_FAST:
        case STORE_FAST_STORE_FAST:
            return VIV_TWO_VARIABLES;
        case COMPARE_OP:
            return VIV_COMPARISON_OR_BOOL;
        case CONVERT_VALUE:
            return VIV_CONVERSION;
        case SET_FUNCTION_ATTRIBUTE:
            return VIV_FUNCTION_PARTS;
        case BINARY_OP:
            return VIV_OPERATOR;
        case CALL_INTRINSIC_1:
            return VIV_INTRINSIC_1;
        case CALL_INTRINSIC_2:
            return VIV_INTRINSIC_2;
        default:
            break;
    }
    if (OPCODE_HAS_LOCAL(opcode) || OPCODE_HAS_FREE(opcode)) return VIV_VARIABLE;
    return VIV_PLAIN_ARGUMENT;
}

#define NAME(intrinsic) [intrinsic] = #intrinsic
static const char* const unary[MAX_INTRINSIC_1 + 1] = {
    NAME(INTRINSIC_1_INVALID),         NAME(INTRINSIC_PRINT),
    NAME(INTRINSIC_IMPORT_STAR),       NAME(INTRINSIC_STOPITERATION_ERROR),
    NAME(INTRINSIC_ASYNC_GEN_WRAP),    NAME(INTRINSIC_UNARY_POSITIVE),
    NAME(INTRINSIC_LIST_TO_TUPLE),     NAME(INTRINSIC_TYPEVAR),
    NAME(INTRINSIC_PARAMSPEC),         NAME(INTRINSIC_TYPEVARTUPLE),
    NAME(INTRINSIC_SUBSCRIPT_GENERIC), NAME(INTRINSIC_TYPEALIAS),
};
static const char* const binary[MAX_INTRINSIC_2 + 1] = {
    NAME(INTRINSIC_2_INVALID),
    NAME(INTRINSIC_PREP_RERAISE_STAR),
    NAME(INTRINSIC_TYPEVAR_WITH_BOUND),
    NAME(INTRINSIC_TYPEVAR_WITH_CONSTRAINTS),
    NAME(INTRINSIC_SET_FUNCTION_TYPE_PARAMS),
    NAME(INTRINSIC_SET_TYPEPARAM_DEFAULT),
};

const char* viv_intrinsic_text(int operands, int arg) {
    const int most = operands == 1 ? MAX_INTRINSIC_1 : MAX_INTRINSIC_2;
    if (arg < 0 || arg > most) return "";
    return operands == 1 ? unary[arg] : binary[arg];
}
