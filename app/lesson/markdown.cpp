// md4c calls back for each block and span; a stack of open blocks turns that into a tree. Lines are
// worked out from where in the source a piece of text stands, since md4c doesn't tell them.
#include "app/lesson/markdown.h"

#include <md4c.h>

#include <algorithm>

#include "app/lesson/fold.h"

namespace viv::lesson {
namespace {

class Builder {
public:
    Builder(std::string_view text, std::uint32_t first_line)
        : m_text(text), m_first_line(first_line), m_last_line(first_line) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') m_line_ends.push_back(i);
        m_open.emplace_back();
    }

    void enter(MD_BLOCKTYPE type, void* detail);
    void leave(MD_BLOCKTYPE type);
    void span(MD_SPANTYPE type, void* detail, int by);
    void text(MD_TEXTTYPE type, std::string_view piece);
    std::vector<Block> take() { return std::move(m_open.front().children); }

private:
    void note_line(const char* at);
    void add(Run::Kind kind, std::string_view piece);
    [[nodiscard]] std::string attribute(const MD_ATTRIBUTE& attribute);

    std::string_view m_text;
    std::vector<std::size_t> m_line_ends;
    std::uint32_t m_first_line, m_last_line;
    std::vector<Block> m_open;
    int m_bold = 0, m_italic = 0, m_code = 0;
    std::string m_link;
};

std::string entity_text(std::string_view entity) {
    if (entity == "&amp;") return "&";
    if (entity == "&lt;") return "<";
    if (entity == "&gt;") return ">";
    if (entity == "&quot;") return "\"";
    if (entity == "&nbsp;") return "\xC2\xA0";
    return std::string(entity);
}

void Builder::note_line(const char* at) {
    if (at < m_text.data() || at >= m_text.data() + m_text.size()) return;  // not from the source
    const auto offset = static_cast<std::size_t>(at - m_text.data());
    const auto ends = std::lower_bound(m_line_ends.begin(), m_line_ends.end(), offset);
    m_last_line = m_first_line + static_cast<std::uint32_t>(ends - m_line_ends.begin());
    for (Block& block : m_open)
        if (block.line == 0) block.line = m_last_line;
}

std::string Builder::attribute(const MD_ATTRIBUTE& attribute) {
    if (attribute.text == nullptr) return {};
    return {attribute.text, attribute.size};
}

void Builder::enter(MD_BLOCKTYPE type, void* detail) {
    Block block;
    switch (type) {
        case MD_BLOCK_DOC:
        case MD_BLOCK_THEAD:
        case MD_BLOCK_TBODY:
            return;
        case MD_BLOCK_QUOTE:
            block.kind = Block::Kind::Quote;
            break;
        case MD_BLOCK_UL:
            block.kind = Block::Kind::List;
            break;
        case MD_BLOCK_OL:
            block.kind = Block::Kind::List;
            block.level = std::max(1U, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
            break;
        case MD_BLOCK_LI:
            block.kind = Block::Kind::Item;
            break;
        case MD_BLOCK_HR:
            block.kind = Block::Kind::Rule;
            break;
        case MD_BLOCK_H:
            block.kind = Block::Kind::Heading;
            block.level = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
            break;
        case MD_BLOCK_CODE:
            block.kind = Block::Kind::Fence;
            break;
        case MD_BLOCK_HTML:
            block.kind = Block::Kind::Comment;
            break;
        case MD_BLOCK_P:
            block.kind = Block::Kind::Paragraph;
            break;
        case MD_BLOCK_TABLE:
            block.kind = Block::Kind::Table;
            break;
        case MD_BLOCK_TR:
            block.kind = Block::Kind::Row;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD: {
            block.kind = Block::Kind::Cell;
            const MD_ALIGN align = static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align;
            if (align == MD_ALIGN_CENTER) block.align = Align::Center;
            if (align == MD_ALIGN_RIGHT) block.align = Align::Right;
            break;
        }
    }
    m_open.push_back(std::move(block));
    if (type == MD_BLOCK_CODE) {
        const auto* code = static_cast<MD_BLOCK_CODE_DETAIL*>(detail);
        m_open.back().info = attribute(code->info);
        if (code->info.text != nullptr && code->info.size > 0) note_line(code->info.text);
    }
}

void Builder::leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY) return;
    Block block = std::move(m_open.back());
    m_open.pop_back();
    if (block.line == 0) block.line = m_last_line;
    m_open.back().children.push_back(std::move(block));
}

