// Which run of a line counts: the latest that is done at the cursor in a frame that is still
// there. A frame that has not come to the line yet shows nothing at it; when no frame of that code
// is left, the last run shows as past.
#include "app/panels/snippet/snippet_rows.h"

#include <algorithm>

#include "app/panels/moments.h"
#include "app/panels/snippet/changes.h"
#include "app/panels/words.h"

namespace viv::panels::snippet {

namespace {

constexpr std::size_t kValueCharacters = 60;
constexpr std::size_t kReprCharacters = 200;  // enough for the address at its end
constexpr std::size_t kMostScanned = 4096;

std::vector<std::string> lines_of(const std::string& source) {
    std::vector<std::string> lines(1);
    for (const char c : source) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += c;
        }
    }
    return lines;
}

bool names(const wire::Recording& recording, const FrameState& frame, std::string_view name,
           ObjectId object) {
    return std::any_of(frame.variables.begin(), frame.variables.end(), [&](const Slot& slot) {
        return slot.target == object && recording.text(slot.name) == name;
    });
}

ObjectId bound_to(const wire::Recording& recording, const FrameState& frame,
                  std::string_view name) {
    for (const Slot& slot : frame.variables) {
        if (slot.target && recording.text(slot.name) == name) return slot.target;
    }
    return {};
}

// `    return bucket` → `bucket`; empty for anything but one name.
std::string returned_name(std::string_view line) {
    const std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string_view::npos || !line.substr(at).starts_with("return ")) return {};
    std::string_view rest = line.substr(at + 7);
    rest = rest.substr(0, rest.find('#'));
    while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    return has_word(rest, rest) && rest.find_first_of(" .,()[]{}+-*/%'\"") == rest.npos
               ? std::string(rest)
               : std::string();
}

// What the frame hands to its caller: the recorder puts it on top of the value stack. Where the
// stack could not be read, a line that returns a name still tells it.
ObjectId handed_over(const wire::Recording& recording, const FrameState& frame,
                     std::string_view line) {
    if (frame.stack && !frame.stack->empty()) return frame.stack->back().target;
    return bound_to(recording, frame, returned_name(line));
}

// A repr without the address, which stands beside it: `<__main__.Node object at 0x…>` is `<Node>`.
std::string without_address(std::string text) {
    const std::size_t at = text.find(" at 0x");
    if (!text.starts_with('<') || !text.ends_with('>') || at == std::string::npos) return text;
    std::string_view head = std::string_view(text).substr(1, at - 1);
    if (head.starts_with("__main__.")) head.remove_prefix(9);
    if (head.ends_with(" object")) head.remove_suffix(7);
    return "<" + std::string(head) + ">";
}

std::string short_repr(const wire::Recording& recording, ObjectId object, StepId step) {
    const std::string text = wire::repr(recording, object, step, kReprCharacters);
    const std::string brief = without_address(text);
    return brief == text ? wire::repr(recording, object, step, kValueCharacters) : brief;
}

// What a line does when a frame of that code comes of it.
std::string entry_words(const CodeInfo& code) {
    return (is_class_body(code) ? "runs the body of class " : "calls ") + code.name;
}

// What the innermost frame is about to do, or has just done.
std::string event_words(const wire::Recording& recording, StepId cursor, const FrameState& frame,
                        std::string_view line) {
    const StepMark& mark = recording.step(cursor);
    const CodeInfo& code = recording.code(frame.code);
    const std::string& function = code.name;
    const bool is_module = !frame.back && function == "<module>";
    switch (mark.event) {
        case StepEvent::Line:
            return "about to run";
        case StepEvent::Call:
            if (is_class_body(code)) return entry_words(code);
            return is_module ? "starts" : function + " is called";
        case StepEvent::Yield: {
            const ObjectId value = handed_over(recording, frame, {});
            return value ? "yields " + short_repr(recording, value, cursor) : "yields";
        }
        case StepEvent::Resume:
            return "goes on";
        case StepEvent::Exception:
            return "an exception passes";
        case StepEvent::Instruction:
            return recording.place(mark.place).opname;
        case StepEvent::Return:
            break;
    }
    if (is_left_by_exception(recording, cursor)) return "left by the exception";
    if (is_class_body(code)) return "the end of the class body";
    if (is_module) return "the end";
    const ObjectId value = handed_over(recording, frame, line);
    return value ? "returns " + short_repr(recording, value, cursor) : "returns";
}

}  // namespace

std::string row_text(const ValueRow& row) {
    std::string text = row.object ? row.name + " = " + row.value : row.name + " " + row.value;
    if (!row.count.empty()) text += "  " + row.count;
    if (!row.address.empty()) text += "  " + row.address;
    return text;
}

