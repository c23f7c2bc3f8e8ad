// code: what a function's body was compiled to (Include/cpython/code.h). The instructions behind
// the head are quickened while they run, so they are not shown from here.
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* code = reinterpret_cast<PyCodeObject*>(object);
    body.value = {Value::Kind::Name,
                  utf8_of(code->co_name) + "\nfile \"" + utf8_of(code->co_filename) + "\", line " +
                      std::to_string(code->co_firstlineno),
                  0, false};
    body.size_bytes = viv_code_size(object);
    const char* name = nullptr;
    PyObject* target = nullptr;
    for (int i = 0; viv_code_reference(object, i, &name, &target) != 0; ++i) {
        add_named(name, target, scribe, body);
    }
    add_struct(object, "PyCodeObject", viv_code_head_size(), scribe, body);
    viv_hide_line_array(object, body.blocks.back().bytes.data());
}

}  // namespace

Decoder code_decoder() {
    return {ObjectKind::Code,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyCode_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                const std::size_t head = sizeof(Py_ssize_t);
                pieces.add(reinterpret_cast<const char*>(object) + head,
                           viv_code_head_size() - head);
            },
            decode,
            "PyCodeObject"};
}

}  // namespace viv::cpython
