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

#ifdef Py_GIL_DISABLED
#error "Free-threaded builds of CPython keep counts elsewhere and are not supported"
#endif
#if PY_VERSION_HEX < 0x030B0000 || PY_VERSION_HEX >= 0x030C0000
#error "The accessors of this folder are written for CPython 3.11"
#endif
