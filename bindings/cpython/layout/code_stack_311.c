/* What becomes of an instruction's operands while it runs (3.11, Python/ceval.c): whether they
 * still stand on the value stack, or were taken off before anything else could run.
 */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"

static int operand_count(int opcode, int arg) {
    switch (opcode) {
        case BUILD_MAP:
            return 2 * arg;
        case BUILD_CONST_KEY_MAP:
            return arg + 1;
        case BUILD_SET:
        case BUILD_LIST:
        case BUILD_TUPLE:
        case BUILD_STRING:
        case BUILD_SLICE:
        case RAISE_VARARGS:
            return arg;
        case CALL:
            return arg + 2;
        case CALL_FUNCTION_EX:
            return 3 + (arg & 1);
        case FORMAT_VALUE:
            return (arg & 4) != 0 ? 2 : 1;
        case STORE_SUBSCR:
        case MATCH_CLASS:
            return 3;
        case BINARY_OP:
        case BINARY_SUBSCR:
        case DELETE_SUBSCR:
        case COMPARE_OP:
        case CONTAINS_OP:
        case IS_OP:
        case CHECK_EXC_MATCH:
        case CHECK_EG_MATCH:
        case STORE_ATTR:
        case MAP_ADD:
        case IMPORT_NAME:
        case MATCH_KEYS:
        case SEND:
        case JUMP_BACKWARD_NO_INTERRUPT:
        case END_ASYNC_FOR:
            return 2;
        case LOAD_CONST:
        case LOAD_FAST:
        case LOAD_NAME:
        case LOAD_GLOBAL:
        case LOAD_DEREF:
        case LOAD_CLASSDEREF:
        case LOAD_CLOSURE:
        case LOAD_BUILD_CLASS:
        case LOAD_ASSERTION_ERROR:
        case MAKE_CELL:
        case COPY:
        case SWAP:
        case COPY_FREE_VARS:
        case RESUME:
        case NOP:
        case KW_NAMES:
        case PUSH_NULL:
        case PRECALL:
        case DELETE_FAST:
        case DELETE_NAME:
        case DELETE_GLOBAL:
        case DELETE_DEREF:
        case SETUP_ANNOTATIONS:
        case WITH_EXCEPT_START:
        case RETURN_GENERATOR:
        case JUMP_FORWARD:
        case JUMP_BACKWARD:
            return 0;
        default:
            return 1;
    }
}

static int kept_after_failure(int opcode) {
    switch (opcode) {
        case LOAD_ATTR:
        case LOAD_METHOD:
        case FOR_ITER:
        case SEND:
        case IMPORT_FROM:
        case GET_ANEXT:
        case CHECK_EXC_MATCH:
        case BEFORE_WITH:
        case BEFORE_ASYNC_WITH:
        /* Fails only after throw(): the generator that was delegated to has ended with an exception
         * and is off the stack, where None stands in its place (Objects/genobject.c, _gen_throw).
         */
        case JUMP_BACKWARD_NO_INTERRUPT:
            return 1;
        default:
            return 0;
    }
}

viv_stack_effect viv_stack_effect_of(const viv_instr* at) {
    viv_stack_effect effect = {VIV_KEEPS, operand_count(at->opcode, at->arg),
                               kept_after_failure(at->opcode)};
    switch (at->opcode) {
        case POP_TOP:
        case POP_EXCEPT: /* the slot's reference goes to the thread's exc_info */
        case STORE_FAST: /* the slot's reference is the variable's by now */
        case STORE_DEREF:
        case END_ASYNC_FOR:
        case BUILD_SET: /* each is given up as it is taken into the set */
        case POP_JUMP_BACKWARD_IF_TRUE:
        case POP_JUMP_BACKWARD_IF_FALSE:
        case POP_JUMP_BACKWARD_IF_NONE:
        case POP_JUMP_BACKWARD_IF_NOT_NONE:
            effect.use = VIV_DROPS;
            break;
        case CALL:
            effect.use = VIV_CALLS;
            break;
        case CALL_FUNCTION_EX:
            effect.use = VIV_CALLS_TUPLE;
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
        case RERAISE:
            effect.use = VIV_UNWINDS;
            break;
        default:
            break;
    }
    return effect;
}

PyObject* viv_keyword_names(PyObject* code, int unit) {
    viv_instr at;
    PyObject* names = NULL;
    for (int next = 0; viv_next_instruction(code, next, &at) != 0 && at.unit < unit;
         next = at.next) {
        if (at.opcode == PRECALL) continue;
        names = at.opcode == KW_NAMES ? PyTuple_GET_ITEM(((PyCodeObject*)code)->co_consts, at.arg)
                                      : NULL;
    }
    return names;
}

int viv_operation_of(const viv_instr* at) {
    switch (at->opcode) {
        case BINARY_SUBSCR:
            return VIV_OP_READS_ITEM;
        case STORE_SUBSCR:
            return VIV_OP_STORES_ITEM;
        case DELETE_SUBSCR:
            return VIV_OP_DELETES_ITEM;
        case CONTAINS_OP:
            return VIV_OP_CONTAINS;
        case COMPARE_OP:
            return VIV_OP_COMPARES;
        case BINARY_OP:
            return VIV_OP_COMBINES;
        case FORMAT_VALUE:
            return VIV_OP_FORMATS;
        case DICT_UPDATE:
        case DICT_MERGE:
            return VIV_OP_UPDATES_MAP;
        case LOAD_ATTR:
        case LOAD_METHOD:
            return VIV_OP_READS_ATTRIBUTE;
        case STORE_ATTR:
            return VIV_OP_STORES_ATTRIBUTE;
        case DELETE_ATTR:
            return VIV_OP_DELETES_ATTRIBUTE;
        case BUILD_MAP:
            return VIV_OP_BUILDS_MAP;
        case BUILD_SET:
            return VIV_OP_BUILDS_SET;
        case MAP_ADD:
            return VIV_OP_ADDS_TO_MAP;
        case SET_ADD:
            return VIV_OP_ADDS_TO_SET;
        case FOR_ITER:
            return VIV_OP_TAKES_NEXT;
        case LIST_EXTEND:
        case SET_UPDATE:
        case UNPACK_SEQUENCE:
        case UNPACK_EX:
            return VIV_OP_EXTENDS;
        case CALL:
            return VIV_OP_CALLS_WITH;
        case CALL_FUNCTION_EX:
            return VIV_OP_CALLS_WITH_TUPLE;
        default:
            return VIV_OP_OTHER;
    }
}

PyObject* viv_attribute_name(PyObject* code, const viv_instr* at) {
    return PyTuple_GET_ITEM(((PyCodeObject*)code)->co_names, at->arg);
}