void SnippetRows::set_moment(const wire::Recording& recording, StepId cursor) {
    if (m_recording != &recording) {
        m_recording = &recording;
        m_source = lines_of(recording.has_header() ? recording.header().source : "");
    }
    if (m_steps != recording.step_count()) {
        m_steps = recording.step_count();
        m_executions.update(recording);
        if (m_source.size() <= 1 && recording.has_header()) {
            m_source = lines_of(recording.header().source);
        }
    } else if (m_cursor == cursor) {
        return;
    }
    if (m_cursor == cursor) return;  // what is past at the cursor stays as it is
    m_cursor = cursor;
    m_values.clear();
    m_frames.clear();
    m_frames_there.clear();
    if (cursor) m_frames = recording.frames(cursor);
    for (const FrameState& frame : m_frames) m_frames_there.push_back(frame.id);
    std::sort(m_frames_there.begin(), m_frames_there.end());
    make_marks();
}

void SnippetRows::make_marks() {
    m_marks.clear();
    for (std::size_t i = 0; i < m_frames.size(); ++i) {
        const FrameState& frame = m_frames[i];
        LineMark mark;
        mark.line = m_recording->place(frame.place).line;
        mark.is_innermost = i + 1 == m_frames.size();
        if (mark.line == 0) continue;
        const std::string_view text =
            mark.line <= m_source.size() ? m_source[mark.line - 1] : std::string_view();
        mark.words = mark.is_innermost ? event_words(*m_recording, m_cursor, frame, text)
                                       : entry_words(m_recording->code(m_frames[i + 1].code));
        std::erase_if(m_marks, [&](const LineMark& other) { return other.line == mark.line; });
        m_marks.push_back(std::move(mark));
    }
}

const LineMark* SnippetRows::mark(std::uint32_t line) const {
    const auto found = std::find_if(m_marks.begin(), m_marks.end(),
                                    [line](const LineMark& mark) { return mark.line == line; });
    return found == m_marks.end() ? nullptr : &*found;
}

const Execution* SnippetRows::last_execution(std::uint32_t line, Calls calls) const {
    const std::vector<Execution>& all = m_executions.of_line(line);
    const auto end = std::upper_bound(
        all.begin(), all.end(), m_cursor,
        [](StepId cursor, const Execution& execution) { return cursor < execution.finish; });
    if (end == all.begin()) return nullptr;

    const auto innermost_of = [this](CodeId code) {
        const auto found = std::find_if(m_frames.rbegin(), m_frames.rend(),
                                        [&](const FrameState& f) { return f.code == code; });
        return found == m_frames.rend() ? FrameId{} : found->id;
    };
    const auto is_there = [this](FrameId id) {
        return std::binary_search(m_frames_there.begin(), m_frames_there.end(), id);
    };
    auto at = end;
    const Execution* last = nullptr;
    for (std::size_t n = 0; at != all.begin() && n < kMostScanned; ++n) {
        --at;
        if (!at->start && calls == Calls::LeftOut) continue;
        if (last == nullptr) last = &*at;
        if (!is_there(at->frame)) continue;
        return innermost_of(at->code) == at->frame ? &*at : nullptr;
    }
    return last == nullptr || innermost_of(last->code) ? nullptr : last;
}

const std::vector<ValueRow>& SnippetRows::values(std::uint32_t line) {
    const auto known = m_values.find(line);
    if (known != m_values.end()) return known->second;
    std::vector<ValueRow>& rows = m_values[line];
    const Execution* execution = m_cursor ? last_execution(line, Calls::Counted) : nullptr;
    if (execution == nullptr) return rows;

    const std::string_view text = line <= m_source.size() ? m_source[line - 1] : std::string_view();
    const bool has_module = !m_frames.empty() && !m_frames.front().back;
    const FrameId module = has_module ? m_frames.front().id : FrameId{};
    std::vector<Change> changes = changes_of(*m_recording, *execution, text, module);
    // A call that bound no argument leaves what the `def` itself did.
    if (changes.empty() && !execution->start) {
        execution = last_execution(line, Calls::LeftOut);
        if (execution == nullptr) return rows;
        changes = changes_of(*m_recording, *execution, text, module);
    }
    const auto frame = std::find_if(m_frames.begin(), m_frames.end(),
                                    [&](const FrameState& f) { return f.id == execution->frame; });
    for (Change& change : changes) {
        ValueRow row;
        row.name = std::move(change.name);
        row.object = change.object;
        row.is_fresh = execution->finish == m_cursor;
        if (!change.object) {
            row.value = "deleted";
            row.is_past = frame == m_frames.end() || bound_to(*m_recording, *frame, row.name);
            rows.push_back(std::move(row));
            continue;
        }
        const bool is_bound = std::any_of(m_frames.begin(), m_frames.end(), [&](const auto& f) {
            return (f.id == execution->frame || !f.back) &&
                   names(*m_recording, f, row.name, row.object);
        });
        row.is_past = frame == m_frames.end() || !m_recording->alive(row.object, m_cursor) ||
                      (change.is_variable && !is_bound);
        const StepId step = row.is_past ? execution->finish : m_cursor;
        const Birth& birth = m_recording->birth(row.object);
        row.kind = m_recording->object(row.object, step).body.kind;
        row.value = short_repr(*m_recording, row.object, step);
        if (!row.is_past && has_own_count(birth, false)) {
            row.count = "×" + std::to_string(m_recording->refcount(row.object, step));
            row.address = short_address(birth.address);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace viv::panels::snippet
