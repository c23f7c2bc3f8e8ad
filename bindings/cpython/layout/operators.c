/* Operators as dis prints them (3.11, 3.13; Lib/opcode.py: cmp_op, _nb_ops). */
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"

/* CPython keeps both lists in the order of its constants (Include/object.h, Include/opcode.h). */
const char* viv_comparison_text(int arg) {
    static const char* const texts[] = {"<", "<=", "==", "!=", ">", ">="};
    return arg >= 0 && arg <= Py_GE ? texts[arg] : "";
}

const char* viv_operator_text(int arg) {
    static const char* const texts[] = {
        [NB_ADD] = "+",
        [NB_AND] = "&",
        [NB_FLOOR_DIVIDE] = "//",
        [NB_LSHIFT] = "<<",
        [NB_MATRIX_MULTIPLY] = "@",
        [NB_MULTIPLY] = "*",
        [NB_REMAINDER] = "%",
        [NB_OR] = "|",
        [NB_POWER] = "**",
        [NB_RSHIFT] = ">>",
        [NB_SUBTRACT] = "-",
        [NB_TRUE_DIVIDE] = "/",
        [NB_XOR] = "^",
        [NB_INPLACE_ADD] = "+=",
        [NB_INPLACE_AND] = "&=",
        [NB_INPLACE_FLOOR_DIVIDE] = "//=",
        [NB_INPLACE_LSHIFT] = "<<=",
        [NB_INPLACE_MATRIX_MULTIPLY] = "@=",
        [NB_INPLACE_MULTIPLY] = "*=",
        [NB_INPLACE_REMAINDER] = "%=",
        [NB_INPLACE_OR] = "|=",
        [NB_INPLACE_POWER] = "**=",
        [NB_INPLACE_RSHIFT] = ">>=",
        [NB_INPLACE_SUBTRACT] = "-=",
        [NB_INPLACE_TRUE_DIVIDE] = "/=",
        [NB_INPLACE_XOR] = "^=",
    };
    return arg >= 0 && arg <= NB_INPLACE_XOR ? texts[arg] : "";
}
