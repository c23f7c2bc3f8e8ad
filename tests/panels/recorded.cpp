// See recorded.h.
#include "tests/panels/recorded.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace viv::panels {

namespace {

void put(std::string& bytes, std::uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

Layout list_layout() {
    return {"PyListObject",
            40,
            {{"ob_refcnt", 0, 8, FieldKind::RefCount},
             {"ob_type", 8, 8, FieldKind::Type},
             {"ob_size", 16, 8, FieldKind::Signed},
             {"ob_item", 24, 8, FieldKind::Pointer},
             {"allocated", 32, 8, FieldKind::Signed}},
            {}};
}

constexpr std::uint64_t kTypeAddress = 0x9a5ca0;
constexpr std::uint64_t kItemsOffset = 0x10000;

}  // namespace

Script::Script(std::string source) {
    Header header;
    header.vivarium = "test";
    header.python = "3.11.2";
    header.file = "test.py";
    header.source = std::move(source);
    m_writer.header(header);
    m_writer.layout(list_layout());
}

TypeId Script::type(std::string_view name) {
    const auto found = m_types.find(name);
    if (found != m_types.end()) return found->second;
    TypeInfo info;
    info.name = std::string(name);
    info.address = kTypeAddress + 0x1000 * m_types.size();
    if (name == "list") info.layout = "PyListObject";
    const TypeId id = m_writer.type(info);
    m_types.emplace(name, id);
    return id;
}

ObjectId Script::object(const std::string& name, ObjectKind kind, std::string_view type_name,
                        std::uint64_t address, Body body) {
    Birth birth;
    birth.id = ObjectId{++m_objects};
    birth.address = address;
    birth.type = type(type_name);
    birth.step = StepId{m_step};
    birth.is_static = kind == ObjectKind::Int;
    m_addresses[birth.id.value] = address;
    m_made[name] = birth.id;
    m_writer.born(birth);
    m_writer.count(birth.id, birth.is_static ? 1000 : 1);
    body.kind = kind;
    m_writer.body(birth.id, body);
    return birth.id;
}

ObjectId Script::number(int value) {
    const std::string name = fmt::format("{}", value);
    if (const auto found = m_made.find(name); found != m_made.end()) return found->second;
    Body body;
    body.value = {Value::Kind::Int, name, 0, false};
    return object(name, ObjectKind::Int, "int", 0x9ac100 + 32 * static_cast<std::uint64_t>(value),
                  body);
}

Body Script::list_body(std::uint64_t address, const std::vector<ObjectId>& items,
                       std::uint32_t allocated) {
    Body body;
    body.kind = ObjectKind::List;
    body.length = items.size();
    body.spare_slots = allocated - static_cast<std::uint32_t>(items.size());
    body.is_tracked = true;
    for (const ObjectId item : items) body.slots.push_back({{}, Payment::Owned, {}, item});
    Block head{m_writer.text("PyListObject"), address, 40, {}};
    put(head.bytes, 0);
    put(head.bytes, kTypeAddress + 0x1000 * (type("list").value - 1));
    put(head.bytes, items.size());
    put(head.bytes, allocated > 0 ? address + kItemsOffset : 0);
    put(head.bytes, allocated);
    body.blocks.push_back(head);
    if (allocated > 0) {
        Block array{m_writer.text("ob_item"), address + kItemsOffset, 8 * allocated, {}};
        for (const ObjectId item : items) put(array.bytes, m_addresses.at(item.value));
        for (std::size_t i = items.size(); i < allocated; ++i) put(array.bytes, 0);
        body.blocks.push_back(array);
    }
    body.size_bytes = 56 + 8 * allocated;
    return body;
}

ObjectId Script::list(const std::string& name, std::uint64_t address, std::vector<ObjectId> items,
                      std::uint32_t allocated) {
    return object(name, ObjectKind::List, "list", address, list_body(address, items, allocated));
}

void Script::set_items(ObjectId list, std::vector<ObjectId> items, std::uint32_t allocated) {
    m_writer.body(list, list_body(m_addresses.at(list.value), items, allocated));
}

void Script::body(ObjectId object, ObjectKind kind, std::vector<Slot> slots) {
    Body body;
    body.kind = kind;
    body.length = slots.size();
    body.slots = std::move(slots);
    m_writer.body(object, body);
}

Slot Script::named(std::string_view name, ObjectId target) {
    return {PlaceKind::Named, Payment::Owned, m_writer.text(name), target};
}

CodeId Script::code(std::string name, std::uint32_t first_line) {
    CodeInfo info;
    info.name = info.qualname = std::move(name);
    info.first_line = first_line;
    info.is_optimized = info.name != "<module>";
    return m_writer.code(info);
}

CodeId Script::class_body(std::string name, std::uint32_t first_line) {
    CodeInfo info;
    info.name = info.qualname = std::move(name);
    info.first_line = first_line;
    return m_writer.code(info);
}

void Script::frame(FrameId id, FrameId back, CodeId code, std::uint32_t line,
                   const std::vector<std::pair<std::string, ObjectId>>& variables,
                   const std::vector<std::string>& free) {
    FrameState state;
    state.id = id;
    state.back = back;
    state.thread = ThreadId{1};
    state.code = code;
    CodePlace place;
    place.code = code;
    place.line = line;
    state.place = m_writer.place(place);
    for (const auto& [name, target] : variables) {
        state.variables.push_back(named(name, target));
        const bool is_free = std::find(free.begin(), free.end(), name) != free.end();
        state.kinds.push_back(is_free ? VariableKind::Free
                              : back  ? VariableKind::Local
                                      : VariableKind::Name);
        state.cells.push_back({});
    }
    state.stack.emplace();
    m_writer.frame(state);
}

void Script::step(StepEvent event, FrameId frame, CodeId code, std::uint32_t line) {
    CodePlace place;
    place.code = code;
    place.line = line;
    m_writer.thread(ThreadId{1}, frame);
    const bool was_written = m_writer.step({event, ThreadId{1}, frame, m_writer.place(place)});
    REQUIRE(was_written);
    ++m_step;
}

Recorded Script::finish() {
    RunEnd end;
    m_writer.end(end);
    auto recording = wire::Recording::from_bytes(m_writer.bytes());
    REQUIRE(recording.ok());
    REQUIRE(!recording->damage());
    return {std::move(*recording), m_made};
}

Recorded mutable_default() {
    Script s(
        "def add(item, bucket=[]):\n    bucket.append(item)\n    return bucket\n"
        "p = add(1)\nq = add(2)\n");
    const CodeId module = s.code("<module>", 1), add = s.code("add", 1);
    const FrameId top{1}, first{2}, second{3};
    const auto at = [&](std::uint32_t line, std::vector<std::pair<std::string, ObjectId>> names) {
        s.frame(top, {}, module, line, names);
    };
    at(1, {});
    s.step(StepEvent::Call, top, module, 1);
    s.step(StepEvent::Line, top, module, 1);

    const ObjectId bucket = s.list("bucket", 0x7f2a41d0c3c0, {}, 0);
    const ObjectId defaults = s.object("defaults", ObjectKind::Tuple, "tuple", 0x7f2a41d0a8e0);
    s.body(defaults, ObjectKind::Tuple, {{PlaceKind::Item, Payment::Owned, {}, bucket}});
    Body name;
    name.value = {Value::Kind::Name, "add", 0, false};
    name.slots = {s.named("__defaults__", defaults)};
    const ObjectId function =
        s.object("add", ObjectKind::Function, "function", 0x7f2a41d01e40, name);
    at(4, {{"add", function}});
    s.step(StepEvent::Line, top, module, 4);

    // A call: its frame holds the list too; the second finds it held by `p` already.
    const auto call = [&](FrameId frame, int item, std::vector<ObjectId> before,
                          std::vector<ObjectId> after, std::int64_t inside) {
        const ObjectId number = s.number(item);
        s.frame(frame, top, add, 1, {{"item", number}, {"bucket", bucket}});
        s.count(bucket, inside);
        s.set_items(bucket, before, before.empty() ? 0 : 4);
        s.step(StepEvent::Call, frame, add, 1);
        s.frame(frame, top, add, 2, {{"item", number}, {"bucket", bucket}});
        s.step(StepEvent::Line, frame, add, 2);
        s.set_items(bucket, after, 4);
        s.frame(frame, top, add, 3, {{"item", number}, {"bucket", bucket}});
        s.step(StepEvent::Line, frame, add, 3);
        s.step(StepEvent::Return, frame, add, 3);
    };
    const ObjectId one = s.number(1);
    call(first, 1, {}, {one}, 2);
    at(5, {{"add", function}, {"p", bucket}});
    s.step(StepEvent::Line, top, module, 5);
    call(second, 2, {one}, {one, s.number(2)}, 3);
    at(5, {{"add", function}, {"p", bucket}, {"q", bucket}});
    s.step(StepEvent::Return, top, module, 5);
    return s.finish();
}

}  // namespace viv::panels
