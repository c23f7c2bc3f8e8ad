// One pass over the objects alive at each step. What has not changed costs a comparison.
#include "bindings/cpython/events/objects_seen.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// Stands where nobody lives, so that the loop over all counts needn't ask.
PyObject g_nobody = {_PyObject_EXTRA_INIT 1, nullptr};

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

// Numbers and None never change; a str or bytes might still get its hash.
bool is_constant_kind(ObjectKind kind) {
    return kind == ObjectKind::Int || kind == ObjectKind::Float || kind == ObjectKind::Bool ||
           kind == ObjectKind::None;
}

}  // namespace

// Clears it but for the room it has.
void ObjectsSeen::reset_body() {
    Body& body = m_body;
    body.kind = ObjectKind::Other;
    body.size_bytes = body.length = 0;
    body.is_tracked = body.is_immortal = body.is_cut = false;
    body.line = body.spare_slots = 0;
    body.value.kind = Value::Kind::None;
    body.value.text.clear();
    body.value.full_length = 0;
    body.value.is_cut = false;
    body.value.integer.reset();
    body.value.real.reset();
    body.slots.clear();
    body.blocks.clear();
}

ObjectId ObjectsSeen::id_of(PyObject* object) {
    if (object == nullptr || Py_REFCNT(object) == 0) return {};
    const bool is_new = m_alive >= m_most && Heap::instance().number_of(object) == 0;
    const std::uint32_t distance = m_decoding == kNone ? 0 : distance_of_next(m_about[m_decoding]);
    // A nearer one is taken in for a while: the farthest will have to go.
    if (is_new && (distance >= m_farthest || m_alive >= m_bound)) {
        m_has_refused = true;
        return {};
    }
    const std::uint32_t numbers = m_numbers;
    const ObjectId id = id_of_root(object);
    if (id.value > numbers) {
        m_about[m_places[id.value - 1]].distance = distance;
        m_farthest = std::max(m_farthest, distance);
    }
    // Who refers to it has to be looked at when it dies: another may come to its address.
    if (m_decoding != kNone) {
        m_about[m_places[id.value - 1]].add_owner(m_decoding);
        const std::uint32_t content = m_about[m_decoding].content;
        if (content != kNone) m_contents[content].targets.push_back(id.value);
        m_touched.push_back(id.value);
    }
    return id;
}

std::uint32_t ObjectsSeen::place_for(PyObject* object) {
    std::uint32_t place = 0;
    if (m_free.empty()) {
        place = static_cast<std::uint32_t>(m_watched.size());
        m_watched.emplace_back();
        m_about.emplace_back();
    } else {
        place = m_free.back();
        m_free.pop_back();
    }
    // No count is negative: the first look finds it changed.
    m_watched[place] = {object, -1};
    m_about[place] = {};
    return place;
}

ObjectId ObjectsSeen::id_of_root(PyObject* object) {
    if (object == nullptr) return {};
    Heap& heap = Heap::instance();
    if (const std::uint32_t known = heap.number_of(object)) return ObjectId{known};

    const std::uint32_t place = place_for(object);
    const std::uint32_t number = ++m_numbers;
    m_places.push_back(place);
    ++m_alive;
    About& about = m_about[place];
    about.number = number;
    about.decoder = PyLong_CheckExact(object) ? m_int_decoder : nullptr;
    if (about.decoder == nullptr) about.decoder = &decoder_for(object);
    if (PyLong_CheckExact(object)) m_int_decoder = about.decoder;
    Birth birth;
    birth.id = ObjectId{number};
    birth.address = reinterpret_cast<std::uint64_t>(object);
    birth.step = m_step;
    birth.is_older = heap.is_older(object);
    birth.is_static = birth.is_older && heap.is_static(object);
    about.is_open = !birth.is_older && is_open(object, *about.decoder);
    about.is_atom = is_atom(object);
    m_touched.push_back(number);
    heap.watch(object, number);
    birth.type = type_of(object, *about.decoder);
    m_new.push_back(place);
    m_sink.born(birth);
    if (PyType_IS_GC(Py_TYPE(object))) m_fresh.emplace_back(object, birth.id);
    return birth.id;
}

