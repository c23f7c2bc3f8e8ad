// One pass over the objects alive at each step. What has not changed costs a comparison.
#include "bindings/cpython/events/objects_seen.h"

#include <algorithm>
#include <cstring>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// More objects than this are not taken in: their owners are marked as cut. Each costs a look at
// every step.
constexpr std::size_t kMaxAlive = 5'000;

bool is_heap(PyTypeObject* type) {
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

// The repr that readers imitate for a kind; null: they imitate whatever the type has.
reprfunc imitated(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Int:
            return PyLong_Type.tp_repr;
        case ObjectKind::Float:
            return PyFloat_Type.tp_repr;
        case ObjectKind::Str:
            return PyUnicode_Type.tp_repr;
        case ObjectKind::Bytes:
            return PyBytes_Type.tp_repr;
        case ObjectKind::List:
            return PyList_Type.tp_repr;
        case ObjectKind::Tuple:
            return PyTuple_Type.tp_repr;
        case ObjectKind::Dict:
            return PyDict_Type.tp_repr;
        case ObjectKind::Set:
            return PySet_Type.tp_repr;
        case ObjectKind::Instance:
        case ObjectKind::Other:
            return PyBaseObject_Type.tp_repr;
        default:
            return nullptr;
    }
}

// Does the type print itself in a way of its own, in Python or in C? It is never asked to.
bool has_own_repr(PyTypeObject* type, ObjectKind kind) {
    const reprfunc expected = imitated(kind);
    return expected != nullptr && type->tp_repr != expected;
}

const char* unqualified(const char* name) {
    const char* point = std::strrchr(name, '.');
    return point == nullptr ? name : point + 1;
}

}  // namespace

TextId ObjectsSeen::text(std::string_view text) {
    return m_sink.text(text);
}

ObjectId ObjectsSeen::id_of(PyObject* object) {
    const bool is_full =
        object != nullptr && m_alive.size() >= kMaxAlive && Heap::instance().number_of(object) == 0;
    m_has_refused = m_has_refused || is_full;
    return is_full ? ObjectId{} : id_of_root(object);
}

ObjectId ObjectsSeen::id_of_root(PyObject* object) {
    if (object == nullptr) return {};
    Heap& heap = Heap::instance();
    if (const std::uint32_t known = heap.number_of(object)) return ObjectId{known};

    Seen seen;
    seen.object = object;
    seen.decoder = &decoder_for(object);
    seen.is_open = is_open(object, *seen.decoder);
    m_all.push_back(std::move(seen));
    const auto number = static_cast<std::uint32_t>(m_all.size());
    m_alive.push_back(number);
    heap.watch(object, number);

    Birth birth;
    birth.id = ObjectId{number};
    birth.address = reinterpret_cast<std::uint64_t>(object);
    birth.type = type_of(object, *m_all.back().decoder);
    birth.step = m_step;
    birth.is_older = heap.is_older(object);
    birth.is_static = birth.is_older && Heap::is_static(object);
    m_sink.born(birth);
    return birth.id;
}

bool ObjectsSeen::is_open(PyObject* object, const Decoder& decoder) {
    if (Heap::instance().is_older(object)) return false;
    // What an import brings is younger than the snippet, but not of it.
    switch (decoder.kind) {
        case ObjectKind::Module:
            return false;
        case ObjectKind::Code:
            return reinterpret_cast<PyCodeObject*>(object)->co_filename == m_filename;
        case ObjectKind::Function: {
            PyObject* code = reinterpret_cast<PyFunctionObject*>(object)->func_code;
            return reinterpret_cast<PyCodeObject*>(code)->co_filename == m_filename;
        }
        case ObjectKind::Class:
            return utf8_of(find_in_dict(reinterpret_cast<PyTypeObject*>(object)->tp_dict,
                                        "__module__")) == "__main__";
        default:
            return true;
    }
}

