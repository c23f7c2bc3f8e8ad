// repr from what was recorded, as CPython prints it (Objects/*object.c, tp_repr of each kind).
#include <fmt/format.h>
#include <utf8.h>

#include "bindings/wire/query.h"

namespace viv::wire {

namespace {

constexpr std::size_t kMaxDepth = 200;  // 80 characters hold fewer brackets

class Writer {
public:
    Writer(const Recording& recording, StepId step, std::size_t limit_bytes)
        : m_recording(recording), m_step(step), m_limit(limit_bytes) {}

    void object(ObjectId id) {
        if (m_text.size() > m_limit) return;
        if (!id || !m_recording.alive(id, m_step)) {
            m_text += "<unknown>";
            return;
        }
        const ObjectView view = m_recording.object(id, m_step);
        const TypeInfo& type = m_recording.type(view.birth.type);
        if (type.has_own_repr) {
            m_text += "<" + type.name + " object>";
            return;
        }
        write(view, type);
    }

    std::string take() { return std::move(m_text); }

private:
    void write(const ObjectView& view, const TypeInfo& type) {
        const Body& body = view.body;
        const std::string& name = body.value.text;
        const std::uint64_t address = view.birth.address;
        switch (body.kind) {
            case ObjectKind::None:
                m_text += "None";
                return;
            case ObjectKind::Int:
            case ObjectKind::Bool:
            case ObjectKind::Float:
                m_text += name;
                return;
            case ObjectKind::Str:
                str(body.value);
                return;
            case ObjectKind::Bytes:
                bytes(body.value);
                return;
            case ObjectKind::List:
                items(view, "[", "]");
                return;
            case ObjectKind::Tuple:
                items(view, "(", body.length == 1 ? ",)" : ")");
                return;
            case ObjectKind::Dict:
                dict(view);
                return;
            case ObjectKind::Set:
                set(view, type);
                return;
            case ObjectKind::Function:
                m_text += fmt::format("<function {} at {:#x}>", name, address);
                return;
            case ObjectKind::Class:
                m_text += "<class '" + name + "'>";
                return;
            case ObjectKind::Module:
                m_text += "<module " + name + ">";
                return;
            case ObjectKind::Code:
                m_text += fmt::format("<code object {} at {:#x}{}>", short_name(name), address,
                                      after_name(name));
                return;
            case ObjectKind::Generator:
                m_text += fmt::format("<{} object {} at {:#x}>", type.name, name, address);
                return;
            case ObjectKind::Builtin:
                m_text += "<" + name + ">";
                return;
            case ObjectKind::Cell:
                cell(view);
                return;
            case ObjectKind::Instance:
                m_text += fmt::format("<{} object at {:#x}>", name, address);
                return;
            case ObjectKind::Method:
                m_text += "<" + type.name + " object>";
                return;
            case ObjectKind::Other:
                m_text += fmt::format("<{} object at {:#x}>", name, address);
                return;
        }
    }

    // A code object's value is "name\nrest": what stands before and after the address.
    static std::string short_name(const std::string& name) {
        return name.substr(0, name.find('\n'));
    }
    static std::string after_name(const std::string& name) {
        const std::size_t cut = name.find('\n');
        return cut == std::string::npos ? std::string() : ", " + name.substr(cut + 1);
    }

    void str(const Value& value) {
        // CPython prefers single quotes, but for a text with single ones and no double ones.
        const bool has_single = value.text.find('\'') != std::string::npos;
        const char quote = has_single && value.text.find('"') == std::string::npos ? '"' : '\'';
        m_text += quote;
        for (const char c : value.text) {
            if (c == quote) m_text += '\\';
            m_text += c;
        }
        if (value.is_cut) {
            m_text += "…";
        } else {
            m_text += quote;
        }
    }

    void bytes(const Value& value) {
        const bool has_single = value.text.find('\'') != std::string::npos;
        const char quote = has_single && value.text.find('"') == std::string::npos ? '"' : '\'';
        m_text += "b";
        m_text += quote;
        for (const char c : value.text) {
            const auto code = static_cast<unsigned char>(c);
            if (c == quote || c == '\\') {
                m_text += '\\';
                m_text += c;
            } else if (c == '\n') {
                m_text += "\\n";
            } else if (c == '\t') {
                m_text += "\\t";
            } else if (c == '\r') {
                m_text += "\\r";
            } else if (code < 0x20 || code >= 0x7f) {
                m_text += fmt::format("\\x{:02x}", code);
            } else {
                m_text += c;
            }
        }
        m_text += value.is_cut ? std::string("…") : std::string(1, quote);
    }

