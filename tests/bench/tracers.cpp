// See tracers.h. The scan is one hash probe, one comparison of counts and one of slots for each
// reference it meets: the least that a recorder without knowledge of what changed has to do.
#include "tests/bench/tracers.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

#include "bindings/cpython/layout/layout.h"

namespace viv::bench {

namespace {

Counters g_counters;
PyObject* g_filename = nullptr;
PyObject* g_builtins = nullptr;

// Stands for a log: memory that is written once.
char* put(std::size_t bytes) {
    static std::vector<std::unique_ptr<char[]>> chunks;
    static std::size_t left = 0;
    static char* at = nullptr;
    constexpr std::size_t kChunk = 1U << 20;
    g_counters.stored_bytes += bytes;
    if (bytes > left) {
        left = std::max(kChunk, bytes);
        chunks.push_back(std::make_unique<char[]>(left));
        at = chunks.back().get();
    }
    char* place = at;
    at += bytes;
    left -= bytes;
    return place;
}

void put_words(std::initializer_list<std::uint64_t> words) {
    std::memcpy(put(words.size() * 8), words.begin(), words.size() * 8);
}

struct Known {
    PyTypeObject* type = nullptr;
    Py_ssize_t count = 0;
    std::uint64_t value = 0;
    std::uint32_t epoch = 0;
    std::vector<PyObject*> slots;
};

// Open addressing by address: what is quick and simple.
class Table {
public:
    Known& operator[](PyObject* object) {
        if (m_used * 2 >= m_keys.size()) grow();
        std::size_t i = hash(object) & (m_keys.size() - 1);
        while (m_keys[i] != nullptr && m_keys[i] != object) i = (i + 1) & (m_keys.size() - 1);
        if (m_keys[i] == nullptr) {
            m_keys[i] = object;
            ++m_used;
        }
        return m_values[i];
    }

private:
    static std::size_t hash(PyObject* object) {
        return (reinterpret_cast<std::uintptr_t>(object) >> 4) * 0x9E3779B97F4A7C15U >> 20;
    }
    void grow() {
        std::vector<PyObject*> keys(std::max<std::size_t>(4096, m_keys.size() * 2));
        std::vector<Known> values(keys.size());
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (m_keys[i] == nullptr) continue;
            std::size_t j = hash(m_keys[i]) & (keys.size() - 1);
            while (keys[j] != nullptr) j = (j + 1) & (keys.size() - 1);
            keys[j] = m_keys[i];
            values[j] = std::move(m_values[i]);
        }
        m_keys = std::move(keys);
        m_values = std::move(values);
    }
    std::vector<PyObject*> m_keys;
    std::vector<Known> m_values;
    std::size_t m_used = 0;
};

Table g_table;
std::uint32_t g_epoch = 0;
std::vector<PyObject*> g_todo, g_slots;

bool is_leaf(PyTypeObject* type) {
    return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type ||
           type == &PyBool_Type || type == &PyBytes_Type || type == &PyType_Type ||
           type == &PyModule_Type || type == &PyFunction_Type || type == &PyCode_Type ||
           type == &PyCFunction_Type;
}

std::uint64_t value_of(PyObject* object, PyTypeObject* type) {
    std::uint64_t value = 0;
    if (type == &PyFloat_Type) {
        std::memcpy(&value, &reinterpret_cast<PyFloatObject*>(object)->ob_fval, sizeof value);
    } else if (type == &PyLong_Type) {
        int count = 0, sign = 0;
        const std::uint32_t* digits = viv_int_digits(object, &count, &sign);
        for (int i = 0; i < count && i < 2; ++i) value = value << 30 ^ digits[i];
    } else if (type == &PyUnicode_Type) {
        value = static_cast<std::uint64_t>(PyUnicode_GET_LENGTH(object));
    }
    return value;
}

void reach(PyObject* object) {
    // The builtins are nobody's own.
    if (object == nullptr || object == g_builtins) return;
    Known& known = g_table[object];
    if (known.epoch == g_epoch) return;
    known.epoch = g_epoch;
    PyTypeObject* type = Py_TYPE(object);
    const bool leaf = is_leaf(type);
    const std::uint64_t value = leaf ? value_of(object, type) : 0;
    if (known.type != type || known.value != value) {
        known.type = type;
        known.value = value;
        put_words({reinterpret_cast<std::uint64_t>(type), value});
    }
    if (known.count != Py_REFCNT(object)) {
        known.count = Py_REFCNT(object);
        put_words(
            {reinterpret_cast<std::uint64_t>(object), static_cast<std::uint64_t>(known.count)});
    }
    if (!leaf) g_todo.push_back(object);
}

void contents(PyObject* object) {
    PyObject* const* have = nullptr;
    std::size_t count = 0;
    if (PyList_CheckExact(object)) {
        have = reinterpret_cast<PyListObject*>(object)->ob_item;
        count = static_cast<std::size_t>(PyList_GET_SIZE(object));
    } else if (PyTuple_CheckExact(object)) {
        have = reinterpret_cast<PyTupleObject*>(object)->ob_item;
        count = static_cast<std::size_t>(PyTuple_GET_SIZE(object));
    } else {
        g_slots.clear();
        if (PyDict_CheckExact(object)) {
            PyObject *key = nullptr, *value = nullptr;
            Py_ssize_t at = 0;
            while (PyDict_Next(object, &at, &key, &value) != 0) {
                g_slots.push_back(key);
                g_slots.push_back(value);
            }
        } else if (Py_TYPE(object)->tp_traverse != nullptr && PyObject_IS_GC(object)) {
            Py_TYPE(object)->tp_traverse(
                object,
                [](PyObject* target, void*) {
                    g_slots.push_back(target);
                    return 0;
                },
                nullptr);
        }
        have = g_slots.data();
        count = g_slots.size();
    }
    std::vector<PyObject*>& known = g_table[object].slots;
    const std::size_t bytes = count * sizeof(PyObject*);
    if (known.size() != count || std::memcmp(known.data(), have, bytes) != 0) {
        std::size_t same = 0;
        while (same < std::min(known.size(), count) && known[same] == have[same]) ++same;
        put_words({reinterpret_cast<std::uint64_t>(object), same, count});
        std::memcpy(put((count - same) * 8), have + same, (count - same) * 8);
        known.assign(have, have + count);
    }
    // reach() only fills g_todo, and may move the table's entries: `have` stands elsewhere.
    for (std::size_t i = 0; i < count; ++i) reach(have[i]);
}

void scan_frame(const viv_frame& frame) {
    put_words({reinterpret_cast<std::uint64_t>(frame.code),
               static_cast<std::uint64_t>(frame.offset),
               static_cast<std::uint64_t>(frame.variable_count)});
    const auto count = static_cast<std::size_t>(frame.variable_count);
    std::memcpy(put(count * 8), frame.slots, count * 8);
    for (std::size_t i = 0; i < count; ++i) reach(frame.slots[i]);
    reach(frame.locals);
    while (!g_todo.empty()) {
        PyObject* object = g_todo.back();
        g_todo.pop_back();
        contents(object);
    }
}

}  // namespace

