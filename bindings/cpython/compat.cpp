// See compat.h.
#include "bindings/cpython/compat.h"

#include <Python.h>

namespace viv::cpython {

std::string built_for() {
    return PY_VERSION;
}

Result<void> check_libpython() {
    // "3.11.2 (main, …)": everything up to the first space.
    const std::string full = Py_GetVersion();
    const std::string loaded = full.substr(0, full.find(' '));
    if (loaded == built_for()) return {};
    return error(
        "this worker was built for CPython " + built_for() + ", but libpython is " + loaded,
        "build it again: ./dev build");
}

}  // namespace viv::cpython
