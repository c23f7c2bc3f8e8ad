// The text twin walks the same blocks as the page does.
#include "app/panels/lesson/lesson_rows.h"

#include <fmt/format.h>

namespace viv::panels {
namespace {

using lesson::AnswerState;
using lesson::Block;
using lesson::LiveValue;
using lesson::Part;
using lesson::Reading;
using lesson::Role;
using lesson::Step;
using lesson::ValueState;

bool is_question(const Step& step, const Block& block) {
    if (block.role < 0) return false;
    const Role role = step.parts[static_cast<std::size_t>(block.role)].role;
    return role == Role::Quiz || role == Role::Predict;
}

const char* answer_word(AnswerState state, bool is_own) {
    switch (state) {
        case AnswerState::Open:
            return "";
        case AnswerState::Kept:
            return is_own ? "kept for the original" : "kept until you run";
        case AnswerState::Right:
            return "right";
        case AnswerState::Wrong:
            return "not so";
    }
    return "";
}

class TextWriter {
public:
    TextWriter(const Reading& reading, const std::string& python)
        : m_reading(reading), m_step(*reading.step()), m_python(python) {}

    void blocks(const std::vector<Block>& blocks, const std::string& indent) {
        for (const Block& block : blocks) one(block, indent);
    }
    void one(const Block& block, const std::string& indent);
    std::string take() { return std::move(m_text); }

private:
    std::string words(const std::vector<lesson::Run>& runs) const {
        std::string out;
        for (const lesson::Run& run : runs)
            out += run.kind == lesson::Run::Kind::Live ? live_text(m_reading.value(run.text))
                                                       : run.text;
        return out;
    }
    void row(const Block& block, const std::string& indent) {
        std::string line;
        for (const Block& cell : block.children)
            line += (line.empty() ? "" : " | ") + words(cell.runs);
        m_text += indent + line + "\n";
    }
    void code(const std::string& code, const std::string& indent) {
        m_text += indent + "  ";
        for (const char c : code) m_text += c == '\n' ? "\n" + indent + "  " : std::string(1, c);
        m_text += "\n";
    }
    void part(const Part& part, const std::string& indent);
    void quiz(const lesson::Quiz& quiz);

    const Reading& m_reading;
    const Step& m_step;
    const std::string& m_python;
    std::string m_text;
};

void TextWriter::one(const Block& block, const std::string& indent) {
    switch (block.kind) {
        case Block::Kind::Paragraph:
        case Block::Kind::Heading:
            m_text += indent + words(block.runs) + "\n";
            break;
        case Block::Kind::List: {
            std::uint32_t number = block.level;
            for (const Block& item : block.children) {
                const std::string mark = block.level > 0 ? fmt::format("{}. ", number++) : "- ";
                m_text += indent + mark + words(item.runs) + "\n";
                blocks(item.children, indent + "  ");
            }
            break;
        }
        case Block::Kind::Callout:
            m_text += indent + block.info + ":\n";
            blocks(block.children, indent + "  ");
            break;
        case Block::Kind::Table:
            for (const Block& each : block.children) row(each, indent);
            break;
        case Block::Kind::Fence:
            if (block.role >= 0)
                part(m_step.parts[static_cast<std::size_t>(block.role)], indent);
            else
                code(block.code, indent);
            break;
        case Block::Kind::Conditional:
            for (const Block* each : chosen_side(block, m_python)) one(*each, indent);
            break;
        case Block::Kind::Details:
            m_text += indent + block.info + " (folded)\n";
            break;
        case Block::Kind::Rule:
        case Block::Kind::Comment:
            break;
        default:
            blocks(block.children, indent + "  ");
    }
}

void TextWriter::quiz(const lesson::Quiz& quiz) {
    m_text += quiz.question + "\n";
    const std::optional<std::size_t> chosen = m_reading.choice(quiz);
    const std::optional<std::size_t> right = m_reading.right_option(quiz);
    for (std::size_t i = 0; i < quiz.options.size(); ++i) {
        m_text += fmt::format("  {} {}", option_letter(i), quiz.options[i].text);
        if (chosen == i)
            m_text += fmt::format("  (your answer, {})",
                                  answer_word(m_reading.state(quiz), is_own_version(m_reading)));
        else if (chosen && right == i)
            m_text += "  (right)";
        m_text += "\n";
    }
    if (m_reading.state(quiz) == AnswerState::Wrong && !quiz.options[*chosen].feedback.empty())
        m_text += "  " + quiz.options[*chosen].feedback + "\n";
}

void TextWriter::part(const Part& part, const std::string& indent) {
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
        switch (part.role) {
            case Role::Snippet:
                break;  // the editor shows it
            case Role::Quiz:
                quiz(m_step.quizzes[i]);
                break;
            case Role::Predict: {
                const lesson::Prediction& each = m_step.predictions[i];
                m_text +=
                    fmt::format("{}{} [{}] {}\n", indent, each.question, m_reading.typed(each),
                                answer_word(m_reading.state(each), is_own_version(m_reading)));
                break;
            }
            case Role::Facts: {
                const FactState state = fact_state(m_reading, m_step.facts[i]);
                if (state == FactState::Unknown) break;
                m_text +=
                    fmt::format("{}{}: {}\n", indent, m_step.facts[i].expression, fact_word(state));
                break;
            }
            case Role::Watch:
                m_text += fmt::format("{}Look at {}: {}\n", indent, m_step.watches[i].panel,
                                      m_step.watches[i].text);
                break;
            case Role::Exercise:
                code(m_step.exercises[i].starter.text, indent);
                break;
            case Role::Hidden:
                break;
        }
    }
}

}  // namespace

