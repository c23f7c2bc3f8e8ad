// Nothing but string handling.
#include "app/lesson/words.h"

#include <cctype>

namespace viv::lesson {
namespace {

bool is_name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<std::string_view> split_parts(std::string_view line) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = line.find(" ::"); at != std::string_view::npos;
         at = line.find(" ::", at + 1)) {
        const bool ends_in_space = at + 3 == line.size() || line[at + 3] == ' ';
        if (!ends_in_space) continue;  // a slice with a step, not a separator
        parts.push_back(trim(line.substr(begin, at - begin)));
        begin = at + 3;
    }
    parts.push_back(trim(line.substr(begin)));
    return parts;
}

std::vector<std::string_view> split_commas(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        const std::string_view piece = trim(text.substr(0, end));
        if (!piece.empty()) pieces.push_back(piece);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return pieces;
}

std::string join_or(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

std::vector<std::string> points_named(std::string_view expression) {
    std::vector<std::string> names;
    char quote = 0;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        const char c = expression[i];
        if (quote != 0) {
            if (c == '\\')
                ++i;
            else if (c == quote)
                quote = 0;
            continue;
        }
        if (c == '\'' || c == '"') quote = c;
        if (c != '@') continue;
        std::string_view rest = trim(expression.substr(i + 1));
        if (rest.starts_with('(')) {
            for (std::string_view name : split_commas(rest.substr(1, rest.find(')') - 1)))
                names.emplace_back(name);
        } else {
            std::size_t end = 0;
            while (end < rest.size() && is_name_character(rest[end])) ++end;
            names.emplace_back(rest.substr(0, end));
        }
    }
    return names;
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_name_character(text[at - 1]);
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() || !is_name_character(text[end]))) return true;
    }
    return false;
}

}  // namespace viv::lesson
