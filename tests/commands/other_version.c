/* Loaded before libpython, so that it says it is another micro version than it is. */
const char* Py_GetVersion(void);
const char* Py_GetVersion(void) {
    return "3.11.99 (another build)";
}
