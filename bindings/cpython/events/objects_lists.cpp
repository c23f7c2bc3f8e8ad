// Lists, of which a step changes one item or two: those alone are looked at and written down. See
// objects_seen.h.
#include <algorithm>
#include <cstring>

#include "bindings/cpython/events/objects_seen.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

// What is kept of a list: its struct behind the count, then its items (objects/list.cpp).
constexpr std::size_t kStruct = sizeof(PyListObject) - sizeof(Py_ssize_t);
constexpr std::size_t kSizeAt = offsetof(PyListObject, ob_base.ob_size) - sizeof(Py_ssize_t);

std::size_t size_kept(const std::string& kept) {
    Py_ssize_t size = 0;
    std::memcpy(&size, kept.data() + kSizeAt, sizeof size);
    return static_cast<std::size_t>(size);
}

PyObject* item_kept(const std::string& kept, std::size_t i) {
    PyObject* item = nullptr;
    std::memcpy(&item, kept.data() + kStruct + i * sizeof item, sizeof item);
    return item;
}

}  // namespace

// Is it as it was but for some items? Then those are written down.
bool ObjectsSeen::has_only_items(std::uint32_t index) {
    const Content& content = m_contents[index];
    const auto* list = reinterpret_cast<const PyListObject*>(content.object);
    const std::string& kept = content.memory;
    if (kept.size() < kStruct) return false;
    const std::size_t before = size_kept(kept);
    const auto size = static_cast<std::size_t>(Py_SIZE(list));
    // While it is being sorted, its array is elsewhere, and `allocated` is -1.
    const bool is_whole = before <= kMaxSlots && size <= kMaxSlots && !content.has_refused &&
                          kept.size() == kStruct + before * sizeof(PyObject*) &&
                          content.targets.size() == before && list->allocated >= 0;
    if (!is_whole) return false;
    ItemsRange range;
    const std::size_t shorter = std::min(before, size);
    if (shorter > 0 && before == size &&
        std::memcmp(kept.data() + kStruct, list->ob_item, size * sizeof(PyObject*)) == 0) {
        range.kept = size;
    }
    while (range.kept < shorter && item_kept(kept, range.kept) == list->ob_item[range.kept]) {
        ++range.kept;
    }
    while (range.same_at_end < shorter - range.kept &&
           item_kept(kept, before - 1 - range.same_at_end) ==
               list->ob_item[size - 1 - range.same_at_end]) {
        ++range.same_at_end;
    }
    const auto* memory = reinterpret_cast<const char*>(list) + sizeof(Py_ssize_t);
    const bool is_same =
        range.kept == before && before == size && std::memcmp(kept.data(), memory, kStruct) == 0;
    return is_same || tell_items(index, before, range);
}

bool ObjectsSeen::tell_items(std::uint32_t index, std::size_t before, const ItemsRange& range) {
    const std::uint32_t place = m_contents[index].place;
    const auto* list = reinterpret_cast<const PyListObject*>(m_contents[index].object);
    const auto size = static_cast<std::size_t>(Py_SIZE(list));
    const std::size_t removed = before - range.kept - range.same_at_end;
    const std::size_t inserted = size - range.kept - range.same_at_end;
    m_inserted.clear();
    m_has_refused = false;
    m_decoding = place;
    for (std::size_t i = 0; i < inserted; ++i) {
        m_inserted.push_back(id_of(list->ob_item[range.kept + i]));
    }
    m_decoding = kNone;
    Content& content = m_contents[index];
    // Told of among the targets behind all others: they belong into their places.
    content.targets.resize(before);
    const bool are_all = std::all_of(m_inserted.begin(), m_inserted.end(),
                                     [](ObjectId id) { return static_cast<bool>(id); });
    if (!are_all) return false;

    reset_body();
    m_body.kind = ObjectKind::List;
    m_body.is_tracked = content.is_tracked;
    add_list(content.object, *this, m_body);
    m_body.size_bytes += viv_pre_header_size(&PyList_Type);
    const ItemsChange change{range.kept, removed, m_inserted, before};
    if (!m_sink.items(ObjectId{m_about[place].number}, m_body, change)) return false;

    std::vector<std::uint32_t>& targets = content.targets;
    const auto at = targets.begin() + static_cast<std::ptrdiff_t>(range.kept);
    m_touched.insert(m_touched.end(), at, at + static_cast<std::ptrdiff_t>(removed));
    auto next = targets.erase(at, at + static_cast<std::ptrdiff_t>(removed));
    for (const ObjectId id : m_inserted) next = targets.insert(next, id.value) + 1;
    std::string& kept = content.memory;
    std::memcpy(kept.data(), reinterpret_cast<const char*>(list) + sizeof(Py_ssize_t), kStruct);
    kept.replace(kStruct + range.kept * sizeof(PyObject*), removed * sizeof(PyObject*),
                 reinterpret_cast<const char*>(list->ob_item + range.kept),
                 inserted * sizeof(PyObject*));
    return true;
}

}  // namespace viv::cpython