Counters& counters() {
    return g_counters;
}

void scan_frames_of(PyObject* filename) {
    g_filename = filename;
    g_builtins = PyEval_GetBuiltins();
}

int count_lines(PyObject*, PyFrameObject*, int what, PyObject*) {
    if (what == PyTrace_LINE) ++g_counters.lines;
    return 0;
}

int copy_stack(PyObject*, PyFrameObject* object, int what, PyObject*) {
    if (what == PyTrace_LINE) ++g_counters.lines;
    if (what == PyTrace_CALL) {
        PyObject_SetAttrString(reinterpret_cast<PyObject*>(object), "f_trace_opcodes", Py_True);
    }
    if (what != PyTrace_OPCODE) return 0;
    ++g_counters.instructions;
    viv_frame frame;
    if (viv_read_frame(viv_innermost_frame(PyThreadState_Get()), &frame) == 0) return 0;
    const auto count = static_cast<std::size_t>(frame.variable_count + frame.stack_depth);
    put_words({static_cast<std::uint64_t>(frame.offset), count});
    std::memcpy(put(count * 8), frame.slots, count * 8);
    return 0;
}

int scan_all(PyObject*, PyFrameObject*, int what, PyObject*) {
    if (what != PyTrace_LINE) return 0;
    ++g_counters.lines;
    ++g_epoch;
    for (const void* at = viv_innermost_frame(PyThreadState_Get()); at != nullptr;
         at = viv_frame_back(at)) {
        viv_frame frame;
        if (viv_read_frame(at, &frame) == 0) continue;
        if (reinterpret_cast<PyCodeObject*>(frame.code)->co_filename == g_filename) {
            scan_frame(frame);
        }
    }
    return 0;
}

}  // namespace viv::bench
