// A traceback names the frames from the outermost in, and the exception went the other way: each
// line's step is the last one before its predecessor's. See traceback_links.h.
#include "app/panels/output/traceback_links.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace viv::panels::output {

namespace {

// So far back an exception is looked for: handlers may have done much since.
constexpr std::uint32_t kMostSteps = 50'000;

struct Entry {
    std::size_t begin = 0, end = 0;
    std::uint32_t line = 0;
    std::uint32_t times = 1;  // in a row: deep recursion is cut short
    std::string_view function;
};

// `  File "snippet.py", line 3, in add`; Lib/traceback.py and Python/traceback.c write it alike.
std::optional<Entry> entry_of(std::string_view row, std::size_t at, std::string_view file) {
    const std::size_t indent = row.find_first_not_of(' ');
    if (indent == std::string_view::npos) return std::nullopt;
    const std::string head = "File \"" + std::string(file) + "\", line ";
    if (row.substr(indent, head.size()) != head) return std::nullopt;
    Entry entry;
    const char* begin = row.data() + indent + head.size();
    const auto [after, failure] = std::from_chars(begin, row.data() + row.size(), entry.line);
    constexpr std::string_view kIn = ", in ";
    const std::string_view rest(after, static_cast<std::size_t>(row.data() + row.size() - after));
    if (failure != std::errc() || !rest.starts_with(kIn)) return std::nullopt;
    entry.function = rest.substr(kIn.size());
    if (entry.function.ends_with('\r')) entry.function.remove_suffix(1);
    entry.begin = at + indent;
    entry.end =
        at + static_cast<std::size_t>(entry.function.data() + entry.function.size() - row.data());
    return entry;
}

StepId last_passing(const wire::Recording& recording, const Entry& entry, StepId before) {
    const std::uint32_t first = before.value > kMostSteps ? before.value - kMostSteps : 1;
    for (std::uint32_t at = before.value; at-- > first;) {
        const StepMark mark = recording.step(StepId{at});
        if (mark.event != StepEvent::Exception) continue;
        const CodePlace& place = recording.place(mark.place);
        if (place.line != entry.line) continue;
        const CodeInfo& code = recording.code(place.code);
        // From 3.13 on tracebacks say the qualified name.
        if (code.name == entry.function || code.qualname == entry.function) return StepId{at};
    }
    return {};
}

// `  [Previous line repeated 996 more times]`; 0: it says something else.
std::uint32_t repetitions_of(std::string_view row) {
    constexpr std::string_view kHead = "  [Previous line repeated ";
    std::uint32_t times = 0;
    if (!row.starts_with(kHead)) return 0;
    const auto [after, failure] =
        std::from_chars(row.data() + kHead.size(), row.data() + row.size(), times);
    return failure == std::errc() ? times : 0;
}

// One traceback: its entries, from the outermost on.
using Traceback = std::vector<Entry>;

std::vector<Traceback> tracebacks_in(std::string_view text, std::size_t offset,
                                     std::string_view file) {
    std::vector<Traceback> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view row = text.substr(at, end - at);
        if (row.find("Traceback (most recent call last):") != std::string_view::npos) {
            found.emplace_back();
        } else if (!found.empty()) {
            Traceback& traceback = found.back();
            if (const auto entry = entry_of(row, offset + at, file)) traceback.push_back(*entry);
            if (!traceback.empty()) traceback.back().times += repetitions_of(row);
        }
        at = end + 1;
    }
    return found;
}

}  // namespace

std::vector<TracebackLink> traceback_links(const wire::Recording& recording, std::string_view text,
                                           std::size_t offset, StepId step) {
    std::vector<TracebackLink> links;
    if (!recording.has_header()) return links;
    const auto tracebacks = tracebacks_in(text, offset, recording.header().file);
    // The last one is the latest; those above it say what it came from (`During handling of…`).
    StepId before{step.value + 1};
    for (auto traceback = tracebacks.rbegin(); traceback != tracebacks.rend(); ++traceback) {
        std::vector<TracebackLink> own;
        for (const Entry& entry : *traceback) {
            StepId found = last_passing(recording, entry, before);
            if (!found) continue;
            own.push_back({entry.begin, entry.end, found});
            for (std::uint32_t i = 1; found && i < entry.times; ++i) {
                before = found;
                found = last_passing(recording, entry, before);
            }
            if (found) before = found;
        }
        links.insert(links.end(), own.rbegin(), own.rend());
    }
    std::reverse(links.begin(), links.end());
    return links;
}

}  // namespace viv::panels::output
