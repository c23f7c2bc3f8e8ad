// Questions and answers as the JSON that travels.
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/session/sitting_state.h"

namespace viv::session {

std::string questions_to_json(const std::vector<Question>& questions) {
    nlohmann::json list = nlohmann::json::array();
    for (const Question& question : questions) {
        nlohmann::json given = nlohmann::json::object();
        for (const auto& [name, literal] : question.given) given[name] = literal;
        list.push_back(
            {{"step", question.step.value}, {"expression", question.expression}, {"given", given}});
    }
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string expressions_to_json(const std::vector<std::string>& expressions) {
    return nlohmann::json(expressions)
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<Answer> parse_answers(const std::string& lines, std::size_t count) {
    Answer missing;
    missing.is_error = true;
    missing.text = "no answer: the run didn't come to this point, or it took more than two seconds";
    std::vector<Answer> answers(count, missing);
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
        const nlohmann::json item = nlohmann::json::parse(line, nullptr, false);
        if (!item.is_object()) continue;
        const std::size_t index = item.value("question", count);
        if (index >= count) continue;
        Answer& answer = answers[index];
        answer.is_error = item.value("is_error", false);
        answer.text = item.value("text", "");
        answer.is_true = item.value("is_true", false);
        answer.address = item.value("address", std::uint64_t{0});
        answer.literal = item.value("literal", "");
    }
    return answers;
}

Result<std::vector<Analysis>> parse_analyses(const std::string& text) {
    const nlohmann::json list = nlohmann::json::parse(text, nullptr, false);
    if (!list.is_array()) return error("the worker did not take the expressions apart");
    std::vector<Analysis> analyses;
    for (const auto& item : list) {
        Analysis analysis;
        analysis.error = item.value("error", "");
        analysis.residue = item.value("residue", "");
        for (const auto& part : item.value("parts", nlohmann::json::array())) {
            analysis.parts.push_back({part.value("name", ""), part.value("word", ""),
                                      part.value("argument", ""), part.value("second", ""),
                                      part.value("points", std::vector<std::string>()),
                                      part.value("is_list", false)});
        }
        analyses.push_back(std::move(analysis));
    }
    return analyses;
}

}  // namespace viv::session