bool ObjectsSeen::is_open(PyObject* object, const Decoder& decoder) {
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
    if (type == m_last_type) return m_last_type_id;
    // A class may die and another come to its address: its number tells them apart.
    const std::uint32_t number = Heap::instance().number_of(reinterpret_cast<PyObject*>(type));
    const auto found = m_types.find(type);
    if (found != m_types.end() && found->second.second == number) {
        if (!is_heap(type)) {
            m_last_type = type;
            m_last_type_id = found->second.first;
        }
        return found->second.first;
    }

    // Modules/_asynciomodule.c keeps dead ones: each `await` of a future makes one.
    if (std::string_view(type->tp_name) == "_asyncio.FutureIter") add_free_list_hook(type);
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

void ObjectsSeen::bury(std::uint32_t number) {
    remove(number);
    m_sink.died(ObjectId{number});
}

void ObjectsSeen::remove(std::uint32_t number) {
    const std::uint32_t place = m_places[number - 1];
    About& about = m_about[place];
    m_has_lost_target = m_has_lost_target || about.has_more_owners;
    m_has_deep_death = m_has_deep_death || !about.is_atom;
    for (std::size_t i = 0; i < about.owner_count; ++i) {
        const std::uint32_t content = m_about[about.owners[i]].content;
        if (content != kNone) m_contents[content].is_suspect = true;
    }
    m_places[number - 1] = kNone;
    if (about.content != kNone) drop_content(about.content);
    m_watched[place] = {&g_nobody, g_nobody.ob_refcnt};
    about = {};
    m_free.push_back(place);
    --m_alive;
}

bool ObjectsSeen::take_deaths() {
    Heap& heap = Heap::instance();
    if (heap.deaths().empty()) return false;
    for (const std::uint32_t number : heap.deaths()) bury(number);
    heap.clear_deaths();
    // Not for each that dies: all that was cut is looked into again then.
    m_has_room = m_alive + m_most / 16 < m_most;
    return true;
}

namespace {

// Iterators whose place in what they go through stands right behind their head: so many bytes of
// them change without anything else of them meaning another thing (3.11-3.13).
std::size_t counter_bytes(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    if (type == &PyRangeIter_Type) {
        return static_cast<std::size_t>(type->tp_basicsize) - sizeof(PyObject);
    }
    return type == &PyListIter_Type || type == &PyTupleIter_Type ? sizeof(Py_ssize_t) : 0;
}

}  // namespace

void ObjectsSeen::add_content(std::uint32_t place, PyObject* object) {
    About& about = m_about[place];
    Content content;
    content.object = object;
    content.place = place;
    content.is_gc = PyObject_IS_GC(object) != 0;
    content.counter_bytes = counter_bytes(object);
    content.is_list = about.is_open && PyList_CheckExact(object);
    content.is_generator = about.is_open && about.decoder->kind == ObjectKind::Generator;
    if (about.is_open) content.pieces = about.decoder->pieces;
    about.content = static_cast<std::uint32_t>(m_contents.size());
    m_contents.push_back(std::move(content));
}

void ObjectsSeen::drop_content(std::uint32_t content) {
    if (content + 1 != m_contents.size()) {
        std::swap(m_contents[content], m_contents.back());
        m_about[m_contents[content].place].content = content;
    }
    m_contents.pop_back();
}

bool ObjectsSeen::has_changed(Content& content) {
    if (content.pieces == nullptr) return false;
    Pieces pieces;
    content.pieces(content.object, pieces);
    return pieces.is_elsewhere || pieces.take_changes(content.memory);
}

void ObjectsSeen::decode_open(std::uint32_t place, const Decoder& decoder) {
    const std::uint32_t content = m_about[place].content;
    if (content != kNone) {
        std::vector<std::uint32_t>& before = m_contents[content].targets;
        m_touched.insert(m_touched.end(), before.begin(), before.end());
        before.clear();
    }
    m_decoding = place;
    // May number new objects: what stands in vectors moves.
    decoder.decode(m_watched[place].object, *this, m_body);
    m_decoding = kNone;
    m_body.is_cut = m_body.is_cut || m_has_refused;
}

void ObjectsSeen::decode(std::uint32_t place) {
    PyObject* object = m_watched[place].object;
    const Decoder& decoder = *m_about[place].decoder;
    reset_body();
    m_has_refused = false;
    if (m_about[place].is_open) {
        decode_open(place, decoder);
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
        decoder.decode(object, closed, m_body);
        m_body.slots.clear();
    }
    m_body.kind = decoder.kind;
    const std::uint32_t content = m_about[place].content;
    if (content != kNone) {
        m_body.is_tracked = m_contents[content].is_tracked;
        m_contents[content].has_refused = m_has_refused;
        m_has_ever_refused = m_has_ever_refused || m_has_refused;
        m_contents[content].is_suspect = false;
    }
    m_body.is_immortal = viv_is_immortal(object) != 0;
    // sys.getsizeof adds what stands before the object (Python/sysmodule.c).
    m_body.size_bytes += viv_pre_header_size(Py_TYPE(object));
    m_sink.body(ObjectId{m_about[place].number}, m_body);
}

bool ObjectsSeen::tell_plain_int(std::uint32_t place) {
    PyObject* object = m_watched[place].object;
    if (!PyLong_CheckExact(object) || viv_is_immortal(object) != 0) return false;
    const std::optional<std::int64_t> value = small_int(object);
    if (!value || *value == 0) return false;
    return m_sink.plain_int(ObjectId{m_about[place].number}, {*value, viv_int_tag(object)});
}

void ObjectsSeen::decode_new() {
    // The list grows while it is gone through: what is decoded may number new objects.
    for (std::size_t i = 0; i < m_new.size(); ++i) {
        const std::uint32_t place = m_new[i];
        PyObject* object = m_watched[place].object;
        if (tell_plain_int(place)) continue;
        const bool can_change =
            PyObject_IS_GC(object) ||
            (m_about[place].is_open && !is_constant_kind(m_about[place].decoder->kind));
        if (can_change) {
            add_content(place, object);
            Content& content = m_contents.back();
            content.is_tracked = content.is_gc && PyObject_GC_IsTracked(object) != 0;
            static_cast<void>(has_changed(content));
        }
        decode(place);
    }
    m_new.clear();
}

}  // namespace viv::cpython