void Builder::span(MD_SPANTYPE type, void* detail, int by) {
    if (type == MD_SPAN_STRONG) m_bold += by;
    if (type == MD_SPAN_EM) m_italic += by;
    if (type == MD_SPAN_CODE) m_code += by;
    if (type == MD_SPAN_A)
        m_link = by > 0 ? attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href) : std::string();
}

void Builder::add(Run::Kind kind, std::string_view piece) {
    std::vector<Run>& runs = m_open.back().runs;
    Run run{kind, std::string(piece), m_bold > 0, m_italic > 0, false, m_link, m_last_line};
    if (!runs.empty() && kind != Run::Kind::Break) {
        Run& last = runs.back();
        if (last.kind == kind && last.is_bold == run.is_bold && last.is_italic == run.is_italic &&
            last.link == run.link) {
            last.text += run.text;
            return;
        }
    }
    runs.push_back(std::move(run));
}

void Builder::text(MD_TEXTTYPE type, std::string_view piece) {
    const Block::Kind kind = m_open.back().kind;
    note_line(piece.data());
    if (kind == Block::Kind::Fence || kind == Block::Kind::Comment) {
        m_open.back().code += piece;
        return;
    }
    switch (type) {
        case MD_TEXT_NORMAL:
            add(Run::Kind::Text, piece);
            break;
        case MD_TEXT_NULLCHAR:
            add(Run::Kind::Text, "\xEF\xBF\xBD");
            break;
        case MD_TEXT_BR:
            add(Run::Kind::Break, {});
            break;
        case MD_TEXT_SOFTBR:
            add(m_code > 0 ? Run::Kind::Code : Run::Kind::Text, " ");
            break;
        case MD_TEXT_ENTITY:
            add(Run::Kind::Text, entity_text(piece));
            break;
        case MD_TEXT_CODE:
            add(Run::Kind::Code, piece);
            break;
        case MD_TEXT_HTML:
            if (piece.starts_with("<br")) add(Run::Kind::Break, {});
            break;
        case MD_TEXT_LATEXMATH:
            break;
    }
}

// `=…` in inline code becomes live, `\num{5}` a stated number.
std::vector<Run> finish_runs(std::vector<Run> runs) {
    std::vector<Run> out;
    for (Run& run : runs) {
        if (run.kind == Run::Kind::Code && run.text.size() > 1 && run.text.front() == '=') {
            run.kind = Run::Kind::Live;
            run.text.erase(0, 1);
        }
        if (run.kind != Run::Kind::Text) {
            out.push_back(std::move(run));
            continue;
        }
        std::string rest = std::move(run.text);
        const auto emit = [&](std::string text, bool is_stated) {
            if (text.empty()) return;
            run.text = std::move(text);
            run.is_stated = is_stated;
            out.push_back(run);
        };
        for (std::size_t at = rest.find("\\num{"); at != std::string::npos;
             at = rest.find("\\num{")) {
            const std::size_t end = rest.find('}', at);
            if (end == std::string::npos) break;
            emit(rest.substr(0, at), false);
            emit(rest.substr(at + 5, end - at - 5), true);
            rest.erase(0, end + 1);
        }
        emit(std::move(rest), false);
    }
    return out;
}

void finish(Block& block) {
    block.runs = finish_runs(std::move(block.runs));
    for (Block& child : block.children) finish(child);
}

}  // namespace

std::string Mistake::message() const {
    const std::string place = line > 0 ? file + ":" + std::to_string(line) : file;
    const std::string text = place + ": " + what;
    return expected.empty() ? text : text + ", expected " + expected;
}

std::vector<Block> parse_markdown(std::string_view text, std::uint32_t first_line,
                                  const std::string& file, std::vector<Mistake>& mistakes) {
    Builder builder(text, first_line);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
        static_cast<Builder*>(self)->leave(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->span(type, detail, 1);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
        static_cast<Builder*>(self)->span(type, detail, -1);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* self) {
        static_cast<Builder*>(self)->text(type, {piece, size});
        return 0;
    };
    if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &builder) != 0)
        mistakes.push_back({file, first_line, "the text can't be read as Markdown", {}});
    std::vector<Block> blocks = builder.take();
    for (Block& block : blocks) finish(block);
    return fold_blocks(std::move(blocks), file, mistakes);
}

std::string plain_text(const std::vector<Run>& runs) {
    std::string text;
    for (const Run& run : runs) text += run.kind == Run::Kind::Break ? "\n" : run.text;
    return text;
}

}  // namespace viv::lesson
