/* What becomes of an instruction's operands while it runs (3.13, Python/bytecodes.c): whether they
 * still stand on the value stack, or were taken off before anything else could run. Where that
 * can't be told, they count as taken off: a slot that is not read may leave a count unexplained,
 * one that is read too late would name a holder that is none.
 */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"

/* Slots that the instruction takes; those that it only looks at are not among them. */
static int operand_count(const viv_instr* at) {
    switch (at->opcode) {
        case LIST_APPEND:
        case LIST_EXTEND:
        case SET_ADD:
        case SET_UPDATE:
        case DICT_UPDATE:
        case DICT_MERGE:
        case CHECK_EXC_MATCH:
        case SEND:
            return 1;
        case MAP_ADD:
            return 2;
        case COPY:
        case SWAP:
        case FOR_ITER:
        case IMPORT_FROM:
        case MATCH_MAPPING:
        case MATCH_SEQUENCE:
        case MATCH_KEYS:
        case GET_LEN:
        case GET_ANEXT:
        case WITH_EXCEPT_START:
            return 0;
        default:
            return viv_operands_popped(at->opcode, at->arg);
    }
}

viv_stack_effect viv_stack_effect_of(const viv_instr* at) {
    viv_stack_effect effect = {VIV_KEEPS, operand_count(at), 0};
    switch (at->opcode) {
        case POP_TOP:
        case END_FOR:
        case END_SEND:
        case POP_EXCEPT: /* the slot's reference goes to the thread's exc_info */
        case STORE_FAST: /* the slot's reference is the variable's by now */
        case STORE_FAST_STORE_FAST:
        case STORE_FAST_LOAD_FAST:
        case STORE_DEREF:
        case END_ASYNC_FOR:
        case BUILD_SET:    /* each is given up as it is taken into the set */
        case BINARY_SLICE: /* start and stop have gone into a slice */
        case STORE_SLICE:
        case LOAD_SUPER_ATTR:
        case POP_JUMP_IF_NONE:
        case POP_JUMP_IF_NOT_NONE:
            effect.use = VIV_DROPS;
            break;
        case CALL:
            effect.use = VIV_CALLS;
            break;
        case CALL_KW:
            effect.use = VIV_CALLS_NAMED;
            break;
        case BEFORE_WITH:
        case BEFORE_ASYNC_WITH:
            effect.use = VIV_ENTERS_WITH;
            break;
        case LIST_EXTEND:
        case SET_UPDATE:
        case UNPACK_SEQUENCE:
        case UNPACK_EX:
            effect.use = VIV_GOES_THROUGH;
            break;
        case CALL_FUNCTION_EX:
            effect.use = VIV_CALLS_TUPLE;
            break;
        case RERAISE:
            effect.use = VIV_UNWINDS;
            break;
        default:
            break;
    }
    return effect;
}

PyObject* viv_keyword_names(PyObject* code, int unit) {
    (void)code;
    (void)unit;
    return NULL;
}

int viv_operation_of(const viv_instr* at) {
    (void)at;
    return VIV_OP_OTHER;
}

PyObject* viv_attribute_name(PyObject* code, const viv_instr* at) {
    (void)code;
    (void)at;
    return NULL;
}
