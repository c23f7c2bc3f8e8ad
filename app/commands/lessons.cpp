// A line, or a JSON object, a lesson.
#include "app/commands/lessons.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/lesson/course.h"

namespace viv::commands {
namespace {

std::string as_json(const lesson::Lesson& lesson) {
    nlohmann::ordered_json object;
    object["slug"] = lesson.slug;
    object["id"] = lesson.id;
    object["title"] = lesson.title;
    object["track"] = lesson.track;
    object["minutes"] = lesson.minutes;
    object["steps"] = lesson.steps.size();
    object["needs"] = lesson.needs;
    object["asked"] = lesson.asked;
    object["file"] = lesson.file.string();
    return object.dump();
}

}  // namespace

int lessons(ListAs as) {
    const Result<std::filesystem::path> folder = lesson::find_lessons();
    if (!folder) {
        fmt::print(stderr, "vivarium: {}\n", folder.error().message());
        return 2;
    }
    const lesson::Course course = lesson::load_course(*folder);
    for (const lesson::Mistake& mistake : course.mistakes)
        fmt::print(stderr, "{}\n", mistake.message());
    std::size_t widest = 0;
    for (const lesson::Lesson& lesson : course.lessons)
        widest = std::max(widest, lesson.slug.size());
    for (const lesson::Lesson& lesson : course.lessons) {
        if (as == ListAs::Json)
            fmt::print("{}\n", as_json(lesson));
        else
            fmt::print("{:<{}}  {:<4} {:>3} min  {} step{}  {}\n", lesson.slug, widest, lesson.id,
                       lesson.minutes, lesson.steps.size(), lesson.steps.size() == 1 ? " " : "s",
                       lesson.title);
    }
    return course.lessons.empty() ? 2 : 0;
}

}  // namespace viv::commands
