// See timeline_rows.h.
#include "app/panels/timeline/timeline_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "app/panels/moments.h"

namespace viv::panels::timeline {

namespace {

constexpr std::uint32_t kBlock = 64;

TickKind most_telling(std::uint8_t bits) {
    for (std::uint8_t kind = 0; kind < static_cast<std::uint8_t>(TickKind::Line); ++kind) {
        if (bits & (1u << kind)) return static_cast<TickKind>(kind);
    }
    return TickKind::Line;
}

}  // namespace

TickKind tick_of(StepEvent event) {
    switch (event) {
        case StepEvent::Exception:
            return TickKind::Exception;
        case StepEvent::Return:
            return TickKind::Return;
        case StepEvent::Call:
            return TickKind::Call;
        case StepEvent::Yield:
        case StepEvent::Resume:
            return TickKind::Yield;
        case StepEvent::Line:
        case StepEvent::Instruction:
            return TickKind::Line;
    }
    return TickKind::Line;
}

const char* tick_name(TickKind kind) {
    switch (kind) {
        case TickKind::Exception:
            return "exception";
        case TickKind::Return:
            return "return";
        case TickKind::Call:
            return "call";
        case TickKind::Yield:
            return "yield";
        case TickKind::Line:
            return "line";
    }
    return "line";
}

void Ticks::take_in(const wire::Recording& recording) {
    if (recording.step_count() < m_events.size()) {  // another recording
        m_events.clear();
        m_blocks.clear();
    }
    m_events.reserve(recording.step_count());
    for (auto i = static_cast<std::uint32_t>(m_events.size()); i < recording.step_count(); ++i) {
        const TickKind kind = tick_of(recording.step(StepId{i + 1}).event);
        m_events.push_back(static_cast<std::uint8_t>(kind));
        if (i % kBlock == 0) m_blocks.push_back(0);
        m_blocks.back() |= static_cast<std::uint8_t>(1u << static_cast<std::uint8_t>(kind));
    }
}

const std::vector<Tick>& Ticks::of(const wire::Recording& recording, std::uint32_t most) {
    most = std::max(most, 1u);
    if (m_most == most && m_known == recording.step_count()) return m_ticks;
    take_in(recording);
    m_most = most;
    m_known = recording.step_count();
    m_ticks.clear();
    const std::uint32_t buckets = std::min(m_known, most);
    for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) {
        const auto from = static_cast<std::uint32_t>(std::uint64_t{bucket} * m_known / buckets);
        const auto until =
            static_cast<std::uint32_t>((std::uint64_t{bucket} + 1) * m_known / buckets);
        std::uint8_t bits = 0;
        // Buckets of many blocks look at blocks: a rare event near a bucket's edge may then show in
        // its neighbour too, which is less than a tick's width away.
        if (until - from >= 4 * kBlock) {
            for (std::uint32_t i = from / kBlock; i <= (until - 1) / kBlock; ++i)
                bits |= m_blocks[i];
        } else {
            for (std::uint32_t i = from; i < until; ++i) {
                bits |= static_cast<std::uint8_t>(1u << m_events[i]);
            }
        }
        const StepId middle{from + (until - from + 1) / 2};
        m_ticks.push_back({fraction_of(until - from == 1 ? StepId{from + 1} : middle, m_known),
                           most_telling(bits), until - from});
    }
    return m_ticks;
}

StepId step_at(float fraction, std::uint32_t step_count) {
    if (step_count == 0) return {};
    const double at = std::clamp(static_cast<double>(fraction), 0.0, 1.0) * (step_count - 1);
    return StepId{static_cast<std::uint32_t>(std::lround(at)) + 1};
}

float fraction_of(StepId step, std::uint32_t step_count) {
    if (step_count <= 1 || !step) return 0;
    return static_cast<float>(static_cast<double>(step.value - 1) / (step_count - 1));
}

std::string source_line(const std::string& source, std::uint32_t line) {
    std::string_view rest(source);
    for (std::uint32_t i = 1; i < line && !rest.empty(); ++i) {
        const std::size_t end = rest.find('\n');
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    const std::size_t first = rest.find_first_not_of(" \t\r");
    if (line == 0 || first == std::string_view::npos) return {};
    return std::string(rest.substr(first, rest.find_last_not_of(" \t\r") - first + 1));
}

std::string stands_at(const wire::Recording& recording, StepId step) {
    const StepMark& mark = recording.step(step);
    const CodePlace& place = recording.place(mark.place);
    const CodeInfo& info = recording.code(place.code);
    const bool is_module = info.name == "<module>", is_body = is_class_body(info);
    const std::string function =
        is_module ? "the module" : (is_body ? "the body of class " : "") + info.name;
    const std::string where = place.line == 0 ? std::string()
                              : is_module     ? fmt::format("line {}", place.line)
                                              : fmt::format("line {} of {}", place.line, function);
    const std::string code = source_line(recording.header().source, place.line);
    switch (mark.event) {
        case StepEvent::Call:
            return function + (is_module || is_body ? " begins" : " is called");
        case StepEvent::Return:
            if (is_left_by_exception(recording, step)) {
                return function + " is left by the exception";
            }
            return is_module || is_body ? "the end of " + function : function + " returns";
        case StepEvent::Yield:
            return fmt::format("{} yields, at line {}", function, place.line);
        case StepEvent::Resume:
            return fmt::format("{} resumes, at line {}", function, place.line);
        case StepEvent::Exception:
            return "an exception passes through " + (where.empty() ? function : where);
        case StepEvent::Line:
        case StepEvent::Instruction:
            break;
    }
    if (mark.event == StepEvent::Instruction && !place.opname.empty()) {
        return fmt::format("{}, about to run {} {}", where, place.opname, place.argrepr);
    }
    return code.empty() ? where : fmt::format("{}, about to run `{}`", where, code);
}

CountLine count_line(const wire::Recording& recording, ObjectId object) {
    CountLine line;
    const std::uint32_t steps = recording.step_count();
    for (const auto& [step, count] : recording.count_history(object)) {
        line.corners.push_back({fraction_of(step, steps), count});
        line.most = std::max(line.most, count);
    }
    if (const StepId died = recording.death(object)) line.end = fraction_of(died, steps);
    return line;
}

}  // namespace viv::panels::timeline
