// The blocks of the whole file are cut at its second-level headings; each piece is a step. Then
// every fence is put where its role says, and what depends on all of it is looked at.
#include "app/lesson/parse.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/lesson/fences.h"
#include "app/lesson/front_matter.h"
#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

constexpr std::string_view kDot = " \xC2\xB7 ";  // " · "

std::string slug_of(const std::filesystem::path& file) {
    const std::string folder = file.parent_path().filename().string();
    // "a01-mutable-defaults" → "mutable-defaults".
    std::size_t at = 0;
    while (at < folder.size() && folder[at] >= 'a' && folder[at] <= 'z') ++at;
    const std::size_t digits = at;
    while (at < folder.size() && folder[at] >= '0' && folder[at] <= '9') ++at;
    const bool is_numbered = digits == 1 && at > digits && at < folder.size() && folder[at] == '-';
    return is_numbered ? folder.substr(at + 1) : folder;
}

Step parse_heading(const Block& heading, std::uint32_t expected_number,
                   const Complaints& complaints) {
    static constexpr std::pair<const char*, StepKind> kOthers[] = {
        {"Modify", StepKind::Modify},
        {"Make", StepKind::Make},
        {"Say it in an interview", StepKind::Interview},
        {"Remember", StepKind::Remember}};
    Step step;
    step.line = heading.line;
    step.title = plain_text(heading.runs);
    for (const auto& [title, kind] : kOthers) {
        if (step.title != title) continue;
        step.kind = kind;
        return step;
    }
    const std::string_view title = step.title;
    const std::size_t dot = title.find(kDot);
    std::uint32_t number = 0;
    bool is_good = title.starts_with("Step ") && dot != std::string_view::npos;
    if (is_good) {
        const std::string_view digits = title.substr(5, dot - 5);
        const auto [end, bad] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        is_good = bad == std::errc() && end == digits.data() + digits.size();
    }
    const std::string wanted = "`## Step " + std::to_string(expected_number) + " · Title`";
    if (!is_good || number != expected_number)
        complaints.add(heading.line, "heading `" + step.title + "`",
                       wanted + ", Modify, Make, Say it in an interview or Remember");
    step.number = expected_number;
    if (is_good) step.title = trim(title.substr(dot + kDot.size()));
    return step;
}

// Everything in the tree that isn't layout: fences, conditions.
void take_parts(std::vector<Block>& blocks, Step& step, const Complaints& complaints) {
    for (Block& block : blocks) {
        if (block.kind == Block::Kind::Fence) take_fence(block, step, complaints);
        if (block.kind == Block::Kind::Conditional && !is_condition(block.info))
            complaints.add(block.line, "condition `" + block.info + "`",
                           "`py`, a comparison and a version: `py >= (3, 14)`");
        take_parts(block.children, step, complaints);
    }
}

void live_expressions(const std::vector<Block>& blocks,
                      std::vector<std::pair<std::string, std::uint32_t>>& out) {
    for (const Block& block : blocks) {
        for (const Run& run : block.runs)
            if (run.kind == Run::Kind::Live) out.emplace_back(run.text, run.line);
        live_expressions(block.children, out);
    }
}

// All that a step asks of its snippet's run, each with its line.
std::vector<std::pair<std::string, std::uint32_t>> asked_of_run(const Step& step) {
    std::vector<std::pair<std::string, std::uint32_t>> out;
    for (const Quiz& quiz : step.quizzes)
        for (const QuizOption& option : quiz.options)
            out.emplace_back(option.expression, option.line);
    for (const Prediction& each : step.predictions) out.emplace_back(each.expression, each.line);
    live_expressions(step.blocks, out);
    for (const Fact& fact : step.facts) out.emplace_back(fact.expression, fact.line);
    return out;
}

