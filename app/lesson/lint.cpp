// A function a rule. Rules about sentences look at prose only: code, live values and numbers that
// are marked as stated are not prose.
#include "app/lesson/lint.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

constexpr std::size_t kMaxLine = 88;  // characters
constexpr std::size_t kMinFacts = 3;

// Next to these words a number is one that a run could tell.
constexpr std::string_view kMeasured[] = {
    "ref",  "refs",   "reference", "references", "address", "id",    "byte",    "bytes",
    "size", "offset", "opcode",    "opcodes",    "ms",      "count", "refcount"};
// Words whose value CPython, not the language, decides.
constexpr std::string_view kImplementation[] = {"refs", "ops", "bytes_of", "holders"};
// What an expression of a lesson must not do.
constexpr std::string_view kActions[] = {"print", "input", "sleep", "Thread", "open", "exec"};

class Linter {
public:
    Linter(const Lesson& lesson, std::string_view text)
        : m_lesson(lesson), m_file(lesson.file.string()), m_text(text) {}

    std::vector<Mistake> run() {
        std::size_t facts = 0;
        for (std::size_t i = 0; i < m_lesson.steps.size(); ++i) {
            const Step& step = m_lesson.steps[i];
            facts += step.facts.size();
            check_numbers(step.blocks);
            check_order(step);
            check_facts(step);
            check_links(step.blocks);
            for (const std::string& expression : m_lesson.expressions(i))
                check_expression(step, expression);
            if (!step.snippets.empty()) check_snippet_has_facts(i);
        }
        if (facts < kMinFacts)
            add(1, "a lesson with " + std::to_string(facts) + " facts", "at least three");
        check_lines();
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
        return std::move(m_found);
    }

private:
    void add(std::uint32_t line, std::string what, std::string expected) {
        m_found.push_back({m_file, line, std::move(what), std::move(expected)});
    }

    void check_numbers(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            check_sentence_numbers(block.runs);
            check_numbers(block.children);
        }
    }
    void check_sentence_numbers(const std::vector<Run>& runs);
    void check_order(const Step& step);
    bool answer_comes_first(const Step& step, const std::vector<Block>& blocks,
                            std::uint32_t& line) const;
    void check_facts(const Step& step);
    void check_links(const std::vector<Block>& blocks);
    void check_expression(const Step& step, const std::string& expression) {
        for (const std::string_view action : kActions)
            if (has_word(expression, action))
                add(step.line, "`" + expression + "` does something",
                    "an expression that only looks");
    }
    void check_snippet_has_facts(std::size_t index);
    void check_lines();

    const Lesson& m_lesson;
    std::string m_file;
    std::string_view m_text;
    std::vector<Mistake> m_found;
};

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

void Linter::check_sentence_numbers(const std::vector<Run>& runs) {
    std::string sentence;
    std::uint32_t line = 0;
    const auto finish = [&] {
        const bool is_measured =
            std::any_of(std::begin(kMeasured), std::end(kMeasured),
                        [&](std::string_view word) { return has_word(sentence, word); });
        if (is_measured && has_digit(sentence))
            add(line, "a typed number in `" + std::string(trim(sentence)) + "`",
                "a live value, or \\num{…} if the language says it");
        sentence.clear();
        line = 0;
    };
    for (const Run& run : runs) {
        if (run.kind != Run::Kind::Text || run.is_stated) {
            sentence += ' ';
            continue;
        }
        if (line == 0) line = run.line;
        for (std::size_t i = 0; i < run.text.size(); ++i) {
            sentence += run.text[i];
            const bool ends =
                run.text[i] == '.' && (i + 1 == run.text.size() || run.text[i + 1] == ' ');
            if (ends) finish();
        }
    }
    finish();
}

// A live value before every question gives the answer away.
bool Linter::answer_comes_first(const Step& step, const std::vector<Block>& blocks,
                                std::uint32_t& line) const {
    for (const Block& block : blocks) {
        if (block.role >= 0) {
            const Role role = step.parts[static_cast<std::size_t>(block.role)].role;
            if (role == Role::Quiz || role == Role::Predict) return false;
        }
        for (const Run& run : block.runs)
            if (run.kind == Run::Kind::Live) {
                line = run.line;
                return true;
            }
        if (answer_comes_first(step, block.children, line)) return true;
    }
    return false;
}

void Linter::check_order(const Step& step) {
    if (step.kind != StepKind::Step || step.snippet_step < 0) return;
    if (step.quizzes.empty() && step.predictions.empty())
        return add(step.line, "a step that asks nothing", "a quiz or a predict block");
    std::uint32_t line = 0;
    if (answer_comes_first(step, step.blocks, line))
        add(line, "a live value before the step's first question",
            "the question first: who reads the answer doesn't predict");
}

void Linter::check_facts(const Step& step) {
    for (const Fact& fact : step.facts) {
        if (fact.kind != 'G') continue;
        for (const std::string_view word : kImplementation)
            if (has_word(fact.expression, word))
                add(fact.line, "a fact of kind G with `" + std::string(word) + "`",
                    "kind I: CPython decides it");
        if (has_word(fact.expression, "id") && has_word(fact.expression, "is"))
            add(fact.line, "a fact of kind G that compares ids with `is`", "`==`, or kind I");
    }
}

void Linter::check_links(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        for (const Run& run : block.runs) {
            if (run.link.empty() || run.link.starts_with("https://") ||
                run.link.starts_with("http://") || run.link.starts_with('#'))
                continue;
            std::error_code bad;
            if (!std::filesystem::exists(m_lesson.file.parent_path() / run.link, bad))
                add(run.line, "a link to " + run.link + ", which isn't there",
                    "a file beside the lesson, or a web address");
        }
        check_links(block.children);
    }
}

void Linter::check_snippet_has_facts(std::size_t index) {
    for (const Step& step : m_lesson.steps)
        if (step.snippet_step == static_cast<std::int32_t>(index) && !step.facts.empty()) return;
    add(m_lesson.steps[index].snippets.front().line, "a snippet without a fact",
        "`python facts` in its step");
}

std::size_t character_count(std::string_view line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

// Does a sentence end in the middle of the line? Inline code doesn't count.
bool has_two_sentences(std::string_view line) {
    bool is_code = false;
    for (std::size_t i = 0; i + 2 < line.size(); ++i) {
        if (line[i] == '`') is_code = !is_code;
        const bool ends = line[i] == '.' || line[i] == '?' || line[i] == '!';
        if (!is_code && ends && line[i + 1] == ' ' &&
            std::isupper(static_cast<unsigned char>(line[i + 2])) != 0)
            return true;
    }
    return false;
}

void Linter::check_lines() {
    bool is_fenced = false;
    std::uint32_t number = 0;
    std::uint32_t marks = 0;  // lines `---` seen: prose begins behind the second
    for (const std::string_view line : split_lines(m_text)) {
        ++number;
        if (trim(line) == "---" && marks < 2) ++marks;
        if (character_count(line) > kMaxLine)
            add(number, "a line of " + std::to_string(character_count(line)) + " characters",
                "at most " + std::to_string(kMaxLine));
        if (line.starts_with("```")) is_fenced = !is_fenced;
        const bool is_prose =
            !is_fenced && marks >= 2 && !line.starts_with('|') && !line.starts_with("<!--");
        if (is_prose && has_two_sentences(line))
            add(number, "two sentences in one line", "a line for each, so that changes read well");
    }
}

}  // namespace

std::vector<Mistake> lint_lesson(const Lesson& lesson, std::string_view text) {
    return Linter(lesson, text).run();
}

}  // namespace viv::lesson
