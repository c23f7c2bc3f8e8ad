// Every body is read line by line, so that a mistake has the line it stands on.
#include "app/lesson/fences.h"

#include <algorithm>

#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

bool is_point_name(std::string_view name) {
    if (name.empty()) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

std::string_view right_trimmed(std::string_view line) {
    const std::size_t end = line.find_last_not_of(" \t\r");
    return end == std::string_view::npos ? std::string_view() : line.substr(0, end + 1);
}

// Takes `#(name)` off the end of the line; returns the name, or nothing.
std::string_view take_point(std::string_view& line) {
    const std::string_view text = right_trimmed(line);
    if (!text.ends_with(')')) return {};
    const std::size_t begin = text.rfind("#(");
    if (begin == std::string_view::npos) return {};
    const std::string_view name = text.substr(begin + 2, text.size() - begin - 3);
    if (!is_point_name(name)) return {};
    line = right_trimmed(text.substr(0, begin));
    return name;
}

template <class Each>
void each_line(const Block& fence, Each each) {
    std::uint32_t line = fence.line;
    for (const std::string_view text : split_lines(fence.code)) {
        ++line;
        if (!trim(text).empty()) each(text, line);
    }
}

}  // namespace

FenceInfo parse_info(std::string_view info) {
    FenceInfo out;
    for (int word = 0; !(info = trim(info)).empty(); ++word) {
        const std::size_t end = std::min(info.find(' '), info.size());
        const std::string_view text = info.substr(0, end);
        info.remove_prefix(end);
        const std::size_t equals = text.find('=');
        if (word == 0)
            out.language = text;
        else if (equals != std::string_view::npos)
            out.options.emplace(text.substr(0, equals), text.substr(equals + 1));
        else if (word == 1)
            out.role = text;
    }
    return out;
}

Snippet parse_snippet(const Block& fence, const FenceInfo& info, const Complaints& complaints) {
    Snippet snippet;
    snippet.line = fence.line;
    for (const auto& [key, value] : info.options) {
        if (key == "id")
            snippet.id = value;
        else if (key == "stop")
            snippet.stop = value;
        else if (key == "focus")
            snippet.focus = value;
        else if (key == "panels")
            for (std::string_view name : split_commas(value)) snippet.panels.emplace_back(name);
        else
            complaints.add(fence.line, "a run block with `" + key + "=`",
                           "id=, panels=, focus= or stop=");
    }
    if (snippet.id.empty()) complaints.add(fence.line, "a run block without a name", "id=…");
    std::uint32_t line = 0;
    for (std::string_view text : split_lines(fence.code)) {
        ++line;
        const std::string_view name = take_point(text);
        if (!name.empty()) {
            const bool is_there =
                std::any_of(snippet.points.begin(), snippet.points.end(),
                            [&](const Point& point) { return point.name == name; });
            if (is_there)
                complaints.add(fence.line + line, "two points #(" + std::string(name) + ")",
                               "each name once in a snippet");
            if (trim(text).empty() || trim(text).starts_with('#'))
                complaints.add(fence.line + line,
                               "point #(" + std::string(name) + ") on a line that never runs",
                               "a line with a statement");
            snippet.points.push_back({std::string(name), line});
        }
        snippet.source += text;
        snippet.source += '\n';
    }
    if (trim(snippet.source).empty())
        complaints.add(fence.line, "a run block without a program", "Python");
    const auto stops_at = [&](const Point& point) { return point.name == snippet.stop; };
    if (!snippet.stop.empty() &&
        std::none_of(snippet.points.begin(), snippet.points.end(), stops_at))
        complaints.add(fence.line, "stop=" + snippet.stop + " names no point of the snippet",
                       "#(" + snippet.stop + ") at the end of a line");
    return snippet;
}