std::size_t blocks_before_run(const Step& step) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < step.blocks.size(); ++i)
        if (is_question(step, step.blocks[i])) count = i + 1;
    return count == 0 ? step.blocks.size() : count;
}

bool has_gate(const Step& step) {
    return blocks_before_run(step) < step.blocks.size();
}

bool is_own_version(const Reading& reading) {
    return reading.has_run() && reading.is_recording_edited();
}

std::size_t own_version_place(const Step& step) {
    return has_gate(step) ? blocks_before_run(step) : 0;
}

std::string live_text(const LiveValue& value) {
    switch (value.state) {
        case ValueState::NotRun:
            return "?";
        case ValueState::Pending:
            return "…";
        case ValueState::Known: {
            // A text is shown as the text that it is, without quotes.
            const std::string& text = value.text;
            const bool is_plain = text.size() > 2 && text.front() == text.back() &&
                                  (text.front() == '\'' || text.front() == '"') &&
                                  text.find('\\') == std::string::npos;
            return is_plain ? text.substr(1, text.size() - 2) : text;
        }
        case ValueState::Gone:
            return "—";
        case ValueState::Failed:
            return "!";
    }
    return {};
}

std::string live_meaning(const LiveValue& value, const std::string& expression) {
    switch (value.state) {
        case ValueState::NotRun:
            return expression + ": run the program to see it";
        case ValueState::Pending:
            return expression + ": on its way";
        case ValueState::Known:
            return expression + (value.step ? fmt::format(", at step {}", value.step.value)
                                            : std::string(", at the end of your run"));
        case ValueState::Gone:
            return expression + ": no longer applies; " + value.why;
        case ValueState::Failed:
            return expression + ": " + value.why;
    }
    return {};
}

FactState fact_state(const Reading& reading, const lesson::Fact& fact) {
    const LiveValue value = reading.value(fact.expression);
    const bool is_own = reading.is_recording_edited();
    switch (value.state) {
        case ValueState::NotRun:
        case ValueState::Pending:
            return FactState::Unknown;
        case ValueState::Gone:
            return FactState::Gone;
        case ValueState::Failed:
            return FactState::Broken;
        case ValueState::Known:
            break;
    }
    if (value.is_true) return FactState::True;
    return is_own ? FactState::Untrue : FactState::Broken;
}

const char* fact_word(FactState state) {
    switch (state) {
        case FactState::Unknown:
            return "not known yet";
        case FactState::True:
            return "true";
        case FactState::Untrue:
            return "your change made this untrue";
        case FactState::Gone:
            return "no longer applies";
        case FactState::Broken:
            return "the lesson is wrong here";
    }
    return "";
}

char option_letter(std::size_t option) {
    return static_cast<char>('A' + option);
}

std::vector<const Block*> chosen_side(const Block& conditional, const std::string& python) {
    std::vector<const Block*> side;
    bool is_wanted = lesson::condition_holds(conditional.info, python);
    for (const Block& child : conditional.children) {
        if (child.kind == Block::Kind::Rule && child.info == "else")
            is_wanted = !is_wanted;
        else if (is_wanted)
            side.push_back(&child);
    }
    return side;
}

std::string lesson_text(const Reading& reading, const std::string& python, bool is_open) {
    const lesson::Lesson* lesson = reading.lesson();
    const Step* step = reading.step();
    if (lesson == nullptr || step == nullptr) return "No lesson is open.\n";
    TextWriter writer(reading, python);
    std::string head = fmt::format("{}\nStep {} of {}: {}\n", lesson->title,
                                   reading.step_index() + 1, reading.step_count(), step->title);
    if (reading.step_index() == 0) writer.blocks(lesson->introduction, "");
    const std::size_t shown = is_open ? step->blocks.size() : blocks_before_run(*step);
    std::string before;
    for (std::size_t i = 0; i < shown; ++i) {
        if (is_own_version(reading) && i == own_version_place(*step))
            before = writer.take() + kOwnVersion + "\n";
        writer.one(step->blocks[i], "");
    }
    std::string text = head + before + writer.take();
    if (shown < step->blocks.size()) text += "The rest appears when you have run the program.\n";
    return text;
}

}  // namespace viv::panels