TypeId ObjectsSeen::type_of(PyObject* object, const Decoder& decoder) {
    PyTypeObject* type = Py_TYPE(object);
    // A class may die and another come to its address: its number tells them apart.
    const std::uint32_t number = Heap::instance().number_of(reinterpret_cast<PyObject*>(type));
    const auto found = m_types.find(type);
    if (found != m_types.end() && found->second.second == number) return found->second.first;

    TypeInfo info;
    info.name = unqualified(type->tp_name);
    info.address = reinterpret_cast<std::uint64_t>(type);
    info.layout = decoder.layout == nullptr ? "" : decoder.layout;
    info.is_heap = is_heap(type);
    info.has_own_repr = has_own_repr(type, decoder.kind);
    const TypeId id = m_sink.type(info);
    m_types[type] = {id, number};
    return id;
}

bool ObjectsSeen::take_deaths() {
    const std::vector<std::uint32_t> deaths = Heap::instance().take_deaths();
    for (const std::uint32_t number : deaths) {
        m_all[number - 1] = {};
        m_sink.died(ObjectId{number});
    }
    if (!deaths.empty()) {
        std::erase_if(m_alive,
                      [&](std::uint32_t number) { return m_all[number - 1].object == nullptr; });
    }
    return !deaths.empty();
}

bool ObjectsSeen::has_changed(Seen& seen) {
    if (seen.decoder->pieces == nullptr) return true;
    Pieces pieces;
    seen.decoder->pieces(seen.object, pieces);
    std::size_t at = 0;
    bool differs = false;
    for (std::size_t i = 0; i < pieces.count && !differs; ++i) {
        const std::string_view piece = pieces.piece[i];
        differs = seen.memory.size() - at < piece.size() ||
                  std::memcmp(seen.memory.data() + at, piece.data(), piece.size()) != 0;
        at += piece.size();
    }
    if (!differs && at == seen.memory.size()) return false;
    seen.memory.clear();
    for (std::size_t i = 0; i < pieces.count; ++i) seen.memory += pieces.piece[i];
    return true;
}

void ObjectsSeen::decode(std::uint32_t index) {
    PyObject* object = m_all[index].object;
    const Decoder& decoder = *m_all[index].decoder;
    const bool open = m_all[index].is_open;
    m_all[index].is_decoded = true;
    Body body;
    if (open) {
        m_has_refused = false;
        decoder.decode(object, *this, body);  // may number new objects: m_all moves
        body.is_cut = body.is_cut || m_has_refused;
    } else {
        // A closed box: what it is, but not what it refers to.
        class Closed final : public Scribe {
        public:
            explicit Closed(Sink& sink) : m_names(sink) {}
            ObjectId id_of(PyObject*) override { return {}; }
            TextId text(std::string_view text) override { return m_names.text(text); }

        private:
            Sink& m_names;
        } closed(m_sink);
        decoder.decode(object, closed, body);
        body.slots.clear();
    }
    body.kind = decoder.kind;
    body.is_tracked = m_all[index].is_tracked;
    body.is_immortal = viv_is_immortal(object) != 0;
    // sys.getsizeof adds what stands before the object (Python/sysmodule.c).
    body.size_bytes += viv_pre_header_size(Py_TYPE(object));
    m_sink.body(ObjectId{index + 1}, body);
}

void ObjectsSeen::scan(StepId step, bool is_everything_suspect, const Corrections& corrections) {
    m_step = step;
    // The list grows while it is gone through: what is decoded may number new objects.
    for (std::size_t i = 0; i < m_alive.size(); ++i) {
        const std::uint32_t index = m_alive[i] - 1;
        Seen& seen = m_all[index];
        const bool is_tracked = PyObject_IS_GC(seen.object) && PyObject_GC_IsTracked(seen.object);
        const bool changed = (seen.is_open || !seen.is_decoded) && has_changed(seen);
        if (!seen.is_decoded || changed || is_tracked != seen.is_tracked ||
            (is_everything_suspect && seen.is_open)) {
            seen.is_tracked = is_tracked;
            decode(index);
        }
    }
    for (const std::uint32_t number : m_alive) {
        Seen& seen = m_all[number - 1];
        std::int64_t refcount = Py_REFCNT(seen.object);
        for (const auto& [object, surplus] : corrections) {
            if (object == seen.object) refcount -= surplus;
        }
        if (refcount == seen.refcount) continue;
        seen.refcount = refcount;
        m_sink.count(ObjectId{number}, refcount);
    }
}

}  // namespace viv::cpython
