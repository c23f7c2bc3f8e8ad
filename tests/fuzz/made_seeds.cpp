// See made_seeds.h. A list that grows while calls come and go; a dict, a cell and a generator; two
// threads with output between their steps.
#include "tests/fuzz/made_seeds.h"

#include <cstdlib>

#include "bindings/base/assert.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/format.h"
#include "bindings/wire/log_writer.h"

namespace viv::fuzz {

namespace {

using wire::LogWriter;

struct Writing {
    explicit Writing(const std::string& source) {
        log.header({1, "0", "3.11.2", "x.py", source, StepGrain::Line});
        log.layout({"PyListObject",
                    40,
                    {{"ob_refcnt", 0, 8, FieldKind::RefCount}, {"ob_type", 8, 8, FieldKind::Type}},
                    {"ob_digit", 24, 4, FieldKind::Unsigned}});
        log.seal();
        code = log.code({"<module>", "<module>", 1, false, {}, {}, {}});
        function = log.code({"f", "f", 1, true, {"a"}, {VariableKind::Cell}, {}});
        place = log.place({code, 2, 1, 1, 0, 4, "LOAD_NAME", 1, "x"});
        other_place = log.place({function, 4, 2, 2, -1, -1, "", 0, ""});
        name = log.text("x");
    }

    ObjectId born(TypeId type, std::uint64_t address, const Body& body, std::int64_t count) {
        const ObjectId id{++objects};
        log.born({id, address, type, {}, false, false});
        log.body(id, body);
        log.count(id, count);
        return id;
    }
    void step(std::uint32_t id, std::uint32_t back, ObjectId variable, StepEvent event,
              std::uint32_t thread = 1, ObjectId cell = {}) {
        FrameState frame;
        frame.id = FrameId{id};
        frame.back = FrameId{back};
        frame.thread = ThreadId{thread};
        frame.code = back == 0 ? code : function;
        frame.place = back == 0 ? place : other_place;
        frame.variables = {{PlaceKind::Named, Payment::Owned, name, variable}};
        frame.kinds = {back == 0 ? VariableKind::Name : VariableKind::Cell};
        frame.cells = {cell};
        if (variable) {
            frame.stack.emplace();
            frame.stack->push_back({PlaceKind::Item, Payment::Owned, TextId{}, variable});
        }
        frame.hidden = {{PlaceKind::Named, Payment::Borrowed, log.text("f_code"), ObjectId{}}};
        frame.is_innermost = true;
        log.frame(frame);
        const bool fits = log.step({event, ThreadId{thread}, frame.id, frame.place});
        VIV_ASSERT(fits, "a seed is small");
    }
    std::pair<std::string, std::string> finish(const std::string& seed) {
        RunEnd end;
        end.message = "done";
        log.end(end);
        return {seed, std::string(log.bytes())};
    }

    LogWriter log{std::size_t{256} << 10};
    CodeId code, function;
    PlaceId place, other_place;
    TextId name;
    std::uint32_t objects = 0;
};

Body body_of(ObjectKind kind, Value::Kind value, const std::string& text) {
    Body body;
    body.kind = kind;
    body.size_bytes = 56;
    body.value.kind = value;
    body.value.text = text;
    body.value.full_length = text.size();
    return body;
}

std::pair<std::string, std::string> lists() {
    Writing w("x = []\nfor i in range(9):\n    x.append(i)\n");
    const TypeId list = w.log.type({"list", 0x10, "PyListObject", false, false});
    const TypeId integer = w.log.type({"int", 0x20, "", false, false});
    Body items = body_of(ObjectKind::List, Value::Kind::None, "");
    items.blocks.push_back({w.log.text("PyListObject"), 0x7000, 40, std::string(40, 'b')});
    const ObjectId made = w.born(list, 0x7000, items, 1);
    for (std::uint32_t i = 0; i < 9; ++i) {
        Body number = body_of(ObjectKind::Int, Value::Kind::Int, "");
        number.value.integer = i * 1000;
        const ObjectId one = w.born(integer, 0x8000 + i % 3 * 32, number, 2);
        items.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, one});
        items.length = items.slots.size();
        w.log.body(made, items);
        w.log.count(made, i % 3 + 1);
        if (i > 3) w.log.died(ObjectId{i - 2});
        if (i == 7) w.log.lost(ObjectId{8});
        if (i % 4 == 1) w.step(2 + i, 1, one, StepEvent::Call);
        w.step(1, 0, made, StepEvent::Line);
    }
    return w.finish("lists");
}

