// Folders of lessons.
#include <doctest/doctest.h>

#include <unistd.h>

#include <fstream>

#include "app/lesson/course.h"

using namespace viv::lesson;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("viv-course-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    void add(const std::string& name, const std::string& text) const {
        fs::create_directories(path / name);
        std::ofstream(path / name / "lesson.md") << text;
    }
};

std::string lesson_text(const std::string& id) {
    return "---\nid: " + id + "\ntitle: T\ntrack: core\nminutes: 1\n---\n## Step 1 · One\n";
}

}  // namespace

TEST_CASE("a broken lesson is left out and told; the others open, in the order of their folders") {
    const Folder folder;
    folder.add("b02-second", lesson_text("L2"));
    folder.add("a01-first", lesson_text("L1"));
    folder.add("a02-broken", "nothing");

    const Course course = load_course(folder.path);

    REQUIRE(course.lessons.size() == 2);
    CHECK(course.lessons[0].slug == "first");
    CHECK(course.lessons[1].slug == "second");
    REQUIRE_FALSE(course.mistakes.empty());
    CHECK(course.mistakes[0].file == (folder.path / "a02-broken/lesson.md").string());
    CHECK(course.find("second") == 1);
    CHECK(course.find("L1") == 0);
    CHECK(course.find("b02-second") == 1);
    CHECK_FALSE(course.find("third").has_value());
}

TEST_CASE("a folder that isn't there is a mistake, not an end") {
    const Course course = load_course("/nowhere/at/all");

    CHECK(course.lessons.empty());
    REQUIRE(course.mistakes.size() == 1);
}

TEST_CASE("the lessons that come with the program have no mistakes") {
    const Course course = load_course(fs::path(VIVARIUM_SOURCE_DIR) / "lessons");

    for (const Mistake& mistake : course.mistakes) FAIL_CHECK(mistake.message());
    REQUIRE_FALSE(course.lessons.empty());
    CHECK(course.lessons[0].slug == "mutable-defaults");
}
