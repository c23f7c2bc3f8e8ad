// A table of words, each with the function that answers it.
#include "app/lesson/observe.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace viv::lesson {
namespace {

using session::Answer;
using session::Part;
using wire::Recording;

// What a word's function gets: the step is a real one (the last, for the end of the run).
struct Asked {
    const Recording& recording;
    const Part& part;
    StepId step;
    bool is_end;
    const Answer* answer;
};

Result<ObjectId> object_of(const Asked& asked) {
    const ObjectId object = asked.recording.object_at(asked.answer->address, asked.step);
    if (object) return object;
    return error(fmt::format("{}({}): the run holds no such object at step {}", asked.part.word,
                             asked.part.argument, asked.step.value),
                 "name one that a variable leads to");
}

Result<std::string> refs(const Asked& asked) {
    VIV_TRY(const ObjectId object, object_of(asked));
    return fmt::format("{}", asked.recording.refcount(object, asked.step));
}

Result<std::string> identity(const Asked& asked) {
    VIV_TRY(const ObjectId object, object_of(asked));
    return fmt::format("{}", asked.recording.birth(object).address);
}

Result<std::string> holders(const Asked& asked) {
    VIV_TRY(const ObjectId object, object_of(asked));
    const wire::Holders held = wire::holders(asked.recording, object, asked.step);
    const auto paid = std::count_if(held.holders.begin(), held.holders.end(),
                                    [](const wire::Holder& each) { return !each.is_borrowed; });
    return fmt::format("{}", paid);
}

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size() && i < 8; ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return number;
}

Result<std::string> field_text(const Field& field, std::string_view bytes) {
    const std::uint64_t number = little_endian(bytes);
    switch (field.kind) {
        case FieldKind::Signed:
        case FieldKind::RefCount: {
            const int unused = 64 - 8 * static_cast<int>(std::min<std::size_t>(bytes.size(), 8));
            return fmt::format("{}", static_cast<std::int64_t>(number << unused) >> unused);
        }
        case FieldKind::Double: {
            double value = 0;
            std::memcpy(&value, &number, sizeof value);
            return fmt::format("{}", value);
        }
        case FieldKind::Bytes:
            if (bytes.size() > 8)
                return error("bytes_of: field " + field.name + " is no number",
                             "name one of at most 8 bytes");
            break;
        default:
            break;
    }
    return fmt::format("{}", number);
}

Result<std::string> bytes_of(const Asked& asked) {
    VIV_TRY(const ObjectId object, object_of(asked));
    std::string name = asked.part.second;
    std::erase_if(name, [](char c) { return c == '"' || c == '\''; });
    const wire::ObjectView view = asked.recording.object(object, asked.step);
    const std::string& struct_name = asked.recording.type(view.birth.type).layout;
    const Layout* layout = asked.recording.layout(struct_name);
    if (layout == nullptr || view.body.blocks.empty())
        return error("bytes_of(" + asked.part.argument + "): the recording has no bytes of it");
    const std::string& bytes = view.body.blocks.front().bytes;
    std::string known;
    for (const Field& field : layout->fields) {
        if (field.name != name) {
            known += (known.empty() ? "" : ", ") + field.name;
            continue;
        }
        if (field.offset_bytes + field.size_bytes > bytes.size())
            return error("bytes_of: field " + name + " was not recorded");
        return field_text(field,
                          std::string_view(bytes).substr(field.offset_bytes, field.size_bytes));
    }
    return error(struct_name + " has no field `" + name + "`", "its fields are " + known);
}

Result<std::string> out(const Asked& asked) {
    std::string text;
    const auto take = [&](const std::vector<Output>& pieces) {
        for (const Output& piece : pieces)
            if (piece.stream == Stream::Stdout) text += piece.text;
    };
    for (std::uint32_t step = 1; step <= asked.step.value; ++step)
        take(asked.recording.output(StepId{step}));
    if (asked.is_end) take(asked.recording.output_at_end());
    return python_string(text);
}

