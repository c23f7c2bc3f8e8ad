// True and False: two ints with another type (Objects/boolobject.c).
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

Decoder bool_decoder() {
    return {ObjectKind::Bool,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyBool_Check(object)); },
            [](PyObject*, Pieces&) {},  // they never change
            [](PyObject* object, Scribe& scribe, Body& body) {
                int count = 0, sign = 0;
                viv_int_digits(object, &count, &sign);
                const std::size_t size = int_size(count);
                body.value = {Value::Kind::Int, object == Py_True ? "True" : "False", 1, false};
                body.size_bytes = size;
                add_struct(object, "PyLongObject", size, scribe, body);
            },
            "PyLongObject"};
}

}  // namespace viv::cpython
