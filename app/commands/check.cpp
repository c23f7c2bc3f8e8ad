// Finds the files, then reads, lints and runs each lesson in it, on each worker that was asked for.
#include "app/commands/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/lesson/checker.h"
#include "app/lesson/course.h"
#include "app/lesson/lint.h"
#include "app/lesson/parse.h"
#include "bindings/base/file.h"

namespace viv::commands {
namespace {

namespace fs = std::filesystem;
using lesson::Lesson;

struct Total {
    std::size_t lessons = 0, false_ones = 0, unreadable = 0;
    std::uint32_t checks = 0, runs = 0;
};

// The lesson files that a path stands for: itself, those in it, or the lesson of that name.
Result<std::vector<fs::path>> files_of(const std::string& path) {
    std::error_code bad;
    if (fs::is_regular_file(path, bad)) return std::vector<fs::path>{path};
    if (fs::is_regular_file(fs::path(path) / "lesson.md", bad))
        return std::vector<fs::path>{fs::path(path) / "lesson.md"};
    std::vector<fs::path> files;
    if (fs::is_directory(path, bad)) {
        for (fs::directory_iterator at(path, bad), end; !bad && at != end; at.increment(bad)) {
            std::error_code ignored;
            if (fs::is_regular_file(at->path() / "lesson.md", ignored))
                files.push_back(at->path() / "lesson.md");
        }
        std::sort(files.begin(), files.end());
        if (!files.empty()) return files;
        return error(path + " holds no lessons", "name a folder with */lesson.md in it");
    }
    if (const Result<fs::path> folder = lesson::find_lessons()) {
        // By its name; also if it has mistakes, for these are to be told.
        for (fs::directory_iterator at(*folder, bad), end; !bad && at != end; at.increment(bad)) {
            const std::string name = at->path().filename().string();
            std::error_code ignored;
            const bool is_it = name == path || name.ends_with("-" + path);
            if (is_it && fs::is_regular_file(at->path() / "lesson.md", ignored))
                return std::vector<fs::path>{at->path() / "lesson.md"};
        }
    }
    return error("there is no lesson " + path, "`vivarium lessons` lists their names");
}

// Reads it and tells what can be seen without a run. Nothing: it can't be run.
std::vector<Lesson> read(const std::vector<fs::path>& files, Total& total) {
    std::vector<Lesson> lessons;
    for (const fs::path& file : files) {
        const Result<std::string> text = read_file(file);
        if (!text) {
            fmt::print(stderr, "vivarium: {}\n", text.error().message());
            ++total.unreadable;
            continue;
        }
        lesson::ParsedLesson parsed = lesson::parse_lesson(*text, file);
        std::vector<lesson::Mistake> mistakes = parsed.mistakes;
        if (parsed.mistakes.empty()) mistakes = lesson::lint_lesson(parsed.lesson, *text);
        for (const lesson::Mistake& mistake : mistakes) fmt::print("{}\n", mistake.message());
        total.false_ones += mistakes.size();
        ++total.lessons;
        if (parsed.mistakes.empty()) lessons.push_back(std::move(parsed.lesson));
    }
    return lessons;
}

// Runs them all on one worker. Returns 0, or 3 where it doesn't start.
int run(const std::vector<Lesson>& lessons, const fs::path& worker, Total& total) {
    const std::unique_ptr<session::Sitting> sitting = session::Sitting::create(worker);
    sitting->wait_until_idle();
    if (sitting->state() == session::RunState::NoWorker) {
        fmt::print(stderr, "vivarium: {}\n", sitting->worker_problem().message());
        return 3;
    }
    const std::string python = sitting->python_version();
    for (const Lesson& lesson : lessons) {
        const lesson::CheckReport report = lesson::check_lesson(
            *sitting, lesson,
            [&](const std::string& what) { fmt::print(stderr, "CPython {}: {}\n", python, what); });
        for (const lesson::Finding& finding : report.findings)
            fmt::print("{} (CPython {})\n", finding.message(), python);
        total.false_ones += report.findings.size();
        total.checks += report.checks;
        total.runs += report.runs;
    }
    return 0;
}

Result<std::vector<fs::path>> workers_for(const std::string& python) {
    if (!python.empty()) {
        VIV_TRY(fs::path one, session::find_worker(python));
        return std::vector<fs::path>{one};
    }
    std::vector<fs::path> all;
    for (const auto& [version, path] : session::list_workers()) all.push_back(path);
    if (!all.empty()) return all;
    VIV_TRY(fs::path one, session::find_worker());
    return std::vector<fs::path>{one};
}

}  // namespace

int check(const CheckOptions& options) {
    std::vector<std::string> paths = options.paths;
    if (paths.empty()) {
        const Result<fs::path> folder = lesson::find_lessons();
        if (!folder) {
            fmt::print(stderr, "vivarium: {}\n", folder.error().message());
            return 2;
        }
        paths.push_back(folder->string());
    }
    Total total;
    std::vector<fs::path> files;
    for (const std::string& path : paths) {
        const Result<std::vector<fs::path>> found = files_of(path);
        if (!found) {
            fmt::print(stderr, "vivarium: {}\n", found.error().message());
            return 2;
        }
        files.insert(files.end(), found->begin(), found->end());
    }
    const std::vector<Lesson> lessons = read(files, total);
    const Result<std::vector<fs::path>> workers = workers_for(options.python);
    if (!workers) {
        fmt::print(stderr, "vivarium: {}\n", workers.error().message());
        return 3;
    }
    for (const fs::path& worker : *workers)
        if (const int failed = run(lessons, worker, total)) return failed;
    fmt::print(stderr, "{} lesson{}, {} programs run, {} things checked, {} false\n", total.lessons,
               total.lessons == 1 ? "" : "s", total.runs, total.checks, total.false_ones);
    if (total.unreadable > 0) return 2;
    return total.false_ones > 0 ? 1 : 0;
}

}  // namespace viv::commands