Quiz parse_quiz(const Block& fence, const Complaints& complaints) {
    Quiz quiz;
    quiz.line = fence.line;
    // An option may go on in lines that are indented; it is read when all of it is there.
    std::vector<std::pair<std::string, std::uint32_t>> options;
    each_line(fence, [&](std::string_view text, std::uint32_t line) {
        if (text.starts_with("- ")) {
            options.emplace_back(trim(text.substr(2)), line);
        } else if (options.empty()) {
            if (!quiz.question.empty()) quiz.question += ' ';
            quiz.question += trim(text);
        } else if (text.starts_with("  ")) {
            options.back().first += ' ';
            options.back().first += trim(text);
        } else {
            complaints.add(line, "text behind the options of a quiz",
                           "`- text :: expression`, or two spaces to go on with an option");
        }
    });
    for (const auto& [text, line] : options) {
        const std::vector<std::string_view> parts = split_parts(text);
        if (parts.size() < 2 || parts.size() > 3 || parts[0].empty() || parts[1].empty())
            complaints.add(line, "a quiz option that can't be read",
                           "`- text :: expression` or `- text :: expression :: feedback`");
        else
            quiz.options.push_back({std::string(parts[0]), std::string(parts[1]),
                                    std::string(parts.size() > 2 ? parts[2] : ""), line});
    }
    if (quiz.question.empty())
        complaints.add(fence.line, "a quiz without a question", "it before the options");
    if (options.size() < 2)
        complaints.add(fence.line, "a quiz with fewer than two options", "`- text :: expression`");
    return quiz;
}

std::vector<Prediction> parse_predictions(const Block& fence, const Complaints& complaints) {
    std::vector<Prediction> predictions;
    each_line(fence, [&](std::string_view text, std::uint32_t line) {
        const std::vector<std::string_view> parts = split_parts(text);
        if (parts.size() != 2 || parts[0].empty() || parts[1].empty())
            return complaints.add(line, "a prediction that can't be read",
                                  "`expression :: question`");
        predictions.push_back({std::string(parts[0]), std::string(parts[1]), line});
    });
    if (predictions.empty()) complaints.add(fence.line, "an empty predict block");
    return predictions;
}

std::vector<Fact> parse_facts(const Block& fence, const Complaints& complaints) {
    std::vector<Fact> facts;
    each_line(fence, [&](std::string_view text, std::uint32_t line) {
        const std::size_t mark = text.rfind("#:");
        if (mark == std::string_view::npos)
            return complaints.add(line, "a fact without its kind", "`expression  #: G`, I or V");
        const std::string_view expression = trim(text.substr(0, mark));
        const std::string_view rest = trim(text.substr(mark + 2));
        const char kind = rest.empty() ? '?' : rest.front();
        const bool is_alone = rest.size() < 2 || rest[1] == ' ';
        if (kind == 'O' && is_alone)
            return complaints.add(line, "a fact of kind O",
                                  "it in a watch block: what is only observed is never asserted");
        if (!is_alone || (kind != 'G' && kind != 'I' && kind != 'V'))
            return complaints.add(line, "a fact of unknown kind", "G, I or V after `#:`");
        if (expression.empty()) return complaints.add(line, "a fact without an expression");
        facts.push_back({std::string(expression), kind, std::string(trim(rest.substr(1))), line});
    });
    if (facts.empty()) complaints.add(fence.line, "a facts block without facts");
    return facts;
}

std::vector<Watch> parse_watches(const Block& fence, const Complaints& complaints) {
    std::vector<Watch> watches;
    each_line(fence, [&](std::string_view text, std::uint32_t line) {
        const std::size_t colon = text.find(": ");
        if (colon == std::string_view::npos)
            return complaints.add(line, "a watch line that names no panel", "`panel: what to see`");
        Watch watch{std::string(trim(text.substr(0, colon))),
                    std::string(trim(text.substr(colon + 2))),
                    {},
                    line};
        const std::size_t at = watch.text.rfind(" @");
        if (at != std::string::npos && is_point_name(watch.text.substr(at + 2))) {
            watch.point = watch.text.substr(at + 2);
            watch.text = trim(std::string_view(watch.text).substr(0, at));
        }
        watches.push_back(std::move(watch));
    });
    return watches;
}

}  // namespace viv::lesson
