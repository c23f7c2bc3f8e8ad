// module: a closed box with a name. Its repr is importlib's: the file it came from, or built-in.
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder module_decoder() {
    return {ObjectKind::Module,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyModule_Check(object)); },
            [](PyObject*, Pieces&) {},
            [](PyObject* object, Scribe& scribe, Body& body) {
                PyObject* names = PyModule_GetDict(object);
                const std::string name = utf8_of(find_in_dict(names, "__name__"));
                const std::string file = utf8_of(find_in_dict(names, "__file__"));
                const std::string origin = file.empty() ? " (built-in)" : " from '" + file + "'";
                body.value = {Value::Kind::Name, "'" + name + "'" + origin, 0, false};
                body.size_bytes = plain_size(object);
                add_struct(object, "PyObject", sizeof(PyObject), scribe, body);
            },
            "PyObject"};
}

}  // namespace viv::cpython
