// frame: what tracebacks and sys._getframe() show of a call (Include/internal/pycore_frame.h).
// While the call lasts, its variables are the thread's to tell, and the frame holds the object;
// after it the object holds what the call has left.
#include <algorithm>

#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

void add_variables(const viv_frame& frame, Scribe& scribe, Body& body) {
    add_named("f_func", frame.function, scribe, body);
    add_named("f_code", frame.code, scribe, body);
    add_named("f_locals", frame.locals != nullptr ? frame.locals : frame.snapshot, scribe, body);
    for (int i = 0; i < frame.variable_count; ++i) {
        const std::string name = "f_locals." + utf8_of(viv_variable_name(frame.code, i));
        add_named(name.c_str(), frame.slots[i], scribe, body);
    }
    for (int i = 0; i < frame.stack_depth; ++i) {
        const std::string name = "stack[" + std::to_string(i) + "]";
        add_named(name.c_str(), frame.slots[frame.variable_count + i], scribe, body);
    }
}

void decode(PyObject* object, Scribe& scribe, Body& body) {
    body.value = {Value::Kind::Name, "frame", 0, false};
    body.size_bytes = plain_size(object);
    viv_frame frame;
    PyObject* back = nullptr;
    const int state = viv_frame_of_object(object, &frame, &back);
    add_named("f_back", back, scribe, body);
    if (state == VIV_FRAME_IS_ITS_OWN) add_variables(frame, scribe, body);
    if (state == VIV_FRAME_HOLDS_IT) add_named("frame_obj", object, scribe, body);
    add_struct(object, "PyObject", sizeof(PyObject), scribe, body);
}

}  // namespace

Decoder frame_decoder() {
    return {ObjectKind::Other,
            Turn::Exact,
            [](PyObject* object) { return static_cast<bool>(PyFrame_Check(object)); },
            [](PyObject* object, Pieces& pieces) {
                const std::size_t head = sizeof(PyObject);
                pieces.add(reinterpret_cast<const char*>(object) + head,
                           viv_frame_object_size() - head);
                viv_frame frame;
                PyObject* back = nullptr;
                const int state = viv_frame_of_object(object, &frame, &back);
                if (state == VIV_FRAME_HOLDS_IT) pieces.add("held", 4);
                // What the call has left: frame.clear() and tracebacks' cleaning up empty it.
                if (state != VIV_FRAME_IS_ITS_OWN) return;
                const int slots = frame.variable_count + std::max(frame.stack_depth, 0);
                const char* begin = static_cast<const char*>(frame.frame);
                const char* end = reinterpret_cast<const char*>(frame.slots + slots);
                pieces.add(begin, static_cast<std::size_t>(end - begin));
            },
            decode,
            "PyObject"};
}

}  // namespace viv::cpython