    // Runs `inside` unless the object is being written already further out: `[...]`.
    template <class Inside>
    void nested(const ObjectView& view, const char* open, const char* close, Inside inside) {
        for (const ObjectId outer : m_open) {
            if (outer != view.birth.id) continue;
            // A tuple of one that holds itself has no comma here.
            m_text += std::string(open) + "..." + (close[0] == ',' ? close + 1 : close);
            return;
        }
        if (m_open.size() >= kMaxDepth || (view.body.slots.empty() && view.body.length > 0)) {
            m_text += std::string(open) + "…" + close;
            return;
        }
        m_open.push_back(view.birth.id);
        m_text += open;
        inside();
        if (view.body.is_cut) m_text += ", …";
        m_text += close;
        m_open.pop_back();
    }

    void items(const ObjectView& view, const char* open, const char* close) {
        const bool is_tuple_of_one = close[0] == ',';
        nested(view, open, is_tuple_of_one ? ",)" : close, [&] { members(view, PlaceKind::Item); });
    }

    void members(const ObjectView& view, PlaceKind place) {
        bool is_first = true;
        for (const Slot& slot : view.body.slots) {
            if (slot.place != place) continue;
            if (m_text.size() > m_limit) return;
            if (!is_first) m_text += ", ";
            is_first = false;
            object(slot.target);
        }
    }

    void dict(const ObjectView& view) {
        nested(view, "{", "}", [&] {
            bool is_first = true;
            for (const Slot& slot : view.body.slots) {
                if (m_text.size() > m_limit) return;
                if (slot.place == PlaceKind::Key) {
                    if (!is_first) m_text += ", ";
                    is_first = false;
                    object(slot.target);
                } else if (slot.place == PlaceKind::Value) {
                    m_text += ": ";
                    object(slot.target);
                }
            }
        });
    }

    void set(const ObjectView& view, const TypeInfo& type) {
        if (view.body.length == 0) {
            m_text += type.name + "()";
            return;
        }
        const bool is_plain = type.name == "set";
        const std::string open = is_plain ? "{" : type.name + "({";
        nested(view, open.c_str(), is_plain ? "}" : "})",
               [&] { members(view, PlaceKind::Member); });
    }

    void cell(const ObjectView& view) {
        m_text += fmt::format("<cell at {:#x}: ", view.birth.address);
        const ObjectId content =
            view.body.slots.empty() ? ObjectId{} : view.body.slots.front().target;
        if (!content || !m_recording.alive(content, m_step)) {
            m_text += "empty>";
            return;
        }
        const Birth& birth = m_recording.birth(content);
        m_text +=
            fmt::format("{} object at {:#x}>", m_recording.type(birth.type).name, birth.address);
    }

    const Recording& m_recording;
    StepId m_step;
    std::size_t m_limit;
    std::string m_text;
    std::vector<ObjectId> m_open;
};

// At most `max_characters`, the last of them `…` when something was cut.
std::string cut(std::string text, std::size_t max_characters) {
    const std::string valid = utf8::is_valid(text) ? std::move(text) : utf8::replace_invalid(text);
    const auto length = static_cast<std::size_t>(utf8::distance(valid.begin(), valid.end()));
    if (length <= max_characters) return valid;
    auto at = valid.begin();
    utf8::advance(at, static_cast<int>(max_characters) - 1, valid.end());
    return std::string(valid.begin(), at) + "…";
}

}  // namespace

std::string repr(const Recording& recording, ObjectId object, StepId step,
                 std::size_t max_characters) {
    Writer writer(recording, step, max_characters * 4);
    writer.object(object);
    return cut(writer.take(), max_characters);
}

std::string type_name(const Recording& recording, ObjectId object, StepId step) {
    return type_name(recording, recording.object(object, step), step);
}

std::string type_name(const Recording& recording, const ObjectView& view, StepId step) {
    for (const Slot& slot : view.body.slots) {
        if (slot.place != PlaceKind::Named || recording.text(slot.name) != "__class__") continue;
        // "package.module.Name"
        const Value name = recording.object(slot.target, step).body.value;
        if (name.kind != Value::Kind::Name || name.text.empty()) break;
        return name.text.substr(name.text.rfind('.') + 1);
    }
    return recording.type(view.birth.type).name;
}

}  // namespace viv::wire
