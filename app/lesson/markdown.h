// Markdown as a tree of blocks: what md4c reads, made into plain values that can be laid out, and
// each block with the line it stands on. Knows nothing of lessons, save that inline code which
// begins with `=` is live and that comments can make parts conditional.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace viv::lesson {

// A piece of a line of prose, in one look.
struct Run {
    enum class Kind : std::uint8_t {
        Text = 0,
        Code,   // inline code
        Live,   // inline code that begins with `=`; `text` is the expression after it
        Break,  // a line break that the author asked for
    };
    Kind kind = Kind::Text;
    std::string text;
    bool is_bold = false;
    bool is_italic = false;
    bool is_stated = false;  // `\num{5}`: a number that belongs to the language, not to a run
    std::string link;        // where it leads; empty: nowhere
    std::uint32_t line = 0;  // in the file, from 1
};

enum class Align : std::uint8_t { Left = 0, Center, Right };

struct Block {
    enum class Kind : std::uint8_t {
        Paragraph = 0,
        Heading,      // `level`
        List,         // children: Item; `level` is the first number, 0 for bullets
        Item,         // children
        Quote,        // children
        Callout,      // children; `info` is "note", "tip" or "warning"
        Table,        // children: Row; the first is the head
        Row,          // children: Cell
        Cell,         // `align`
        Fence,        // `info` and `code`
        Rule,         // a line across
        Conditional,  // `info` is the condition; children: what holds if so, then, behind a Rule
                      // with info "else", what holds if not
        Details,      // folded away until opened; `info` is the summary
        Comment,      // raw HTML that is none of these; never shown
    };
    Kind kind = Kind::Paragraph;
    std::uint32_t level = 0;
    Align align = Align::Left;
    std::string info;
    std::string code;
    std::uint32_t line = 0;       // where it begins; a fence: the line of its ```
    std::vector<Run> runs;        // of paragraphs, headings, cells; of items without paragraphs
    std::vector<Block> children;  // in reading order
    std::int32_t role = -1;       // which of the step's parts this fence is (lesson.h); -1: none
};

// Something wrong in a lesson's file: "lesson.md:12: quiz has one option, expected two or more".
struct Mistake {
    std::string file;
    std::uint32_t line = 0;
    std::string what;
    std::string expected;  // may be empty

    [[nodiscard]] std::string message() const;
};

// The blocks of a text. `first_line` is the number of its first line in the file. What can't be
// made sense of (an `if` without `end`) is added to `mistakes`, with `file` as its file.
std::vector<Block> parse_markdown(std::string_view text, std::uint32_t first_line,
                                  const std::string& file, std::vector<Mistake>& mistakes);

// The words of the runs, without their looks.
std::string plain_text(const std::vector<Run>& runs);

}  // namespace viv::lesson
