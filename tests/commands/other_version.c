/* Loaded before libpython, so that it says it is another micro version than it is. */
const char* Py_GetVersion(void);
const char* Py_GetVersion(void) {
    return VIVARIUM_TEST_PYTHON ".99 (another build)";
}
