/* How an instruction reads: its name, and what kind of thing its argument names (3.11,
 * Lib/opcode.py and Lib/dis.py, which print them in the same way). The names are those that dis
 * prints.
 */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"

#define NAME(opcode) [opcode] = #opcode
static const char* const names[256] = {
    NAME(CACHE),
    NAME(POP_TOP),
    NAME(PUSH_NULL),
    NAME(NOP),
    NAME(UNARY_POSITIVE),
    NAME(UNARY_NEGATIVE),
    NAME(UNARY_NOT),
    NAME(UNARY_INVERT),
    NAME(BINARY_SUBSCR),
    NAME(GET_LEN),
    NAME(MATCH_MAPPING),
    NAME(MATCH_SEQUENCE),
    NAME(MATCH_KEYS),
    NAME(PUSH_EXC_INFO),
    NAME(CHECK_EXC_MATCH),
    NAME(CHECK_EG_MATCH),
    NAME(WITH_EXCEPT_START),
    NAME(GET_AITER),
    NAME(GET_ANEXT),
    NAME(BEFORE_ASYNC_WITH),
    NAME(BEFORE_WITH),
    NAME(END_ASYNC_FOR),
    NAME(STORE_SUBSCR),
    NAME(DELETE_SUBSCR),
    NAME(GET_ITER),
    NAME(GET_YIELD_FROM_ITER),
    NAME(PRINT_EXPR),
    NAME(LOAD_BUILD_CLASS),
    NAME(LOAD_ASSERTION_ERROR),
    NAME(RETURN_GENERATOR),
    NAME(LIST_TO_TUPLE),
    NAME(RETURN_VALUE),
    NAME(IMPORT_STAR),
    NAME(SETUP_ANNOTATIONS),
    NAME(YIELD_VALUE),
    NAME(ASYNC_GEN_WRAP),
    NAME(PREP_RERAISE_STAR),
    NAME(POP_EXCEPT),
    NAME(STORE_NAME),
    NAME(DELETE_NAME),
    NAME(UNPACK_SEQUENCE),
    NAME(FOR_ITER),
    NAME(UNPACK_EX),
    NAME(STORE_ATTR),
    NAME(DELETE_ATTR),
    NAME(STORE_GLOBAL),
    NAME(DELETE_GLOBAL),
    NAME(SWAP),
    NAME(LOAD_CONST),
    NAME(LOAD_NAME),
    NAME(BUILD_TUPLE),
    NAME(BUILD_LIST),
    NAME(BUILD_SET),
    NAME(BUILD_MAP),
    NAME(LOAD_ATTR),
    NAME(COMPARE_OP),
    NAME(IMPORT_NAME),
    NAME(IMPORT_FROM),
    NAME(JUMP_FORWARD),
    NAME(JUMP_IF_FALSE_OR_POP),
    NAME(JUMP_IF_TRUE_OR_POP),
    NAME(POP_JUMP_FORWARD_IF_FALSE),
    NAME(POP_JUMP_FORWARD_IF_TRUE),
    NAME(LOAD_GLOBAL),
    NAME(IS_OP),
    NAME(CONTAINS_OP),
    NAME(RERAISE),
    NAME(COPY),
    NAME(BINARY_OP),
    NAME(SEND),
    NAME(LOAD_FAST),
    NAME(STORE_FAST),
    NAME(DELETE_FAST),
    NAME(POP_JUMP_FORWARD_IF_NOT_NONE),
    NAME(POP_JUMP_FORWARD_IF_NONE),
    NAME(RAISE_VARARGS),
    NAME(GET_AWAITABLE),
    NAME(MAKE_FUNCTION),
    NAME(BUILD_SLICE),
    NAME(JUMP_BACKWARD_NO_INTERRUPT),
    NAME(MAKE_CELL),
    NAME(LOAD_CLOSURE),
    NAME(LOAD_DEREF),
    NAME(STORE_DEREF),
    NAME(DELETE_DEREF),
    NAME(JUMP_BACKWARD),
    NAME(CALL_FUNCTION_EX),
    NAME(EXTENDED_ARG),
    NAME(LIST_APPEND),
    NAME(SET_ADD),
    NAME(MAP_ADD),
    NAME(LOAD_CLASSDEREF),
    NAME(COPY_FREE_VARS),
    NAME(RESUME),
    NAME(MATCH_CLASS),
    NAME(FORMAT_VALUE),
    NAME(BUILD_CONST_KEY_MAP),
    NAME(BUILD_STRING),
    NAME(LOAD_METHOD),
    NAME(LIST_EXTEND),
    NAME(SET_UPDATE),
    NAME(DICT_MERGE),
    NAME(DICT_UPDATE),
    NAME(PRECALL),
    NAME(CALL),
    NAME(KW_NAMES),
    NAME(POP_JUMP_BACKWARD_IF_NOT_NONE),
    NAME(POP_JUMP_BACKWARD_IF_NONE),
    NAME(POP_JUMP_BACKWARD_IF_FALSE),
    NAME(POP_JUMP_BACKWARD_IF_TRUE),
};

const char* viv_opcode_name(int opcode) {
    return names[opcode] == NULL ? "" : names[opcode];
}

int viv_argument_kind(int opcode) {
    if (opcode < HAVE_ARGUMENT) return VIV_NO_ARGUMENT;
    switch (opcode) {
        case LOAD_CONST:
            return VIV_CONSTANT;
        case STORE_NAME:
        case DELETE_NAME:
        case STORE_ATTR:
        case DELETE_ATTR:
        case STORE_GLOBAL:
        case DELETE_GLOBAL:
        case LOAD_NAME:
        case LOAD_ATTR:
        case IMPORT_NAME:
        case IMPORT_FROM:
        case LOAD_METHOD:
            return VIV_NAME;
        case LOAD_GLOBAL:
            return VIV_GLOBAL_NAME;
        case FOR_ITER:
        case JUMP_FORWARD:
        case JUMP_IF_FALSE_OR_POP:
        case JUMP_IF_TRUE_OR_POP:
        case POP_JUMP_FORWARD_IF_FALSE:
        case POP_JUMP_FORWARD_IF_TRUE:
        case SEND:
        case POP_JUMP_FORWARD_IF_NOT_NONE:
        case POP_JUMP_FORWARD_IF_NONE:
        case JUMP_BACKWARD_NO_INTERRUPT:
        case JUMP_BACKWARD:
        case POP_JUMP_BACKWARD_IF_NOT_NONE:
        case POP_JUMP_BACKWARD_IF_NONE:
        case POP_JUMP_BACKWARD_IF_FALSE:
        case POP_JUMP_BACKWARD_IF_TRUE:
            return VIV_JUMP;
        case LOAD_FAST:
        case STORE_FAST:
        case DELETE_FAST:
        case MAKE_CELL:
        case LOAD_CLOSURE:
        case LOAD_DEREF:
        case STORE_DEREF:
        case DELETE_DEREF:
        case LOAD_CLASSDEREF:
            return VIV_VARIABLE;
        case COMPARE_OP:
            return VIV_COMPARISON;
        case FORMAT_VALUE:
            return VIV_CONVERSION;
        case MAKE_FUNCTION:
            return VIV_FUNCTION_PARTS;
        case BINARY_OP:
            return VIV_OPERATOR;
        default:
            return VIV_PLAIN_ARGUMENT;
    }
}

const char* viv_intrinsic_text(int operands, int arg) {
    (void)operands;
    (void)arg;
    return "";
}
