// Small helpers on pieces of text, for the parsing of lessons.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace viv::lesson {

// Without white space at both ends.
std::string_view trim(std::string_view text);
// The lines, without their ends. An end at the very end makes no empty line.
std::vector<std::string_view> split_lines(std::string_view text);
// Cut at each " :: ", trimmed.
std::vector<std::string_view> split_parts(std::string_view line);
// "a, b" → {"a", "b"}, trimmed; empty pieces are left out.
std::vector<std::string_view> split_commas(std::string_view text);
// "a", "b" → "a or b"; for messages.
std::string join_or(const std::vector<std::string>& words);

// The points that an expression names: "refs(x) @(0, in)" → {"0", "in"}, in order.
std::vector<std::string> points_named(std::string_view expression);
// True if `word` stands in the text as a whole word (letters, digits, underscore around it end it).
bool has_word(std::string_view text, std::string_view word);

}  // namespace viv::lesson
