// A stack again: an opening comment or tag opens a block, its end closes it.
#include "app/lesson/fold.h"

#include <utility>

namespace viv::lesson {
namespace {

using Kind = Block::Kind;

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1));
}

// "if py >= (3, 14)" of `<!-- if py >= (3, 14) -->`; empty if it is no comment.
std::string comment_text(const std::string& html) {
    const std::string text = trimmed(html);
    if (!text.starts_with("<!--") || !text.ends_with("-->") || text.size() < 7) return {};
    return trimmed(std::string_view(text).substr(4, text.size() - 7));
}

std::string summary_of(const std::string& html) {
    const std::size_t begin = html.find("<summary>");
    const std::size_t end = html.find("</summary>");
    if (begin == std::string::npos || end == std::string::npos || end < begin + 9) return "More";
    return trimmed(std::string_view(html).substr(begin + 9, end - begin - 9));
}

// `[!NOTE]` at the start of a quote makes it a callout.
void mark_callout(Block& quote) {
    static constexpr std::pair<const char*, const char*> kMarks[] = {
        {"[!NOTE]", "note"}, {"[!TIP]", "tip"}, {"[!WARNING]", "warning"}};
    if (quote.children.empty() || quote.children.front().runs.empty()) return;
    std::vector<Run>& runs = quote.children.front().runs;
    for (const auto& [mark, name] : kMarks) {
        if (!runs.front().text.starts_with(mark)) continue;
        quote.kind = Kind::Callout;
        quote.info = name;
        runs.front().text = trimmed(runs.front().text.substr(std::string_view(mark).size()));
        if (runs.front().text.empty())
            runs.erase(runs.begin());
        else if (runs.size() > 1)
            runs.front().text += ' ';
        if (runs.empty()) quote.children.erase(quote.children.begin());
        return;
    }
}

class Folder {
public:
    Folder(const std::string& file, std::vector<Mistake>& mistakes)
        : m_file(file), m_mistakes(mistakes) {
        m_open.emplace_back();
    }

    void take(Block block) {
        if (block.kind != Kind::Comment) {
            m_open.back().children.push_back(std::move(block));
            return;
        }
        const std::string comment = comment_text(block.code);
        const std::string html = trimmed(block.code);
        if (comment.starts_with("if ")) {
            open(Kind::Conditional, trimmed(comment.substr(3)), block.line);
        } else if (comment == "else") {
            otherwise(block.line);
        } else if (comment == "end") {
            close(Kind::Conditional, "an `end`", "`<!-- if … -->` before it", block.line);
        } else if (html.starts_with("<details")) {
            open(Kind::Details, summary_of(html), block.line);
        } else if (html.starts_with("</details")) {
            close(Kind::Details, "a `</details>`", "`<details>` before it", block.line);
        }
    }

    std::vector<Block> finish() {
        while (m_open.size() > 1) {
            const Block& block = m_open.back();
            const bool is_conditional = block.kind == Kind::Conditional;
            complain(block.line,
                     is_conditional ? "an `if` that never ends" : "details never closed",
                     is_conditional ? "`<!-- end -->`" : "`</details>`");
            shut();
        }
        return std::move(m_open.front().children);
    }

private:
    void open(Kind kind, std::string info, std::uint32_t line) {
        Block block;
        block.kind = kind;
        block.info = std::move(info);
        block.line = line;
        m_open.push_back(std::move(block));
    }
    void otherwise(std::uint32_t line) {
        if (m_open.back().kind != Kind::Conditional || m_open.size() == 1)
            return complain(line, "an `else` that belongs to nothing", "`<!-- if … -->` before it");
        Block rule;
        rule.kind = Kind::Rule;
        rule.info = "else";
        rule.line = line;
        m_open.back().children.push_back(std::move(rule));
    }
    void close(Kind kind, const char* what, const char* expected, std::uint32_t line) {
        if (m_open.size() == 1 || m_open.back().kind != kind)
            return complain(line, std::string(what) + " that belongs to nothing", expected);
        shut();
    }
    void shut() {
        Block block = std::move(m_open.back());
        m_open.pop_back();
        m_open.back().children.push_back(std::move(block));
    }
    void complain(std::uint32_t line, std::string what, std::string expected) {
        m_mistakes.push_back({m_file, line, std::move(what), std::move(expected)});
    }

    const std::string& m_file;
    std::vector<Mistake>& m_mistakes;
    std::vector<Block> m_open;
};

}  // namespace

std::vector<Block> fold_blocks(std::vector<Block> blocks, const std::string& file,
                               std::vector<Mistake>& mistakes) {
    Folder folder(file, mistakes);
    for (Block& block : blocks) {
        if (!block.children.empty())
            block.children = fold_blocks(std::move(block.children), file, mistakes);
        if (block.kind == Kind::Quote) mark_callout(block);
        folder.take(std::move(block));
    }
    return folder.finish();
}

}  // namespace viv::lesson
