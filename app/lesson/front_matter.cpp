// A list of the keys that exist, each with what to do with its value.
#include "app/lesson/front_matter.h"

#include <charconv>
#include <functional>
#include <set>

#include "app/lesson/words.h"

namespace viv::lesson {
namespace {

std::string unquoted(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    return std::string(value);
}

// `[a, "b, c"]`: commas between quotes don't cut.
bool parse_list(std::string_view value, std::vector<std::string>& out) {
    if (!value.starts_with('[') || !value.ends_with(']')) return false;
    value = value.substr(1, value.size() - 2);
    std::string piece;
    bool is_quoted = false;
    const auto finish = [&] {
        if (!trim(piece).empty()) out.push_back(unquoted(trim(piece)));
        piece.clear();
    };
    for (const char c : value) {
        if (c == '"') is_quoted = !is_quoted;
        if (c == ',' && !is_quoted)
            finish();
        else
            piece += c;
    }
    finish();
    return !is_quoted;
}

class FrontMatter {
public:
    FrontMatter(Lesson& lesson, const Complaints& complaints)
        : m_lesson(lesson), m_complaints(complaints) {}

    void take(std::string_view key, std::string_view value, std::uint32_t line) {
        m_seen.emplace(key);
        if (key == "id")
            m_lesson.id = unquoted(value);
        else if (key == "title")
            m_lesson.title = unquoted(value);
        else if (key == "track")
            m_lesson.track = unquoted(value);
        else if (key == "min_python")
            m_lesson.min_python = unquoted(value);
        else if (key == "minutes") {
            const auto [end, bad] =
                std::from_chars(value.data(), value.data() + value.size(), m_lesson.minutes);
            if (bad != std::errc() || end != value.data() + value.size() || m_lesson.minutes == 0)
                m_complaints.add(line, "minutes: " + std::string(value), "a whole number");
        } else if (key == "needs" || key == "asked") {
            if (!parse_list(value, key == "needs" ? m_lesson.needs : m_lesson.asked))
                m_complaints.add(line, std::string(key) + ": " + std::string(value), "`[a, b]`");
        } else
            m_complaints.add(line, "unknown key `" + std::string(key) + "`",
                             "id, title, track, minutes, needs, asked or min_python");
    }

    void require(std::uint32_t line) {
        for (const char* key : {"id", "title", "track", "minutes"})
            if (!m_seen.contains(key))
                m_complaints.add(line, std::string("front matter without `") + key + "`",
                                 std::string("`") + key + ": …`");
    }

private:
    Lesson& m_lesson;
    const Complaints& m_complaints;
    std::set<std::string, std::less<>> m_seen;
};

}  // namespace

std::uint32_t parse_front_matter(std::string_view text, Lesson& lesson,
                                 const Complaints& complaints) {
    const std::vector<std::string_view> lines = split_lines(text);
    if (lines.empty() || trim(lines[0]) != "---") {
        complaints.add(1, "no front matter", "`---` on the first line");
        return 0;
    }
    FrontMatter matter(lesson, complaints);
    std::string entry;  // a key and its value; indented lines go on with it
    std::uint32_t entry_line = 0;
    const auto finish = [&] {
        const std::size_t colon = entry.find(':');
        if (colon == std::string::npos) {
            if (!entry.empty())
                complaints.add(entry_line, "a line of front matter without a colon",
                               "`key: value`");
        } else {
            matter.take(trim(std::string_view(entry).substr(0, colon)),
                        trim(std::string_view(entry).substr(colon + 1)), entry_line);
        }
        entry.clear();
    };
    for (std::uint32_t i = 1; i < lines.size(); ++i) {
        const std::string_view line = trim(lines[i]);
        if (lines[i].starts_with(' ') && !entry.empty()) {
            entry += ' ';
            entry += line;
            continue;
        }
        finish();
        if (line == "---") {
            matter.require(i + 1);
            return i + 1;
        }
        entry = line;
        entry_line = i + 1;
    }
    complaints.add(1, "front matter that never ends", "`---` after the last key");
    return 0;
}

}  // namespace viv::lesson
