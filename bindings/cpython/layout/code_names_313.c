/* How instructions read, for 3.13: not written yet, which is why that version records no
 * instruction steps (app/commands/record.cpp refuses them).
 */
#include "bindings/cpython/layout/code.h"

const char* viv_opcode_name(int opcode) {
    (void)opcode;
    return "";
}

int viv_argument_kind(int opcode) {
    (void)opcode;
    return VIV_NO_ARGUMENT;
}

const char* viv_comparison_text(int arg) {
    (void)arg;
    return "";
}

const char* viv_operator_text(int arg) {
    (void)arg;
    return "";
}
