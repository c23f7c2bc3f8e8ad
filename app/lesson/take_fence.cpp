// Which role a fence has, and where in its step it goes.
#include <algorithm>

#include "app/lesson/fences.h"

namespace viv::lesson {
namespace {

Exercise& exercise_named(Step& step, const std::string& id) {
    for (Exercise& exercise : step.exercises)
        if (exercise.id == id) return exercise;
    step.exercises.emplace_back();
    step.exercises.back().id = id;
    return step.exercises.back();
}

// `exercise id=x`, `check for=x`, `solution for=x`, `wrong for=x`.
Role take_exercise(const Block& fence, const FenceInfo& info, Step& step,
                   const Complaints& complaints) {
    const char* key = info.role == "exercise" ? "id" : "for";
    const auto name = info.options.find(key);
    if (name == info.options.end()) {
        complaints.add(fence.line, "`" + info.role + "` without the name of its exercise",
                       std::string(key) + "=…");
        return Role::Hidden;
    }
    Exercise& exercise = exercise_named(step, name->second);
    Source source{fence.code, fence.line};
    if (info.role == "exercise") {
        exercise.line = fence.line;
        exercise.starter = std::move(source);
        return Role::Exercise;
    }
    if (info.role == "check")
        exercise.check = std::move(source);
    else if (info.role == "solution")
        exercise.solutions.push_back(std::move(source));
    else
        exercise.wrong.push_back(std::move(source));
    return Role::Hidden;
}

template <class T>
Part append(Role role, std::vector<T>& to, std::vector<T> what) {
    const Part part{role, to.size(), what.size()};
    std::move(what.begin(), what.end(), std::back_inserter(to));
    return part;
}

}  // namespace

void take_fence(Block& fence, Step& step, const Complaints& complaints) {
    const FenceInfo info = parse_info(fence.info);
    if (info.role.empty()) return;
    const std::string full = info.language + " " + info.role;
    Part part{Role::Hidden, 0, 0};
    if (full == "python run")
        part =
            append<Snippet>(Role::Snippet, step.snippets, {parse_snippet(fence, info, complaints)});
    else if (full == "text quiz")
        part = append<Quiz>(Role::Quiz, step.quizzes, {parse_quiz(fence, complaints)});
    else if (full == "text predict")
        part = append(Role::Predict, step.predictions, parse_predictions(fence, complaints));
    else if (full == "python facts")
        part = append(Role::Facts, step.facts, parse_facts(fence, complaints));
    else if (full == "text watch")
        part = append(Role::Watch, step.watches, parse_watches(fence, complaints));
    else if (full == "python exercise" || full == "python check" || full == "python solution" ||
             full == "python wrong") {
        part.role = take_exercise(fence, info, step, complaints);
        if (info.role == "solution") {  // shown as code, once its details are opened
            fence.info = info.language;
            return;
        }
        part.first = step.exercises.empty() ? 0 : step.exercises.size() - 1;
        part.count = 1;
    } else
        return complaints.add(fence.line, "a block of unknown role `" + full + "`",
                              "`python` run, facts, exercise, check, solution or wrong; "
                              "`text` quiz, predict or watch");
    fence.role = static_cast<std::int32_t>(step.parts.size());
    step.parts.push_back(part);
}

}  // namespace viv::lesson
