// See bodies.h.
#include "app/panels/stage/bodies.h"

#include "app/session/query.h"

namespace viv::panels::stage {

namespace {

// More than a scene ever shows; beyond it the cache starts again.
constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kShortCharacters = 64;

bool is_value(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Int:
        case ObjectKind::Float:
        case ObjectKind::Bool:
        case ObjectKind::None:
        case ObjectKind::Str:
        case ObjectKind::Bytes:
            return true;
        default:
            return false;
    }
}

// What stands in a row for a thing with a name of its own: the name that the recording has of it
// without what repr would say besides ("__main__.Node", "'math' (built-in)", "f\nfile, line 3").
std::string named(const Body& body, const std::string& type_name) {
    std::string_view name = body.value.text;
    name = name.substr(0, name.find('\n'));
    constexpr std::string_view kMain = "__main__.";
    if (name.substr(0, kMain.size()) == kMain) name.remove_prefix(kMain.size());
    if (body.kind == ObjectKind::Module && name.size() > 1 && name[0] == '\'') {
        name = name.substr(1, name.find('\'', 1) - 1);
    }
    if (name.empty()) return type_name;
    const bool says_itself = body.kind == ObjectKind::Class || body.kind == ObjectKind::Builtin;
    return says_itself ? std::string(name) : type_name + " " + std::string(name);
}

}  // namespace

std::shared_ptr<const Bodies::Entry> Bodies::at(ObjectId object, StepId step) {
    const Key key{object, m_recording->body_since(object, step)};
    if (const auto found = m_entries.find(key); found != m_entries.end()) return found->second;
    if (m_entries.size() > kMostEntries) m_entries.clear();
    auto entry = std::make_shared<Entry>();
    wire::ObjectView view = m_recording->object(object, step);
    entry->type_name = wire::type_name(*m_recording, view, step);
    entry->body = std::move(view.body);
    switch (entry->body.kind) {
        case ObjectKind::Class:
        case ObjectKind::Module:
        case ObjectKind::Builtin:
        case ObjectKind::Code:
            entry->short_text = named(entry->body, entry->type_name);
            break;
        default:
            if (is_value(entry->body.kind)) {
                entry->short_text = wire::repr(*m_recording, object, step, kShortCharacters);
            }
    }
    m_entries.emplace(key, entry);
    return entry;
}

const std::vector<ObjectId>& Bodies::own_alive(StepId step) {
    if (step < m_alive_at) {
        m_alive.clear();
        m_births = 0;
    }
    m_alive_at = step;
    std::erase_if(m_alive, [&](ObjectId object) { return !m_recording->alive(object, step); });
    for (; m_births < m_recording->object_count(); ++m_births) {
        const Birth& birth = m_recording->birth(ObjectId{m_births + 1});
        if (birth.step > step) break;
        if (birth.is_static || birth.is_older || !m_recording->alive(birth.id, step)) continue;
        m_alive.push_back(birth.id);
    }
    return m_alive;
}

}  // namespace viv::panels::stage
