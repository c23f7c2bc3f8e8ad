// Names by way of the modules; see residue_names.h.
#include "bindings/cpython/events/residue_names.h"

#include "bindings/cpython/objects/common.h"
#include "bindings/cpython/objects/decoder.h"

namespace viv::cpython {

namespace {

template <class Use>
void each_entry(PyObject* dict, Use use) {
    if (dict == nullptr || !PyDict_Check(dict)) return;
    PyObject *key = nullptr, *value = nullptr;
    const int count = viv_dict_used_entries(dict);
    for (int i = 0; i < count; ++i) {
        if (viv_dict_entry(dict, i, &key, &value) != 0) use(i, key, value);
    }
}

// Numbers the one object that is looked for and no other.
class OnlyOne final : public Scribe {
public:
    explicit OnlyOne(PyObject* target) : m_target(target) {}
    ObjectId id_of(PyObject* object) override { return ObjectId{object == m_target ? 1U : 0U}; }
    TextId text(std::string_view text) override {
        m_texts.emplace_back(text);
        return TextId{static_cast<std::uint32_t>(m_texts.size())};
    }
    [[nodiscard]] const std::string& text_of(TextId text) const { return m_texts[text.value - 1]; }

private:
    PyObject* m_target;
    std::vector<std::string> m_texts;
};

std::string in_words(const Slot& slot, std::size_t items_before, const OnlyOne& scribe) {
    switch (slot.place) {
        case PlaceKind::Item:
            return "[" + std::to_string(items_before) + "]";
        case PlaceKind::Attribute:
        case PlaceKind::Named:
            return "." + scribe.text_of(slot.name);
        case PlaceKind::Member:
            return "{member}";
        default:
            return "";
    }
}

// What an owner that no module names is called.
std::string own_name(PyObject* owner) {
    if (owner == PyImport_GetModuleDict()) return "sys.modules";
    if (PyType_Check(owner)) return class_name(reinterpret_cast<PyTypeObject*>(owner));
    if (PyFunction_Check(owner)) {
        return utf8_of(reinterpret_cast<PyFunctionObject*>(owner)->func_qualname);
    }
    return "<" + class_name(Py_TYPE(owner)) + " object>";
}

GuardedEntry entry_of(PyObject* dict, int index, PyObject* key) {
    return {Guarded::of(dict), index, key, GuardedEntry::hash_of(key)};
}

}  // namespace

bool OwnerName::holds() const {
    if (Py_TYPE(owner) != type) return false;
    for (const auto& [entry, value] : way) {
        if (entry.value() != value) return false;
    }
    if (!way.empty() && PyModule_Check(way[0].second)) {
        // The module's own dict, or something in it.
        PyObject* names = PyModule_GetDict(way[0].second);
        return names == (way.size() == 1 ? owner : way[1].first.dict.object);
    }
    const bool may_be_renamed = PyType_Check(owner) || PyFunction_Check(owner);
    return !may_be_renamed || own_name(owner) == text;
}

std::string entry_text(PyObject* key, bool is_of_module) {
    if (!PyUnicode_Check(key)) return "[" + std::string(Py_TYPE(key)->tp_name) + "]";
    return is_of_module ? "." + utf8_of(key, 60) : "['" + utf8_of(key, 60) + "']";
}

OwnerNames::OwnerNames(const std::vector<PyObject*>& owners) {
    if (owners.empty()) return;
    for (PyObject* owner : owners) m_names[owner].owner = owner;
    PyObject* modules = PyImport_GetModuleDict();
    each_entry(modules, [&](int at, PyObject* key, PyObject* module) {
        if (!PyModule_Check(module)) return;
        PyObject* names = PyModule_GetDict(module);
        const std::string text = "sys.modules" + entry_text(key, false);
        const auto is_named = [&](PyObject* owner) -> OwnerName* {
            const auto found = m_names.find(owner);
            return found == m_names.end() || !found->second.text.empty() ? nullptr : &found->second;
        };
        if (OwnerName* own = is_named(names)) {
            own->text = text;
            own->way = {{entry_of(modules, at, key), module}};
        }
        each_entry(names, [&](int index, PyObject* name, PyObject* value) {
            OwnerName* own = PyUnicode_Check(name) ? is_named(value) : nullptr;
            if (own == nullptr) return;
            own->text = text + "." + utf8_of(name, 60);
            own->way = {{entry_of(modules, at, key), module},
                        {entry_of(names, index, name), value}};
        });
    });
    for (auto& [owner, own] : m_names) {
        own.type = Py_TYPE(owner);
        if (own.text.empty()) own.text = own_name(owner);
    }
}

OwnerName OwnerNames::name(PyObject* owner) const {
    return m_names.at(owner);
}

std::vector<std::string> places_in(const OwnerName& name, PyObject* target) {
    std::vector<std::string> found;
    OnlyOne scribe(target);
    Body body;
    decoder_for(name.owner).decode(name.owner, scribe, body);
    std::size_t items = 0;
    for (const Slot& slot : body.slots) {
        const bool is_entry = slot.place == PlaceKind::Key || slot.place == PlaceKind::Value;
        if (slot.target && !is_entry) found.push_back(name.text + in_words(slot, items, scribe));
        if (slot.place == PlaceKind::Item) ++items;
    }
    return found;
}

}  // namespace viv::cpython