std::pair<std::string, std::string> kinds() {
    Writing w("d = {'k': 1.5}\n");
    const TypeId dict = w.log.type({"dict", 0x30, "", false, false});
    const TypeId text = w.log.type({"str", 0x40, "", false, false});
    const TypeId real = w.log.type({"float", 0x50, "", false, false});
    const TypeId cell = w.log.type({"cell", 0x60, "", false, false});
    const TypeId node = w.log.type({"Node", 0x70, "", true, true});
    const TypeId generator = w.log.type({"generator", 0x80, "", false, false});
    const ObjectId key = w.born(text, 0x100, body_of(ObjectKind::Str, Value::Kind::Str, "k'"), 2);
    Body number = body_of(ObjectKind::Float, Value::Kind::Float, "");
    number.value.real = 1e16;
    const ObjectId value = w.born(real, 0x200, number, 1);
    Body entries = body_of(ObjectKind::Dict, Value::Kind::None, "");
    entries.slots = {{PlaceKind::Key, Payment::Owned, TextId{}, key},
                     {PlaceKind::Value, Payment::Owned, TextId{}, value}};
    entries.length = 1;
    const ObjectId all = w.born(dict, 0x300, entries, 1);
    Body content = body_of(ObjectKind::Cell, Value::Kind::None, "");
    content.slots = {{PlaceKind::Named, Payment::Owned, w.log.text("cell_contents"), all}};
    const ObjectId held = w.born(cell, 0x400, content, 1);
    w.step(1, 0, all, StepEvent::Line);
    Body instance = body_of(ObjectKind::Instance, Value::Kind::Name, "__main__.Node");
    instance.slots = {{PlaceKind::Named, Payment::Owned, w.log.text("__dict__"), all},
                      {PlaceKind::Attribute, Payment::Owned, w.log.text("next"), ObjectId{6}}};
    w.born(node, 0x500, instance, 1);
    Body waiting = body_of(ObjectKind::Generator, Value::Kind::Name, "f.<locals>.g");
    waiting.line = 2;
    waiting.slots = {{PlaceKind::Named, Payment::Owned, w.log.text("gi_frame.n"), ObjectId{5}}};
    const ObjectId suspended = w.born(generator, 0x600, waiting, 1);
    w.step(2, 1, suspended, StepEvent::Yield, 1, held);
    instance.slots.pop_back();
    w.log.body(ObjectId{5}, instance);
    w.log.died(all);
    w.step(1, 0, ObjectId{5}, StepEvent::Exception);
    return w.finish("kinds");
}

std::pair<std::string, std::string> threads() {
    Writing w("import threading\n");
    const TypeId bytes = w.log.type({"bytes", 0x90, "", false, false});
    for (std::uint32_t i = 0; i < 6; ++i) {
        Body text = body_of(ObjectKind::Bytes, Value::Kind::Bytes, "a\n\x80");
        text.value.is_cut = i % 2 == 0;
        const ObjectId one = w.born(bytes, 0x900 + i * 64, text, 1);
        w.log.output(i % 2 == 0 ? Stream::Stdout : Stream::Stderr, "line " + std::to_string(i));
        w.log.thread(ThreadId{i % 2 + 1}, FrameId{i % 2 + 1});
        w.step(i % 2 + 1, 0, one, StepEvent::Line, i % 2 + 1);
    }
    w.log.thread(ThreadId{2}, FrameId{});
    w.step(1, 0, ObjectId{1}, StepEvent::Return);
    w.log.output(Stream::Stdout, "the last");
    return w.finish("threads");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> made_seeds() {
    return {lists(), kinds(), threads()};
}

}  // namespace viv::fuzz
