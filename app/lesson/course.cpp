// Looks for the folder, then for the files in it.
#include "app/lesson/course.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "app/lesson/parse.h"
#include "bindings/base/file.h"

namespace viv::lesson {
namespace fs = std::filesystem;

std::optional<std::size_t> Course::find(std::string_view name) const {
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        const Lesson& lesson = lessons[i];
        if (lesson.slug == name || lesson.id == name ||
            lesson.file.parent_path().filename() == name)
            return i;
    }
    return std::nullopt;
}

Course load_course(const fs::path& folder) {
    Course course;
    std::error_code bad;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, bad), end; !bad && at != end; at.increment(bad)) {
        const fs::path file = at->path() / "lesson.md";
        std::error_code ignored;
        if (fs::is_regular_file(file, ignored)) files.push_back(file);
    }
    if (bad) {
        course.mistakes.push_back(
            {folder.string(), 0, "the lessons can't be read: " + bad.message(), {}});
        return course;
    }
    std::sort(files.begin(), files.end());
    std::set<std::string> slugs;
    for (const fs::path& file : files) {
        Result<std::string> text = read_file(file);
        if (!text) {
            course.mistakes.push_back({file.string(), 0, text.error().message(), {}});
            continue;
        }
        ParsedLesson parsed = parse_lesson(*text, file);
        if (parsed.mistakes.empty() && !slugs.insert(parsed.lesson.slug).second)
            parsed.mistakes.push_back(
                {file.string(), 1, "a second lesson named " + parsed.lesson.slug, "another name"});
        if (parsed.mistakes.empty()) course.lessons.push_back(std::move(parsed.lesson));
        std::move(parsed.mistakes.begin(), parsed.mistakes.end(),
                  std::back_inserter(course.mistakes));
    }
    return course;
}

Result<Lesson> load_lesson(const fs::path& file) {
    VIV_TRY(const std::string text, read_file(file));
    ParsedLesson parsed = parse_lesson(text, file);
    if (!parsed.mistakes.empty()) return error(parsed.mistakes.front().message());
    return std::move(parsed.lesson);
}

Result<fs::path> find_lessons() {
    std::vector<fs::path> places;
    if (const char* set = std::getenv("VIVARIUM_LESSONS")) places.emplace_back(set);
    std::error_code bad;
    const fs::path program = fs::read_symlink("/proc/self/exe", bad);
    if (!bad) {
        for (fs::path above = program.parent_path(); above != above.root_path();
             above = above.parent_path())
            places.push_back(above / "lessons");
        places.push_back(program.parent_path().parent_path() / "share/vivarium/lessons");
    }
    places.emplace_back(VIVARIUM_SOURCE_LESSONS);  // a build folder outside of the sources
    for (const fs::path& place : places)
        if (fs::is_directory(place, bad)) return place;
    std::string looked;
    for (const fs::path& place : places) looked += (looked.empty() ? "" : ", ") + place.string();
    return error("no lessons were found (looked for " + looked + ")",
                 "set VIVARIUM_LESSONS to the folder they are in");
}

}  // namespace viv::lesson