void check_points(const Lesson& lesson, std::size_t index, const Complaints& complaints) {
    const Snippet* snippet = lesson.snippet(index);
    std::vector<std::string> known;
    if (snippet != nullptr)
        for (const Point& point : snippet->points) known.push_back("#(" + point.name + ")");
    const auto check = [&](const std::string& name, std::uint32_t line) {
        if (std::find(known.begin(), known.end(), "#(" + name + ")") == known.end())
            complaints.add(line, "point @" + name + " is not in the snippet",
                           known.empty() ? "no point" : join_or(known));
    };
    for (const auto& [expression, line] : asked_of_run(lesson.steps[index])) {
        if (snippet == nullptr)
            complaints.add(line, "`" + expression + "` before any snippet",
                           "a `python run` block before it");
        else
            for (const std::string& name : points_named(expression)) check(name, line);
    }
    for (const Watch& watch : lesson.steps[index].watches)
        if (!watch.point.empty()) check(watch.point, watch.line);
}

void check_exercises(const Step& step, const Complaints& complaints) {
    for (const Exercise& exercise : step.exercises) {
        const std::uint32_t line = exercise.line != 0 ? exercise.line : step.line;
        const std::string name = "exercise `" + exercise.id + "`";
        if (exercise.line == 0)
            complaints.add(line, name + " has no starter", "`python exercise id=…`");
        if (exercise.check.line == 0)
            complaints.add(line, name + " has no check", "`python check for=…`");
        if (exercise.solutions.empty())
            complaints.add(line, name + " has no solution", "`python solution for=…`");
        if (exercise.wrong.empty())
            complaints.add(line, name + " has no wrong answer", "`python wrong for=…`");
    }
}

void check_whole(Lesson& lesson, const Complaints& complaints) {
    if (lesson.steps.empty()) complaints.add(1, "a lesson without steps", "`## Step 1 · Title`");
    std::set<std::string> ids;
    std::int32_t snippet_step = -1;
    for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
        Step& step = lesson.steps[i];
        if (!step.snippets.empty()) snippet_step = static_cast<std::int32_t>(i);
        step.snippet_step = snippet_step;
        if (step.snippets.size() > 1)
            complaints.add(step.snippets[1].line, "a second run block in one step",
                           "one, or another step for it");
        for (const Snippet& snippet : step.snippets)
            if (!snippet.id.empty() && !ids.insert(snippet.id).second)
                complaints.add(snippet.line, "a second block with id=" + snippet.id,
                               "another name");
        check_points(lesson, i, complaints);
        check_exercises(step, complaints);
    }
}

}  // namespace

ParsedLesson parse_lesson(std::string_view text, const std::filesystem::path& file) {
    ParsedLesson out;
    const std::string name = file.string();
    const Complaints complaints{name, out.mistakes};
    out.lesson.file = file;
    out.lesson.slug = slug_of(file);
    const std::uint32_t skip = parse_front_matter(text, out.lesson, complaints);
    std::string_view body = text;
    for (std::uint32_t i = 0; i < skip; ++i)
        body.remove_prefix(std::min(body.size(), body.find('\n') + 1));

    Step introduction;
    std::uint32_t number = 0;
    for (Block& block : parse_markdown(body, skip + 1, name, out.mistakes)) {
        const bool is_step = block.kind == Block::Kind::Heading && block.level == 2;
        if (is_step) {
            out.lesson.steps.push_back(parse_heading(block, number + 1, complaints));
            number += out.lesson.steps.back().kind == StepKind::Step ? 1 : 0;
        } else if (out.lesson.steps.empty()) {
            introduction.blocks.push_back(std::move(block));
        } else {
            out.lesson.steps.back().blocks.push_back(std::move(block));
        }
    }
    take_parts(introduction.blocks, introduction, complaints);
    if (!introduction.parts.empty())
        complaints.add(skip + 1, "a block with a role before the first step", "it inside a step");
    out.lesson.introduction = std::move(introduction.blocks);
    for (Step& step : out.lesson.steps) take_parts(step.blocks, step, complaints);
    check_whole(out.lesson, complaints);
    std::stable_sort(out.mistakes.begin(), out.mistakes.end(),
                     [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
    return out;
}

}  // namespace viv::lesson