Result<std::string> exception(const Asked& asked) {
    const std::optional<RunEnd>& end = asked.recording.end();
    if (!end || end->status != RunStatus::Exception) return std::string("None");
    return python_string(std::string_view(end->message).substr(0, end->message.find(':')));
}

Result<std::string> frames(const Asked& asked) {
    std::string text;
    for (const FrameState& frame : asked.recording.frames(asked.step))
        text += (text.empty() ? "" : ", ") + python_string(asked.recording.code(frame.code).name);
    return "[" + text + "]";
}

// Is the object that the name last stood for, up to this step, still there?
Result<std::string> alive(const Asked& asked) {
    const Recording& recording = asked.recording;
    for (std::uint32_t at = asked.step.value; at > 0; --at) {
        for (const FrameState& frame : recording.frames(StepId{at}))
            for (const Slot& slot : frame.variables)
                if (slot.target && recording.text(slot.name) == asked.part.argument)
                    return std::string(recording.alive(slot.target, asked.step) ? "True" : "False");
    }
    return error("alive(" + asked.part.argument + "): no variable of that name was seen",
                 "name a variable, bound before that moment");
}

// "3.11.2" → "(3, 11)"
Result<std::string> python_version(const Asked& asked) {
    const std::string& version = asked.recording.header().python;
    const std::size_t first = version.find('.');
    if (first == std::string::npos) return error("the recording doesn't say which Python ran");
    return fmt::format("({}, {})", version.substr(0, first),
                       version.substr(first + 1, version.find('.', first + 1) - first - 1));
}

Result<std::string> python(const Asked& asked) {
    if (!asked.answer->literal.empty()) return asked.answer->literal;
    return error("`" + asked.part.argument + "` is " + asked.answer->text +
                     ", which can't be carried from one moment to another",
                 "ask for its id, or for something of it that can be written down");
}

struct Word {
    std::string_view name;
    bool needs_replay;
    Result<std::string> (*answer)(const Asked&);
};

constexpr Word kWords[] = {
    {"", true, python},           {"refs", true, refs},
    {"id", true, identity},       {"holders", true, holders},
    {"bytes_of", true, bytes_of}, {"out", false, out},
    {"error", false, exception},  {"frames", false, frames},
    {"alive", false, alive},      {"py", false, python_version},
};

const Word* find_word(std::string_view name) {
    const Word* word = std::find_if(std::begin(kWords), std::end(kWords),
                                    [&](const Word& each) { return each.name == name; });
    return word == std::end(kWords) ? nullptr : word;
}

}  // namespace

bool needs_replay(std::string_view word) {
    const Word* found = find_word(word);
    return found != nullptr && found->needs_replay;
}

Result<std::string> observe(const Recording& recording, const Part& part, StepId step,
                            const Answer* answer) {
    const Word* word = find_word(part.word);
    if (word == nullptr)
        return error("`" + part.word + "` is not supported yet",
                     "use refs, id, out, error, frames, alive, holders, bytes_of or py");
    if (recording.step_count() == 0 && part.word != "error" && part.word != "py" &&
        part.word != "out")
        return error("the run has no steps");
    const Asked asked{recording, part, step ? step : recording.last_step(), !step, answer};
    if (word->needs_replay) {
        if (answer == nullptr) return error("`" + part.argument + "` was not asked for");
        if (answer->is_error) return error("`" + part.argument + "`: " + answer->text);
    }
    return word->answer(asked);
}

std::string python_string(std::string_view bytes) {
    std::string text;
    utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(text));
    std::string literal = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            literal += std::string("\\") + c;
        else if (c == '\n')
            literal += "\\n";
        else if (c == '\r')
            literal += "\\r";
        else if (c == '\t')
            literal += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            literal += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            literal += c;
    }
    return literal + "'";
}

}  // namespace viv::lesson
