// generator, coroutine, async generator: an object with a frame inside that waits
// (Include/cpython/genobject.h). While it runs, its frame is shown among the thread's frames.
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void add_frame(const viv_frame& frame, Scribe& scribe, Body& body) {
    add_named("gi_frame.f_func", frame.function, scribe, body);
    add_named("gi_frame.f_code", frame.code, scribe, body);
    add_named("gi_frame.locals()", frame.snapshot, scribe, body);
    for (int i = 0; i < frame.variable_count + frame.stack_depth; ++i) {
        if (frame.slots[i] == nullptr) continue;
        body.slots.push_back({PlaceKind::Named, Payment::Owned,
                              scribe.slot_text("gi_frame.", frame.code, i),
                              scribe.id_of(frame.slots[i])});
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

bool generator_waits(PyObject* object) {
    return waiting_frame(object) != nullptr;
}

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
                pieces.add(generator_waits(object) ? "w" : "r", 1);
            },
            decode,
            "PyGenObject"};
}

}  // namespace viv::cpython
