/* The lines of a code object's instructions, from its location table (3.11, Objects/locations.md):
 * a byte that says form and length of each entry, then numbers of 6 bits a byte, low bits first.
 */
#include <stddef.h>
#include <string.h>

#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/internals.h"

enum {
    LAST_SHORT_FORM = 9,
    ONE_LINE_FORM_0 = 10,
    ONE_LINE_FORM_2 = 12,
    NO_COLUMNS = 13,
    LONG = 14
};

/* A number with its sign in the lowest bit. */
static int signed_number(const unsigned char* at, const unsigned char* end) {
    unsigned int value = 0;
    for (int shift = 0; at < end && shift < 30; shift += 6) {
        value |= (unsigned int)(*at & 63) << shift;
        if ((*at++ & 64) == 0) break;
    }
    return value & 1 ? -(int)(value >> 1) : (int)(value >> 1);
}

void viv_code_lines(PyObject* object, int32_t* lines) {
    const PyCodeObject* code = (const PyCodeObject*)object;
    const int units = viv_code_units(object);
    const unsigned char* at = (const unsigned char*)PyBytes_AS_STRING(code->co_linetable);
    const unsigned char* end = at + PyBytes_GET_SIZE(code->co_linetable);
    int line = code->co_firstlineno, unit = 0;
    while (at < end && unit < units) {
        const int form = *at >> 3 & 15, length = (*at & 7) + 1;
        ++at;
        int has_line = 1;
        if (form >= ONE_LINE_FORM_0 && form <= ONE_LINE_FORM_2) {
            line += form - ONE_LINE_FORM_0;
        } else if (form == NO_COLUMNS || form == LONG) {
            line += signed_number(at, end);
        } else if (form > LAST_SHORT_FORM) {
            has_line = 0;
        }
        for (int i = 0; i < length && unit < units; ++i) lines[unit++] = has_line ? line : -1;
        /* The next entry is the next byte with its highest bit set. */
        while (at < end && (*at & 128) == 0) ++at;
    }
    while (unit < units) lines[unit++] = -1;
}

static const char mark;

int viv_has_line_array(PyObject* code) {
    return ((const PyCodeObject*)code)->_co_linearray != NULL;
}

void viv_set_line_array(PyObject* object, viv_lines* lines) {
    PyCodeObject* code = (PyCodeObject*)object;
    code->_co_linearray_entry_size = 0;
    code->_co_linearray = NULL;
    if (lines == NULL) return;
    lines->mark = &mark;
    code->_co_linearray_entry_size = (int)sizeof *lines->lines;
    code->_co_linearray = (char*)lines->lines;
}

void viv_hide_line_array(PyObject* object, char* head) {
    const char* array = ((const PyCodeObject*)object)->_co_linearray;
    /* CPython's own stands in a pool or behind a chunk's head: what is before it can be read. */
    if (array == NULL || ((const viv_lines*)(array - offsetof(viv_lines, lines)))->mark != &mark) {
        return;
    }
    memset(head + offsetof(PyCodeObject, _co_linearray_entry_size), 0, sizeof(int));
    memset(head + offsetof(PyCodeObject, _co_linearray), 0, sizeof array);
}
