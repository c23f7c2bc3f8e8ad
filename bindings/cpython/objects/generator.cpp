// generator, coroutine, async generator: an object with a frame inside that waits
// (Include/cpython/genobject.h). While it runs, its frame is shown among the thread's frames.
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

constexpr const char* kFrame = "gi_frame.";

void add_frame(const viv_frame& frame, Scribe& scribe, Body& body) {
    const auto add = [&](const std::string& name, PyObject* target) {
        add_named((kFrame + name).c_str(), target, scribe, body);
    };
    add("f_func", frame.function);
    add("f_code", frame.code);
    add("locals()", frame.snapshot);
    for (int i = 0; i < frame.variable_count; ++i) {
        add(utf8_of(viv_variable_name(frame.code, i)), frame.slots[i]);
    }
    for (int i = 0; i < frame.stack_depth; ++i) {
        add("stack[" + std::to_string(i) + "]", frame.slots[frame.variable_count + i]);
    }
}

// The frame to show inside the object; null when it is finished or among a thread's frames. While a
// yield is being reported it is marked as suspended already (3.11, Python/ceval.c, YIELD_VALUE),
// but the thread still stands in it.
const void* waiting_frame(PyObject* object) {
    int is_running = 0;
    const void* frame = viv_generator_frame(object, &is_running);
    const bool is_innermost = frame != nullptr && frame == viv_innermost_frame(PyThreadState_Get());
    return is_running != 0 || is_innermost ? nullptr : frame;
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    const auto* generator = reinterpret_cast<PyGenObject*>(object);
    body.value = {Value::Kind::Name, utf8_of(generator->gi_qualname), 0, false};
    body.size_bytes = viv_generator_size(object);
    add_named("gi_code", viv_generator_code(object), scribe, body);
    add_named("gi_name", generator->gi_name, scribe, body);
    add_named("gi_qualname", generator->gi_qualname, scribe, body);
    add_named("gi_exc_state", generator->gi_exc_state.exc_value, scribe, body);
    // Plain generators leave this field as it was found (Objects/genobject.c, make_gen): no
    // pointer.
    if (!PyGen_CheckExact(object)) {
        add_named("gi_origin_or_finalizer", generator->gi_origin_or_finalizer, scribe, body);
    }
    const void* waiting = waiting_frame(object);
    viv_frame frame;
    if (waiting != nullptr && viv_read_frame(waiting, &frame) != 0) {
        const int line =
            PyCode_Addr2Line(reinterpret_cast<PyCodeObject*>(frame.code), frame.offset);
        body.line = line > 0 ? static_cast<std::uint32_t>(line) : 0;
        add_frame(frame, scribe, body);
    }
    add_struct(object, "PyGenObject", body.size_bytes, scribe, body);
}

}  // namespace

Decoder generator_decoder() {
    return {ObjectKind::Generator,
            Turn::Exact,
            [](PyObject* object) {
                return PyGen_Check(object) || PyCoro_CheckExact(object) ||
                       PyAsyncGen_CheckExact(object);
            },
            [](PyObject* object, Pieces& pieces) {
                const std::size_t head = sizeof(Py_ssize_t);
                pieces.add(reinterpret_cast<const char*>(object) + head,
                           viv_generator_size(object) - head);
                // Whether the frame is shown here can change without a byte of it changing.
                pieces.add(waiting_frame(object) != nullptr ? "waiting" : "running", 7);
            },
            decode,
            "PyGenObject"};
}

}  // namespace viv::cpython
