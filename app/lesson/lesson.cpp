// What a lesson knows about itself without a run.
#include "app/lesson/lesson.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

void collect_live(const std::vector<Block>& blocks, std::vector<std::string>& out) {
    for (const Block& block : blocks) {
        for (const Run& run : block.runs)
            if (run.kind == Run::Kind::Live) out.push_back(run.text);
        collect_live(block.children, out);
    }
}

// "3, 14" or "3.14" with that separator; what comes after two numbers is not looked at.
std::optional<std::pair<int, int>> two_numbers(std::string_view text, char separator) {
    int major = 0;
    int minor = 0;
    text = trim(text);
    const auto first = std::from_chars(text.data(), text.data() + text.size(), major);
    if (first.ec != std::errc() || first.ptr == text.data() + text.size()) return std::nullopt;
    if (*first.ptr != separator) return std::nullopt;
    text = trim(text.substr(static_cast<std::size_t>(first.ptr - text.data()) + 1));
    const auto second = std::from_chars(text.data(), text.data() + text.size(), minor);
    if (second.ec != std::errc()) return std::nullopt;
    return std::pair(major, minor);
}

struct Condition {
    std::string comparison;
    std::pair<int, int> version;
};

std::optional<Condition> parse_condition(std::string_view text) {
    text = trim(text);
    if (!text.starts_with("py")) return std::nullopt;
    text = trim(text.substr(2));
    const std::size_t bracket = text.find('(');
    if (bracket == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
    const std::string comparison(trim(text.substr(0, bracket)));
    const auto version = two_numbers(text.substr(bracket + 1, text.size() - bracket - 2), ',');
    for (const char* known : {"<", "<=", ">", ">=", "==", "!="})
        if (version && comparison == known) return Condition{comparison, *version};
    return std::nullopt;
}

}  // namespace

const Snippet* Lesson::snippet(std::size_t index) const {
    if (index >= steps.size() || steps[index].snippet_step < 0) return nullptr;
    return &steps[static_cast<std::size_t>(steps[index].snippet_step)].snippets.front();
}

std::vector<std::string> Lesson::expressions(std::size_t index) const {
    std::vector<std::string> out;
    const Step& step = steps[index];
    for (const Quiz& quiz : step.quizzes)
        for (const QuizOption& option : quiz.options) out.push_back(option.expression);
    for (const Prediction& prediction : step.predictions) out.push_back(prediction.expression);
    collect_live(step.blocks, out);
    for (const Fact& fact : step.facts) out.push_back(fact.expression);
    return out;
}

bool is_condition(const std::string& condition) {
    return parse_condition(condition).has_value();
}

bool condition_holds(const std::string& condition, const std::string& python_version) {
    const std::optional<Condition> parsed = parse_condition(condition);
    const auto python = two_numbers(python_version, '.');
    if (!parsed || !python) return false;
    const std::string& sign = parsed->comparison;
    if (sign == "<") return *python < parsed->version;
    if (sign == "<=") return *python <= parsed->version;
    if (sign == ">") return *python > parsed->version;
    if (sign == ">=") return *python >= parsed->version;
    if (sign == "!=") return *python != parsed->version;
    return *python == parsed->version;
}

}  // namespace viv::lesson
