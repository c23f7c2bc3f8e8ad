/* CPython's own headers, the internal ones included. Only the .c files of this folder include it.
 */
#pragma once

#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include <Python.h>
#include <stddef.h>

#include "internal/pycore_code.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pystate.h"
#include "opcode.h"
#include "structmember.h"

#if PY_VERSION_HEX >= 0x030C0000
/* code.c: the opcode at a unit below what monitoring by lines or instructions has put over it. */
int viv_opcode_below(const PyCodeObject* code, Py_ssize_t unit);
/* code.c: slots that an instruction takes off the value stack, those that it puts back included. */
int viv_operands_popped(int opcode, int arg);
#endif

#ifdef Py_GIL_DISABLED
#error "Free-threaded builds of CPython keep counts elsewhere and are not supported"
#endif
#define VIV_IS_311 (PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030C0000)
#define VIV_IS_313 (PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000)
#if !VIV_IS_311 && !VIV_IS_313
#error "The accessors of this folder are written for CPython 3.11 and 3.13"
#endif
